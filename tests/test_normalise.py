from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digireport.normalise import key, suggest, tidy

SAME = [
    ("asiointi-\nmahdollisuuksien", "Asiointimahdollisuuksien"),
    ("Tieto\xadhallinto", "tietohallinto"),
    ("Aloitettu/kesken", "ALOITETTU, KESKEN"),
    (unicodedata.normalize("NFD", "Päällikkö"), "päällikkö"),
    ("Ｖａｌｍｉｓ", "valmis"),
    ("100\xa0%", "100%"),
    ("\u200bKesken\ufeff", "kesken"),
    ("Näkökulma:", "näkökulma"),
]


@pytest.mark.parametrize(("dirty", "clean"), SAME)
def test_wordings_with_the_same_letters_are_the_same(dirty: str, clean: str) -> None:
    assert key(dirty) == key(clean)


@pytest.mark.parametrize(
    ("one", "other"),
    [("kesken", "keskenä"), ("a", "ä"), ("100 %", "100"), ("-", ""), ("✓", "-"), ("?", "!")],
)
def test_different_wordings_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "\u200b", "\xad", "\x07"])
def test_what_a_reader_cannot_see_is_empty(nothing: str) -> None:
    assert tidy(nothing) == key(nothing) == ""


def test_control_characters_and_reversed_text_are_taken_out() -> None:
    assert tidy("a\x01b\u202ec\x0bd\te") == "abc d e"


def test_letters_keep_one_form() -> None:
    assert tidy(unicodedata.normalize("NFD", "Tytäryhtiöt")) == "Tytäryhtiöt"


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_only_invisible_text_has_an_empty_key(text: str) -> None:
    """Else an odd sign in a cell would be taken for an empty cell."""
    assert bool(key(text)) == bool(tidy(text))


def test_a_suggestion_is_close_or_none() -> None:
    known = ["Valmis", "Kesken", "Ei aloitettu"]
    assert suggest("Kesekn", known) == "Kesken"
    assert suggest("kun resurssit sallivat", known) == ""
