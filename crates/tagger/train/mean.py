"""Writes the mean of the weights of checkpoints that went on from the same start (Wortsman et al., Model soups, 2022)."""

import argparse

import torch

from sayso_tagger import model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="checkpoint to write")
    parser.add_argument("checkpoints", nargs="+")
    options = parser.parse_args()
    taggers = [model.load(path) for path in options.checkpoints]
    states = [tagger.state_dict() for tagger in taggers]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    taggers[0].load_state_dict(mean)
    model.save(taggers[0], options.out, options=vars(options))


if __name__ == "__main__":
    main()
