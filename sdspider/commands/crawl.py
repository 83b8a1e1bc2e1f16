"""`sdspider crawl PORTAL`: the friendly form of a crawl, from the network to published files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from sdspider.errors import FAILED, OK, UsageError, UserError
from sdspider.portals import load
from sdspider.portals.base import Portal

HELP = "crawl a portal and publish its records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("portal", help="name of the portal (see `sdspider portals`)")
    parser.add_argument("--out", type=Path, default=Path("exports"), help="folder of the exports [%(default)s]")
    parser.add_argument("--archive", type=Path, default=Path("archives"), help="folder of the archives [%(default)s]")
    parser.add_argument("--section", action="append", default=[], metavar="KEY", help="only this section (repeatable)")
    parser.add_argument(
        "--language", action="append", default=[], metavar="CODE", help="only this language (repeatable)"
    )
    parser.add_argument("--since", metavar="DATE", help="only articles published on or after YYYY-MM-DD")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="end after N articles")
    parser.add_argument("--start-url", action="append", default=[], metavar="URL", help="start here (repeatable)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any Scrapy setting")
    parser.add_argument("--allow-private", action="store_true", help="allow start addresses on private hosts")
    parser.add_argument("--gzip", action="store_true", help="write *.jsonl.gz")
    parser.add_argument(
        "--full", action="store_true", help="ask for every page anew, however fresh the archived one is"
    )
    parser.add_argument("--force", action="store_true", help="publish the run even if its verdict is suspect")
    parser.add_argument("--contact", metavar="ADDRESS", help="who crawls: an address or e-mail for the user agent")
    parser.add_argument(
        "--notify", metavar="CMD|URL", help="give run.json to this command's standard input, or post it there"
    )


def run(args: argparse.Namespace) -> int:
    """Check the options, crawl, publish, print the table, notify."""
    from sdspider.crawl import crawl
    from sdspider.report.table import show

    portal = portal_named(args.portal)
    selection = selection_of(args, portal)
    starts = tuple(start_url(url) for url in args.start_url)
    try:
        done, folder = crawl(
            portal, out=args.out, archive=args.archive, start_urls=starts, selection=selection,
            overrides=overrides_of(args), compress=args.gzip, force=args.force,
        )  # fmt: skip
    except UserError as error:
        told(args.notify, {"portal": portal.name, "verdict": {"status": "failed", "reasons": [str(error)]}})
        raise
    show(done.run, folder, Console())
    told(args.notify, done.run)
    return OK if done.published else FAILED


def overrides_of(args: argparse.Namespace) -> dict[str, str]:
    """Settings that the options change."""
    overrides = dict(setting(pair) for pair in args.set)
    if args.allow_private:
        overrides["ALLOW_PRIVATE"] = "1"
    if args.full:
        overrides["ARCHIVE_FULL"] = "1"
    if args.contact:
        overrides["CONTACT"] = args.contact
    return overrides


def told(target: str | None, run: Mapping[str, Any]) -> None:
    """Notify somebody, if wished; a failure of that is only printed."""
    from sdspider.report.notify import notify

    if target and (failure := notify(target, run)):
        print(failure, file=sys.stderr)


def portal_named(name: str) -> Portal:
    """The portal, or a usage error that names the known ones."""
    try:
        return load(name)
    except ValueError as error:
        raise UsageError(str(error)) from error


def selection_of(args: argparse.Namespace, portal: Portal) -> dict[str, Any]:
    """What the user chose, as plain data that run.json keeps."""
    keys = [section.key for section in portal.sections]
    for key in args.section:
        if key not in keys:
            raise UsageError(f"unknown section {key!r}; {portal.name} has: {', '.join(keys)}")
    for code in args.language:
        if portal.languages and code not in portal.languages:
            raise UsageError(f"unknown language {code!r}; {portal.name} has: {', '.join(portal.languages)}")
    if args.limit < 0:
        raise UsageError("--limit must be 0 (no limit) or more")
    return {
        "sections": sorted(args.section),
        "labels": sorted(portal.labels(args.section)),
        "languages": sorted(args.language),
        "since": day(args.since),
        "limit": args.limit,
    }


def day(text: str | None) -> str | None:
    """An ISO date, or a usage error."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise UsageError(f"--since wants a date like 2024-04-01, not {text!r}") from error


def start_url(url: str) -> str:
    """An absolute http(s) address, or a usage error."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in url):
        raise UsageError(f"--start-url wants an address like http://host/path, not {url!r}")
    return url


def setting(pair: str) -> tuple[str, str]:
    """NAME=VALUE, or a usage error."""
    name, equals, value = pair.partition("=")
    if not equals or not name.isupper() or not name.isidentifier():
        raise UsageError(f"--set wants NAME=VALUE with an upper-case Scrapy setting, not {pair!r}")
    return name, value
