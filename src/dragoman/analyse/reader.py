"""The reader: a spaCy component that gives a ``Doc`` its analysis in one pass of one small encoder.

It sets, for ``"Qatar says talks resume on Sunday."``, parts of speech (``tag_``: Penn, ``pos_``: universal), lemmas,
the dependency tree (Universal Dependencies with subtypes) and so the sentences, entities (``PER ORG LOC MISC``) in
``doc.ents``, and three kinds of spans: ``doc.spans["conflict"]`` (people, organisations, weapons… also by common
nouns), and the attributions ``doc.spans["source" | "cue" | "content"]``, whose links (first word of a source or
content → first word of its cue, both as token indices) are in ``doc.user_data["links"]``.

Sentences that were marked before (``token.is_sent_start``) are kept. Any tokenizer will do, but the weights know the
words of :mod:`dragoman.analyse.tokenizer` best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, LIKE_EMAIL, LIKE_URL, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

from dragoman.analyse.decode import best_chains, best_tree, spans_of
from dragoman.analyse.features import Batch, Window
from dragoman.analyse.lemmas import Lemmatizer
from dragoman.analyse.names import settle
from dragoman.analyse.network import ATTRIBUTION, Network, Scores, batches
from dragoman.analyse.sentences import sentence_starts

MOST_PIECES = 8192
"""How many word pieces are decoded together, padding included; more costs memory and gains nothing."""

DOCS_AT_ONCE = 64
"""How many articles share their batches."""


@Language.factory("dragoman_reader", default_config={"threads": 1})
def make_reader(nlp: Language, name: str, threads: int) -> Reader:  # noqa: ARG001 - spaCy passes the name
    """The component's factory; ``nlp.add_pipe("dragoman_reader")`` calls it."""
    return Reader(nlp, Network(threads))


