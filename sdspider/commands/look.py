"""`sdspider look`: what a page would give, and which rung of the ladder gave it."""

from __future__ import annotations

import argparse
import json

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sdspider.checking import Line, lines_of
from sdspider.commands.pages import add_source, page_from
from sdspider.errors import OK

HELP = "show what a page gives: kind, fields with the rung that gave each, menus, figures"
SHOWN = (
    "id", "template", "language", "title", "published_at", "published_raw", "breadcrumb", "section", "source",
    "editor", "body", "images", "attachments", "recommended", "translations", "flags",
)  # fmt: skip
RUNG = {"published_at": "published", "published_raw": "published"}
LONGEST = 400


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    add_source(parser)
    parser.add_argument("--json", action="store_true", help="print the records as JSON Lines instead")


def run(args: argparse.Namespace) -> int:
    """Read the page and print."""
    page, _ = page_from(args)
    lines = lines_of(page)
    if args.json:
        for line in lines:
            print(json.dumps(line, ensure_ascii=False))
        return OK
    console = Console(soft_wrap=True)
    first, *records = lines
    text = f"{page.url}\n{first['kind']}" + (f" ({first['reason']})" if first["reason"] else "")
    console.print(text, markup=False, highlight=False)
    for line in records:
        if line["record"] in ("articles", "records"):
            console.print(_fields(line))
    _menus(console, [line for line in records if line["record"] == "navigation"])
    _figures(console, [line for line in records if line["record"] == "figures"])
    return OK


def _fields(line: Line) -> Table:
    """One record, a row a field, with the rung that gave it."""
    table = Table("field", "value", "rung", title=line["record"], title_justify="left")
    names = SHOWN if line["record"] == "articles" else tuple(name for name in line if name != "record")
    rungs = line.get("extraction", {})
    for name in names:
        value = line[name]
        text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
        table.add_row(name, Text(short), rungs.get(name) or rungs.get(RUNG.get(name, ""), ""))
    return table


def _menus(console: Console, lines: list[Line]) -> None:
    """Navigation blocks as trees."""
    for kind in dict.fromkeys(line["kind"] for line in lines):
        top = Tree(Text(kind))
        branches: dict[str | None, Tree] = {None: top}
        for line in (one for one in lines if one["kind"] == kind):
            parent = branches.get(line["parent_id"], top)
            branches[line["id"]] = parent.add(Text(f"{line['label']}  {line['url'] or ''}".rstrip()))
        console.print(top)


def _figures(console: Console, lines: list[Line]) -> None:
    """Figures, a row each."""
    if not lines:
        return
    table = Table("text", "value", "unit", "subject", "status", "period", title="figures", title_justify="left")
    for line in lines:
        value = line["value"] if line["value"] is not None else f"{line['value_low']}..{line['value_high']}"
        period = line["period"] or {}
        span = f"{period.get('start') or ''}..{period.get('end') or ''}" if period else ""
        row = (line["text"], str(value), line["unit"] or "", line["subject"] or "", line["status"], span)
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
