"""Write the invented sample data: ``python data/sample/make_sample.py [FOLDER]``.

Everything that a reader could want to change stands in the tables beside this file, which
`README.md` explains. The same tables give the same bytes on every system and Python version.
"""  # noqa: INP001 - a script, in no package

import csv
import datetime as dt
import io
import random
import shutil
import sys
import tomllib
import zipfile
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

Row: TypeAlias = dict[str, str]  # of one of the tables beside this file, by heading
Settings: TypeAlias = dict[str, Any]  # a part of sample.toml
Sheet: TypeAlias = Any  # XlsxWriter has no types
Formats: TypeAlias = dict[str, Any]  # likewise, by what they are for

HERE = Path(__file__).parent
RAW = HERE.parent / "raw"

TITLE_ROWS = 4  # three of title, one blank: the header comes next
WIDTHS = {"title": 58, "unit": 30, "owner": 34, "schedule": 20, "status": 24, "notes": 44}
NARROW = 12

DONT_KNOW = "En osaa sanoa"
SURVEY_DAYS = 14
PERCENT_BLANK = 1  # of all answers to a question
MOOD = 6  # tenths of a step: how far one person's answers lie above or below the others'
SPREAD = 14  # tenths of a step: how far one answer lies from that person's own level


def write_sample(folder: Path) -> None:
    """Write every file of the sample under `folder`, over those that are there."""
    sample = tomllib.loads((HERE / "sample.toml").read_text(encoding="utf-8"))
    before: set[str] | None = None
    for book in sample["books"]:
        measures = read_measures(book["period"], before)
        write_bytes(folder / book["period"] / book["file"], make_book(book, sample, measures))
        before = {measure["id"] for measure in measures}
    for survey in sample["surveys"]:
        text = to_csv(make_answers(survey), "\r\n")
        write_bytes(folder / survey["file"], text.encode(survey["encoding"]))
    targets = [["Näkökulma", "Tavoitetaso"]]
    targets += [[p["name"], p["target"]] for p in read_table("perspectives.csv")]
    write_bytes(folder / "2024H2" / "tavoitetasot.csv", to_csv(targets, "\r\n").encode())
    roadmap = "digitiekartta-2026-04.txt"
    shutil.copyfile(HERE / roadmap, folder / "2026H1" / roadmap)


# ── Tables in and out ─────────────────────────────────────────────────────────────────


def read_table(name: str) -> list[Row]:
    """Read one of the tables beside this file: a row is a dictionary by heading."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def to_csv(rows: list[list[str]], line_end: str) -> str:
    """Write rows as Finnish spreadsheets save them: semicolons, quotes where needed."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator=line_end).writerows(rows)
    return text.getvalue()


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, and its folder if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# ── Appendix workbooks ────────────────────────────────────────────────────────────────


def read_measures(period: str, before: set[str] | None) -> list[Row]:
    """Read the measures as one half-year's appendix has them.

    Parameters
    ----------
    period
        The half-year, such as ``2025H2``: its column holds the status, empty when the
        appendix of that half-year does not have the measure.
    before
        Ids in the appendix before this one; None when there was none.

    Returns
    -------
    list of Row
        The columns of `measures.csv`, with `status` and `is_new` ("x" or empty).
    """
    earlier = [row for row in read_table("earlier.csv") if row["period"] == period]
    changed = {(row["id"], row["column"]): row["value"] for row in earlier}
    measures = [dict(row, status=row[period]) for row in read_table("measures.csv") if row[period]]
    for measure in measures:
        number = measure["id"]
        if not is_last_book(measure, period):
            measure["notes"] = ""
        measure.update({column: text for (id_, column), text in changed.items() if id_ == number})
        measure["title"] = measure["title"].replace("⏎", "\n")
        measure["is_new"] = "x" if before is not None and number not in before else ""
    return measures


def is_last_book(measure: Row, period: str) -> bool:
    """Tell whether no later appendix has the measure; the table's notes belong to the last."""
    return not any(text for key, text in measure.items() if key[:2] == "20" and key > period)


def make_book(book: Settings, sample: Settings, measures: list[Row]) -> bytes:
    """Make an appendix workbook: a sheet of instructions, then a sheet for each goal."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties({"created": dt.datetime.combine(book["status_date"], dt.time())})
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "header": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
        "cell": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "date": workbook.add_format(
            {"num_format": "d.m.yyyy", "align": "left", "valign": "top"},
        ),
    }
    workbook.add_worksheet("Ohje").write_column(0, 0, book["instructions"])
    for number, name in sample["goals"].items():
        sheet = workbook.add_worksheet(f"Tavoite {number}")
        rows = [measure for measure in measures if measure["id"].startswith(f"{number}.")]
        write_title(sheet, book, book.get("goal_names", {}).get(number, name), formats)
        write_rows(sheet, book, rows, formats)
        if int(number) in book["merged_goals"]:
            merge_units(sheet, book, rows, formats)
    workbook.close()
    return without_compression(file.getvalue())


def without_compression(workbook: bytes) -> bytes:
    """Store the parts of a workbook as they are: deflated bytes differ between zlib versions."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as deflated,
        zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as stored,
    ):
        for name in deflated.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = 3  # else Windows writes another byte here
            stored.writestr(part, deflated.read(name))
    return file.getvalue()


