"""Bytes become text by what they prove, then by what is declared; what is surely broken is mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean.decoding import decode, mend_mojibake
from dragoman.model import BadPage

SENTENCE = "Gutiérrez dijo que la reunión será mañana en Bogotá."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_bytes(encoding: str):
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


def test_utf8_goes_before_a_wrong_declaration():
    page = f'<meta charset="iso-8859-1">{SENTENCE}'
    assert SENTENCE in decode(page.encode(), "windows-1252").text


def test_the_declared_charset_is_used_where_the_bytes_are_not_utf8():
    assert decode("“Niet”, said he".encode("cp1252"), "iso-8859-1").text == "“Niet”, said he"
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Переговоры'
    assert decode(page.encode("cp1251")).text.endswith("Переговоры")


def test_a_charset_that_nobody_knows_is_no_error():
    assert decode(SENTENCE.encode(), "utf-8-with-sugar").text == SENTENCE


def test_text_cut_off_inside_a_letter_is_read_and_said_so():
    decoded = decode(SENTENCE.encode()[:-1].replace(b"\xc3\xa1.", b"\xc3") + b"\xc3")
    assert decoded.text.startswith("Gutiérrez dijo")
    assert decoded.issues


def test_mojibake_is_mended_and_real_letters_stay():
    mended, issues = mend_mojibake("Le nÃ©gociateur dit quâ€™il viendra.\nSão Tomé, “Ärger”, 5 €")
    assert mended == "Le négociateur dit qu’il viendra.\nSão Tomé, “Ärger”, 5 €"
    assert len(issues) == 1
    assert mend_mojibake(SENTENCE) == (SENTENCE, ())


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes):
    try:
        text = decode(content).text
    except BadPage:
        return
    assert "\x00" not in text


@pytest.mark.parametrize("text", ["São Tomé hosted the talks. ", "The régime denied it, a café owner in Bogotá said. "])
def test_a_few_letters_without_a_declaration_are_windows_1252(text: str) -> None:
    padding = "Officials met again in the capital and agreed to talk further. " * 40
    assert decode((text + padding).encode("cp1252")).text.startswith(text)


def test_mostly_whole_utf_8_stays_utf_8() -> None:
    damaged = ("Überall Größe, naïve Café. " * 20).encode() + b"\xff and more"
    assert "Größe" in decode(damaged).text
