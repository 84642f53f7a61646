"""Start weights: MiniLM-L6, all-mpnet-base-v2, an exported model, or an earlier checkpoint; narrower if asked."""

from pathlib import Path

import torch
from safetensors.torch import load_file

from . import graph
from . import model as network
from .model import Config, Tagger
from .pieces import CLS, SEP, UNKNOWN, load_vocabulary

MINILM = Config(layers=6, hidden=384, heads=12, feed_forward=1536)
MPNET = Config(layers=12, hidden=768, heads=12, feed_forward=3072, epsilon=1e-5, relative=True)


def copy_linear(target, tensors, *names):
    for part in ("weight", "bias"):
        getattr(target, part).data.copy_(torch.cat([tensors[f"{name}.{part}"] for name in names]))


def minilm(folder) -> Tagger:
    """`folder` holds model.safetensors. Every feature starts from BERT's token type 0."""
    tensors = {k.removeprefix("bert."): v for k, v in load_file(Path(folder) / "model.safetensors").items()}
    model = Tagger(MINILM)
    model.word_table.weight.data.copy_(tensors["embeddings.word_embeddings.weight"])
    model.position_table.weight.data.copy_(tensors["embeddings.position_embeddings.weight"][: MINILM.positions])
    model.feature_table.weight.data.copy_(tensors["embeddings.token_type_embeddings.weight"][:1].expand(8, -1))
    copy_linear(model.embedding_norm, tensors, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        prefix = f"encoder.layer.{i}."
        attention = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
        copy_linear(layer.query_key_value, tensors, *attention)
        copy_linear(layer.attention_out, tensors, prefix + "attention.output.dense")
        copy_linear(layer.attention_norm, tensors, prefix + "attention.output.LayerNorm")
        copy_linear(layer.expand, tensors, prefix + "intermediate.dense")
        copy_linear(layer.contract, tensors, prefix + "output.dense")
        copy_linear(layer.output_norm, tensors, prefix + "output.LayerNorm")
    return model


def mpnet(folder, vocabulary: dict) -> Tagger:
    """`folder` holds model.safetensors and vocab.txt. The word table is laid out anew in the order of BERT's `vocabulary`."""
    folder = Path(folder)
    tensors = {k.removeprefix("mpnet."): v for k, v in load_file(folder / "model.safetensors").items()}
    own = load_vocabulary(folder / "vocab.txt")
    rows = torch.full((MPNET.vocabulary,), own["[UNK]"])
    for word, i in vocabulary.items():
        rows[i] = own.get(word, own["[UNK]"])
    for i, word in ((0, "<pad>"), (UNKNOWN, "[UNK]"), (CLS, "<s>"), (SEP, "</s>")):
        rows[i] = own[word]
    model = Tagger(MPNET)
    model.word_table.weight.data.copy_(tensors["embeddings.word_embeddings.weight"][rows])
    # positions count from 2 there
    model.position_table.weight.data.copy_(tensors["embeddings.position_embeddings.weight"][2 : 2 + MPNET.positions])
    model.feature_table.weight.data.zero_()
    copy_linear(model.embedding_norm, tensors, "embeddings.LayerNorm")
    model.relative_table.weight.data.copy_(tensors["encoder.relative_attention_bias.weight"])
    for i, layer in enumerate(model.layers):
        prefix = f"encoder.layer.{i}."
        copy_linear(layer.query_key_value, tensors, *[f"{prefix}attention.attn.{name}" for name in "qkv"])
        copy_linear(layer.attention_out, tensors, prefix + "attention.attn.o")
        copy_linear(layer.attention_norm, tensors, prefix + "attention.LayerNorm")
        copy_linear(layer.expand, tensors, prefix + "intermediate.dense")
        copy_linear(layer.contract, tensors, prefix + "output.dense")
        copy_linear(layer.output_norm, tensors, prefix + "output.LayerNorm")
    return model


def narrowed(source: Tagger, kept: list, feed_forward: int) -> Tagger:
    """The kept layers of `source`, each with its `feed_forward` strongest neurons (norm in times norm out)."""
    config = Config(**{**source.config.__dict__, "layers": len(kept), "feed_forward": feed_forward})
    model = Tagger(config)
    state = {k: v for k, v in source.state_dict().items() if not k.startswith("layers.")}
    for new, old in enumerate(kept):
        layer = {k: v.clone() for k, v in source.layers[old].state_dict().items()}
        strength = layer["expand.weight"].norm(dim=1) * layer["contract.weight"].norm(dim=0)
        strongest = strength.topk(feed_forward).indices.sort().values
        layer["expand.weight"] = layer["expand.weight"][strongest]
        layer["expand.bias"] = layer["expand.bias"][strongest]
        layer["contract.weight"] = layer["contract.weight"][:, strongest]
        state.update({f"layers.{new}.{k}": v for k, v in layer.items()})
    model.load_state_dict(state)
    return model


def start(name: str, folder, vocabulary: dict) -> Tagger:
    """`name` is "minilm", "mpnet", the folder of an exported model, or the path of a checkpoint."""
    if name == "minilm":
        return minilm(Path(folder) / "minilm")
    if name == "mpnet":
        return mpnet(Path(folder) / "mpnet", vocabulary)
    if Path(name).is_dir():
        return graph.read(Path(name) / "model.onnx")
    return network.load(name)
