"""Attributions out of the dependency tree and the lexicon of cues.

Takes a tree, gives what each cue's grammar says: ``"Qatar, the envoy said, will urge both sides to talk."`` holds the
envoy's clause in two parts. It refuses a cue without anything said ("spoke for an hour").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.extract.quotations.attributions import Attribution, trim, trim_all
from dragoman.extract.quotations.lexicon import Cue, Frame, Lexicon
from dragoman.extract.quotations.subjects import find_source, find_tail, noun_phrase, possessor
from dragoman.extract.quotations.tree import Range, Tree

_ADJUNCTS = frozenset(
    {"obl", "advmod", "obj", "iobj", "nsubj", "aux", "nmod", "mark", "cc", "compound", "discourse", "expl"}
)
FIRST_PERSON = frozenset({"i", "we", "you", "us", "me"})
"""Whoever speaks of his own thoughts ("I think") is quoted already."""
_HEARER = 25
"""How many words may stand between ``urged`` and its ``to``."""

_LONG_OBJECT = 4
"""Words: a shorter object names what is spoken of, not what is said ("stressed the point")."""


@dataclass(frozen=True, slots=True)
class _Site:
    """A verb of the lexicon in its tree; ``after`` is the first token behind it and its particle."""

    tree: Tree
    lexicon: Lexicon
    verb: int
    after: int
    cue: Cue


def find_by_grammar(tree: Tree, lexicon: Lexicon) -> Iterator[Attribution]:
    """The attributions that the trees of a text show, cue by cue."""
    for token, lemma in enumerate(tree.lemmas):
        if lemma in lexicon.verbs and tree.tags[token].startswith("VB"):
            cue = cue_at(tree, lexicon, token)
            if cue is not None:
                yield from _of_verb(tree, lexicon, token, cue)
        elif lemma in lexicon.nouns and tree.tags[token].startswith("NN"):
            yield from _of_noun(tree, token)
    for phrase in lexicon.phrases:
        yield from _of_phrase(tree, phrase)


def cue_at(tree: Tree, lexicon: Lexicon, token: int) -> Cue | None:
    """The cue whose verb stands at ``token``, with its particle if the text has it."""
    for cue in lexicon.verbs.get(tree.lemmas[token], ()):
        if cue.particle is None or tuple(tree.lower[token + 1 : token + 1 + cue.particle.count(" ") + 1]) == tuple(
            cue.particle.split()
        ):
            return cue
    return None


def _of_verb(tree: Tree, lexicon: Lexicon, verb: int, cue: Cue) -> Iterator[Attribution]:
    """The first of a verb's frames that finds what was said; a verb of several frames may take each once."""
    if tree.labels[verb] == "amod" or tree.lower[tree.edges[verb][0]] in ("what", "whatever"):
        return
    if is_hearer_alone(tree, lexicon, verb):
        return
    after = verb + 1 + (cue.particle.count(" ") + 1 if cue.particle else 0)
    site = _Site(tree, lexicon, verb, after, cue)
    for frame, find_content in _FRAMES.items():
        content = trim_all(tree, find_content(site)) if frame in cue.frames else ()
        if content:
            source, speaker = find_source(tree, lexicon, verb)
            if cue.is_thought and speaker is not None and tree.lower[speaker] in FIRST_PERSON:
                return
            yield Attribution(content, (verb, after), verb, source, speaker, frame, cue.lemma, cue.is_thought)
            return


