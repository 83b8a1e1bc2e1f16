"""`sdspider new-portal`: a portal file and its first fixture, in one step."""

from __future__ import annotations

import argparse
import keyword
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from sdspider.commands.pages import page_from
from sdspider.commands.record import place_of
from sdspider.errors import OK, UsageError, UserError
from sdspider.portals import names
from sdspider.saved import write_case

HELP = "write the file of a new portal and save its first page as a fixture"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", help="name of the portal: a Python module name, for example investjinan")
    parser.add_argument("source", metavar="URL", help="its home page, where a crawl starts")
    parser.add_argument("--file", help="take the page from this saved file instead of the network")
    parser.add_argument("--project", type=Path, default=Path(), help="folder with sdspider/ and fixtures/ [here]")
    parser.add_argument("--allow-private", action="store_true", help="allow an address on a private host")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any Scrapy setting")


def run(args: argparse.Namespace) -> int:
    """Write both and say what to do next."""
    target = checked(args.name, args.source, args.project)
    page, fetched = page_from(
        argparse.Namespace(**{**vars(args), "source": args.file or args.source, "url": args.source})
    )
    folder = args.project / "fixtures" / args.name / place_of(page, Path(), "home").name
    write_case(folder, page, "recorded" if fetched else "file", "home page, saved when the portal was added")
    target.write_text(portal_text(args.name, args.source), "utf-8")
    print(
        f"{target} and {folder} written; next: sdspider check {folder} (review what it writes),"
        f" then sdspider crawl {args.name} --limit 5"
    )
    return OK


def checked(name: str, url: str, project: Path) -> Path:
    """Where the portal file goes. Raises `UsageError` or `UserError`."""
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower() or name == "base":
        raise UsageError(f"{name!r} is no module name; use lower-case letters, digits and _")
    if name in names():
        raise UsageError(f"the portal {name!r} exists already; edit sdspider/portals/{name}.py")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise UsageError(f"new-portal wants the home page's address (http://...), not {url!r}")
    target = project / "sdspider" / "portals" / f"{name}.py"
    if not target.parent.is_dir():
        raise UserError(f"there is no {target.parent}; run this in a checkout of sdspider, or pass --project")
    return target


def portal_text(name: str, url: str) -> str:
    """The portal file."""
    parts = urlsplit(url)
    host = parts.netloc if parts.port else (parts.hostname or "").removeprefix("www.")
    loader = Environment(
        loader=PackageLoader("sdspider", "templates"), undefined=StrictUndefined, keep_trailing_newline=True
    )
    day = datetime.now(UTC).date().isoformat()
    return loader.get_template("portal.py.jinja").render(name=name, url=url, host=host, day=day)
