"""`sdspider schema`: the JSON Schemas that ship with the package, and DATA.md, written from `items.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdspider.datadoc import FILES, data_md, schema_text
from sdspider.errors import OK, UsageError

HELP = "print a record's JSON Schema, or write all of them and DATA.md"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("kind", nargs="?", choices=sorted(FILES), help="record type to print")
    parser.add_argument("--write", type=Path, metavar="PROJECT", help="write sdspider/schemas/*.json and DATA.md there")


def run(args: argparse.Namespace) -> int:
    """Print or write."""
    if args.write:
        for kind in FILES:
            path = args.write / "sdspider" / "schemas" / f"{kind}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(schema_text(kind), "utf-8")
        (args.write / "DATA.md").write_text(data_md(), "utf-8")
    elif args.kind:
        print(schema_text(args.kind), end="")
    else:
        raise UsageError(f"name a record type ({', '.join(FILES)}) or give --write PROJECT")
    return OK
