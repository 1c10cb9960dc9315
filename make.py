#!/usr/bin/env python3
"""Set up digireport, make a report, run the tests.

python3 make.py report    make the report of the newest half-year under data/raw/
python3 make.py test      run the linters, the type checker and the tests
python3 make.py lock      pin the packages again, after a change in pyproject.toml

Further arguments are passed on: to `digireport run`, to pytest, and to uv (`lock --upgrade`).
The first run sets up .venv, which takes a minute or two; later ones start at once.
"""

# Standard library only, since this runs before anything is installed. The set-up rests on three
# things: locks of pinned and hashed packages, an environment that is made anew whenever it might
# not be what the locks say, and a stamp that is written last.

import sys


def refuse_old_python(major: int, minor: int) -> None:
    """Stop with a sentence if this Python is too old."""
    if (major, minor) < (3, 11):
        sys.exit(
            f"digireport needs Python 3.11 or newer and this is {major}.{minor}: install one from "
            "https://www.python.org/downloads/ and run make.py with it."
        )


refuse_old_python(*sys.version_info[:2])  # here, as an old Python cannot import what follows

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

Command = list[str | Path]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)  # not the one that .venv holds
STAMP = VENV / "set-up-complete"
LOCKS = {"report": "requirements.txt", "test": "requirements-dev.txt"}

# These would send the environment's Python elsewhere.
MISLEADING = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
PIP_SETTINGS = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

