"""Everything that can go wrong, as sentences.

    DigireportError
    ├── UsageError     the command or roadmap.toml is wrong      exit code 2
    ├── DataError      the data need the analyst                 exit code 1
    └── StepError      a notebook or an export failed            exit code 3

An error prints as one sentence (a `DataError` as one for each finding) and carries
what it knows as attributes. Exit codes are read off the class in one place, `cli`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digireport.findings import Finding


class DigireportError(Exception):
    """Something that the person at the keyboard can mend."""

    exit_code = 3


class UsageError(DigireportError):
    """The command, a parameter or `roadmap.toml` is wrong."""

    exit_code = 2


class DataError(DigireportError):
    """The data of a period have faults that the analyst must settle first."""

    exit_code = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class StepError(DigireportError):
    """A step of the pipeline failed."""

    exit_code = 3
