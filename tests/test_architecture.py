"""Modules import from their own floor or from below, and stay small enough to read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "digireport"

# Ground floor first; what is on one line may import each other.
FLOORS = [
    ["normalise", "errors", "period"],
    ["findings", "roadmap"],
    ["workspace", "contracts"],
    ["ingest"],
    ["clean"],
    ["metrics"],
    ["store", "edition"],
    ["cleaning", "counting"],
    ["report"],
    ["export"],
    ["pipeline"],
    ["cli", "__main__"],
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

LONGEST = 250
LONGER = {
    "findings.py": "most of it is the literal table of what a finding says",
    "roadmap.py": "every key of roadmap.toml, with its checks, in the order of the file",
}

MODULES = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py"))]
INSIDE = [path for path in MODULES if path.as_posix() != "__init__.py"]


def room_of(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


def is_for_types_alone(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported_rooms(module: Path) -> Iterator[str]:
    """Yield the rooms that a module imports from, late imports too; "" is the package itself."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not is_for_types_alone(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            whole = (node.module or "").split(".")
            names = [alias.name for alias in node.names]
            paths = [whole] if len(whole) > 1 else [[*whole, name] for name in names]
        elif isinstance(node, ast.Import):
            paths = [alias.name.split(".") for alias in node.names]
        else:
            continue
        yield from (path[1] if len(path) > 1 else "" for path in paths if path[0] == "digireport")


def test_every_room_has_its_floor() -> None:
    assert {room_of(module) for module in INSIDE} == set(FLOOR)


@pytest.mark.parametrize("module", INSIDE, ids=str)
def test_it_imports_from_its_own_floor_or_below(module: Path) -> None:
    rooms = [room for room in imported_rooms(module) if room in FLOOR]
    assert [room for room in rooms if FLOOR[room] > FLOOR[room_of(module)]] == []


def test_rooms_of_one_floor_do_not_import_in_circles() -> None:
    uses = {(room_of(m), room) for m in INSIDE for room in imported_rooms(m) if room in FLOOR}
    assert [(a, b) for a, b in uses if a < b and (b, a) in uses] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_it_is_short(module: Path) -> None:
    length = len((PACKAGE / module).read_text(encoding="utf-8").splitlines())
    assert (length > LONGEST) is (module.as_posix() in LONGER)


def test_only_the_store_reads_and_writes_parquet() -> None:
    texts = {
        module.as_posix(): (PACKAGE / module).read_text(encoding="utf-8") for module in MODULES
    }
    assert [name for name, text in texts.items() if "parquet(" in text] == ["store.py"]
