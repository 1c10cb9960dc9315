"""One notebook, executed by papermill and kept only if every cell succeeded."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
import zmq
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError
from traitlets import default

from digireport.errors import StepError, UsageError

_VARYING = ("papermill", "execution")  # times and paths that papermill and nbclient leave


class _Kernel(AsyncKernelManager):
    """A kernel whose messages are encrypted: survey answers pass through local sockets.

    Its own log is not shown; what its cells print, and their errors, come with the messages.
    """

    @default("transport_encryption")
    def _where_supported(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override] # typed as if sync
        """Start it as usual, but silent: interrupted, it would print a traceback."""
        await super().start_kernel(**{"stderr": subprocess.DEVNULL, **kw})


def execute(notebook: Path, output: Path, parameters: Mapping[str, str], folder: Path) -> None:
    """Execute a notebook in a folder and write the executed one.

    Parameters
    ----------
    notebook, output : Path
        The notebook, and where the executed one goes. A run that fails leaves
        ``<name>.failed.ipynb`` beside it, with the error in its cell.
    parameters : mapping of str to str
        Only such as the notebook's parameters cell has.
    folder : Path
        Working folder of the kernel.

    Raises
    ------
    UsageError
        If the notebook does not know a parameter.
    StepError
        If a cell fails, or the kernel dies.
    """
    refuse_unknown(notebook, parameters)
    output.parent.mkdir(parents=True, exist_ok=True)
    attempt = output.with_suffix(".failed.ipynb")
    try:
        papermill.execute_notebook(
            str(notebook),
            str(attempt),
            parameters=dict(parameters),
            cwd=str(folder),
            progress_bar=False,
            log_output=False,
            kernel_manager_class=_Kernel,
        )
    except PapermillExecutionError as error:
        raise StepError(_sentence(notebook, error, attempt)) from error
    except RuntimeError as error:  # the kernel died, or never started
        raise StepError(
            f"{notebook.name} stopped: {error} (was memory short? run it again)."
        ) from error
    executed = nbformat.read(attempt, as_version=4)
    nbformat.write(_without_times(executed, parameters), attempt)
    attempt.replace(output)


def refuse_unknown(notebook: Path, parameters: Mapping[str, str]) -> None:
    """Refuse a parameter that the notebook does not have; papermill would only warn.

    Raises
    ------
    UsageError
        Naming the known parameters; or if this is no notebook.
    """
    try:
        known = list(papermill.inspect_notebook(str(notebook)))
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).partition("\n")[0]
        raise UsageError(f"{notebook.name} cannot be run as a notebook: {reason}.") from error
    if unknown := [name for name in parameters if name not in known]:
        raise UsageError(
            f"{notebook.name} has no parameter {', '.join(unknown)}; known are {', '.join(known)}."
        )


def _without_times(
    notebook: nbformat.NotebookNode, parameters: Mapping[str, str]
) -> nbformat.NotebookNode:
    """Drop what differs from run to run, and say which parameters were used."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata["digireport"] = {"parameters": dict(parameters)}
    for position, cell in enumerate(notebook.cells):
        for name in _VARYING:
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = f"injected-{position:02d}"
    return notebook


def _sentence(notebook: Path, error: PapermillExecutionError, attempt: Path) -> str:
    """Say what failed: our own errors are sentences already."""
    if error.ename in ("UsageError", "DataError", "StepError"):
        return str(error.evalue)
    return (
        f"{notebook.name} failed in cell {error.exec_count}: {error.ename}: {error.evalue} "
        f"(the whole story is in {attempt.name}, beside the clean data)."
    )
