"""`sdspider portals`: the portals that are known."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table

from sdspider.errors import OK
from sdspider.portals import all_portals

HELP = "list the portals, their sections and languages"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Print a table."""
    table = Table()
    for heading in ("portal", "hosts", "languages", "sections"):
        table.add_column(heading, overflow="fold")
    for portal in all_portals():
        keys = ", ".join(section.key for section in portal.sections)
        table.add_row(portal.name, ", ".join(portal.hosts), " ".join(portal.languages), keys)
    Console().print(table)
    return OK
