"""`sdspider check`: replay every fixture and compare."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdspider.checking import check
from sdspider.errors import FAILED, OK
from sdspider.saved import cases

HELP = "replay fixtures and name every field that differs from its reviewed expectation"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path("fixtures"), help="fixture folder [%(default)s]")
    parser.add_argument("--update", action="store_true", help="write differing expectations anew")


def run(args: argparse.Namespace) -> int:
    """Print each difference; exit code 1 where there is any."""
    differences = 0
    for difference in check(args.folder, update=args.update):
        print(difference)
        differences += 1
    print(f"{sum(1 for _ in cases(args.folder))} fixtures, {differences} differences")
    return FAILED if differences else OK
