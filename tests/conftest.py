"""A stand-in for the language model, for tests of what stands around it."""

import sys
from collections.abc import Callable

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

from dragoman import cli, pipeline

settings.register_profile("untimed", deadline=None)  # no test of time: benchmarks/ measure it
settings.load_profile("untimed")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A pipeline that only finds words and sentences, in the place of Dragoman's own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    monkeypatch.setattr(pipeline, "_language", lambda _model: nlp)
    return nlp


@pytest.fixture
def dragoman(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line in this process: its exit code, standard output and standard error."""

    def run(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
