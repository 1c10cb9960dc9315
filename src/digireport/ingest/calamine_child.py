"""Run as a script of its own: a workbook's sheets as JSON, or one sentence and exit code 1."""

import contextlib
import json
import sys
from datetime import date, datetime, time, timedelta

import python_calamine

_MEMORY = 4_000_000_000  # bytes


def main(path: str) -> None:
    """Write the sheets of a workbook to standard output."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        sheets = [_sheet(workbook, meta) for meta in workbook.sheets_metadata]
    except python_calamine.PasswordError:
        sys.exit("it is protected by a password")
    except MemoryError:
        sys.exit("it is too large to be an appendix")
    except Exception as error:  # noqa: BLE001 (whatever it is, it is told)
        sys.exit(f"the workbook is damaged ({error})")
    json.dump(sheets, sys.stdout)


def _sheet(
    workbook: python_calamine.CalamineWorkbook, meta: python_calamine.SheetMetadata
) -> dict[str, object]:
    if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
        return {"name": meta.name, "is_hidden": False, "start": [0, 0], "merged": [], "rows": []}
    sheet = workbook.get_sheet_by_name(meta.name)
    return {
        "name": meta.name,
        "is_hidden": meta.visible != python_calamine.SheetVisibleEnum.Visible,
        "start": sheet.start or [0, 0],
        "merged": sheet.merged_cell_ranges or [],
        "rows": [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=True)],
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return [value.isoformat()]
    return str(value) if isinstance(value, time | timedelta) else value


if __name__ == "__main__":
    main(sys.argv[1])