def is_hearer_alone(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """``Asked whether it would last, the envoy…``, a headline's ``Residents told: …``: who is named only hears it."""
    if tree.lemmas[verb] not in lexicon.hearers or tree.tags[verb] not in ("VBN", "VBD"):
        return False
    begins = {verb, verb - 1} if tree.lower[verb - 1] in ("when", "if") else {verb}
    if tree.bases[verb] == "advcl" and not tree.of(verb, "nsubj", "aux") and tree.edges[verb][0] in begins:
        return True
    follows = tree.words[verb + 1] if verb + 1 < len(tree) else ""
    return tree.lemmas[verb] == "tell" and follows in ("", ".", ":", ";", ",") and not tree.is_passive(verb)


def _clause(site: _Site) -> list[Range]:
    """A finite clause right or left of the verb, or the sentence that the verb is put into."""
    tree, verb = site.tree, site.verb
    clauses = [child for child in tree.of(verb, "ccomp") if _is_clause(tree, child)]
    right = [child for child in clauses if child > verb]
    if right:
        start = max(site.after, tree.edges[right[0]][0])
        return [(start, _cut(tree, site.lexicon, start, max(tree.edges[child][1] for child in right)))]
    if site.cue.is_thought:
        return []
    report = _report(tree, verb)
    left = [child for child in clauses if child < verb]
    if not left:
        return _around(tree, verb, report) or _before_tail(tree, verb)
    begin = min(tree.edges[child][0] for child in left)
    behind = max(tree.edges[child][1] for child in left)
    return [(begin, min(report[0], behind)), *([(report[1], behind)] if behind > report[1] else ())]


def find_complement(tree: Tree, lexicon: Lexicon, verb: int) -> tuple[Range, ...]:
    """All that a verb takes behind it, for cues that no lexicon holds: ``plans [to go on]``."""
    cue = Cue(tree.lemmas[verb], None, frozenset(), frozenset(), is_thought=True)
    site = _Site(tree, lexicon, verb, verb + 1, cue)
    kinds = ("ccomp", "xcomp", "obj", "obl")
    starts = [tree.edges[child][0] for child in tree.of(verb, *kinds) if tree.edges[child][0] > verb]
    return trim_all(tree, [(min(starts), _complements_end(site))]) if starts else ()


def _is_clause(tree: Tree, clause: int) -> bool:
    """Whether a clause tells something: with a tense, a conjunction, or a subject of its own ("says 132 remain")."""
    if tree.is_finite(clause) or _introduced(tree, clause):
        return True
    return tree.tags[clause] == "VB" and not _is_infinitive(tree, clause) and bool(tree.of(clause, "nsubj"))


def _introduced(tree: Tree, clause: int) -> bool:
    return any(tree.lower[child] in ("that", "whether", "if") for child in tree.of(clause, "mark"))


def _report(tree: Tree, verb: int) -> Range:
    """The verb with its speaker, hearer and circumstances, as far as they are joined: ``he told them on Monday``."""
    start, end = verb, verb + 1
    for child in reversed(tree.children[verb]):
        if child < verb and tree.bases[child] in _ADJUNCTS and tree.edges[child][1] >= start:
            start = min(start, tree.edges[child][0])
    for child in tree.children[verb]:
        if child > verb and tree.bases[child] in _ADJUNCTS and tree.edges[child][0] <= end:
            end = max(end, tree.edges[child][1])
    return start, end


def _around(tree: Tree, verb: int, report: Range) -> list[Range]:
    """What a report put behind or into a sentence is about: ``…, the ministry said`` and ``…, he said, …``."""
    begin, finish = tree.sentence[verb]
    start, end = report
    head = tree.heads[verb]
    if start <= begin or head == verb:
        return []
    at_end = not any(tree.is_word(token) for token in range(end, finish))
    if tree.bases[verb] != "parataxis":
        is_behind = (
            head < verb and tree.words[start - 1] == "," and tree.bases[verb] in ("advcl", "conj", "ccomp", "acl")
        )
        if not at_end or not is_behind or tree.tags[verb] == "VBG" or tree.of(verb, "mark", "cc"):
            return []
    first = begin if at_end else max(begin, tree.edges[tree.clause_of(head)][0])
    goes_on = not at_end and end < finish and tree.words[end] == ","
    return [(first, start), *([(end, finish)] if goes_on else ())]


def _before_tail(tree: Tree, verb: int) -> list[Range]:
    """``…, the ministry said.`` read off the words, for sentences whose tree has lost the report at their end."""
    tail = find_tail(tree, verb)
    return [(tree.sentence[verb][0], tail[0])] if tail else []


def _cut(tree: Tree, lexicon: Lexicon, start: int, end: int) -> int:
    """Where a clause ends for what is said: before ``, adding that…``, which is said for itself."""
    for token in range(start + 2, end):
        if tree.tags[token] == "VBG" and tree.words[token - 1] == "," and tree.bases[token] in ("advcl", "acl", "conj"):
            cue = cue_at(tree, lexicon, token)
            if cue is not None and not cue.is_thought and cue.frames & {"clause", "whom_of", "whom_to"}:
                return token - 1
    return end


def _to(site: _Site) -> list[Range]:
    """``vowed [to fight on]``."""
    tree = site.tree
    found = [
        child
        for child in tree.of(site.verb, "xcomp", "ccomp", "advcl")
        if child > site.verb and _is_infinitive(tree, child)
    ]
    if not found:
        return []
    start, end = tree.edges[found[0]]
    return [(max(site.after, start), _cut(tree, site.lexicon, site.after, end))]


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.lower[child] == "to" for child in tree.of(verb, "mark", "aux"))


