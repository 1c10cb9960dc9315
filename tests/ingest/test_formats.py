"""The same measures in every format that a municipality may have them in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pptx
import pytest
import typst
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from digireport.clean.measures import clean_measures
from digireport.ingest.detect import detect
from digireport.ingest.folder import read_folder
from digireport.ingest.tables import RawText
from digireport.period import parse_period
from digireport.roadmap import Roadmap

ROWS = [
    ["Nro", "Toimenpide", "Tavoite", "Palvelualue", "Tilanne"],
    ["1.1", "Verkkosivujen uudistaminen", "Tavoite 1", "Tytäryhtiöt", "Valmis"],
    ["1.10", "Paikkatiedon avaaminen", "Tavoite 1", "Tytäryhtiöt", "Kesken"],
    ["2.1", "Digituki kirjastoihin", "Tavoite 2", "Yhdyskunnan palvelualue", "Ei aloitettu"],
]
MEASURES = [("1.1", "done"), ("1.10", "in_progress"), ("2.1", "not_started")]


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    book.save(path)


def write_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Toimenpideliite")
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(2, 3).text = ""
    table.cell(1, 3).merge(table.cell(2, 3))
    document.save(str(path))


def write_pptx(path: Path) -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = "Toimenpiteet"
    size = (Inches(1), Inches(2), Inches(8), Inches(3))
    table = slide.shapes.add_table(len(ROWS), len(ROWS[0]), *size).table
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(2, 3).text = ""
    table.cell(1, 3).merge(table.cell(2, 3))
    slides.save(str(path))


def write_pdf(path: Path) -> None:
    cells = ", ".join(f"[{text}]" for row in ROWS for text in row)
    path.write_bytes(typst.compile(f"#table(columns: 5, {cells})".encode(), format="pdf"))


def write_ods(path: Path) -> None:
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    names += "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    names += "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    body = "".join(f"<table:table-row>{_ods_cells(r)}</table:table-row>" for r in range(len(ROWS)))
    empty = "<table:table-row table:number-rows-repeated='1000000'/>"
    sheet = f"<table:table table:name='Liite'>{body}{empty}</table:table>"
    content = f"<office:document-content {names}><office:body><office:spreadsheet>{sheet}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)


def _ods_cells(r: int) -> str:
    cells = []
    for c, text in enumerate(ROWS[r]):
        if (r, c) == (2, 3):
            cells.append("<table:covered-table-cell/>")
            continue
        span = " table:number-rows-spanned='2'" if (r, c) == (1, 3) else ""
        said = f"<text:p>{escape(text)}</text:p>"
        cells.append(
            f"<table:table-cell office:value-type='string'{span}>{said}</table:table-cell>"
        )
    return "".join(cells)


def write_csv(path: Path) -> None:
    path.write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8")


WRITERS = {
    "xlsx": write_xlsx,
    "ods": write_ods,
    "docx": write_docx,
    "pptx": write_pptx,
    "pdf": write_pdf,
    "text": write_csv,
}


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_measures_are_read_from_every_format(
    tmp_path: Path, roadmap: Roadmap, kind: str
) -> None:
    """The name has no ending: the content alone tells what it is."""
    folder = tmp_path / "2026H1"
    folder.mkdir()
    WRITERS[kind](folder / "liite")
    assert detect(folder / "liite") == kind
    clean = clean_measures(read_folder(folder), parse_period("2026H1"), roadmap)
    assert list(zip(clean.measures["id"], clean.measures["status"], strict=True)) == MEASURES
    units = clean.links[clean.links["kind"] == "unit"]["target"].tolist()
    assert units == ["subsidiaries", "subsidiaries", "infrastructure"]
    assert [f.kind for f in clean.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("writer", "place"),
    [
        (write_docx, "table 1"),
        (write_pptx, "slide 1"),
        (write_pdf, "page 1"),
        (write_ods, "sheet Liite"),
    ],
)
def test_a_fault_names_its_table_slide_or_page(
    tmp_path: Path, roadmap: Roadmap, writer: Callable[[Path], None], place: str
) -> None:
    folder = tmp_path / "2026H1"
    folder.mkdir()
    ROWS[3][4] = "Puolivalmis"
    writer(folder / "liite")
    ROWS[3][4] = "Ei aloitettu"
    clean = clean_measures(read_folder(folder), parse_period("2026H1"), roadmap)
    faults = [str(f) for f in clean.findings if f.kind == "unknown-status"]
    assert len(faults) == 1
    assert faults[0].startswith(f"liite, {place}, row 4, column E (Tilanne): the status 'Puolival")


def test_tracked_and_controlled_text_of_a_document_is_read(tmp_path: Path) -> None:
    """python-docx leaves out insertions and content controls; a deletion stays deleted."""
    path = tmp_path / "a.docx"
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].add_run("alku ")
    for tag, text in (("ins", "lisätty"), ("del", "poistettu")):
        run = cell.paragraphs[0].add_run(f"{text} ")._r
        wrapper = run.makeelement(run.tag.replace("}r", f"}}{tag}"), {})
        run.addprevious(wrapper)
        wrapper.append(run)
    document.save(str(path))
    (table,) = read_folder(tmp_path).tables
    assert table.rows[0].text(0) == "alku lisätty"


def test_the_data_behind_a_chart_is_read_as_a_table(tmp_path: Path) -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["Osaaminen", "Laitteet"]
    data.add_series("Lähtötaso", (2.5, 3))
    data.add_series("Tavoitetaso", (4, 4.5))
    box = (Inches(1), Inches(1), Inches(6), Inches(4))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    slides.save(str(tmp_path / "a.pptx"))
    (table,) = read_folder(tmp_path).tables
    assert [row.values for row in table.rows] == [
        (None, "Lähtötaso", "Tavoitetaso"),
        ("Osaaminen", 2.5, 4.0),
        ("Laitteet", 3.0, 4.5),
    ]


def test_the_published_text_of_slides_and_pages_is_read_from_top_to_bottom(tmp_path: Path) -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    for top, text in ((3, "Toimenpiteitä valmiina"), (1, "Tavoite 1"), (2, "9")):
        frame = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(4), Inches(1))
        frame.text_frame.text = text
    slides.save(str(tmp_path / "a.pptx"))
    lines = ("Tavoite 1", "9", "Toimenpiteitä valmiina")
    assert read_folder(tmp_path).texts == (RawText("a.pptx", lines),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty (0 bytes)"),
        (b"PK\x03\x04 cut", "it is damaged or cut short"),
        (b"%PDF-1.7 cut", "the PDF is damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "it is protected by a password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "it is an old Word document; save it as docx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "the workbook is damaged",
        ),
    ],
)
def test_what_cannot_be_read_says_why_in_plain_words(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a").write_bytes(content)
    (finding,) = read_folder(tmp_path).findings
    assert finding.words["reason"].startswith(reason)


def test_an_archive_that_unpacks_to_a_flood_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(32):
            part.write(bytes(10_000_000))
    (finding,) = read_folder(tmp_path).findings
    assert finding.words["reason"] == "it would unpack to 320 MB, which no appendix does"


def test_a_scan_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(typst.compile(b"#rect()", format="pdf"))
    (finding,) = read_folder(tmp_path).findings
    assert finding.words["reason"].startswith("it has no text layer")
