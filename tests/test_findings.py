from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digireport.clean.ledger import balance, check_balance
from digireport.clean.measures import clean_measures
from digireport.clean.survey import clean_survey
from digireport.cleaning import clean_earlier, read_raw, save_measures, save_survey
from digireport.cleaning import clean_measures as clean_edition
from digireport.cleaning import clean_survey as clean_newest_survey
from digireport.counting import count_measures
from digireport.edition import open_edition
from digireport.errors import DataError, DigireportError, StepError, UsageError
from digireport.findings import (
    KINDS,
    SEVERITIES,
    Finding,
    Place,
    count_by_severity,
    errors_of,
    find,
    from_frame,
    soften,
    to_frame,
)
from digireport.ingest.folder import read_folder
from digireport.ingest.tables import RawRow, RawTable
from digireport.period import parse_period
from digireport.report.wording import Wording
from digireport.roadmap import Roadmap

HEAD = [
    *("Nro", "Toimenpide", "Palvelualue", "Vastuutaho", "Aikataulu", "Tilanne", "Uusi"),
    *("Näkökulma", "Huomiot"),
]
WITHOUT_PLACE = {
    *("no-files", "no-appendix", "no-status-date", "no-survey", "no-previous"),
    *("status-date-outside", "published-agrees", "published-differs"),
    *("new-mark-differs", "missing-measure", "number-reused", "no-column"),
}
WORDS = st.dictionaries(st.text("abc", min_size=1), st.text(st.characters(codec="utf-8")))
FINDINGS = st.builds(
    Finding,
    st.sampled_from(sorted(KINDS)),
    st.builds(Place, st.text(), st.text(), st.integers(0, 10**6), st.text()),
    WORDS,
    st.sampled_from(SEVERITIES),
)


def measure(number: str, status: str = "Kesken", **more: object) -> list[object]:
    cells = {"Nro": number, "Toimenpide": f"Toimenpide {number}", "Tilanne": status, **more}
    return [cells.get(heading) for heading in HEAD]


