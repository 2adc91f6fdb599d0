"""Words as the treebanks cut them; nothing of the text is lost."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analyse.tokenizer import make_tokenizer

tokenizer = make_tokenizer(spacy.blank("en").vocab)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Majed al-Ansari spoke.", "Majed al - Ansari spoke ."),
        ("Israel's army didn't say.", "Israel 's army did n't say ."),
        ("a pro-government militia", "a pro-government militia"),
        ("near Kordofan.[12] The", "near Kordofan .[ 12 ] The"),
        ("a cease-fire deal", "a cease - fire deal"),
        ("the Saudi-led coalition", "the Saudi - led coalition"),
        ("Feb. 8, U.S. Gen. Smith", "Feb. 8 , U.S. Gen. Smith"),
        ("27,840 deaths and 1.9 million displaced", "27,840 deaths and 1.9 million displaced"),
        ("prisoners and/or hostages", "prisoners and / or hostages"),
        ("on 2024-02-08 and 8/2/2024", "on 2024-02-08 and 8/2/2024"),
        ("''We agreed,'' he said.", "'' We agreed , '' he said ."),
        ("“No deal yet”, they said!!!", "“ No deal yet ” , they said !!!"),
        ("talks—in Cairo—failed", "talks — in Cairo — failed"),
        ("the ports--all of them--opened!!!So", "the ports -- all of them -- opened !!! So"),
        ('"We agreed,"--so he said:--"or not"', '" We agreed , " -- so he said : -- " or not "'),
        ("Agenda===Ports", "Agenda === Ports"),
        ("between 20-30 trucks (85%)", "between 20 - 30 trucks ( 85 % )"),
        ("$4.5bn in aid", "$ 4.5bn in aid"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(token.text for token in tokenizer(text)) == words


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    assert tokenizer(text).text == text