def _whom_to(site: _Site) -> list[Range]:
    """``urged [both sides to talk]``, whatever the infinitive hangs from."""
    tree, after = site.tree, site.after
    objects = [child for child in tree.of(site.verb, "obj", "iobj", "obl", "ccomp", "xcomp") if child >= after - 1]
    if not objects or tree.is_passive(site.verb):
        return []
    start = max(after, min(tree.edges[child][0] for child in objects))
    end = _complements_end(site)
    infinitive = next(
        (
            token
            for token in range(start + 1, end - 1)
            if tree.lower[token] == "to" and tree.tags[tree.heads[token]].startswith("VB") and tree.heads[token] > token
        ),
        None,
    )
    return [(start, end)] if infinitive is not None and infinitive - start < _HEARER else []


def _complements_end(site: _Site) -> int:
    """Where the verb's objects and infinitives end: before a second verb, a participle of its own, a parenthesis."""
    tree = site.tree
    end = site.after
    for child in tree.children[site.verb]:
        label = tree.bases[child]
        if child < site.after - 1 or label in ("cc", "punct"):
            continue
        if label in ("conj", "parataxis") or (label == "advcl" and tree.words[tree.edges[child][0] - 1] == ","):
            break
        end = max(end, tree.edges[child][1])
    return _cut(tree, site.lexicon, site.after, end)


def _whom_of(site: _Site) -> list[Range]:
    """``accused [the rebels of lying]``."""
    tree = site.tree
    objects = [child for child in tree.of(site.verb, "obj", "iobj") if child > site.verb]
    end = _complements_end(site)
    return [(site.after, end)] if objects and "of" in tree.lower[site.after : end] else []


def _as(site: _Site) -> list[Range]:
    """``described [the talks as useful]``."""
    tree = site.tree
    objects = [child for child in tree.of(site.verb, "obj") if child > site.verb]
    end = _complements_end(site)
    if not objects or "as" not in tree.lower[objects[0] : end] or _is_from_office(site, objects[0], end):
        return []
    return [(site.after, end)]


def _is_from_office(site: _Site, person: int, end: int) -> bool:
    """``dismissed Omar Hassan as his deputy``: what is done to somebody, not what he is said to be."""
    tree = site.tree
    behind = next((token + 1 for token in range(person, end - 1) if tree.lower[token] == "as"), None)
    is_removed = site.cue.lemma == "dismiss" and tree.pos[person] == "PROPN"
    return is_removed and behind is not None and tree.tags[behind] in ("PRP$", "NN")


def _name(site: _Site) -> list[Range]:
    """``called [the talks useful]``: an object and what it is said to be."""
    tree, verb = site.tree, site.verb
    objects = [child for child in tree.of(verb, "obj", "iobj") if child > verb]
    names = [child for child in tree.of(verb, "xcomp", "obj") if objects and child > objects[0]]
    if not names or any(_is_infinitive(tree, child) for child in names):
        return []
    return [(site.after, _complements_end(site))]


def _about(site: _Site) -> list[Range]:
    """``warned [of famine]``."""
    tree, after = site.tree, site.after
    if after < len(tree) and tree.lower[after] in site.cue.prepositions and not tree.is_passive(site.verb):
        return [(after, _complements_end(site))]
    return []


def _object(site: _Site) -> list[Range]:
    """``stressed [the need for a truce]``: an object of some length."""
    tree = site.tree
    objects = [child for child in tree.of(site.verb, "obj") if child > site.verb]
    if not objects or tree.is_passive(site.verb):
        return []
    start, end = tree.edges[objects[0]]
    return [(start, end)] if end - start >= _LONG_OBJECT else []


