"""The language of a text, or that it cannot be told."""

import pytest

from dragoman.clean.languages import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoys met twice on Monday and they will meet again, said one of them.", "en"),
        ("Los enviados se reunieron dos veces el lunes y volverán a verse, dijo uno de ellos.", "es"),
        ("Os enviados reuniram-se duas vezes na segunda-feira e não se sabe quando será a próxima.", "pt"),
        ("Les envoyés se sont rencontrés deux fois lundi et ils se reverront, a dit un des leurs.", "fr"),
        ("Посланники встретились дважды в понедельник", "ru"),
        ("التقى المبعوثون مرتين", "ar"),
        ("Muscat 1 2 3", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None):
    assert find_language(text) == language


def test_what_the_page_says_counts_only_for_languages_that_the_words_cannot_tell():
    assert find_language("Ngubani onokufaka isicelo namhlanje", stated="zu") == "zu"
    assert find_language("Ngubani onokufaka isicelo namhlanje", stated="en") is None
