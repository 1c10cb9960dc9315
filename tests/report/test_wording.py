"""The catalogue against the sources that use it, and its Finnish against Finnish grammar."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import digireport
from digireport.findings import KINDS, Part, Place, find
from digireport.metrics.changes import CLASSES
from digireport.report.wording import Wording

PACKAGE = Path(digireport.__file__).parent
CATALOGUE = PACKAGE / "report" / "locale" / "fi" / "digireport.po"
WORDS = Wording("fi")
NUMBERS = (0, 1, 2, 5, 21, 101)

# What the f-string keys in the sources stand for: the first part of each, and its endings.
FAMILIES = {
    "about.terms.": ("active", "new", "rejected", "overdue", "gap"),
    "about.sources.appendix": ("", ".assumed", ".asked"),
    "about.published.": ("published", "computed", "difference"),
    "about.rounding.": ("shares", "levels", "dont_know"),
    "flow.": ("new", "unknown"),
    "place.": get_args(Part),
    "changes.": tuple(name for name in CLASSES if name != "unchanged"),
    "finding.": tuple(name for name, kind in KINDS.items() if kind.severity != "note"),
}
STATES = ("hidden", "no_answers")  # of metrics.levels, worded by their own name


def entries() -> dict[str, tuple[str, ...]]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="fi")
    found = {}
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts = (message.string,) if isinstance(message.string, str) else message.string
            found[key] = tuple(texts)
    return found


ENTRIES = entries()
PLURALS = {key: forms for key, forms in ENTRIES.items() if len(forms) > 1}


# ── the keys that the sources use ─────────────────────────────────────────────


def syntax_trees() -> Iterator[ast.Module]:
    for path in sorted((PACKAGE / "report").rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def literals() -> set[str]:
    """Return every string constant of the report's sources."""
    return {
        node.value
        for tree in syntax_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked() -> Iterator[ast.expr]:
    """Yield the key of each `text` and `line` call of a catalogue."""
    for tree in syntax_trees():
        for node in ast.walk(tree):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr in ("text", "line") and node.args:
                yield node.args[0]


def asked_keys() -> set[str]:
    """Return the keys that stand as literals in those calls, also behind a condition."""
    keys: set[str] = set()
    for key in asked():
        for part in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
            if isinstance(part, ast.Constant):
                keys.add(part.value)
    return keys


def f_string_starts() -> set[str]:
    """Return the literal start of each f-string key; one that starts with a name is empty."""
    starts = set()
    subscripts = [
        node.slice
        for tree in syntax_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
    ]
    for key in (*asked(), *subscripts):
        if isinstance(key, ast.JoinedStr):
            first = key.values[0]
            starts.add(first.value if isinstance(first, ast.Constant) else "")
    return starts


FAMILY_KEYS = {start + end for start, ends in FAMILIES.items() for end in ends}


def test_every_key_that_a_call_names_is_in_the_catalogue() -> None:
    assert len(asked_keys()) > 80  # so that the scan itself is known to work
    assert asked_keys() - set(ENTRIES) == set()


def test_every_key_of_the_f_string_families_is_in_the_catalogue() -> None:
    assert FAMILY_KEYS - set(ENTRIES) == set()
    assert set(STATES) <= set(ENTRIES)


def test_the_families_are_those_of_the_sources() -> None:
    # `about._list` is given "about.terms" and adds the ending to it.
    starts = {start or "about.terms." for start in f_string_starts()}
    assert starts == set(FAMILIES)
    assert "about.terms" in literals()


def test_every_entry_is_used() -> None:
    used = literals() | FAMILY_KEYS | set(STATES)
    assert set(ENTRIES) - used == set()


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDS.text("headline.missing")


# ── Finnish ───────────────────────────────────────────────────────────────────

# Nominative after 1, partitive after every other number.
NOUNS = {
    "toimenpide": "toimenpidettä",
    "vastaus": "vastausta",
    "rivi": "riviä",
    "lukumäärä": "lukumäärää",
    "näkökulma": "näkökulmaa",
    "kohta": "kohtaa",
}
COUNTED = re.compile(r"(?<![\d/.–−-])(\d+)\u00a0([a-zåäö]+)")
# A numeral or a percentage with a case ending: "81:stä", "23 %:lla", "5ssä".
INFLECTED = re.compile(r"\d:?[a-zåäö]|%:?[a-zåäö]|\}(\*\*)?:?[a-zåäö]")
EXAMPLE = {
    "month": "9/2024",
    "day": "30.4.2026",
    "active": "81",
    "share": "23\u00a0%",
    "number": 2,
    "done": 1,
}


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def rendered(key: str, n: int) -> str:
    names = set().union(*map(fields_of, ENTRIES[key])) - {"n"}
    return WORDS.text(key, n=n, **{name: EXAMPLE[name] for name in names})


@pytest.mark.parametrize("key", PLURALS)
@pytest.mark.parametrize("n", NUMBERS)
def test_a_noun_follows_its_number(key: str, n: int) -> None:
    text = rendered(key, n)
    for number, noun in COUNTED.findall(text):
        right = {singular if number == "1" else plural for singular, plural in NOUNS.items()}
        assert noun in right, text
    assert not re.search(r"[{}]|\s\s", text), text
    assert not INFLECTED.search(text), text


@pytest.mark.parametrize("key", sorted(set(PLURALS) - {"headline.done.none", "goals.chart.base"}))
def test_a_number_stays_with_its_noun(key: str) -> None:
    assert {number for number, _ in COUNTED.findall(rendered(key, 21))} == {"21"}
    assert {number for number, _ in COUNTED.findall(rendered(key, 1))} == {"1"}


def test_forms_that_are_alike_need_no_plural() -> None:
    assert [key for key, (one, other) in PLURALS.items() if one == other] == []


@pytest.mark.parametrize("key", ENTRIES)
def test_no_entry_inflects_a_number_or_name_or_is_sloppy(key: str) -> None:
    for form in ENTRIES[key]:
        assert form, "empty"
        assert form == form.strip()
        assert not INFLECTED.search(form), form
        assert not re.search(r"\s\s|\s[.,:;!?)]|\"|'|“|\.\.", form), form
        assert form.count("**") in (0, 2)
        assert form.count("”") % 2 == 0


@pytest.mark.parametrize(
    "key",
    [key for key in ENTRIES if key.startswith(("headline.", "changes.lead", "rejected.lead"))],
)
def test_headlines_are_short_whole_sentences(key: str) -> None:
    for form in ENTRIES[key]:
        assert form[0].isupper()
        assert form.endswith(".")
        assert all(len(sentence.split()) <= 15 for sentence in form.split(". "))


@pytest.mark.parametrize(
    ("key", "n", "text"),
    [
        ("headline.completed", 1, "Edellisen raportin jälkeen valmistui 1_toimenpide."),
        ("headline.completed", 21, "Edellisen raportin jälkeen valmistui 21_toimenpidettä."),
        ("headline.overdue", 101, "Myöhässä on 101_toimenpidettä."),
        ("changes.unchanged", 0, "Ennallaan pysyi 0_toimenpidettä."),
        ("about.data.warnings", 1, "Aineistossa on 1_kohta, joka kannattaa tarkistaa."),
        ("about.data.warnings", 5, "Aineistossa on 5_kohtaa, jotka kannattaa tarkistaa."),
        ("about.privacy", 5, "Kyselyn tuloksia näytetään vain, kun vastaajia on vähintään_5."),
        ("changes.unchanged", 1234, "Ennallaan pysyi 1_234_toimenpidettä."),
    ],
)
def test_sentences_read_aloud(key: str, n: int, text: str) -> None:
    assert WORDS.text(key, n=n).replace("\u00a0", "_") == text


# ── findings ──────────────────────────────────────────────────────────────────


# Kinds that a call takes from elsewhere, by module; and the words that calls pass on as `**`.
CHOSEN = {
    "clean/measures.py": ("unknown-owner", "unknown-unit", "unknown-perspective"),
    "clean/recognise.py": ("prose-sheet", "unknown-content"),
    "clean/survey.py": ("unknown-answer", "unknown-survey-unit"),
}
PASSED_ON = {
    "accounting": {"read", "accounted"},
    "conflicting-rows": {"measure", "other"},
    "duplicate-row": {"measure", "other"},
    "unknown-survey-unit": {"known"},
}


def words_given() -> dict[str, list[set[str]]]:
    """Return which words each `find` call of the sources gives to its kind."""
    given: dict[str, list[set[str]]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_find = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "find"
            if not is_find:
                continue
            words = {word.arg for word in node.keywords if word.arg}
            is_literal = isinstance(node.args[0], ast.Constant)
            module = path.relative_to(PACKAGE).as_posix()
            for kind in (node.args[0].value,) if is_literal else CHOSEN[module]:
                given.setdefault(kind, []).append(words | PASSED_ON.get(kind, set()))
    return given


GIVEN = words_given()


@pytest.mark.parametrize("kind", KINDS)
def test_each_finding_gets_the_words_of_its_sentences(kind: str) -> None:
    wanted = fields_of(KINDS[kind].sentence) | fields_of(KINDS[kind].advice)
    wanted |= fields_of(ENTRIES.get(f"finding.{kind}", ("",))[0])
    assert GIVEN.get(kind), "no code finds this"
    for words in GIVEN[kind]:
        assert wanted <= words


def test_a_finding_has_its_place_in_front_in_finnish() -> None:
    place = Place("liite.xlsx", "Tavoite 1", 28, "E")
    finding = find("unknown-schedule", place, value="joskus **pian** {n}")
    assert WORDS.finding(finding) == (
        "liite.xlsx, välilehti Tavoite 1, rivi 28, sarake E: Aikataulua ”joskus **pian** {n}” ei "
        "osattu tulkita. Toimenpide on mukana ilman päivämääriä."
    )
    assert WORDS.finding(find("target-twice", number=5)) == (
        "Näkökulmalla 5 on kaksi tavoitetasoa."
    )


# ── values and emphasis ───────────────────────────────────────────────────────


def test_emphasis_comes_from_the_catalogue_never_from_a_value() -> None:
    line = WORDS.line("headline.gap", gap="**1,7**", names="**{n}** # $x$")
    assert [(span.text, span.strong) for span in line] == [
        ("Suurin tasoero on ", False),
        ("**1,7**", True),
        (". Näkökulma: **{n}** # $x$.", False),
    ]