_FRAMES: dict[Frame, Callable[[_Site], list[Range]]] = {
    "clause": _clause,
    "whom_to": _whom_to,
    "to": _to,
    "whom_of": _whom_of,
    "as": _as,
    "name": _name,
    "about": _about,
    "object": _object,
}


def _of_noun(tree: Tree, noun: int) -> Iterator[Attribution]:
    """``the envoy's claim that talks had failed``; without an owner there is nobody to lay it at the door of."""
    clauses = [
        child
        for child in tree.of(noun, "acl", "ccomp")
        if child > noun and _introduced(tree, child) and tree.is_finite(child)
    ]
    if not clauses or tree.edges[clauses[0]][0] - noun > 2:
        return
    speaker = possessor(tree, noun)
    content = trim_all(tree, [tree.edges[clauses[0]]])
    if speaker is not None and content:
        source = noun_phrase(tree, speaker)
        yield Attribution(content, (noun, noun + 1), noun, source, speaker, "noun", tree.lemmas[noun])


def _of_phrase(tree: Tree, phrase: tuple[str, ...]) -> Iterator[Attribution]:
    """``according to`` and its like: before, behind or inside the clause that it gives a source to."""
    size = len(phrase)
    for token in range(len(tree) - size):
        if tree.lower[token] != phrase[0] or tuple(tree.lower[token : token + size]) != phrase:
            continue
        begin, finish = tree.sentence[token]
        speaker = _head_after(tree, token + size, finish)
        if speaker is None:
            continue
        source = _phrase_source(tree, token + size, speaker, finish)
        content = trim_all(tree, _phrase_content(tree, token, source, begin, finish))
        if content:
            yield Attribution(content, (token, token + size), token, source, speaker, "according to", "according")


def _head_after(tree: Tree, start: int, finish: int) -> int | None:
    """The head of the noun phrase that begins at ``start``."""
    token = start
    while token < finish and tree.pos[token] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        if tree.pos[token] in ("VERB", "AUX", "SCONJ") or tree.spaces[token] or tree.words[token] == ",":
            return None
        token += 1
    if token >= finish:
        return None
    while start <= tree.heads[token] < finish and tree.pos[tree.heads[token]] in ("NOUN", "PROPN", "PRON"):
        if tree.heads[token] == token:
            break
        token = tree.heads[token]
    return token


def _phrase_source(tree: Tree, start: int, speaker: int, finish: int) -> Range:
    """The source's noun phrase; never past a comma that a verb of the sentence follows."""
    end = min(finish, max(tree.edges[speaker][1], speaker + 1))
    for token in range(speaker + 1, end):
        if tree.words[token] == "," and not tree.is_under(token, speaker):
            end = token
            break
    return trim(tree, start, end) or (start, speaker + 1)


def _phrase_content(tree: Tree, token: int, source: Range, begin: int, finish: int) -> list[Range]:
    before = [place for place in range(begin, token) if tree.is_word(place) and tree.pos[place] not in ("CCONJ", "ADV")]
    if not before:
        return [(source[1], finish)]
    behind = [place for place in range(source[1], finish) if tree.is_word(place)]
    if not behind:
        return [(begin, token)]
    clause = tree.clause_of(_governor(tree, token, source))
    left = tree.edges[clause][0] if tree.bases[clause] in ("acl", "ccomp", "advcl", "conj") else begin
    if left >= token:
        return [(source[1], max(tree.edges[clause][1], source[1]))]
    pieces = [(max(begin, left), token)]
    if clause > source[1]:
        pieces.append((source[1], tree.edges[clause][1]))
    elif tree.tags[behind[0]] == "VBG":
        pieces.append((source[1], finish))
    if tree.labels[clause] == "acl:relcl" and clause > source[1]:
        return pieces[1:]
    return pieces


def _governor(tree: Tree, token: int, source: Range) -> int:
    """What the phrase hangs on, outside itself."""
    place = token
    while token <= place < source[1] and tree.heads[place] != place:
        place = tree.heads[place]
    return place
