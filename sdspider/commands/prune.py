"""`sdspider prune`: forget old runs and the WARC files that only they needed."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

from sdspider.archive import Reader
from sdspider.archive.prune import prune
from sdspider.crawl import locked
from sdspider.errors import OK, UserError

HELP = "keep the last runs of an archive and delete what only older ones needed"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("archive", type=Path, help="archive folder, for example archives/selectshandong")
    parser.add_argument("--keep", type=int, required=True, metavar="N", help="runs to keep")
    parser.add_argument(
        "--exports",
        type=Path,
        metavar="DIR",
        help="published runs of this portal, for example exports/selectshandong: "
        "those that the archive has forgotten go as well, except `latest`",
    )


def run(args: argparse.Namespace) -> int:
    """Prune and say what went."""
    with locked(args.archive):
        gone = prune(args.archive, args.keep)
        folders = forgotten(args.exports, args.archive) if args.exports else []
    print(f"{gone.runs} runs and {gone.files} files removed, {gone.bytes:,} bytes freed")
    for folder in folders:
        shutil.rmtree(folder)
    if args.exports:
        print(f"{len(folders)} published runs removed")
    return OK


def forgotten(exports: Path, archive: Path) -> list[Path]:
    """Folders of published runs, older than all that the archive holds; never the one that `latest` names."""
    if not (exports / "latest").is_symlink():
        raise UserError(f"{exports} holds no published runs of one portal; pass for example exports/selectshandong")
    latest = (exports / "latest").readlink().name
    with Reader.open(archive) as reader:
        kept = sorted(run.run_id for run in reader.runs())
    folders = [
        path for path in exports.iterdir() if path.is_dir() and re.fullmatch(r"\d{8}T\d{6}Z(?:-\d+)?", path.name)
    ]
    return sorted(path for path in folders if kept and path.name < kept[0] and path.name != latest)
