"""A float ONNX model → the same with 8-bit weights and activations, whose result for a window depends on that window
alone.

The usual dynamic quantisation takes each activation's scale from whatever shares the batch, so that a paragraph would
read differently in other company. Here every scale is fixed beforehand, from calibration windows of the training
corpora: activations are unsigned with one scale each, weights signed with one scale per column, embeddings signed
with one per row.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper

SPREAD = 99.9
"""The percentile, over calibration batches, of an activation's extremes: what lies beyond is cut off."""

SMALLEST = 64
"""A matrix with fewer rows or columns stays as it is."""


def quantise(model: ModelProto, calibration: Iterable[dict[str, NDArray]], *, keep: frozenset[str]) -> ModelProto:
    """Quantise every product with a constant matrix, and every embedding table.

    Args:
        model: the float model; it is not changed.
        calibration: feeds for it.
        keep: names of weights (or beginnings of names) that stay in float.
    """
    model = onnx.ModelProto.FromString(model.SerializeToString())
    weights = {weight.name: numpy_helper.to_array(weight) for weight in model.graph.initializer}

    def chosen(name: str) -> bool:
        return (
            name in weights
            and weights[name].ndim == 2
            and min(weights[name].shape) >= SMALLEST
            and not any(name.startswith(prefix) for prefix in keep)
        )

    products = [node for node in model.graph.node if node.op_type == "MatMul" and chosen(node.input[1])]
    ranges = calibrate(model, sorted({node.input[0] for node in products}), calibration)
    readers: dict[str, list[NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    nodes: list[NodeProto] = []
    made: dict[str, NDArray] = {}
    dropped: set[str] = set()
    quantised_inputs: set[str] = set()
    for node in model.graph.node:
        if node.output[0] in dropped:
            continue
        if node in products:
            source, weight = node.input[0], node.input[1]
            if source not in quantised_inputs:
                quantised_inputs.add(source)
                made[f"{source}.scale"], made[f"{source}.zero"] = activation_scale(*ranges[source])
                nodes.append(
                    helper.make_node("QuantizeLinear", [source, f"{source}.scale", f"{source}.zero"], [f"{source}.q"])
                )
            made[f"{weight}.q"], made[f"{weight}.scale"] = by_column(weights[weight])
            made[f"{weight}.zero"] = np.zeros(weights[weight].shape[1], dtype=np.int8)
            inputs = [
                f"{source}.q",
                f"{weight}.q",
                f"{source}.scale",
                f"{weight}.scale",
                f"{source}.zero",
                f"{weight}.zero",
            ]
            output = node.output[0]
            bias = bias_of(readers.get(output, []), output, weights)
            if bias is not None:
                add, name = bias
                inputs.append(name)
                output = add.output[0]
                dropped.add(output)
            nodes.append(helper.make_node("MatMulIntegerToFloat", inputs, [output], domain="com.microsoft"))
        elif node.op_type == "Gather" and chosen(node.input[0]):
            table, output = node.input[0], node.output[0]
            rows, scales = by_column(weights[table].T)
            made[f"{table}.q"], made[f"{table}.scale"] = rows.T.copy(), scales[:, None]
            nodes += [
                helper.make_node("Gather", [f"{table}.q", node.input[1]], [f"{output}.q"]),
                helper.make_node("Gather", [f"{table}.scale", node.input[1]], [f"{output}.scale"]),
                helper.make_node("Cast", [f"{output}.q"], [f"{output}.f"], to=onnx.TensorProto.FLOAT),
                helper.make_node("Mul", [f"{output}.f", f"{output}.scale"], [output]),
            ]
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [weight for weight in model.graph.initializer if weight.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in made.items())
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def bias_of(followers: list[NodeProto], product: str, weights: dict[str, NDArray]) -> tuple[NodeProto, str] | None:
    """The addition of a constant vector that alone follows a product, and the vector's name."""
    if len(followers) != 1 or followers[0].op_type != "Add":
        return None
    others = [name for name in followers[0].input if name != product]
    if len(others) == 1 and others[0] in weights and weights[others[0]].ndim == 1:
        return followers[0], others[0]
    return None


def calibrate(
    model: ModelProto, names: list[str], calibration: Iterable[dict[str, NDArray]]
) -> dict[str, tuple[float, float]]:
    """The least and greatest value of each tensor in ``names``, outliers among the batches left out."""
    open_model = onnx.ModelProto.FromString(model.SerializeToString())
    outputs = {output.name for output in open_model.graph.output}
    open_model.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names if name not in outputs
    )
    session = onnxruntime.InferenceSession(open_model.SerializeToString(), providers=["CPUExecutionProvider"])
    lows: dict[str, list[float]] = {name: [] for name in names}
    highs: dict[str, list[float]] = {name: [] for name in names}
    for feed in calibration:
        for name, tensor in zip(names, session.run(names, feed), strict=True):
            lows[name].append(float(tensor.min()))
            highs[name].append(float(tensor.max()))
    return {
        name: (float(np.percentile(lows[name], 100 - SPREAD)), float(np.percentile(highs[name], SPREAD)))
        for name in names
    }


def activation_scale(low: float, high: float) -> tuple[NDArray, NDArray]:
    """The scale and zero point with which 0…255 covers ``low``…``high``; zero is always exact."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max(high - low, 1e-6) / 255
    return np.array(scale, dtype=np.float32), np.array(round(-low / scale), dtype=np.uint8)


def by_column(matrix: NDArray) -> tuple[NDArray, NDArray]:
    """A matrix as signed bytes, with each column's scale."""
    scales = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / 127
    return np.round(matrix / scales).astype(np.int8), scales.astype(np.float32)
