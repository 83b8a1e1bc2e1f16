"""`sdspider prune`: forget old runs and the WARC files that only they needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdspider.archive.prune import prune
from sdspider.crawl import locked
from sdspider.errors import OK

HELP = "keep the last runs of an archive and delete what only older ones needed"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("archive", type=Path, help="archive folder, for example archives/selectshandong")
    parser.add_argument("--keep", type=int, required=True, metavar="N", help="runs to keep")


def run(args: argparse.Namespace) -> int:
    """Prune and say what went."""
    with locked(args.archive):
        gone = prune(args.archive, args.keep)
    print(f"{gone.runs} runs and {gone.files} files removed, {gone.bytes:,} bytes freed")
    return OK
