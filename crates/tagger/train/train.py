"""Trains a tagger: a teacher on gold labels, or a student on gold labels and teachers' cached outputs (soft.py).

Stop it at any time (Ctrl-C, kill): the same command goes on from the last checkpoint, OUT.resume. The result is OUT.
The learning rate falls to nothing over the --steps, and so a run can be repeated.
"""

import argparse
import os
import random
import time
from pathlib import Path

import torch

from sayso_tagger import base, batches, corpus, losses, model, pieces, soft_outputs

CHECKPOINT_SECONDS = 180
GOLD_WEIGHTS = {"tags": 1.0, "cue": 0.5, "source": 0.5}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="checkpoint to write")
    parser.add_argument("--corpus", help="training split, a folder with text/ and attributions/; --soft brings its own")
    parser.add_argument("--bases", required=True, help="folder that fetch.sh filled")
    parser.add_argument("--start", required=True, help="minilm, mpnet, the folder of an exported model, or a checkpoint")
    parser.add_argument("--layers", help="layers to keep of the start, e.g. 0,2,4,5 (all)")
    parser.add_argument("--feed-forward", type=int, help="feed-forward neurons to keep in each layer (all)")
    parser.add_argument("--soft", nargs="*", default=[], help="folders of soft.py: teachers' outputs to learn from")
    parser.add_argument("--hard-weight", type=float, default=0.4, help="weight of gold tags beside soft ones")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True, help="learning rate of the top layer")
    parser.add_argument("--head-rate", type=float, default=10, help="factor for the two heads")
    parser.add_argument("--feature-rate", type=float, default=10, help="factor for the feature table")
    parser.add_argument("--layer-decay", type=float, default=0.9, help="factor from a layer to the one below")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if not options.soft and not options.corpus:
        parser.error("give --corpus or --soft")
    if Path(options.out).exists():
        parser.error(f"{options.out} is there already; delete it to train anew")
    return options


def decisive(options) -> dict:
    """The options that a run must be resumed with."""
    return {name: value for name, value in vars(options).items() if name not in ("threads", "out", "bases")}


def optimiser(tagger, options):
    groups = []

    def add(parameters, rate):
        parameters = [p for p in parameters if p.requires_grad]
        for decay, part in (
            (0.01, [p for p in parameters if p.dim() > 1]),
            (0.0, [p for p in parameters if p.dim() <= 1]),
        ):
            groups.append({"params": part, "lr": rate, "base": rate, "weight_decay": decay})

    depth = len(tagger.layers)
    for i, layer in enumerate(tagger.layers):
        add(layer.parameters(), options.rate * options.layer_decay ** (depth - 1 - i))
    lowest = options.rate * options.layer_decay**depth
    add([tagger.position_table.weight, *tagger.embedding_norm.parameters()], lowest)
    add([tagger.feature_table.weight], options.rate * options.feature_rate)
    add([*tagger.tag_head.parameters(), *tagger.pointer_head.parameters()], options.rate * options.head_rate)
    return torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), fused=True)


class GoldEpochs:
    """Batches of an epoch, made from its number alone, so that a resumed run sees the same."""

    def __init__(self, articles, options):
        self.articles, self.options = articles, options

    def batches(self, epoch: int):
        seed = self.options.seed * 1000 + epoch
        entries = batches.epoch_windows(self.articles, seed)
        choice = random.Random(seed)
        annotators = [choice.randrange(len(self.articles[index].annotations)) for index, _ in entries]
        for indices in batches.batched([w.end - w.first for _, w in entries], self.options.batch, seed):
            yield [batches.sample(self.articles[entries[i][0]], entries[i][1], annotators[i]) for i in indices]


class SoftEpochs:
    """The same over the windows for which teachers' outputs are cached; one pass of windows after another."""

    def __init__(self, tokenizer, options):
        self.options = options
        self.articles = soft_outputs.all_articles(options.soft, tokenizer)
        self.passes = soft_outputs.read(options.soft)

    def batches(self, epoch: int):
        seed = self.options.seed * 1000 + epoch
        choice = random.Random(seed)
        stored = self.passes[epoch % len(self.passes)]
        annotators = [choice.randrange(max(1, len(self.articles[entry.article].annotations))) for entry in stored]
        for indices in batches.batched([len(entry.soft[0][0]) for entry in stored], self.options.batch, seed):
            yield [
                batches.sample(self.articles[stored[i].article], stored[i].window, annotators[i], stored[i].soft)
                for i in indices
            ]