def write_title(sheet: Sheet, book: Settings, goal_name: str, formats: Formats) -> None:
    """Write the title block, the header and the widths of the columns."""
    date = book["status_date"]
    sheet.write_string(0, 0, "Digitiekartan toimenpideliite", formats["title"])
    sheet.write_string(1, 0, goal_name)
    sheet.write_string(2, 0, f"Tilanne {date.day}.{date.month}.{date.year}")
    for number, (column, heading) in enumerate(book["headings"].items()):
        sheet.set_column(number, number, WIDTHS.get(column, NARROW))
        sheet.write_string(TITLE_ROWS, number, heading, formats["header"])


def write_rows(
    sheet: Sheet,
    book: Settings,
    rows: list[Row],
    formats: Formats,
) -> None:
    """Write the measures, the row of totals and the footnote."""
    columns = list(book["headings"])
    repeated = [row for row in rows if row["id"] in book.get("repeated_ids", [])]
    for line, row in enumerate(rows + repeated, start=TITLE_ROWS + 1):
        for number, column in enumerate(columns):
            write_cell(sheet, (line, number), row_text(row, column, book), formats, column)
        if row["id"] in book.get("hidden_ids", []):
            sheet.set_row(line, None, None, {"hidden": True})
    foot = TITLE_ROWS + 1 + len(rows + repeated)
    sheet.write_string(foot, columns.index("title"), "Yhteensä", formats["header"])
    sheet.write_number(foot, columns.index("status"), len(rows), formats["header"])
    sheet.write_string(foot + 2, 0, book["footnote"])


def row_text(row: Row, column: str, book: Settings) -> str:
    """Return a cell's text, a unit by the name that this book uses."""
    names: dict[str, str] = book.get("unit_names", {})
    return names.get(row[column], row[column]) if column == "unit" else row[column]


def write_cell(
    sheet: Sheet,
    place: tuple[int, int],
    text: str,
    formats: Formats,
    column: str,
) -> None:
    """Write a cell as Excel keeps what a person types: text, a year's number or a date."""
    if column == "schedule" and text.isdigit():
        sheet.write_number(*place, int(text), formats["cell"])
    elif column == "schedule" and is_iso_date(text):
        sheet.write_datetime(*place, dt.date.fromisoformat(text), formats["date"])
    elif text:
        sheet.write_string(*place, text, formats["cell"])


def is_iso_date(text: str) -> bool:
    """Tell dates, ``2026-04-30``, from every other notation of a schedule."""
    return [part.isdigit() for part in text.split("-")] == [True] * 3


def merge_units(
    sheet: Sheet,
    book: Settings,
    rows: list[Row],
    formats: Formats,
) -> None:
    """Merge the cells of consecutive measures of one unit."""
    column = list(book["headings"]).index("unit")
    line = TITLE_ROWS + 1
    for unit, run in groupby(row_text(row, "unit", book) for row in rows):
        last = line + len(list(run)) - 1
        if last > line:
            sheet.merge_range(line, column, last, column, unit, formats["cell"])
        line = last + 1


# ── Surveys ───────────────────────────────────────────────────────────────────────────


def make_answers(survey: Settings) -> list[list[str]]:
    """Make a survey's rows, header first, in the order in which they were sent.

    Chance comes as whole numbers only, so that every Python version draws the same.
    """
    year = survey["year"]
    chance = random.Random(year)  # noqa: S311 - sample data, no secrets
    perspectives = read_table("perspectives.csv")
    senders: list[Row | None] = [None] * survey["empty_submissions"]
    for group in read_table("units.csv"):
        senders += [group] * int(group[f"answers_{year}"])
    chance.shuffle(senders)
    days = sorted(min(chance.randrange(SURVEY_DAYS) for _ in range(2)) for _ in senders)
    comments = place_comments(chance, survey["comments"], senders)
    rows = [["Vastaajan numero", "Vastausaika", "Palvelualue"]]
    rows[0] += [perspective["question"] for perspective in perspectives] + ["Vapaa sana"]
    for number, (unit, day) in enumerate(zip(senders, days, strict=True)):
        sent = survey["first_day"] + dt.timedelta(days=day)
        row = [str(number + 1), f"{sent.day}.{sent.month}.{sent.year}"]
        row += draw_answers(chance, survey, unit, perspectives)
        rows.append([*row, comments.get(number, "")])
    return rows


def place_comments(
    chance: random.Random, comments: list[str], senders: list[Row | None]
) -> dict[int, str]:
    """Give each comment to one sender of an answer, by the sender's place in the order."""
    places = [place for place, unit in enumerate(senders) if unit is not None]
    chance.shuffle(places)
    return dict(zip(places, comments, strict=False))


def draw_answers(
    chance: random.Random,
    survey: Settings,
    unit: Row | None,
    perspectives: list[Row],
) -> list[str]:
    """Draw one person's unit and answers; all are empty when `unit` is None."""
    if unit is None:
        return [""] * (1 + len(perspectives))
    mood = chance.randrange(-MOOD, MOOD + 1)
    answers = [unit[f"written_{survey['year']}"]]
    for perspective in perspectives:
        level = int(perspective[f"tenths_{survey['year']}"]) + int(perspective.get(unit["id"], 0))
        answers.append(draw_answer(chance, survey, level + mood, int(perspective["dont_know"])))
    return answers


def draw_answer(chance: random.Random, survey: Settings, level: int, dont_know: int) -> str:
    """Draw one answer around `level` (tenths of a step); `dont_know` is a percentage."""
    roll = chance.randrange(100)
    if roll < dont_know + PERCENT_BLANK:
        return DONT_KNOW if roll < dont_know else ""
    tenths = level + chance.randrange(-SPREAD, SPREAD + 1)
    step = (tenths + chance.randrange(10)) // 10  # up or down so that the mean stays `tenths`
    answer: str = survey["answers"][min(5, max(1, step)) - 1]
    return answer


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else RAW)
