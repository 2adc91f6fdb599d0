"""Attributions → quotations: what the codebook counts, with manner, realis and speaker.

An attribution is wider: plans, wants and findings are attributed too. A quotation has somebody who says or thinks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.actors import index_of
from dragoman.extract.quotations.attributions import Attribution, trim
from dragoman.extract.quotations.grammar import FIRST_PERSON, cue_at
from dragoman.extract.quotations.lexicon import Lexicon, load_lexicon
from dragoman.extract.quotations.marks import Marks, Quoted
from dragoman.extract.quotations.speakers import Speakers
from dragoman.extract.quotations.tree import Range, Tree
from dragoman.model import Claim, Issue, Manner, Quotation, Reading, Realis, Span, make_claim

_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


def select(reading: Reading, tree: Tree, marks: Marks, found: Iterable[Attribution]) -> Iterator[Claim | Issue]:
    """The claims that attributions make, in the order of the text."""
    article, lexicon = reading.article, load_lexicon()
    speakers = Speakers(tree, index_of(reading), lexicon)
    for each in _once(each for each in found if _is_quotation(tree, lexicon, marks, each)):
        manner, pieces = _content(tree, marks, each)
        if not pieces:
            continue
        speaker = speakers.resolve(each, quoted=manner != "indirect")
        if speaker is None:
            if manner != "indirect" or each.rule in ("clause", "according to"):
                yield Issue("quotations", "could not tell who says this", pieces[0].start, pieces[-1].end)
            continue
        evidence = [("content", piece) for piece in pieces]
        cue = _cue_words(tree, lexicon, each)
        if cue is not None:
            evidence.append(("cue", Span(*tree.span(*cue))))
        if each.source is not None:
            evidence.append(("speaker", Span(*tree.span(*each.source))))
        written = tree.text(*cue) if cue is not None else None
        value = Quotation(speaker, written, manner, realis_of(tree, lexicon, each))
        yield make_claim(article, value, evidence, rule=each.rule)


def _once(found: Iterable[Attribution]) -> list[Attribution]:
    """Of two cues for the same words (``opened by saying``) the one that the lexicon knows, else the later."""
    kept: dict[tuple[Range, ...], Attribution] = {}
    for each in found:
        known = kept.get(each.content)
        if known is None or known.rule == "learned" or each.rule != "learned":
            kept[each.content] = each
    return sorted(kept.values(), key=lambda each: (each.start, each.end))


def _cue_words(tree: Tree, lexicon: Lexicon, found: Attribution) -> Range | None:
    """The cue without its helpers and circumstances: of "has also told reporters" only "told"."""
    if found.anchor is None:
        return None
    cue = cue_at(tree, lexicon, found.anchor)
    if cue is not None:
        return found.anchor, found.anchor + 1 + (cue.particle.count(" ") + 1 if cue.particle else 0)
    return found.cue


def _is_quotation(tree: Tree, lexicon: Lexicon, marks: Marks, found: Attribution) -> bool:
    """Whether somebody is told to say or think it; "did not say whether", "a plan to urge" and "we think" are not."""
    anchor = found.anchor
    if found.rule == "complement" or anchor is None:
        return anchor is None
    if found.speaker is not None and tree.lower[found.speaker] in FIRST_PERSON:
        return False
    if _is_quoted(tree, marks, found) or _is_purpose(tree, lexicon, anchor) or _is_unsaid(tree, lexicon, found):
        return False
    if found.rule == "learned":
        is_told = found.lemma not in lexicon.never and found.source is not None and _has_clause(tree, found)
        return is_told and (_is_marked(tree, marks, found) or _is_spoken(tree, lexicon, found))
    return True


def _is_quoted(tree: Tree, marks: Marks, found: Attribution) -> bool:
    """Whether the cue is itself part of what somebody is quoted with, and quotes nobody in marks of their own."""
    assert found.anchor is not None
    place, first = tree.starts[found.anchor], tree.starts[found.content[0][0]]
    depth = sum(each.start <= place < each.end for each in marks.quoted)
    return depth > 0 and depth >= sum(each.start <= first < each.end for each in marks.quoted)


def _is_purpose(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    if tree.tags[verb] != "VB" or "to" not in {tree.lower[child] for child in tree.of(verb, "mark", "aux")}:
        return False
    return tree.lemmas[tree.heads[verb]] not in lexicon.raising


def _is_unsaid(tree: Tree, lexicon: Lexicon, found: Attribution) -> bool:
    """``did not say whether``, ``without specifying when``, ``determine what``."""
    assert found.anchor is not None
    first = next((token for token in range(*found.content[0]) if tree.is_word(token)), found.content[0][0])
    if tree.lower[first] not in lexicon.questions:
        return False
    helpers = {tree.lower[child] for child in tree.children[found.anchor] if child < found.anchor}
    return found.lemma in lexicon.findings or bool(helpers & (lexicon.negations | {"without"}))


def _is_marked(tree: Tree, marks: Marks, found: Attribution) -> bool:
    """Whether some of the content stands in quotation marks."""
    places = [tree.starts[start] for start, _ in found.content] + [tree.starts[end - 1] for _, end in found.content]
    return any(each.start <= place < each.end for each in marks.quoted for place in places)


def _is_spoken(tree: Tree, lexicon: Lexicon, found: Attribution) -> bool:
    """Whether a cue of the model's speaks: by its words, or by a clause for its object.

    "Expressed concern that" speaks; "reeled from revelations that" and "released a video of" do not.
    """
    assert found.anchor is not None
    said = lexicon.verbs.keys() | lexicon.nouns | {words[0] for words in lexicon.phrases if words[0] != "in"}
    if (
        found.lemma in said
        or tree.lower[found.anchor] in said
        or (found.cue and any(tree.lemmas[token] in said for token in range(*found.cue)))
    ):
        return True
    heads = [tree.head_of(*piece) for piece in found.content]
    governors = {
        tree.heads[head] for head in heads if tree.bases[head] in ("ccomp", "xcomp", "acl", "advcl", "parataxis")
    }
    return found.anchor in governors or bool(governors & set(tree.of(found.anchor, "obj")))


def _has_clause(tree: Tree, found: Attribution) -> bool:
    return any(tree.tags[token] in _TENSED for start, end in found.content for token in range(start, end))


def realis_of(tree: Tree, lexicon: Lexicon, found: Attribution) -> Realis:
    """Whether it was said: a negation or a denial, a modal, a future before the cue."""
    if found.anchor is None:
        return "happened"
    helpers = [tree.lower[child] for child in tree.children[found.anchor] if child < found.anchor]
    if found.lemma in lexicon.denied or any(word in lexicon.negations for word in helpers):
        return "denied"
    if any(word in lexicon.conditional for word in helpers):
        return "conditional"
    if any(word in lexicon.planned for word in helpers):
        return "planned"
    return "happened"


def _content(tree: Tree, marks: Marks, found: Attribution) -> tuple[Manner, list[Span]]:
    """Manner and pieces: what stands in marks altogether is given without them, what stands so in part with them."""
    cue = -1 if found.anchor is None else tree.starts[found.anchor]
    quoted = [each for each in marks.quoted if not each.start <= cue < each.end]
    pieces: list[Span] = []
    within = without = 0
    for start, end in found.content:
        kept = trim(tree, _after_that(tree, start, end), end)
        if kept is None:
            continue
        words = [tree.starts[token] for token in range(*kept) if tree.is_word(token)]
        inside = sum(any(each.inner <= place < each.outer for each in quoted) for place in words)
        within, without = within + inside, without + len(words) - inside
        if words and inside == len(words):
            pieces += _unmarked(tree, quoted, start, end)
        elif words:
            pieces.append(Span(*tree.span(*kept)))
    return "indirect" if not within else "mixed" if without else "direct", pieces


def _unmarked(tree: Tree, quoted: Iterable[Quoted], start: int, end: int) -> Iterator[Span]:
    """What a piece has in outermost marks, without them: ``“A. B”`` gives ``A. B``."""
    first, last = tree.span(start, end)
    for each in quoted:
        begin, finish = max(first, each.inner), min(last, each.outer)
        words = tree.written[begin:finish]
        if each.depth == 0 and words.strip():
            begin += len(words) - len(words.lstrip())
            yield Span(begin, begin + len(words.strip()))


def _after_that(tree: Tree, start: int, end: int) -> int:
    while start < end - 1 and tree.spaces[start]:
        start += 1
    is_that = tree.lower[start] == "that" and tree.labels[start] == "mark"
    return start + 1 if is_that and start < end - 1 else start
