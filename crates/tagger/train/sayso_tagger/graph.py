"""The networks as int8 ONNX graphs: weights per output channel, word table per row, activations per run.

Every product of a weight matrix is DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul -> Add; the rest is f32.
The weights' zero points, all nought, are written out: engines fuse the chain only when they are there.

The tagger's graph holds the network twice over the same weights. `tags`, `ptr` and `names` leave out softmax's search for the
highest score, which costs an engine as much as the rest of it: a score beyond 88 makes them infinite. `tags_safe`, `ptr_safe` and
`names_safe` hold then.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .meaning import EMBEDDING, Encoder
from .model import POINTER, TAG_COUNT, Config, Tagger
from .names import FIRST_LAYER, NAME_TAGS, WIDTH, NameHead

OPSET = 20
SAFE = "_safe"


def symmetric(matrix: np.ndarray, axis: int) -> tuple:
    """int8 values and the f32 scale of each slice along `axis`."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / 127
    values = np.clip(np.round(matrix / scale), -127, 127).astype(np.int8)
    return values, scale.astype(np.float32)


class Builder:
    def __init__(self):
        self.nodes, self.initializers, self.names, self.count = [], [], {}, 0

    def constant(self, array) -> str:
        array = np.ascontiguousarray(array)
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.names:
            self.names[key] = f"constant_{len(self.initializers)}"
            self.initializers.append(numpy_helper.from_array(array, self.names[key]))
        return self.names[key]

    def add(self, operator: str, inputs: list, outputs: int = 1, name: str = "", **attributes):
        names = [name] if name else [f"value_{self.count + i}" for i in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def quantised(self, value: str) -> list:
        """int8 values, scale, zero point."""
        return self.add("DynamicQuantizeLinear", [value], 3)

    def product(self, quantised: list, weight: np.ndarray) -> str:
        """`weight` as torch has it, [out, in]."""
        values, scale, zero = quantised
        matrix, channel_scale = symmetric(weight.T, axis=0)
        zeros = self.constant(np.zeros(matrix.shape[1], np.int8))
        product = self.add("MatMulInteger", [values, self.constant(matrix), zero, zeros])
        product = self.add("Cast", [product], to=TensorProto.FLOAT)
        scales = self.add("Mul", [scale, self.constant(channel_scale[0])])
        return self.add("Mul", [product, scales])

    def linear(self, quantised: list, weight: np.ndarray, bias: np.ndarray, name: str = "") -> str:
        return self.add("Add", [self.product(quantised, weight), self.constant(bias)], name=name)

    def norm(self, value: str, module) -> str:
        weight, bias = (self.constant(part.detach().numpy()) for part in (module.weight, module.bias))
        return self.add("LayerNormalization", [value, weight, bias], axis=-1, epsilon=float(module.eps))


def described(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def finished(graph: Builder, name: str, inputs: list, outputs: list) -> onnx.ModelProto:
    proto = helper.make_graph(graph.nodes, name, inputs, outputs, graph.initializers)
    out = helper.make_model(proto, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(out)
    return out


def tagger(model: Tagger, names: NameHead) -> onnx.ModelProto:
    if model.config.relative:
        raise ValueError("a model with relative positions cannot be exported: it is a teacher")
    graph = Builder()
    for safe in (False, True):
        heads(graph, model, names, encoder(graph, model, True, safe), SAFE * safe)
    return finished(
        graph,
        "tagger",
        [described("ids", TensorProto.INT32, [1, "length"]), described("feats", TensorProto.INT32, [1, "length"])],
        [
            described(name + suffix, TensorProto.FLOAT, [1, "length", width])
            for suffix in ("", SAFE)
            for name, width in (("tags", TAG_COUNT), ("ptr", 4 * POINTER), ("names", NAME_TAGS))
        ],
    )


def meaning(model: Encoder) -> onnx.ModelProto:
    graph = Builder()
    *_, states = encoder(graph, model.network, False, True)
    pooled = graph.add("ReduceMean", [states[0], graph.constant(np.array([1], np.int64))], keepdims=0)
    # Both parts in one product; the stance alone has a bias.
    matrix = np.concatenate([array(model.meaning.weight), array(model.stance.weight)])
    bias = np.concatenate([np.zeros(len(model.meaning.weight), np.float32), array(model.stance.bias)])
    product = graph.add("MatMul", [pooled, graph.constant(matrix.T)])
    graph.add("Add", [product, graph.constant(bias)], name="embedding")
    outputs = [described("embedding", TensorProto.FLOAT, [1, EMBEDDING])]
    return finished(graph, "meaning", [described("ids", TensorProto.INT32, [1, "length"])], outputs)


def array(parameter) -> np.ndarray:
    return parameter.detach().numpy().astype(np.float32)


def encoder(graph: Builder, model: Tagger, features: bool, safe: bool) -> list:
    """What each layer gives: the states, and these quantised. Without `features` every piece has that of row 0."""
    config = model.config
    hidden, heads = config.hidden, config.heads
    size = hidden // heads
    constant, add = graph.constant, graph.add

    table, table_scale = symmetric(array(model.word_table.weight), axis=1)
    words = add("Cast", [add("Gather", [constant(table), "ids"])], to=TensorProto.FLOAT)
    words = add("Mul", [words, add("Gather", [constant(table_scale), "ids"])])
    positions = array(model.position_table.weight)
    if features:
        words = add("Add", [words, add("Gather", [constant(array(model.feature_table.weight)), "feats"])])
    else:
        positions = positions + array(model.feature_table.weight)[:1]
    length = add("Shape", ["ids"], start=1, end=2)
    start = constant(np.array([0], np.int64))
    x = graph.norm(add("Add", [words, add("Slice", [constant(positions), start, length, start])]), model.embedding_norm)

    split = constant(np.array([hidden] * 3, np.int64))
    apart = constant(np.array([0, -1, heads, size], np.int64))
    together = constant(np.array([0, -1, hidden], np.int64))
    quantised, states = graph.quantised(x), []
    for layer in model.layers:
        weight, bias = array(layer.query_key_value.weight).copy(), array(layer.query_key_value.bias).copy()
        weight[:hidden] *= size**-0.5  # the attention's scale
        bias[:hidden] *= size**-0.5
        parts = add("Split", [graph.linear(quantised, weight, bias), split], 3, axis=-1)
        query, key, value = (add("Reshape", [part, apart]) for part in parts)
        query, value = (add("Transpose", [part], perm=[0, 2, 1, 3]) for part in (query, value))
        key = add("Transpose", [key], perm=[0, 2, 3, 1])
        scores = add("MatMul", [query, key])
        if safe:
            mixed = add("MatMul", [add("Softmax", [scores], axis=-1), value])
        else:
            likelihoods = add("Exp", [scores])
            total = add("ReduceSum", [likelihoods, constant(np.array([-1], np.int64))], keepdims=1)
            mixed = add("Div", [add("MatMul", [likelihoods, value]), total])  # after the product there is less to divide
        mixed = add("Reshape", [add("Transpose", [mixed], perm=[0, 2, 1, 3]), together])

        def linear(value, module):
            return graph.linear(graph.quantised(value), array(module.weight), array(module.bias))

        x = graph.norm(add("Add", [x, linear(mixed, layer.attention_out)]), layer.attention_norm)
        inner = add("Gelu", [linear(x, layer.expand)])
        x = graph.norm(add("Add", [x, linear(inner, layer.contract)]), layer.output_norm)
        quantised = graph.quantised(x)
        states.append((x, quantised))
    return states


def heads(graph: Builder, model: Tagger, names: NameHead, states: list, suffix: str):
    last = states[-1][1]
    graph.linear(last, array(model.tag_head.weight), array(model.tag_head.bias), "tags" + suffix)
    graph.linear(last, array(model.pointer_head.weight), array(model.pointer_head.bias), "ptr" + suffix)
    # The head for names adds up what it makes of each layer, whose activations are quantised already.
    matrices = np.split(array(names.mix.weight), names.parts, axis=1)
    mixed = graph.constant(array(names.mix.bias))
    for (_, state), matrix in zip(states[FIRST_LAYER:], matrices, strict=True):
        mixed = graph.add("Add", [mixed, graph.product(state, matrix)])
    inner = graph.quantised(graph.add("Gelu", [mixed]))
    graph.linear(inner, array(names.out.weight), array(names.out.bias), "names" + suffix)


def read(path) -> Tagger:
    """The network of a file that `build` made, its int8 weights as floats: what training can go on from."""
    graph = onnx.load(str(path)).graph
    constants = {tensor.name: torch.tensor(numpy_helper.to_array(tensor)) for tensor in graph.initializer}
    nodes = list(graph.node)
    nodes = nodes[: next(k for k, node in enumerate(nodes) if "ptr" in node.output) + 1]

    def inputs(operator: str, column: int) -> list:
        return [constants[node.input[column]] for node in nodes if node.op_type == operator and node.input[column] in constants]

    def linear(k: int) -> tuple:
        matrix, scale, bias = (constants[nodes[k + ahead].input[1]] for ahead in (0, 2, 4))
        return (matrix.float() * scale).T, bias

    table, table_scale, features = inputs("Gather", 0)
    (positions,) = inputs("Slice", 0)
    norms = list(zip(inputs("LayerNormalization", 1), inputs("LayerNormalization", 2)))
    linears = [linear(k) for k, node in enumerate(nodes) if node.op_type == "MatMulInteger"]
    hidden = table.shape[1]
    heads = int(next(constants[node.input[1]][2] for node in nodes if node.op_type == "Reshape"))
    model = Tagger(Config((len(norms) - 1) // 2, hidden, heads, len(linears[2][1]), positions=len(positions)))

    def put(module, weight, bias=None):
        module.weight.data.copy_(weight)
        if bias is not None:
            module.bias.data.copy_(bias)

    put(model.word_table, table.float() * table_scale)
    put(model.feature_table, features)
    put(model.position_table, positions)
    put(model.embedding_norm, *norms[0])
    for i, layer in enumerate(model.layers):
        (weight, bias), *others = linears[4 * i : 4 * i + 4]
        unscaled = torch.ones(3 * hidden)
        unscaled[:hidden] = (hidden // heads) ** 0.5
        put(layer.query_key_value, weight * unscaled[:, None], bias * unscaled)
        for module, values in zip((layer.attention_out, layer.expand, layer.contract), others):
            put(module, *values)
        put(layer.attention_norm, *norms[2 * i + 1])
        put(layer.output_norm, *norms[2 * i + 2])
    put(model.tag_head, *linears[-2])
    put(model.pointer_head, *linears[-1])
    return model
