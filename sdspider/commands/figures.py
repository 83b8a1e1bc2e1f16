"""`sdspider figures`: JSON Lines of texts in, JSON Lines of figures out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sdspider.errors import OK, UserError
from sdspider.quantities.jsonl import figures_of_lines

HELP = 'find figures in JSON Lines of {"id", "text", "language", "published_at"}'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; standard input without it")


def run(args: argparse.Namespace) -> int:
    """Write one line a text, in the order of the input."""
    try:
        with args.file.open(encoding="utf-8") if args.file else sys.stdin as lines:
            for result in figures_of_lines(lines):
                sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    except ValueError as error:
        raise UserError(str(error)) from error
    return OK
