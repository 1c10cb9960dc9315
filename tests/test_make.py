import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[build-system]\n[project]\nname = "x"\n[tool.ruff]\n')
    (tmp_path / "requirements.txt").write_text("pandas==3.0.0\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.0.0\n")
    return tmp_path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


# Python


def test_an_old_python_gets_a_sentence_with_what_to_do(make: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer and this is 3\.9: install"):
        make.refuse_old_python(3, 9)


@pytest.mark.parametrize("minor", [11, 14])
def test_a_supported_python_passes(make: ModuleType, minor: int) -> None:
    make.refuse_old_python(3, minor)


# The stamp


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_lock_changes_the_fingerprint(make: ModuleType, project: Path, lock: str) -> None:
    before = make.fingerprint(project)
    append(project / lock, "numpy==2.4.0\n")
    assert make.fingerprint(project) != before


def test_a_changed_dependency_changes_the_fingerprint(make: ModuleType, project: Path) -> None:
    before = make.fingerprint(project)
    (project / "pyproject.toml").write_text('[build-system]\n[project]\nname = "y"\n')
    assert make.fingerprint(project) != before


def test_a_changed_linter_setting_does_not(make: ModuleType, project: Path) -> None:
    before = make.fingerprint(project)
    append(project / "pyproject.toml", "line-length = 99\n")
    assert make.fingerprint(project) == before


def test_another_python_or_place_changes_the_fingerprint(
    make: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make.fingerprint(project)
    moved = project.rename(project.with_name("moved"))
    after_move = make.fingerprint(moved)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert len({before, after_move, make.fingerprint(moved)}) == 3


class SetUp:
    """A set-up whose long steps only note that they were taken."""

    def __init__(self, make: ModuleType, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.make = make
        self.steps: list[str] = []
        self.broken = False
        for name, path in {"VENV": ".venv", "STAMP": ".venv/stamp", "PYTHON": ".venv/py"}.items():
            patch.setattr(make, name, folder / path)
        patch.setattr(make, "ROOT", folder)
        patch.setattr(make, "make_environment", self.make_environment)
        patch.setattr(make, "install", self.install)

    def make_environment(self) -> None:
        self.steps.append("environment")
        self.make.VENV.mkdir(exist_ok=True)
        self.make.PYTHON.touch()

    def install(self, lock: str) -> None:
        if self.broken:
            sys.exit("The network is down.")
        self.steps.append(lock)

    def run(self, job: str) -> list[str]:
        self.steps.clear()
        self.make.set_up(job)
        return self.steps


@pytest.fixture
def set_up(make: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> SetUp:
    return SetUp(make, project, monkeypatch)


def test_the_first_run_sets_up_and_the_second_does_not(set_up: SetUp) -> None:
    assert set_up.run("report") == ["environment", "requirements.txt"]
    assert set_up.run("report") == []


def test_the_tests_add_to_the_report_and_serve_it(set_up: SetUp) -> None:
    set_up.run("report")
    assert set_up.run("test") == ["requirements-dev.txt"]
    assert set_up.run("report") == []


@pytest.mark.parametrize("job", ["report", "test"])
def test_an_interrupted_set_up_is_made_anew(set_up: SetUp, job: str) -> None:
    set_up.run("report")
    append(set_up.make.ROOT / "requirements.txt", "numpy==2.4.0\n")
    set_up.broken = True
    with pytest.raises(SystemExit):
        set_up.run(job)
    set_up.broken = False
    assert set_up.run("report") == ["environment", "requirements.txt"]


def test_interrupted_test_tools_are_made_anew(set_up: SetUp) -> None:
    set_up.run("report")
    set_up.broken = True
    with pytest.raises(SystemExit):
        set_up.run("test")
    set_up.broken = False
    assert set_up.run("test") == ["environment", "requirements-dev.txt"]


def test_a_lost_python_is_replaced(set_up: SetUp) -> None:
    set_up.run("report")
    set_up.make.PYTHON.unlink()
    assert set_up.run("report") == ["environment", "requirements.txt"]


# What it takes to make an environment


@pytest.mark.parametrize(
    ("printed", "usable"),
    [
        ("pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)", True),
        ("pip 22.3 from /usr/lib", True),
        ("pip 20.3.4 from /usr/lib", False),
        ("/usr/bin/python3: No module named pip", False),
    ],
)
def test_a_system_pip_is_used_if_it_can_install_elsewhere(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, printed: str, *, usable: bool
) -> None:
    monkeypatch.setattr(make, "try_quietly", lambda _: (True, printed))
    assert make.has_system_pip() is usable


@pytest.mark.parametrize(
    ("ensurepip", "system_pip", "options"),
    [(True, True, []), (True, False, []), (False, True, ["--without-pip"])],
)
def test_ensurepip_comes_first_and_the_system_pip_second(
    make: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    *,
    ensurepip: bool,
    system_pip: bool,
) -> None:
    monkeypatch.setattr(make, "has_ensurepip", lambda: ensurepip)
    monkeypatch.setattr(make, "has_system_pip", lambda: system_pip)
    assert make.venv_options() == options


def test_without_either_the_system_package_is_installed(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []

    def install(name: str) -> bool:
        installed.append(name)
        return True

    monkeypatch.setattr(make, "has_ensurepip", lambda: bool(installed))
    monkeypatch.setattr(make, "has_system_pip", lambda: False)
    monkeypatch.setattr(make, "install_system_package", install)
    assert make.venv_options() == []
    assert installed == [f"python3.{sys.version_info.minor}-venv"]


def test_without_rights_it_says_what_to_type(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "has_ensurepip", lambda: False)
    monkeypatch.setattr(make, "has_system_pip", lambda: False)
    monkeypatch.setattr(make, "apt_get", list)
    with pytest.raises(SystemExit, match=r"type `sudo apt-get install python3\.\d+-venv`"):
        make.venv_options()


@pytest.mark.parametrize(
    ("user", "sudo", "command"),
    [
        (0, False, ["apt-get"]),
        (1000, True, ["sudo", "-n", "apt-get"]),
        (1000, False, []),
    ],
)
def test_apt_get_is_run_as_root_or_through_sudo_that_asks_nothing(
    make: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    user: int,
    command: list[str],
    *,
    sudo: bool,
) -> None:
    monkeypatch.setattr(make.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(make.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(make, "try_quietly", lambda _: (sudo, ""))
    assert make.apt_get() == command


def test_without_apt_get_there_is_no_system_package(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make.shutil, "which", lambda _: None)
    assert make.install_system_package("chromium") is False


# The browser


def test_a_browser_that_does_not_start_is_passed_over(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "browsers", lambda: iter(["/snap-stub", "/usr/bin/chromium"]))
    monkeypatch.setattr(make, "starts", lambda browser: browser == "/usr/bin/chromium")
    assert make.find_browser() == "/usr/bin/chromium"


@pytest.mark.parametrize(
    ("obtained", "taken"),
    [
        ("chromium", ["chromium"]),
        ("playwright", ["chromium", "playwright"]),
        ("", ["chromium", "playwright"]),
    ],
)
def test_a_missing_browser_comes_from_the_system_or_else_from_playwright(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, obtained: str, taken: list[str]
) -> None:
    steps: list[str] = []

    def take(step: str) -> bool:
        steps.append(step)
        return step == obtained

    monkeypatch.setattr(make, "browsers", lambda: iter(steps))
    monkeypatch.setattr(make, "starts", lambda browser: browser == obtained)
    monkeypatch.setattr(make, "install_system_package", take)
    monkeypatch.setattr(make, "try_quietly", lambda command: (take(command[2]), ""))
    assert make.find_browser() == obtained
    assert steps == taken


def test_the_environment_is_kept_from_being_led_elsewhere(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    around = make.surroundings()
    assert "PYTHONPATH" not in around
    assert around["PIP_USER"] == "0"


# The locks


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[\w.-]+", line) for line in requirements)
    return {name[0].lower() for name in found if name}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_hold_every_package_that_is_asked_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    if lock == "requirements-dev.txt":
        tools = project["dependency-groups"]["test"]
        wanted += [requirement for requirement in tools if isinstance(requirement, str)]
    locked = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert names(wanted) <= names(locked)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_name_no_place_to_get_packages_from(lock: str) -> None:
    locked = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"^--|://|/\w+/", locked, flags=re.MULTILINE)


def test_the_locks_agree_where_they_overlap() -> None:
    small, large = (
        set(re.findall(r"^[a-z].*==.*", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert small <= large