def total_loss(tagger, batch, options):
    with torch.autocast("cpu", torch.bfloat16):
        tag_logits, pointers = tagger(batch["ids"], batch["features"], batch["present"])
    parts = losses.gold_losses(tag_logits, pointers, batch)
    weights = dict(GOLD_WEIGHTS)
    if batch["soft"]:
        parts |= losses.soft_losses(tag_logits, pointers, batch)
        weights |= {
            "tags": options.hard_weight,
            "cue": 0.5 * options.hard_weight,
            "source": 0.5 * options.hard_weight,
            "soft_tags": 1.0,
            "soft_cue": 0.5,
            "soft_source": 0.5,
        }
    return sum(weights[name] * part for name, part in parts.items()), parts


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    vocabulary = pieces.load_vocabulary(Path(options.bases) / "minilm" / "vocab.txt")
    tokenizer = pieces.build_tokenizer(vocabulary)
    if options.soft:
        epochs = SoftEpochs(tokenizer, options)
    else:
        epochs = GoldEpochs(corpus.load(options.corpus, tokenizer), options)
    tagger = base.start(options.start, options.bases, vocabulary)
    if options.layers or options.feed_forward:
        kept = [int(x) for x in options.layers.split(",")] if options.layers else list(range(len(tagger.layers)))
        tagger = base.narrowed(tagger, kept, options.feed_forward or tagger.config.feed_forward)
    tagger.train()
    for module in tagger.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = options.dropout
    optimise = optimiser(tagger, options)

    epoch, taken, step, elapsed = 0, 0, 0, 0.0
    resume = Path(options.out + ".resume")
    if resume.exists():
        stored = torch.load(resume, weights_only=False)
        if stored["options"] != decisive(options):
            raise SystemExit(f"{resume} was begun with {stored['options']}; delete it to begin anew")
        tagger.load_state_dict(stored["model"])
        optimise.load_state_dict(stored["optimiser"])
        torch.set_rng_state(stored["random"])
        epoch, taken, step, elapsed = stored["epoch"], stored["taken"], stored["step"], stored["elapsed"]
        print(f"resumed at step {step}, {elapsed / 60:.1f} minutes", flush=True)

    def checkpoint():
        temporary = Path(options.out + ".partial")
        state = {"optimiser": optimise.state_dict(), "random": torch.get_rng_state(), "epoch": epoch, "taken": taken}
        model.save(tagger, temporary, **state, step=step, elapsed=elapsed, options=decisive(options))
        os.replace(temporary, resume)

    sums = {}
    last = saved = time.monotonic()
    while step < options.steps:
        for number, samples in enumerate(epochs.batches(epoch)):
            if number < taken:  # already done before a stop
                last = time.monotonic()
                continue
            if step >= options.steps:
                break
            warm_up = min(1, (step + 1) / 80)
            for group in optimise.param_groups:
                group["lr"] = group["base"] * warm_up * max(0.01, 1 - step / options.steps)
            loss, parts = total_loss(tagger, batches.collate(samples), options)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in tagger.parameters() if p.grad is not None], 1.0)
            optimise.step()
            optimise.zero_grad(set_to_none=False)  # keeps the memory: giving it back costs more than the zeros
            step, taken = step + 1, number + 1
            elapsed += time.monotonic() - last
            last = time.monotonic()
            for name, part in parts.items():
                sums[name] = sums.get(name, 0) + part.item()
            if step % 25 == 0:
                figures = " ".join(f"{name} {value / 25:.4f}" for name, value in sums.items())
                print(f"step {step} epoch {epoch} minutes {elapsed / 60:.1f} {figures}", flush=True)
                sums = {}
            if last - saved > CHECKPOINT_SECONDS:
                checkpoint()
                saved = time.monotonic()
        else:
            epoch, taken = epoch + 1, 0
    model.save(tagger, options.out, options=decisive(options))
    resume.unlink(missing_ok=True)
    print(f"wrote {options.out} after {step} steps, {elapsed / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
