"""`sdspider history`: the versions of an article that the archive holds."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sdspider.errors import OK
from sdspider.versions import Version, versions

HELP = "list the versions of an article that an archive holds, and what changed between them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("id", help="id of the article, for example selectshandong:30180:en, or one of its addresses")
    parser.add_argument(
        "archive",
        nargs="?",
        type=Path,
        default=Path("archives"),
        help="archive folder, or the folder above [%(default)s]",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON line a version, with the whole article")


def run(args: argparse.Namespace) -> int:
    """Print the versions, oldest first."""
    found = versions(args.archive, args.id)
    if args.json:
        for version in found:
            print(json.dumps(version.as_json(), ensure_ascii=False))
        return OK
    table = Table("fetched", "last seen", "status", "changed", "title", "address")
    for version in found:
        table.add_row(*(Text(cell) for cell in _cells(version)))
    Console().print(table)
    return OK


def _cells(version: Version) -> tuple[str, ...]:
    title = version.article.title if version.article else None
    changed = ", ".join(version.changed)
    return version.first[:19], version.last[:19], str(version.status), changed, title or "", version.url
