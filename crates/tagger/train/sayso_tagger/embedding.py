"""The heads for sentence embeddings: small networks on the encoder's layers, which they leave as they are. They give each piece a
vector and a weight; the embedding of a content is the weighted sum of its pieces' vectors. Its first part tells what a content
is about, by its cosine with others; its second what it says of that, for those who compare two (train_stance.py)."""

import torch
import torch.nn.functional as F
from torch import nn

from .model import Tagger
from .names import FIRST_LAYER, WIDTH

MEANING, STANCE = 128, 64  # dimensions
EMBEDDING = MEANING + STANCE
HIDDEN = 2 * WIDTH  # hidden units, of each part half


class MeaningHead(nn.Module):
    """The first part, and the pieces' weights."""

    def __init__(self, layers: int, hidden: int):
        super().__init__()
        self.mix = nn.Linear((layers - FIRST_LAYER) * hidden, WIDTH)
        self.out = nn.Linear(WIDTH, MEANING + 1)  # the last is the weight, before the sigmoid

    def forward(self, states):
        """`states`: the layers' outputs side by side (names.states), [.., parts * hidden]. Weighted vectors [.., MEANING]."""
        out = self.out(F.gelu(self.mix(states)))
        return out[..., :MEANING] * torch.sigmoid(out[..., MEANING:])

    def weights(self, states):
        """The pieces' weights alone, [.., 1]."""
        return torch.sigmoid(self.out(F.gelu(self.mix(states)))[..., MEANING:])


class StanceHead(nn.Module):
    """The second part. It reads states of mean 0 and deviation 1."""

    def __init__(self, layers: int, hidden: int, dropout: float = 0.3):
        super().__init__()
        width = (layers - FIRST_LAYER) * hidden
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("deviation", torch.ones(width))
        self.mix = nn.Linear(width, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(WIDTH, STANCE)

    def forward(self, states):
        """Vectors without weights, [.., STANCE]."""
        return self.out(self.dropout(F.gelu(self.mix((states - self.mean) / self.deviation))))


class EmbeddingHead(nn.Module):
    """Both as one network."""

    def __init__(self, layers: int, hidden: int):
        super().__init__()
        self.mix = nn.Linear((layers - FIRST_LAYER) * hidden, HIDDEN)
        self.out = nn.Linear(HIDDEN, EMBEDDING + 1)

    def forward(self, states):
        out = self.out(F.gelu(self.mix(states)))
        return out[..., :EMBEDDING] * torch.sigmoid(out[..., EMBEDDING:])


def pooled(vectors, lengths):
    """Embeddings [spans, ..] of length 1 of spans of so many pieces each, whose weighted vectors stand one behind the other."""
    span = torch.repeat_interleave(torch.arange(len(lengths)), torch.as_tensor(lengths))
    return F.normalize(torch.zeros(len(lengths), vectors.shape[-1]).index_add(0, span, vectors.float()), dim=-1)


def save(head: nn.Module, path):
    torch.save(head.state_dict(), path)


def read(kind, path, tagger: Tagger):
    """A head of one of these classes."""
    head = kind(tagger.config.layers, tagger.config.hidden)
    head.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return head.eval()


@torch.no_grad()
def joined(meaning: MeaningHead, stance: StanceHead, tagger: Tagger) -> EmbeddingHead:
    head = EmbeddingHead(tagger.config.layers, tagger.config.hidden)
    # Both parts as large, so that they lose as little when they are quantised together.
    larger = meaning.out.weight[:MEANING].norm(dim=1).mean() / stance.out.weight.norm(dim=1).mean()
    matrix = stance.mix.weight / stance.deviation
    head.mix.weight.copy_(torch.cat([meaning.mix.weight, matrix]))
    head.mix.bias.copy_(torch.cat([meaning.mix.bias, stance.mix.bias - matrix @ stance.mean]))
    head.out.weight.zero_()
    head.out.weight[:MEANING, :WIDTH] = meaning.out.weight[:MEANING]
    head.out.weight[MEANING:EMBEDDING, WIDTH:] = stance.out.weight * larger
    head.out.weight[EMBEDDING, :WIDTH] = meaning.out.weight[MEANING]
    head.out.bias.copy_(torch.cat([meaning.out.bias[:MEANING], stance.out.bias * larger, meaning.out.bias[MEANING:]]))
    return head.eval()
