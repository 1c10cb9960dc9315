"""Faults are put into a copy of the sample's roadmap.toml, by one replacement each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from digireport.errors import UsageError
from digireport.normalise import key
from digireport.roadmap import STATUSES, Roadmap, read_roadmap

Refuse = Callable[..., list[str]]


@pytest.fixture
def refuse(sample_root: Path, tmp_path: Path) -> Refuse:
    """Return the sentences that refuse the sample's configuration after some replacements."""
    text = (sample_root / "roadmap.toml").read_text(encoding="utf-8")

    def read(*changes: tuple[str, str]) -> list[str]:
        changed = text
        for old, new in changes:
            assert changed.count(old) >= 1, f"the sample has no {old!r}"
            changed = changed.replace(old, new, 1)
        path = tmp_path / "roadmap.toml"
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(UsageError) as caught:
            read_roadmap(path)
        return str(caught.value).splitlines()

    return read


FAULTS = {
    "a misspelt key": (
        ("priority = true", "priorty = true"),
        "perspectives[5].priorty is not a known key, did you mean priority",
    ),
    "a misspelt table": (
        ("[privacy]", "[privasy]"),
        "privacy is missing",
        "privasy is not a known key, did you mean privacy",
    ),
    "a key like no other": (
        ('slug = "digitiekartta"', 'slug = "digitiekartta"\ncolour = "red"'),
        "report.colour is not a known key",
    ),
    "a missing key": (('id = "goal-2"\n', ""), "goals[2].id is missing"),
    "a wrong type": (
        ('number = 3\nname.fi = "Laadukkaat', 'number = "three"\nname.fi = "Laadukkaat'),
        (
            "goals[3].number is 'three': input should be a valid integer, unable to parse string "
            "as an integer"
        ),
    ),
    "a table for a text": (
        ('name.fi = "Lempäälän kunta"', 'name = "Lempäälän kunta"'),
        "municipality.name is 'Lempäälän kunta': input should be a valid dictionary",
    ),
    "an empty text": (
        ('name.fi = "Valmis"', 'name.fi = " "'),
        "statuses.done.name.fi is ' ': string should have at least 1 character",
    ),
    "too small a privacy limit": (
        ("smallest_group = 5", "smallest_group = 2"),
        "privacy.smallest_group is 2: input should be greater than or equal to 3",
    ),
    "an unknown status": (
        ("[statuses.rejected]", "[statuses.dropped]"),
        (
            "statuses.dropped is not a known key; known are 'done', 'in_progress', 'not_started' "
            "or 'rejected'"
        ),
    ),
    "an unknown language": (
        ('languages = ["fi"]', 'languages = ["fi", "de"]'),
        "report.languages[2] is 'de': input should be 'fi'",
    ),
    "an unknown permission": (
        ('shows = ["owners"]', 'shows = ["owners", "names"]'),
        (
            "audiences.public.shows[2] is 'names': input should be 'owners', 'unlisted_owners', "
            "'notes' or 'findings'"
        ),
    ),
    "four steps of the scale": (
        ('"Heikko", ', ""),
        (
            "scale.labels.fi is ['Välttävä', 'Tyydyttävä', 'Hyvä', 'Erinomainen']: tuple should "
            "have at least 5 items after validation, not 4"
        ),
    ),
    "an audience left out": (
        ('[audiences.public]\nname.fi = "Julkinen versio"\nshows = ["owners"]', ""),
        "audiences.public is missing",
    ),
    "no title heading": (
        ('title = ["Toimenpide", "Toimenpiteen nimi", "Toimenpiteet"]\n', ""),
        "headings.measures.title is missing",
    ),
    "no name in the language of the report": (
        ('name.fi = "Yhdyskunnan palvelualue"', "name = {}"),
        "units[3].name.fi is missing",
    ),
    "two goals with one number": (
        ('number = 2\nname.fi = "Digitaalisesti', 'number = 1\nname.fi = "Digitaalisesti'),
        "goals: 1 is there twice",
    ),
    "two units with one id": (
        ('id = "wellbeing"', 'id = "education"'),
        "units: education is there twice",
    ),
    "two perspectives with one number": (
        ("number = 11", "number = 10"),
        "perspectives: 10 is there twice",
    ),
    "a wording of two statuses": (
        ('"Tulossa"]', '"Tulossa", "kesken"]'),
        "statuses: 'kesken' means both in_progress and not_started",
    ),
    "a wording of two goals": (
        ('aliases = ["Tavoite 2"]', 'aliases = ["Tavoite 1."]'),
        "goals: 'Tavoite 1.' means both goal-1 and goal-2",
    ),
    "a heading of two columns": (
        ('is_new = ["Uusi"]', 'is_new = ["Uusi", "Tila"]'),
        "headings.measures: 'Tila' means both status and is_new",
    ),
    "a survey heading of two columns": (
        ('ignored = ["Vastaajan numero"]', 'ignored = ["Yksikkö"]'),
        "headings.survey: 'Yksikkö' means both unit and ignored",
    ),
    "a heading of two target columns": (
        ('target = ["Tavoitetaso", "Tavoite"]', 'target = ["Näkökulma"]'),
        "headings.targets: 'Näkökulma' means both perspective and target",
    ),
    "a label of two published counts": (
        ('is_new = ["Näistä uusia toimenpiteitä"]', 'is_new = ["Toimenpiteitä valmiina"]'),
        "headings.published: 'Toimenpiteitä valmiina' means both done and is_new",
    ),
    "an answer that is a step and don't know": (
        ('"EOS",', '"3",'),
        "scale: '3' means both 0 and 3",
    ),
    "an owner's alias that is another's": (
        ('aliases = ["Vuokrataloyhtiön toimitusjohtaja"]', 'aliases = ["Talousjohtaja"]'),
        "owners: 'Talousjohtaja' means both Talousjohtaja and Toimitusjohtaja",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_one_sentence_that_names_its_key(refuse: Refuse, name: str) -> None:
    change, *said = FAULTS[name]
    assert refuse(change) == [f"roadmap.toml: {sentence}." for sentence in said]


def test_all_faults_are_told_at_once(refuse: Refuse) -> None:
    said = refuse(
        ("smallest_group = 5", "smallest_group = 1"),
        ("priority = true", "priorty = true"),
        ('id = "goal-2"\n', ""),
    )
    assert sorted(sentence.split(" is ")[0] for sentence in said) == [
        *("roadmap.toml: goals[2].id", "roadmap.toml: perspectives[5].priorty"),
        "roadmap.toml: privacy.smallest_group",
    ]


def test_all_wordings_that_mean_two_things_are_told_at_once(refuse: Refuse) -> None:
    said = refuse(
        ('"Tulossa"]', '"Tulossa", "kesken"]'), ('is_new = ["Uusi"]', 'is_new = ["Tila"]')
    )
    assert [sentence.split(":")[1] for sentence in said] == [" statuses", " headings.measures"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[goals\n", "roadmap.toml is not valid TOML: "),
        ("nimi = 'Lempäälä'".encode("cp1252"), "roadmap.toml is not UTF-8 text: save it as UTF-8."),
        (b"a = 1\na = 2\n", "roadmap.toml is not valid TOML: "),
    ],
    ids=["syntax", "encoding", "key twice"],
)
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "roadmap.toml"
    path.write_bytes(raw)
    with pytest.raises(UsageError) as caught:
        read_roadmap(path)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_roadmap(tmp_path / "roadmap.toml")
    assert str(caught.value) == "roadmap.toml is missing: a workspace starts with one."


def test_windows_notepads_file_reads_the_same(
    sample_root: Path, tmp_path: Path, roadmap: Roadmap
) -> None:
    """A byte order mark and CRLF line ends are what Notepad writes."""
    text = (sample_root / "roadmap.toml").read_text(encoding="utf-8")
    path = tmp_path / "roadmap.toml"
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_roadmap(path) == roadmap


# ── Lookups


def test_every_wording_of_a_status_leads_to_it(roadmap: Roadmap) -> None:
    for status in STATUSES:
        for wording in (
            *roadmap.statuses[status].wordings,
            *roadmap.statuses[status].name.values(),
        ):
            assert roadmap.status_of[key(wording.upper())] == status


@pytest.mark.parametrize(
    "written",
    [
        *("Tavoite 2", "tavoite 2:", "goal-2", "2"),
        "Digitaalisesti osaava ja motivoitunut henkilöstö sekä digitaalisuus kansalaistaitona",
        (
            "Tavoite 2: Digitaalisesti osaava ja motivoitunut henkilöstö sekä digitaalisuus "
            "kansalaistaitona"
        ),
        (
            "2. Digitaalisesti osaava ja motivoitunut henki-\nlöstö sekä digitaalisuus "
            "kansalaistaitona"
        ),
    ],
)
def test_a_goal_is_known_by_number_name_alias_and_both_together(
    roadmap: Roadmap, written: str
) -> None:
    assert roadmap.goal_of[key(written)] == "goal-2"


@pytest.mark.parametrize(
    ("written", "step"),
    [("4", 4), ("Hyvä", 4), ("4 = Hyvä", 4), ("4 - hyvä", 4), ("En osaa sanoa", 0), ("EOS", 0)],
)
def test_an_answer_is_known_as_number_word_or_both(
    roadmap: Roadmap, written: str, step: int
) -> None:
    assert roadmap.answer_of[key(written)] == step


@pytest.mark.parametrize("written", ["", "0", "6", "44", "4 = Heikko", "Hyvää"])
def test_any_other_answer_is_unknown(roadmap: Roadmap, written: str) -> None:
    assert key(written) not in roadmap.answer_of


def test_the_configuration_cannot_be_changed(roadmap: Roadmap) -> None:
    with pytest.raises(ValidationError):
        roadmap.privacy.smallest_group = 3  # type: ignore[misc]


def test_the_public_sees_neither_notes_nor_unlisted_owners(roadmap: Roadmap) -> None:
    assert roadmap.shows("internal", "notes")
    assert not roadmap.shows("public", "notes")
    assert not roadmap.shows("public", "unlisted_owners")
