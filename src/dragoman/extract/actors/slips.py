"""Slips that parsers make with subjects, mended on plain lists before any rule reads them.

In "Chad has refused, saying that…" the subject is the verb's, not the participle's; in "Chad says demands to leave are
absurd" the object of the saying is the subject of what is said; in "…, said the envoy." it is not the full stop's.
"""

from __future__ import annotations

from collections.abc import Sequence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEAR = 8
"""Tokens before a full stop in which the verb stands whose subject it was given."""


def mend_subjects(heads: list[int], bases: Sequence[str], tags: Sequence[str], pos: Sequence[str]) -> dict[int, str]:
    """Move lent subjects back to their verbs, in ``heads``; returned are the tokens whose relation changes, with it."""
    owners = {head for head, base in zip(heads, bases, strict=True) if base == "nsubj"}
    helped = {head for token, head in enumerate(heads) if tags[token] in _FINITE and bases[token] in {"aux", "cop"}}
    renamed: dict[int, str] = {}
    for token, head in enumerate(heads):
        if bases[token] == "nsubj":
            verb = _owner(token, heads, bases, tags, pos)
            if verb is not None and verb not in owners:
                heads[token] = verb
                owners.add(verb)
        elif bases[token] == "ccomp" and token not in owners and (tags[token] in _FINITE or token in helped):
            lent = [one for one in range(head + 1, token) if heads[one] == head and bases[one] == "obj"]
            if len(lent) == 1:
                heads[lent[0]] = token
                renamed[lent[0]] = "nsubj"
                owners.add(token)
    return renamed


def _owner(
    subject: int, heads: Sequence[int], bases: Sequence[str], tags: Sequence[str], pos: Sequence[str]
) -> int | None:
    """The verb that a subject was taken from, if it hangs where none can."""
    taker = heads[subject]
    if pos[taker] == "PUNCT":
        before = range(subject - 1, max(subject - _NEAR, -1), -1)
        return next((place for place in before if tags[place] in {"VBD", "VBZ"} and pos[place] == "VERB"), None)
    verb = heads[taker]
    is_participle = tags[taker] in {"VBG", "VBN"} and bases[taker] == "advcl"
    return verb if is_participle and pos[verb] == "VERB" and max(subject, verb) < taker else None
