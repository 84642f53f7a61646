"""Runs a tagger over windows: a torch checkpoint in f32, or a folder's model.onnx through onnxruntime."""

from pathlib import Path

import numpy as np

from .graph import SAFE


def session_of(path, threads: int):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def meaning_runner(path, threads: int = 1):
    """Of the ids of a content, with the marks around them: its embedding, the parts not yet of length 1."""
    session = session_of(path, threads)
    return lambda ids: session.run(("embedding",), {"ids": ids[None].astype(np.int32)})[0][0]


def onnx_runner(path, threads: int = 1, outputs: tuple = ("tags", "ptr")):
    session = session_of(path, threads)

    def run(ids, features):
        inputs = {"ids": ids[None].astype(np.int32), "feats": features[None].astype(np.int32)}
        said = session.run(outputs, inputs)
        if not all(np.isfinite(part).all() for part in said):
            said = session.run([name + SAFE for name in outputs], inputs)
        return tuple(part[0] for part in said)

    return run


def torch_runner(path, threads: int = 1, bf16: bool = False):
    import torch

    from . import model

    torch.set_num_threads(threads)
    tagger = model.load(path)

    def run(ids, features):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            tags, pointers = tagger(torch.from_numpy(ids)[None], torch.from_numpy(features)[None])
        return tags[0].float().numpy(), pointers[0].float().numpy()

    return run


def runner(path, threads: int = 1, bf16: bool = False):
    """`path` is a model.onnx, a folder that holds one, or a torch checkpoint."""
    path = Path(path)
    if path.is_dir():
        path = path / "model.onnx"
    return onnx_runner(path, threads) if path.suffix == ".onnx" else torch_runner(path, threads, bf16)
