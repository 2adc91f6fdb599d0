"""What the language model's heads find of attributions: spans of source, cue and content, and the links between them.

They reach what no list of cues does ("the implication is clear:"), and give cues, sources and contents in the extent
that the annotators of PolNeAR gave them. They overlap nowhere: of a report within a report they give one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from dragoman.extract.quotations.tree import Range, Tree


@dataclass(slots=True)
class Learned:
    """What the heads tie to one cue; ``cue`` is its extent, ``None`` where only the links say that there is one."""

    anchor: int
    cue: Range | None = None
    sources: list[Range] = field(default_factory=list)
    contents: list[Range] = field(default_factory=list)


def find_learned(tree: Tree) -> dict[int, Learned]:
    """The heads' findings by the main word of each cue; empty if the pipeline has no such heads."""
    doc = tree.doc
    cues = {_main_word(tree, *cue): cue for cue in _ranges(doc, "cue")}
    found = {anchor: Learned(anchor, cue) for anchor, cue in cues.items()}
    anchors = {token: anchor for anchor, cue in cues.items() for token in range(*cue)}
    links: dict[int, int] = doc.user_data.get("links", {})
    lost: list[Range] = []
    for content in _ranges(doc, "content"):
        anchor = anchors.get(links.get(content[0], -1), links.get(content[0]))
        if anchor is None or content[0] <= anchor < content[1] or not _is_near(tree, anchor, content):
            lost.append(content)
        else:
            found.setdefault(anchor, Learned(anchor)).contents.append(content)
    for source in _ranges(doc, "source"):
        anchor = anchors.get(links.get(source[0], -1), links.get(source[0]))
        if anchor in found and tree.sentence[source[0]] == tree.sentence[anchor]:
            found[anchor].sources.append(source)
    for content in lost:
        free = [each for each in found.values() if not each.contents and _is_near(tree, each.anchor, content)]
        free = [each for each in free if not content[0] <= each.anchor < content[1]]
        if free:
            min(free, key=lambda each: abs(each.anchor - content[0])).contents.append(content)
    return found


def _is_near(tree: Tree, anchor: int, content: Range) -> bool:
    """Whether a content begins or ends in its cue's sentence, or is in quotation marks, which may stand far off."""
    begin, finish = tree.sentence[anchor]
    return (
        begin <= content[0] < finish
        or begin < content[1] <= finish
        or any(tree.words[token][:1] in "“\"‘'„«" for token in (content[0], max(0, content[0] - 1)))
    )


def _ranges(doc: Doc, layer: str) -> list[Range]:
    return [(span.start, span.end) for span in doc.spans[layer]] if layer in doc.spans else []


def _main_word(tree: Tree, start: int, end: int) -> int:
    """The verb of a cue, or the word that the others hang from."""
    verbs = [token for token in range(start, end) if tree.tags[token].startswith("VB") and tree.bases[token] != "aux"]
    return verbs[0] if verbs else tree.head_of(start, end)