class Reader:
    """The component. ``network`` is one :class:`~dragoman.analyse.network.Network`, which pipelines may share."""

    def __init__(self, nlp: Language, network: Network) -> None:
        self.network = network
        self._lemmatizer = Lemmatizer()
        strings = nlp.vocab.strings
        self._pos = np.array([strings.add(label) for label in network.upos], dtype=np.uint64)
        self._tag = np.array([strings.add(label) for label in network.xpos], dtype=np.uint64)
        self._dep = np.array([strings.add(label) for label in network.deps], dtype=np.uint64)
        self._entity = [strings.add(label) for label in network.entity_labels["conll"]]
        self._space = (strings.add("SPACE"), strings.add("_SP"), strings.add("dep"))
        self._strings = strings
        self._lemmas: dict[tuple[str, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Analyse one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_AT_ONCE) -> Iterator[Doc]:
        """Analyse texts in the order they come; those of one batch go through the network together."""
        texts = iter(stream)
        while docs := list(islice(texts, batch_size)):
            self._read(docs)
            yield from docs

    def _read(self, docs: Sequence[Doc]) -> None:
        drafts = [_Draft(doc, self.network) for doc in docs]
        windows = [(draft, window) for draft in drafts for window in draft.windows]
        sizes = [self.network.vocabulary.size(window) for _, window in windows]
        for chosen in batches(sizes, MOST_PIECES):
            batch = self.network.vocabulary.pack([windows[index][1] for index in chosen])
            scores = self.network.run(batch)
            self._decode(batch, scores, [windows[index] for index in chosen])
        for draft in drafts:
            self._write(draft)

    def _decode(self, batch: Batch, scores: Scores, windows: Sequence[tuple[_Draft, Window]]) -> None:
        """Scores → structures of each window, written into its text's draft."""
        network = self.network
        tags = {name: best_chains(found, batch.counts, network.chains[name]) for name, found in scores.entities.items()}
        attribution = _attribution_tags(scores.attribution, batch.counts, network)
        beyond = np.arange(scores.links.shape[2])[None, :] > batch.counts[:, None]
        links = np.where(beyond[:, None, :], -np.inf, scores.links).argmax(axis=2) - 1
        heads = np.zeros(scores.upos.shape, dtype=np.int64)
        for row, (draft, window) in enumerate(windows):
            starts = draft.given_starts(window) or sentence_starts(window, scores.starts[row])
            for start, end in zip(starts, [*starts[1:], len(window.words)], strict=True):
                columns = np.concatenate([[0], np.arange(start + 1, end + 1)])
                tree = best_tree(scores.arcs[row, start:end][:, columns])
                heads[row, start:end] = np.where(tree < 0, -1, tree + start)
        rows = np.repeat(np.arange(len(windows)), batch.counts)
        words = np.concatenate([np.arange(count) for count in batch.counts])
        labels = np.zeros(heads.shape, dtype=np.int64)
        labels[rows, words] = network.label(scores.dependents[rows, words], scores.heads[rows, heads[rows, words] + 1])
        for row, (draft, window) in enumerate(windows):
            count, at = len(window.words), window.offset
            here = slice(at, at + count)
            draft.upos[here] = scores.upos[row, :count]
            draft.xpos[here] = scores.xpos[row, :count]
            draft.labels[here] = labels[row, :count]
            draft.heads[here] = np.where(heads[row, :count] < 0, -1, heads[row, :count] + at)
            for name, found in (*tags.items(), *attribution.items()):
                draft.spans[name] += [
                    (start + at, end + at, label) for start, end, label in spans_of(found[row, :count])
                ]
            for name in ("source", "content"):
                for start, _, _ in spans_of(attribution[name][row, :count]):
                    if links[row, start] >= 0:
                        draft.links[start + at] = int(links[row, start]) + at

    def _write(self, draft: _Draft) -> None:
        """The draft of a text → its ``Doc``. White space hangs from the word before it, or the first one after."""
        doc, words = draft.doc, draft.words
        size = len(doc)
        space_pos, space_tag, space_dep = self._space
        table = np.zeros((size, 5), dtype=np.uint64)
        table[:, 0], table[:, 1], table[:, 3] = space_pos, space_tag, space_dep
        offsets = np.zeros(size, dtype=np.int64)
        if len(words):
            before = np.maximum(np.searchsorted(words, np.arange(size), side="right") - 1, 0)
            offsets = words[before] - np.arange(size)
            table[words, 0] = self._pos[draft.upos]
            table[words, 1] = self._tag[draft.xpos]
            table[words, 3] = self._dep[draft.labels]
            offsets[words] = np.where(draft.heads < 0, 0, words[draft.heads] - words)
        table[:, 2] = offsets.astype(np.uint64)
        table[:, 4] = doc.to_array([ORTH]).ravel()
        table[words, 4] = [self._lemma(*word) for word in zip(draft.texts, draft.xpos.tolist(), strict=True)]
        iob = np.full((size, 2), (2, 0), dtype=np.uint64)
        emails, sites = doc.to_array([LIKE_EMAIL, LIKE_URL])[words].T.tolist()
        addresses = [bool(email or site) for email, site in zip(emails, sites, strict=True)]
        names = settle(draft.spans["conll"], draft.texts, self.network.entity_labels["conll"], addresses)
        for start, end, label in names:
            first, last = int(words[start]), int(words[end - 1])
            iob[first : last + 1] = (1, self._entity[label])
            iob[first, 0] = 3
        doc.from_array([POS, TAG, HEAD, DEP, LEMMA, ENT_IOB, ENT_TYPE], np.concatenate([table, iob], axis=1))  # type: ignore[arg-type]
        for name in ("conflict", *ATTRIBUTION):
            labels = self.network.entity_labels.get(name, [name])
            doc.spans[name] = [
                Span(doc, int(words[start]), int(words[end - 1]) + 1, labels[label])
                for start, end, label in sorted(draft.spans[name])
            ]
        doc.user_data["links"] = {int(words[word]): int(words[cue]) for word, cue in draft.links.items()}

    def _lemma(self, text: str, tag: int) -> int:
        """The hash of a word's lemma; what was looked up once is remembered."""
        found = self._lemmas.get((text, tag))
        if found is None:
            found = self._strings.add(self._lemmatizer.lemma(text, self.network.xpos[tag]))
            if len(self._lemmas) < 200_000:
                self._lemmas[text, tag] = found
        return found


class _Draft:
    """One text on its way: its words (tokens that are not white space), its windows, and what is known of each word."""

    def __init__(self, doc: Doc, network: Network) -> None:
        self.doc = doc
        paragraphs: list[list[str]] = [[]]
        words: list[int] = []
        self.texts: list[str] = []
        texts = [token.text for token in doc]
        for number, space in enumerate(doc.to_array([IS_SPACE]).ravel().tolist()):
            if not space:
                words.append(number)
                self.texts.append(texts[number])
                paragraphs[-1].append(texts[number])
            elif "\n" in texts[number]:
                paragraphs.append([])
        self.words: NDArray[np.int64] = np.array(words, dtype=np.int64)
        self.windows = network.vocabulary.cut([paragraph for paragraph in paragraphs if paragraph])
        self.upos = np.zeros(len(words), dtype=np.int64)
        self.xpos = np.zeros(len(words), dtype=np.int64)
        self.labels = np.zeros(len(words), dtype=np.int64)
        self.heads = np.full(len(words), -1, dtype=np.int64)
        self.spans: dict[str, list[tuple[int, int, int]]] = {
            name: [] for name in (*network.entity_labels, *ATTRIBUTION)
        }
        self.links: dict[int, int] = {}
        self._given = doc.has_annotation("SENT_START")

    def given_starts(self, window: Window) -> list[int]:
        """Where a window's sentences begin if somebody has marked them before; else nothing."""
        if not self._given:
            return []
        tokens = self.words[window.offset : window.offset + len(window.words)].tolist()
        return sorted({0, *(place for place, token in enumerate(tokens) if self.doc[token].is_sent_start)})


def _attribution_tags(
    scores: NDArray[np.float32], counts: NDArray[np.int64], network: Network
) -> dict[str, NDArray[np.int64]]:
    """The three layers are chains of the same three tags: they are decoded together."""
    rows = scores.shape[0]
    stacked = np.concatenate([scores[:, :, 3 * layer : 3 * layer + 3] for layer in range(len(ATTRIBUTION))])
    moves = np.repeat(np.stack([network.chains[layer] for layer in ATTRIBUTION]), rows, axis=0)
    tags = best_chains(stacked, np.tile(counts, len(ATTRIBUTION)), moves)
    return {layer: tags[number * rows : (number + 1) * rows] for number, layer in enumerate(ATTRIBUTION)}
