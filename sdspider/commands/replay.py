"""`sdspider replay`: extract archived pages again, offline."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time
from pathlib import Path

from rich.console import Console

from sdspider.errors import FAILED, OK, UsageError
from sdspider.report.table import show

HELP = "extract the archived pages of a run again and publish the records, without the network"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("source", type=Path, help="folder of exports or of archives that a crawl wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder to publish into")
    parser.add_argument("--run", dest="run_id", metavar="ID", help="this run instead of the last one that ended")
    parser.add_argument("--as-of", metavar="DATE", help="the portal as it stood at the end of YYYY-MM-DD (UTC)")
    parser.add_argument("--force", action="store_true", help="publish the run even if its verdict is suspect")
    parser.add_argument("--gzip", action="store_true", default=None, help="write *.jsonl.gz")


def run(args: argparse.Namespace) -> int:
    """Replay and print the table of each portal."""
    from sdspider.replay import replay

    if args.as_of and args.run_id:
        raise UsageError("--as-of and --run choose a run each; give one of them")
    as_of = moment(args.as_of) if args.as_of else None
    results = replay(args.source, args.out, args.run_id, as_of=as_of, compress=args.gzip, force=args.force)
    for done, folder in results:
        show(done.run, folder, Console())
    return OK if all(done.published for done, _ in results) else FAILED


def moment(text: str) -> datetime:
    """The end of a day in UTC, or the moment that an ISO date with a time names; else a usage error."""
    try:
        if len(text) == len("2024-04-01"):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of wants a date like 2024-04-01, not {text!r}") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
