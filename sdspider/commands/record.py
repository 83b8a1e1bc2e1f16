"""`sdspider record`: save a page as a fixture, bytes and headers as they came."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from urllib.parse import urlsplit

from sdspider.commands.pages import add_source, page_from
from sdspider.errors import OK
from sdspider.page import Page
from sdspider.portals import portal_of
from sdspider.saved import write_case

HELP = "save a page as a fixture (bytes, headers, status, encoding, date, origin)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    add_source(parser)
    parser.add_argument("--fixtures", type=Path, default=Path("fixtures"), help="folder of the fixtures [%(default)s]")
    parser.add_argument("--name", help="name of the fixture [made from the address]")
    parser.add_argument("--note", default="", help="what the page shows")


def run(args: argparse.Namespace) -> int:
    """Save and say what to do next."""
    page, fetched = page_from(args)
    folder = place_of(page, args.fixtures, args.name)
    write_case(folder, page, "recorded" if fetched else "file", args.note)
    print(f"{folder} written; run `sdspider check {folder}` and review what it writes")
    return OK


def place_of(page: Page, fixtures: Path, name: str | None = None) -> Path:
    """Folder of a fixture: below the portal's name, or the host's."""
    parts = urlsplit(page.url)
    portal = portal_of(page.url)
    site = portal.name if portal else re.sub(r"[^\w.-]+", "-", parts.hostname or "unknown")
    made = re.sub(r"[^\w]+", "-", f"{parts.hostname}{parts.path}{'-' + parts.query if parts.query else ''}").strip("-")
    return fixtures / site / re.sub(r"[^\w.-]+", "-", name or made)[:120]
