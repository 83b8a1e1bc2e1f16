"""`sdspider doctor`: what is wrong with an archive, and a new index."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdspider.archive.doctor import examine
from sdspider.archive.rebuild import rebuild
from sdspider.crawl import locked
from sdspider.errors import FAILED, OK

HELP = "examine an archive; with --rebuild make its index anew from the WARC files"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("archive", type=Path, help="folder with the WARC files, for example archives/selectshandong")
    parser.add_argument("--rebuild", action="store_true", help="replace the index")


def run(args: argparse.Namespace) -> int:
    """Print each fault; exit code 1 where one is left."""
    faults = examine(args.archive)
    for fault in faults:
        print(fault)
    if args.rebuild:
        with locked(args.archive):
            made = rebuild(args.archive)
        print(
            f"index rebuilt: {made.files} files, {made.records} records, {made.runs} runs,"
            f" {len(made.damages)} damaged stretches"
        )
        return OK
    print(f"{args.archive}: {len(faults)} faults" + ("; run again with --rebuild to mend the index" if faults else ""))
    return FAILED if faults else OK
