"""`sdspider changes`: compare two exports."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sdspider.comparing import Previous, compared
from sdspider.errors import OK, UserError

HELP = "compare two published runs, or two replays of one run: new, changed and gone records as JSON lines"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "before", type=Path, help="folder of a published run, for example exports/selectshandong/latest"
    )
    parser.add_argument("after", type=Path, help="folder of another one")


def run(args: argparse.Namespace) -> int:
    """Print the changes; a record that is missing counts as gone at once."""
    try:
        found = compared(args.after, Previous(folder=args.before))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"cannot compare {args.before} with {args.after}: {error}; pass folders of published runs"
        ) from error
    gone = [{"kind": one["kind"], "id": one["id"], "change": "gone", "fields": []} for one in found.missing]
    for change in [*found.changes, *gone]:
        print(json.dumps(change, ensure_ascii=False))
    return OK
