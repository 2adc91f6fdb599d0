"""A stand-in for the language model, for tests of what stands around it."""

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

from dragoman import pipeline

settings.register_profile("untimed", deadline=None)  # no test of time: benchmarks/ measure it
settings.load_profile("untimed")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline that only finds words and sentences, in the place of Dragoman's own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    monkeypatch.setattr(pipeline, "_language", lambda _model: nlp)
    return nlp
