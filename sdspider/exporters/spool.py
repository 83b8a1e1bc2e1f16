"""Records on disk while a run goes on, so that memory stays flat whatever the portal's size.

A private SQLite file, removed after publication. Reading it back gives merged records in the order of their ids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from sdspider.exporters.merge import merge
from sdspider.items import KINDS, Article, Figure, Model

KIND_OF = {model: kind for kind, model in KINDS.items()}
"""Record type -> file name without ending."""

COMMIT_EVERY = 500
"""Items between two commits: the spool is rebuilt from the archive after a crash, so that this costs nothing."""


class Spool:
    """An append-only store of final items; reading merges and sorts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.added = 0
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE item (kind TEXT, id TEXT, view TEXT, json TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and remove it."""
        self._db.close()
        self.path.unlink(missing_ok=True)

    def add(self, item: Model) -> None:
        """Append one item; anything that is no record raises `TypeError`."""
        kind = KIND_OF.get(type(item))
        if kind is None:
            raise TypeError(f"{type(item).__name__} is no published record")
        view = item.url if isinstance(item, Article | Figure) else ""
        row = (kind, getattr(item, "id", None), view, item.model_dump_json())
        self._db.execute("INSERT INTO item VALUES (?, ?, ?, ?)", row)
        self.added += 1
        if self.added % COMMIT_EVERY == 0:
            self._db.commit()

    def records(self, kind: str) -> Iterator[Model]:
        """Merged records of one kind, sorted by id (figures: by article and place)."""
        if kind == "figures":
            yield from self._figures()
            return
        for _, group in groupby(self._rows(kind), key=itemgetter(0)):
            yield merge([KINDS[kind].model_validate_json(text) for _, _, text in group])

    def distinct(self) -> dict[str, int]:
        """Number of different ids of each kind whose records are all published: those whose lines must be as many."""
        query = "SELECT count(DISTINCT id) FROM item WHERE kind = ?"
        return {kind: self._db.execute(query, (kind,)).fetchone()[0] for kind in KINDS if kind != "figures"}

    def _rows(self, kind: str) -> Iterator[tuple[str, str, str]]:
        query = "SELECT id, view, json FROM item WHERE kind = ? ORDER BY id, view, json"
        yield from self._db.execute(query, (kind,))

    def _figures(self) -> Iterator[Model]:
        """Figures of preferred views only, article by article in the order of the text."""
        self._db.execute("CREATE INDEX IF NOT EXISTS figure_view ON item (kind, view)")
        query = "SELECT DISTINCT json FROM item WHERE kind = 'figures' AND view = ?"
        for article in self.records("articles"):
            assert isinstance(article, Article)
            found = (Figure.model_validate_json(text) for (text,) in self._db.execute(query, (article.url,)))
            yield from sorted((f for f in found if f.article_id == article.id), key=lambda f: (f.start, f.end))
