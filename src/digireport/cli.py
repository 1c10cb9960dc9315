"""The command line: options in, one call, an exit code out. Heavy imports are made late."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from digireport.errors import DataError, DigireportError

if TYPE_CHECKING:
    from digireport.findings import Finding
    from digireport.pipeline.run import RunResult
    from digireport.roadmap import Audience

_USAGE = 2
_FAILED = 3
_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="digireport")
def cli() -> None:
    """Make the half-yearly report of a municipality's digital roadmap."""


@cli.command()
@click.argument("period", required=False, default="")
@click.option("--workspace", default=".", metavar="DIR", help="Folder with roadmap.toml.")
@click.option("--status-date", default="", metavar="DATE", help="Judge schedules by this day.")
@click.option(
    "--audience",
    "audiences",
    type=click.Choice(["internal", "public"]),
    multiple=True,
    default=("internal", "public"),
    help="Make this report only.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def run(
    period: str, workspace: str, status_date: str, audiences: Sequence[Audience], *, as_json: bool
) -> None:
    """Make the reports of PERIOD (like 2026H1 or 2026-03-15), or of the newest one."""
    from digireport.edition import open_edition  # noqa: PLC0415 (pandas takes its time)
    from digireport.pipeline.run import run as run_edition  # noqa: PLC0415 (papermill too)

    started = time.perf_counter()
    edition = open_edition(workspace, period, status_date)
    try:
        result = run_edition(edition, audiences, lambda step: click.echo(step, err=True))
    except DataError as error:
        if as_json:
            _print_json(edition.name, error.findings, time.perf_counter() - started)
        raise
    seconds = time.perf_counter() - started
    if as_json:
        _print_json(edition.name, result.findings, seconds, result)
    else:
        _print_summary(result, seconds)


def main() -> None:
    """Run the command; every error becomes sentences and an exit code here."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped: what was published before stays.", err=True)
        sys.exit(_INTERRUPTED)
    except DigireportError as error:
        for sentence in str(error).splitlines():
            click.echo(f"error: {sentence}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a file that may not be read
        click.echo(f"error: {error.filename or 'a file'}: {error.strerror or error}.", err=True)
        sys.exit(_FAILED)


def _print_summary(result: RunResult, seconds: float) -> None:
    """Say what was read, what was found and where the reports are."""
    rows = result.balance.drop(columns=["file", "sheet"]).sum()
    click.echo(f"Period {result.period}, status date {result.status_date}")
    click.echo(f"Survey {result.survey or 'none'}")
    click.echo(
        f"Read {result.files} files, {rows['read']} rows: {rows['clean']} clean, "
        f"{rows['merged']} merged, {rows['quarantined']} quarantined, "
        f"{rows['set_aside']} set aside"
    )
    counts = _counts(result.findings)
    click.echo("Findings: " + ", ".join(f"{n} {severity}s" for severity, n in counts.items()))
    for finding in result.findings:
        if finding.severity == "warning" or finding.kind == "published-agrees":
            click.echo(f"  {finding}")
    click.echo(f"Made in {seconds:.0f} s:")
    for path in result.outputs:
        click.echo(f"  {path}")


def _print_json(
    edition: str, findings: Sequence[Finding], seconds: float, result: RunResult | None = None
) -> None:
    """Print one object; without a result there are no figures and no outputs."""
    summary: dict[str, Any] = {
        "period": edition,
        "figures": result.figures if result else {},
        "findings": {"counts": _counts(findings), "list": [_finding(f) for f in findings]},
        "outputs": [path.as_posix() for path in result.outputs] if result else [],
        "seconds": round(seconds, 1),
        "reused": 0,
    }
    click.echo(json.dumps(summary, ensure_ascii=False))


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    from digireport.findings import count_by_severity  # noqa: PLC0415 (pandas)

    return count_by_severity(findings)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        **vars(finding.place),
        "sentence": str(finding),
    }
