"""The network: a BERT-like encoder with a head for BIO tags and one for the pointers that link spans."""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

from .pieces import FEATURES
from .windows import LONGEST

POINTER = 64  # dimensions of one pointer vector
POINTER_SCALE = 4 / math.sqrt(POINTER)
TAG_COUNT = 7


@dataclass
class Config:
    layers: int
    hidden: int
    heads: int
    feed_forward: int
    epsilon: float = 1e-12
    relative: bool = False  # MPNet's relative position bias, shared by the layers and kept frozen
    vocabulary: int = 30522
    positions: int = LONGEST


class Layer(nn.Module):
    """One transformer layer, layer normalisation after each half (BERT's order)."""

    def __init__(self, config: Config, dropout: float):
        super().__init__()
        h = config.hidden
        self.heads = config.heads
        self.query_key_value = nn.Linear(h, 3 * h)
        self.attention_out = nn.Linear(h, h)
        self.attention_norm = nn.LayerNorm(h, eps=config.epsilon)
        self.expand = nn.Linear(h, config.feed_forward)
        self.contract = nn.Linear(config.feed_forward, h)
        self.output_norm = nn.LayerNorm(h, eps=config.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, length, hidden = x.shape
        query, key, value = (
            self.query_key_value(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        )
        # plain products: faster on a CPU with bf16 tiles than the fused kernel, whose backward pass has none
        scores = (query * (hidden // self.heads) ** -0.5) @ key.transpose(2, 3)
        if bias is not None:
            scores = scores + bias
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.attention_out(mixed)))
        return self.output_norm(x + self.dropout(self.contract(F.gelu(self.expand(x)))))


def relative_buckets(length: int, buckets: int = 32, farthest: int = 128) -> torch.Tensor:
    """T5's and MPNet's bucket of every (query, key) distance, [length, length]."""
    position = torch.arange(length)
    distance = position[:, None] - position[None, :]
    half = buckets // 2
    bucket = (distance < 0).long() * half
    distance = distance.abs()
    exact = half // 2
    far = exact + (torch.log(distance.float().clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)).long()
    return bucket + torch.where(distance < exact, distance, far.clamp(max=half - 1))


class Tagger(nn.Module):
    def __init__(self, config: Config, dropout: float = 0.0):
        super().__init__()
        self.config = config
        self.word_table = nn.Embedding(config.vocabulary, config.hidden)
        self.word_table.weight.requires_grad_(False)
        self.position_table = nn.Embedding(config.positions, config.hidden)
        self.feature_table = nn.Embedding(FEATURES, config.hidden)
        self.embedding_norm = nn.LayerNorm(config.hidden, eps=config.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config, dropout) for _ in range(config.layers))
        self.tag_head = nn.Linear(config.hidden, TAG_COUNT)
        self.pointer_head = nn.Linear(config.hidden, 4 * POINTER)
        nn.init.normal_(self.pointer_head.weight, std=0.02)
        if config.relative:
            self.relative_table = nn.Embedding(32, config.heads)
            self.relative_table.weight.requires_grad_(False)

    def encode(self, ids, features, present=None):
        """Hidden states [batch, length, hidden]. `present` is True where there is a piece, None when there is no padding."""
        length = ids.shape[1]
        x = self.word_table(ids) + self.feature_table(features) + self.position_table.weight[:length]
        x = self.dropout(self.embedding_norm(x))
        bias = None
        if present is not None:
            bias = ((~present).float() * -1e4)[:, None, None, :]
        if self.config.relative:
            relative = self.relative_table(relative_buckets(length)).permute(2, 0, 1)[None]
            bias = relative if bias is None else relative + bias
        if bias is not None and torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.get_autocast_dtype("cpu"))
        for layer in self.layers:
            x = layer(x, bias)
        return self.dropout(x)

    def forward(self, ids, features, present=None):
        """Tag logits [batch, length, 7] and pointer vectors [batch, length, 256]."""
        x = self.encode(ids, features, present)
        return self.tag_head(x), self.pointer_head(x)


def pointer_scores(pointers):
    """Scores [batch, length, length] of content -> cue and of cue -> source."""
    content_query, cue_key, cue_query, source_key = pointers.float().split(POINTER, -1)
    return (
        content_query @ cue_key.transpose(1, 2) * POINTER_SCALE,
        cue_query @ source_key.transpose(1, 2) * POINTER_SCALE,
    )


def save(model: Tagger, path, **more):
    torch.save({"config": asdict(model.config), "model": model.state_dict(), **more}, path)


def load(path, dropout: float = 0.0) -> Tagger:
    stored = torch.load(path, map_location="cpu", weights_only=False)
    model = Tagger(Config(**stored["config"]), dropout)
    model.load_state_dict(stored["model"])
    return model.eval()
