"""`sdspider replay`: extract archived pages again, offline."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from sdspider.errors import FAILED, OK
from sdspider.report.table import show

HELP = "extract the archived pages of a run again and publish the records, without the network"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("source", type=Path, help="folder of exports or of archives that a crawl wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder to publish into")
    parser.add_argument("--run", dest="run_id", metavar="ID", help="this run instead of the last one that ended")
    parser.add_argument("--gzip", action="store_true", default=None, help="write *.jsonl.gz")


def run(args: argparse.Namespace) -> int:
    """Replay and print the table of each portal."""
    from sdspider.replay import replay

    results = replay(args.source, args.out, args.run_id, compress=args.gzip)
    for outcome, folder in results:
        show(outcome, folder, Console())
    return OK if all(outcome["verdict"]["status"] == "ok" for outcome, _ in results) else FAILED
