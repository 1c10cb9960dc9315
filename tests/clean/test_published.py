from __future__ import annotations

from pathlib import Path

import pytest

from digireport.clean.published import read_published
from digireport.ingest.tables import RawText
from digireport.ingest.text import read_text
from digireport.roadmap import Roadmap

LABELS = {
    "done": "Toimenpiteitä valmiina",
    "in_progress": "Toimenpide aloitettu, kesken",
    "not_started": "Toimenpidettä ei vielä aloitettu",
    "is_new": "Näistä uusia toimenpiteitä",
    "rejected": (
        "Toimenpide sellaisenaan hylätty (siirretty toisen toimenpiteen yhteyteen, tai muusta "
        "syystä hylätty)"
    ),
}
SLIP = "Laadukkaat asiakaskohtaukset ja työntekijäkokemukset turvallisesti ja monikanavaisesti"
COUNTS = {"1": (9, 16, 16, 11, 4), "2": (3, 8, 2, 3, 2), "3": (7, 14, 6, 5, 1)}
EXPECTED = {
    (f"goal-{goal}", figure): count
    for goal, counts in COUNTS.items()
    for figure, count in zip(LABELS, counts, strict=True)
}


def slide(roadmap: Roadmap, goal: str, *heading: str) -> list[str]:
    lines = [*(heading or [roadmap.goal(f"goal-{goal}").name["fi"]]), ""]
    for count, label in zip(COUNTS[goal], LABELS.values(), strict=True):
        lines += [str(count), "", label, ""]
    return lines


def text_of(*slides: list[str]) -> RawText:
    return RawText("tiekartta.txt", tuple(line for lines in slides for line in lines))


def read(text: RawText, roadmap: Roadmap) -> tuple[dict[tuple[str, str], int], list[str]]:
    frame, findings = read_published([text], roadmap)
    keys = zip(frame["goal_id"], frame["figure"], strict=True)
    counts = dict(zip(keys, frame["count"], strict=True))
    return counts, [finding.kind for finding in findings]


def test_the_samples_roadmap_gives_five_counts_for_each_goal(
    sample_root: Path, roadmap: Roadmap
) -> None:
    name = "digitiekartta-2026-04.txt"
    text = read_text(sample_root / "data/raw/2026H1" / name, name)
    assert isinstance(text, RawText)
    assert read(text, roadmap) == (EXPECTED, [])


def test_slides_may_repeat_their_headings_and_spell_them_in_several_ways(roadmap: Roadmap) -> None:
    slides = [
        ["Digitiekartta", "Päivitetty 04/2026", "TAVOITE 1", "12"],
        slide(roadmap, "1", "Tavoite 1", roadmap.goal("goal-1").name["fi"]),
        ["Tavoite 2", "Tavoite 2"],
        slide(roadmap, "2", "  TAVOITE 2  "),
        slide(roadmap, "3", SLIP),
        slide(roadmap, "1"),
    ]
    assert read(text_of(*slides), roadmap) == (EXPECTED, [])


def test_other_numbers_and_lines_between_do_not_disturb(roadmap: Roadmap) -> None:
    lines = slide(roadmap, "2")
    lines[2:2] = ["2026", "Toimenpiteet", "43 %"]
    counts, _ = read(text_of(lines), roadmap)
    assert counts == {key: n for key, n in EXPECTED.items() if key[0] == "goal-2"}


def test_each_count_keeps_its_line(roadmap: Roadmap) -> None:
    frame, _ = read_published([text_of(slide(roadmap, "1"))], roadmap)
    assert frame["row"].tolist() == [3, 7, 11, 15, 19]


def test_a_label_without_a_number_of_its_own_is_no_count(roadmap: Roadmap) -> None:
    lines = slide(roadmap, "1")
    lines[6] = "kuusitoista"
    counts, kinds = read(text_of(lines, slide(roadmap, "2"), slide(roadmap, "3")), roadmap)
    assert ("goal-1", "in_progress") not in counts
    assert kinds == ["published-incomplete"]


def test_a_missing_count_warns_by_goal_and_label(roadmap: Roadmap) -> None:
    _, findings = read_published([text_of(slide(roadmap, "1"), slide(roadmap, "2"))], roadmap)
    assert [f.words["status"] for f in findings] == list(LABELS.values())
    assert str(findings[0]) == (
        "tiekartta.txt: goal 3: no count was found for Toimenpiteitä valmiina (check the labels in "
        "headings.published of roadmap.toml)."
    )


def test_a_count_printed_as_two_numbers_warns_and_the_first_is_used(roadmap: Roadmap) -> None:
    again = ["Tavoite 1", "10", LABELS["done"]]
    text = text_of(*(slide(roadmap, goal) for goal in COUNTS), again)
    frame, findings = read_published([text], roadmap)
    assert frame.query("goal_id == 'goal-1' and figure == 'done'")["count"].tolist() == [9]
    [finding] = findings
    assert str(finding) == (
        "tiekartta.txt, row 68: goal 1, Toimenpiteitä valmiina: the published roadmap says 10 here "
        "and 9 before (the first is used; check which one is right)."
    )


@pytest.mark.parametrize("lines", [(), ("Muistio", "Läsnä 7"), ("9", "Toimenpiteitä valmiina")])
def test_a_text_without_counts_is_named_as_unknown(
    roadmap: Roadmap, lines: tuple[str, ...]
) -> None:
    frame, findings = read_published([RawText("muistio.txt", lines)], roadmap)
    assert frame.empty
    assert [(f.kind, f.place.file) for f in findings] == [("unknown-content", "muistio.txt")]


@pytest.mark.parametrize(
    "line", ["²", "①", "٣", "-1", "1.5", "1 000", "9" * 5000], ids=lambda t: t[:9]
)
def test_odd_numbers_raise_nothing(roadmap: Roadmap, line: str) -> None:
    counts, _ = read(RawText("a.txt", ("Tavoite 1", line, "Toimenpiteitä valmiina")), roadmap)
    assert counts in ({}, {("goal-1", "done"): 3})
