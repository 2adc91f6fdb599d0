"""The cues and their grammar, read once from ``cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Frame = Literal["clause", "to", "whom_to", "whom_of", "as", "name", "object", "about", "quoted"]
"""Which part of the sentence is what was said; ``cues.toml`` has an example of each."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying or thinking. ``particle`` is its second word (``on`` of ``call on``), if it has one."""

    lemma: str
    particle: str | None
    frames: frozenset[Frame]
    prepositions: frozenset[str]
    is_thought: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues. ``verbs`` is by the first word's lemma, those with a particle before the bare verb."""

    verbs: dict[str, tuple[Cue, ...]]
    phrases: tuple[tuple[str, ...], ...]
    nouns: frozenset[str]
    never: frozenset[str]
    hearers: frozenset[str]
    findings: frozenset[str]
    things: frozenset[str]
    raising: frozenset[str]
    interviews: frozenset[tuple[str, ...]]
    questions: frozenset[str]
    denied: frozenset[str]
    conditional: frozenset[str]
    planned: frozenset[str]
    negations: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    frames: dict[tuple[str, str | None], set[Frame]] = {}
    prepositions: dict[tuple[str, str | None], set[str]] = {}
    spoken: set[tuple[str, str | None]] = set()
    for group in table["verbs"]:
        for written in group["lemmas"]:
            lemma, _, particle = written.partition(" ")
            key = (lemma, particle or None)
            frames.setdefault(key, set()).update(group["frames"])
            prepositions.setdefault(key, set()).update(group.get("prepositions", ()))
            if group.get("kind") != "thought":
                spoken.add(key)
    verbs: dict[str, list[Cue]] = {}
    for key in sorted(frames, key=lambda each: (each[0], each[1] is None)):
        cue = Cue(*key, frozenset(frames[key]), frozenset(prepositions[key]), key not in spoken)
        verbs.setdefault(key[0], []).append(cue)
    realis = table["realis"]
    return Lexicon(
        verbs={lemma: tuple(cues) for lemma, cues in verbs.items()},
        phrases=tuple(tuple(phrase.split()) for phrase in table["prepositions"]["phrases"]),
        nouns=frozenset(table["nouns"]["lemmas"]),
        never=frozenset(table["never"]["verbs"]),
        hearers=frozenset(table["hearers"]["lemmas"]),
        findings=frozenset(table["findings"]["lemmas"]),
        things=frozenset(table["things"]["lemmas"]),
        raising=frozenset(table["raising"]["lemmas"]),
        interviews=frozenset(tuple(phrase.split()) for phrase in table["hearers"]["interviews"]),
        questions=frozenset(realis["questions"]),
        denied=frozenset(realis["denied"]),
        conditional=frozenset(realis["conditional"]),
        planned=frozenset(realis["planned"]),
        negations=frozenset(realis["negations"]),
    )
