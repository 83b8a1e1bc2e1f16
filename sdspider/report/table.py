"""The table that ends a run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


def show(run: Mapping[str, Any], folder: Path | None, console: Console) -> None:
    """Print records a kind, new articles, verdict with reasons and the paths of the files (`run` is run.json)."""
    console.print(f"{run['portal']} {run['run_id']}", markup=False, highlight=False)
    table = Table()
    table.add_column("records")
    table.add_column("lines", justify="right")
    for kind, lines in run["records"].items():
        table.add_row(kind, f"{lines:,}")
    table.add_row("new articles", f"{run['new_articles']:,}")
    verdict = run["verdict"]
    table.add_row("verdict", Text(verdict["status"], style="green" if verdict["status"] == "ok" else "red"))
    console.print(table)
    for reason in verdict["reasons"]:
        console.print(f"{verdict['status']}: {reason}", markup=False, soft_wrap=True)
    for path in sorted(folder.iterdir()) if folder else ():
        console.print(str(path), markup=False, soft_wrap=True, highlight=False)
