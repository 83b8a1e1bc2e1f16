"""What `look` and `record` share: a page from an address or a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdspider.commands.crawl import setting
from sdspider.errors import UsageError
from sdspider.page import Page
from sdspider.saved import page_of_file


def add_source(parser: argparse.ArgumentParser) -> None:
    """The page and how it is fetched."""
    parser.add_argument("source", metavar="URL|FILE", help="address, saved HTML file (.gz too) or fixture folder")
    parser.add_argument("--url", help="address of a saved file: it makes links absolute and chooses the portal")
    parser.add_argument("--allow-private", action="store_true", help="allow an address on a private host")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any Scrapy setting")


def page_from(args: argparse.Namespace) -> tuple[Page, bool]:
    """(page, whether it was fetched from the network). Raises `UserError`."""
    if args.source.startswith(("http://", "https://")):
        from sdspider.fetch import fetch

        overrides = dict(setting(pair) for pair in args.set)
        return fetch(args.source, allow_private=args.allow_private, overrides=overrides), True
    if args.url and not args.url.startswith(("http://", "https://")):
        raise UsageError(f"--url wants an address like http://host/path, not {args.url!r}")
    return page_of_file(Path(args.source), args.url), False