# Chromium's family, by name or by its usual place on macOS and Windows.
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"]
BROWSERS += [
    f"/Applications/{name}.app/Contents/MacOS/{name}"
    for name in ("Google Chrome", "Chromium", "Microsoft Edge")
]
BROWSERS += [
    rf"{os.environ.get(folder)}\{name}"
    for folder in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
    for name in (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
]


def say(sentence: str) -> None:
    """Print progress, ahead of what the next command prints."""
    print(sentence, file=sys.stderr, flush=True)


def surroundings() -> dict[str, str]:
    """Return the environment variables for all that is run."""
    kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    browsers = {"PLAYWRIGHT_BROWSERS_PATH": str(VENV / "browsers")}  # the home may be read-only
    return browsers | kept | PIP_SETTINGS


def show(command: Command, **variables: str) -> int:
    """Run a command in the open and return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=surroundings() | variables, check=False).returncode


def try_quietly(command: Command) -> tuple[bool, str]:
    """Run a command unseen; return whether it succeeded, and what it printed."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=surroundings(),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return False, str(error)
    return done.returncode == 0, done.stdout.strip()


def insist(command: Command, otherwise: str) -> None:
    """Run a command unseen; if it fails, stop with its last lines and a sentence."""
    succeeded, printed = try_quietly(command)
    if not succeeded:
        last_lines = "\n".join(f"  {line}" for line in printed.splitlines()[-6:])
        sys.exit(f"{last_lines}\n{otherwise}")


def apt_get() -> Command:
    """Return apt-get as this user may run it unasked; nothing where that cannot be."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    return ["sudo", "-n", "apt-get"] if try_quietly(["sudo", "-n", "true"])[0] else []


def install_system_package(name: str) -> bool:
    """Install a package of Debian's or Ubuntu's; return whether that was possible."""
    command = apt_get()
    if not command:
        return False
    say(f"Installing the system package {name} (a minute or two).")
    install: Command = [*command, "install", "--yes", "--no-install-recommends", name]
    if try_quietly(install)[0]:
        return True
    try_quietly([*command, "update"])  # the list of packages may be missing or old
    return try_quietly(install)[0]


def fingerprint(root: Path) -> str:
    """Return a hash of all that decides what .venv holds."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    installed = project["build-system"], project["project"]  # the rest is settings of tools
    locks = [(root / name).read_bytes() for name in LOCKS.values()]
    place = str(root), sys.platform, sys.version_info[:2]
    return hashlib.sha256(repr((place, installed, locks)).encode()).hexdigest()


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into an environment; Debian's often cannot."""
    importlib.invalidate_caches()  # it may have been installed a moment ago
    return importlib.util.find_spec("ensurepip") is not None


def has_system_pip() -> bool:
    """Return whether this Python's own pip can install into another environment."""
    version = re.match(r"pip (\d+)\.(\d+)", try_quietly([BASE_PYTHON, "-m", "pip", "--version"])[1])
    return version is not None and tuple(map(int, version.groups())) >= (22, 3)


def venv_options() -> list[str]:
    """Return how to make an environment here, after installing what that takes."""
    if has_ensurepip():
        return []
    if has_system_pip():
        return ["--without-pip"]
    package = f"python3.{sys.version_info.minor}-venv"
    if install_system_package(package) and has_ensurepip():
        return []
    sys.exit(
        "This Python can neither make an environment nor install packages: "
        f"type `sudo apt-get install {package}` and run make.py again."
    )


def make_environment() -> None:
    """Make an empty .venv in place of whatever is there."""
    options = venv_options()
    say("Setting up .venv (a minute or two, once).")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        sys.exit(f"Cannot replace .venv ({error}): close what uses it, and run make.py again.")
    insist(
        [BASE_PYTHON, "-m", "venv", *options, VENV],
        "Python could not make .venv: mend what it says above, and run make.py again.",
    )


def install(lock: str) -> None:
    """Install a lock's packages, and this package as it stands in src/."""
    # Without a pip of its own, .venv is filled by the system's from outside.
    own = any(BIN.glob("pip*"))
    pip: Command = [PYTHON, "-m", "pip"] if own else [BASE_PYTHON, "-m", "pip", "--python", PYTHON]
    itself = ["--no-deps", "--no-build-isolation", "--editable", "."]
    for what in (["--require-hashes", "-r", lock], itself):
        insist(
            [*pip, "install", *what],
            "pip could not install the packages: see its last lines above, check the network "
            "connection, and run make.py again.",
        )


def set_up(job: str) -> None:
    """Make .venv ready for a job; return at once if it is."""
    wanted = fingerprint(ROOT)
    stamp = STAMP.read_text(encoding="utf-8") if STAMP.exists() and PYTHON.exists() else ""
    if stamp in (f"{job} {wanted}", f"test {wanted}"):
        return
    if stamp == f"report {wanted}":
        say("Adding the test tools to .venv (about a minute, once).")
        STAMP.unlink()
    else:
        make_environment()
    install(LOCKS[job])
    STAMP.write_text(f"{job} {wanted}", encoding="utf-8")


def browsers() -> Iterator[str]:
    """Yield browsers that may be installed, the likeliest first."""
    yield os.environ.get("DIGIREPORT_BROWSER", "")
    yield from (shutil.which(browser) or "" for browser in BROWSERS)
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    yield try_quietly([PYTHON, "-c", ask])[1]


def starts(browser: str) -> bool:
    """Return whether a browser runs: Ubuntu has one that only says where to get it."""
    if os.name == "nt":  # where asking for the version opens a window
        return Path(browser).is_file()
    return try_quietly([browser, "--version"])[0]


def find_browser() -> str:
    """Return a browser for the page tests, installing one if need be; "" if none can be had."""
    browser = next(filter(starts, browsers()), "")
    if not browser and install_system_package("chromium"):
        browser = next(filter(starts, browsers()), "")
    if not browser:
        say("Fetching a browser for the page tests (a minute or two, once).")
        try_quietly([PYTHON, "-m", "playwright", "install", "chromium"])
        browser = next(filter(starts, browsers()), "")
    return browser


def report(arguments: list[str]) -> int:
    """Make a report, then say how to make one's own."""
    set_up("report")
    code = show([PYTHON, "-m", "digireport", "run", *arguments])
    if code == 0:
        print(
            "\nFor a report on your own data:\n"
            "  1. put the half-year's files into a folder such as data/raw/2026H2/\n"
            "  2. describe your goals, units and survey in roadmap.toml\n"
            f"  3. type  {BIN.relative_to(ROOT) / 'digireport'} run 2026H2"
        )
    return code


def test(arguments: list[str]) -> int:
    """Run all checks, also after one has failed, and name those that failed."""
    set_up("test")
    browser = find_browser()
    checks = {
        "ruff check": ["ruff", "check"],
        "ruff format": ["ruff", "format", "--check"],
        "mypy": ["mypy"],
        "pytest": ["pytest", *arguments],
    }
    failed = []
    if not browser:
        failed.append("no browser (type `sudo apt-get install chromium` or install Chrome or Edge)")
    for name, check in checks.items():
        say(f"\n{name}")
        if show([PYTHON, "-m", *check], DIGIREPORT_BROWSER=browser) != 0:
            failed.append(name)
    say(f"\nFailed: {', '.join(failed)}." if failed else "\nAll checks passed.")
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Pin the packages of both locks; where they overlap, they agree."""
    set_up("test")
    say("Choosing the packages (up to a minute).")
    uv: Command = [PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", *arguments]
    uv += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    uv += ["--custom-compile-command", "python3 make.py lock"]  # its header, in place of the above
    small, large = LOCKS.values()
    return show([*uv, "--group", "build", "-o", small]) or show(
        [*uv, "--group", "test", "-c", small, "-o", large]
    )


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names."""
    commands = {"report": report, "test": test, "lock": lock}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        say("Stopped. The next run takes it up again.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
