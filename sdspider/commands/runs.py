"""`sdspider runs`: the runs of an archive."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sdspider.archive import Reader
from sdspider.archive.index import NAME
from sdspider.errors import OK, UserError

HELP = "list the runs of an archive"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "archive",
        nargs="?",
        type=Path,
        default=Path("archives"),
        help="archive folder, or the folder above [%(default)s]",
    )


def run(args: argparse.Namespace) -> int:
    """Print a table."""
    folders = [path.parent for path in (args.archive / NAME, *sorted(args.archive.glob(f"*/{NAME}"))) if path.exists()]
    if not folders:
        raise UserError(f"{args.archive} holds no archive; pass the folder that a crawl wrote into")
    table = Table("portal", "run", "started", "finished", "verdict", "pages")
    for folder in folders:
        with Reader.open(folder) as reader:
            for one in reader.runs():
                pages = sum(1 for _ in reader.notes(one.run_id))
                row = (
                    one.portal,
                    one.run_id,
                    one.started_at[:19],
                    (one.finished_at or "")[:19],
                    _status(one.verdict),
                    str(pages),
                )
                table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
    return OK


def _status(verdict: str | None) -> str:
    """The word of a verdict; `unfinished` where there is none."""
    if verdict is None:
        return "unfinished"
    try:
        return str(json.loads(verdict)["status"])
    except (ValueError, KeyError, TypeError):
        return verdict[:20]
