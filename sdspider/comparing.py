"""What a run is compared with: the published runs before it, read from their own files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sdspider.errors import UserError
from sdspider.items import Change
from sdspider.report.changes import COMPARED, compare
from sdspider.report.jumps import jumps

RECENT = 5
"""Published runs whose best counts this one is weighed against: slow losses must not pass night by night."""


@dataclass(frozen=True)
class Previous:
    """The last published run of a portal."""

    folder: Path | None = None
    """Its files; `None` where there is none that was asked for the same."""
    ids: frozenset[str] = frozenset()
    """Ids of its articles, whatever it was asked for."""
    missing: tuple[dict[str, Any], ...] = ()
    """Records that it missed and the run before had."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the verdict weighs: run_id, records, sections, coverage, unknown; empty where not comparable."""


@dataclass(frozen=True)
class Compared:
    """What became of the records since the run before; kept in the archive for replays."""

    changes: tuple[dict[str, Any], ...] = ()
    """Lines of changes.jsonl."""
    missing: tuple[dict[str, Any], ...] = ()
    """Records missed for the first time."""
    jumps: tuple[str, ...] = ()
    """Figures that jumped."""


def previous_of(root: Path, selection: Mapping[str, Any], start_urls: tuple[str, ...]) -> Previous:
    """The run that `latest` names. Raises `UserError` where it cannot be read."""
    folder = root / "latest"
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
        ids = frozenset(article["id"] for article in records_of(folder, "articles"))
        if not _same(run, selection, start_urls):
            return Previous(ids=ids)
        return Previous(folder.resolve(), ids, tuple(run.get("missing", ())), _facts(root, run, selection, start_urls))
    except FileNotFoundError:
        return Previous()
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise UserError(f"cannot read {folder}: {error}; repair it, or remove the link and run again") from error


def _facts(root: Path, run: dict[str, Any], selection: Mapping[str, Any], urls: tuple[str, ...]) -> dict[str, Any]:
    """The last run's counts, each of records raised to the best of the recent runs."""
    best = dict(run["records"])
    folders = sorted((path for path in root.iterdir() if path.is_dir() and path.name[:1].isdigit()), reverse=True)
    recent = [one for one in map(_read, folders[: 2 * RECENT]) if one and _good(one) and _same(one, selection, urls)]
    for one in recent[:RECENT]:
        best = {kind: max(n, one["records"].get(kind, 0)) for kind, n in best.items()}
    articles = max(1, run["fetch"]["pages"].get("article", 0))
    return {
        "run_id": run["run_id"],
        "records": best,
        "sections": run["sections"],
        "coverage": run["coverage"],
        "entries": run["fetch"]["entries_reached"],
        "unknown": round(run["fetch"]["unknown_templates"] / articles, 4),
    }


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        run = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return run if isinstance(run, dict) else None


def _good(run: dict[str, Any]) -> bool:
    return bool(run.get("verdict", {}).get("status") == "ok")


def _same(run: dict[str, Any], selection: Mapping[str, Any], start_urls: tuple[str, ...]) -> bool:
    """Whether a run was asked for the same."""
    asked = run["settings"]
    return bool(asked["selection"] == selection and asked["start_urls"] == list(start_urls))


def records_of(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    """Records of a published file, compressed or not; none where the file does not exist."""
    plain, packed = folder / f"{kind}.jsonl", folder / f"{kind}.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        with plain.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def all_new(folder: Path) -> Iterator[Change]:
    """What there is to say where nothing was published before; read as it is written, whatever its length."""
    for kind in COMPARED:
        for record in records_of(folder, kind):
            yield Change(kind=kind, id=record["id"], change="new")  # type: ignore[arg-type]


def compared(folder: Path, previous: Previous, gone: Container[str] = frozenset()) -> Compared:
    """Compare what a run is about to publish with the run before; `gone`: addresses that answered 404 or 410."""
    changes: list[dict[str, Any]] = []
    missing: list[dict[str, Any]] = []
    for kind in COMPARED:
        missed = {one["id"]: one["fields"] for one in previous.missing if one["kind"] == kind}
        before: Iterable[dict[str, Any]] = records_of(previous.folder, kind) if previous.folder else ()
        found = compare(kind, before, records_of(folder, kind), missed, gone)
        changes += [change.model_dump(mode="json") for change in found.changes]
        missing += found.missing
    leaps = jumps(records_of(previous.folder, "figures"), records_of(folder, "figures")) if previous.folder else ()
    return Compared(tuple(changes), tuple(missing), tuple(leaps))
