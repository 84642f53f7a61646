"""What contents mean: a sentence encoder, whose embedding of a content has two parts, what it is about, by its cosine with others,
and what it says of that, for the network that compares two."""

from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from .model import Config, Tagger
from .pieces import CLS, SEP

MEANING, STANCE = 128, 64  # dimensions
EMBEDDING = MEANING + STANCE
LONGEST = 126  # pieces of a content that are read
UNITS = 32  # hidden units of the network that compares


class Encoder(nn.Module):
    """The mean of a network's last states (Reimers and Gurevych, EMNLP 2019), and of that two linear parts."""

    def __init__(self, network: Tagger):
        super().__init__()
        self.network = network
        self.meaning = nn.Linear(network.config.hidden, MEANING, bias=False)
        self.stance = nn.Linear(network.config.hidden, STANCE)

    def forward(self, ids, present):
        """Embeddings [batch, EMBEDDING], each part of length 1."""
        states = pooled(self.network, ids, present)
        return torch.cat([F.normalize(part(states), dim=1) for part in (self.meaning, self.stance)], 1)


class Comparison(nn.Module):
    """Three scores of two embeddings, from the products and the distances of their components (Conneau et al., EMNLP 2017);
    symmetric."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(2 * EMBEDDING, UNITS)
        self.out = nn.Linear(UNITS, 3)
        self.dropout = nn.Dropout(0.2)

    def forward(self, one, other):
        inputs = torch.cat([one * other * MEANING, (one - other).abs() * MEANING**0.5], -1)
        return self.out(self.dropout(F.relu(self.mix(inputs))))

    def save(self, path):
        """Of each hidden unit its weights and its bias, then of each class: 32 bits each, little end first."""
        layers = [torch.cat([layer.weight, layer.bias[:, None]], 1).detach().numpy() for layer in (self.mix, self.out)]
        Path(path).write_bytes(b"".join(layer.astype("<f4").tobytes() for layer in layers))


def pooled(network: Tagger, ids, present):
    """The mean of a network's last states, [batch, hidden]."""
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encode(ids, torch.zeros_like(ids), present).float()
    return (states * present[..., None]).sum(1) / present.sum(1, keepdim=True)


def batches(texts: list, tokenizer, size: int = 64):
    """(numbers of the texts, ids, present) of texts of like length."""
    rows = [[CLS, *encoded.ids[:LONGEST], SEP] for encoded in tokenizer.encode_batch(texts, add_special_tokens=False)]
    order = sorted(range(len(rows)), key=lambda k: len(rows[k]))
    for first in range(0, len(order), size):
        part = order[first : first + size]
        length = -(-max(len(rows[k]) for k in part) // 8) * 8
        ids = torch.tensor([rows[k] + [0] * (length - len(rows[k])) for k in part])
        yield part, ids, torch.tensor([[at < len(rows[k]) for at in range(length)] for k in part])


def embedded(encoder, texts: list, tokenizer):
    """What `encoder`, a function of ids and which are present, gives for each text."""
    numbers, rows = [], []
    for part, ids, present in batches(texts, tokenizer):
        numbers += part
        rows.append(encoder(ids, present))
    back = torch.empty(len(numbers), dtype=torch.long)
    back[torch.tensor(numbers)] = torch.arange(len(numbers))
    return torch.cat(rows)[back]


def save(encoder: Encoder, path):
    torch.save({"config": asdict(encoder.network.config), "encoder": encoder.state_dict()}, path)


def load(path) -> Encoder:
    stored = torch.load(path, map_location="cpu", weights_only=False)
    encoder = Encoder(Tagger(Config(**stored["config"])))
    encoder.load_state_dict(stored["encoder"])
    return encoder.eval()