# ── A place and a sentence


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", row=3), "a.csv, row 3"),
        (
            Place("a.xlsx", "Tavoite 1", 3, "B (Nimi)"),
            "a.xlsx, sheet Tavoite 1, row 3, column B (Nimi)",
        ),
    ],
)
def test_a_place_says_what_is_known(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert str(find("target-twice", Place("a.csv", row=3), number=5)) == (
        "a.csv, row 3: perspective 5 has two target levels (remove one of the rows)."
    )
    assert str(find("no-survey", day="30.4.2026")) == (
        "no staff survey was found at or before 30.4.2026."
    )


@pytest.mark.parametrize("value", ["{0}", "{value.__class__}", "{", "%s", "a\\b", "<b>"])
def test_a_cells_text_is_never_read_as_a_format(value: str) -> None:
    assert f"'{value}'" in str(find("unknown-owner", value=value))


def test_a_severity_is_the_kinds_own_until_it_is_softened() -> None:
    every = [find("no-title", value=""), find("target-twice", number=1), find("no-survey", day="")]
    assert count_by_severity(every) == {"error": 1, "warning": 1, "note": 1}
    assert errors_of(every) == [every[1]]
    assert [finding.severity for finding in soften(every)] == ["warning", "warning", "note"]
    assert every[1].severity == "error"


def test_an_error_prints_one_sentence_a_line_and_carries_its_findings() -> None:
    every = [find("target-twice", number=1), find("target-twice", number=2)]
    error = DataError(every)
    assert str(error).splitlines() == [str(finding) for finding in every]
    assert error.findings == tuple(every)


def test_every_error_of_ours_has_its_exit_code() -> None:
    codes = {kind: kind.exit_code for kind in (DataError, UsageError, StepError)}
    assert codes == {DataError: 1, UsageError: 2, StepError: 3}
    assert all(issubclass(kind, DigireportError) for kind in codes)


# ── On disk


@given(st.lists(FINDINGS, max_size=5))
def test_findings_come_back_from_their_table_errors_first(findings: list[Finding]) -> None:
    shown = [f for f in findings if set(_words_of(f.kind)) <= f.words.keys()]
    back = from_frame(to_frame(shown))
    assert back == sorted(shown, key=lambda f: SEVERITIES.index(f.severity))


def test_no_findings_are_an_empty_table_of_the_same_types() -> None:
    empty, full = to_frame([]), to_frame([find("target-twice", number=1)])
    assert from_frame(empty) == []
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


def _words_of(kind: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", KINDS[kind].sentence + KINDS[kind].advice)


# ── Every kind


def findings_of_bad_inputs(roadmap: Roadmap) -> Iterator[Finding]:
    for folder in sorted((Path(__file__).parent / "inputs").glob("bad-*")):
        raw = read_folder(folder / "raw")
        yield from clean_measures(raw, parse_period("2026H1"), roadmap).findings
        yield from clean_survey(raw, roadmap).findings


def findings_of_ledger() -> Iterator[Finding]:
    yield from check_balance(balance([RawTable("a.csv", "", (RawRow(1, ("x",)),))], []))
    yield from read_folder(Path("no-such-folder")).findings


def write_messy_period(folder: Path) -> None:
    """Fill a raw folder with an appendix that warns of everything, and what lies beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tavoite 1"
    rows = [
        ["Tilanne 31.12.2027"],
        [*HEAD, "Muuta"],
        measure("1.1", Palvelualue="Satama", Vastuutaho="Joku", Aikataulu="joskus", Uusi="?"),
        measure("1.2", "Siirretty", Huomiot="Siirretty 9.9", Näkökulma="99", Uusi="x"),
        measure("1.4", "Siirretty"),
        measure("1.9", Toimenpide=None),
        ["Yhteensä"],
        measure("1.2", "Siirretty", Huomiot="Siirretty 9.9", Näkökulma="99", Uusi="x"),
        measure("1.4", "Siirretty"),
    ]
    rows.append(measure("1.3"))
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[len(rows)].hidden = True
    book.create_sheet("Ohje").append(["Ohje"])
    book["Ohje"].sheet_state = "hidden"
    book.save(folder / "liite.xlsx")
    text = ["Päivitetty 04/2026", "Tavoite 1", "7", "Toimenpiteitä valmiina"]
    text += ["Tavoite 1", "8", "Toimenpiteitä valmiina"]
    (folder / "tiekartta.txt").write_text("\n".join(text), encoding="utf-8")
    (folder / "~$liite.xlsx").touch()
    (folder / "vanhat").mkdir()
    write_damaged_properties(folder / "luvut.xlsx")


def write_damaged_properties(path: Path) -> None:
    """Write a workbook that openpyxl refuses: what it says of its author is damaged."""
    book = openpyxl.Workbook()
    book.active.append([1.5, 2])
    whole = io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, "<" if part == "docProps/core.xml" else old.read(part))


def findings_of_messy_period(workspace: Path) -> Iterator[Finding]:
    raw = workspace / "data" / "raw"
    for old in (raw / "2026H1").iterdir():
        old.unlink()
    write_messy_period(raw / "2026H1")
    edition = open_edition(str(workspace), "2026H1")
    clean = clean_edition(edition, read_raw(edition))
    earlier, warnings = clean_earlier(edition)
    save_measures(edition, clean, earlier, warnings)
    save_survey(edition, clean_newest_survey(edition))
    yield from clean.findings
    yield from count_measures(edition, "internal").findings


def findings_of_sample(workspace: Path) -> Iterator[Finding]:
    for period in ("2025H1", "2026H1"):
        edition = open_edition(str(workspace), period)
        clean = clean_edition(edition, read_raw(edition))
        save_measures(edition, clean, clean_earlier(edition)[0], [])
        survey = clean_newest_survey(edition)
        save_survey(edition, survey)
        yield from (*clean.findings, *survey.findings)
        yield from count_measures(edition, "internal").findings
    early = open_edition(str(workspace), "2022H1")
    yield from clean_measures(read_raw(edition), early.period, edition.roadmap).findings
    save_measures(early, clean_edition(early, read_raw(early)), [], [])
    yield from clean_newest_survey(early).findings


def findings_of_small_files(folder: Path, roadmap: Roadmap) -> Iterator[Finding]:
    folder.mkdir()
    names = [p.name["fi"] for p in roadmap.perspectives[:4]]
    rows = [["Palvelualue", *(f'"{name}"' for name in names)], ["Satama", "4", "4", "4", "4"]]
    text = "\n".join(";".join(row) for row in rows)
    (folder / "kysely.csv").write_text(text, encoding="utf-8")
    (folder / "tasot.csv").write_text("Näkökulma;Tavoite\n1;4\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["Nro", "Toimenpide", "Tilanne"])
    book.active.append([date(2026, 10, 1), "Verkkosivut", "Kesken"])
    book.save(folder / "liite.xlsx")
    raw = read_folder(folder)
    yield from clean_survey(raw, roadmap).findings
    yield from clean_measures(raw, parse_period("2026H1"), roadmap).findings


def test_every_kind_is_reached_and_says_a_whole_sentence_in_each_language(
    workspace_copy: Path, tmp_path: Path, roadmap: Roadmap
) -> None:
    reached: dict[str, Finding] = {}
    for finding in (
        *findings_of_bad_inputs(roadmap),
        *findings_of_ledger(),
        *findings_of_sample(workspace_copy),
        *findings_of_messy_period(workspace_copy),
        *findings_of_small_files(tmp_path / "small", roadmap),
    ):
        reached.setdefault(finding.kind, finding)
        assert str(finding).endswith(".")
        if KINDS[finding.kind].severity != "note":
            assert Wording("fi").finding(finding)
    assert set(KINDS) - set(reached) == set()


def test_a_finding_about_a_cell_knows_its_address(
    workspace_copy: Path, tmp_path: Path, roadmap: Roadmap
) -> None:
    """Only what is about a whole folder or two half-years has no file to point at."""
    without = {
        finding.kind
        for finding in (
            *findings_of_bad_inputs(roadmap),
            *findings_of_sample(workspace_copy),
            *findings_of_messy_period(workspace_copy),
            *findings_of_small_files(tmp_path / "small", roadmap),
        )
        if not finding.place.file
    }
    assert without <= WITHOUT_PLACE
