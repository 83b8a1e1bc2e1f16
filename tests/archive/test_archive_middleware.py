"""The middleware in real crawls against a server on loopback."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sdspider.archive import Archive

SCRIPT = Path(__file__).with_name("crawl_script.py")
LINKS = "".join(f'<a href="{href}">x</a>' for href in ("/b", "/moved", "/zip", "/gone", "/sick", "/%E4%B8%AD"))


class Site(ThreadingHTTPServer):
    """Counts what it is asked; `bodies` may be edited; `/sick` answers 503 until `well`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.conditional: Counter[str] = Counter()
        self.well = False
        self.die_after = 0
        self.victim: subprocess.Popen[str] | None = None
        self.bodies: dict[str, bytes] = {
            "/": LINKS.encode(),
            "/b": b'<a href="/">back</a><a href="/c#part">c</a>',
            "/c": b"c",
            "/zip": b"<p>squeezed</p>",
            "/%E4%B8%AD": "中".encode("gb18030"),
            "/robots.txt": b"User-agent: *\nDisallow: /secret\n",
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site, path = self.server, self.path
        site.asked[path] += 1
        if site.victim and sum(site.asked.values()) > site.die_after:
            site.victim.kill()
            return
        body = site.bodies.get(path)
        etag = f'"{hash(body)}"'
        if path == "/moved":
            self.reply(302, b"", Location="/c")
        elif path == "/sick" and not site.well:
            self.reply(503, b"sick")
        elif path == "/sick":
            self.reply(200, b"well")
        elif body is None:
            self.reply(404, b"none")
        elif self.headers.get("If-None-Match") == etag and self.headers.get("Cache-Control") == "max-age=0":
            site.conditional[path] += 1
            self.reply(304, b"", ETag=etag)
        elif path == "/zip":
            self.reply(200, gzip.compress(body), **{"Content-Encoding": "gzip", "ETag": etag})
        else:
            self.reply(200, body, ETag=etag)

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("X-Twice", "1")
        self.send_header("X-Twice", "zwei \xe4")
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def spawn(site: Site, archive: Path | None, run: str, meta: dict[str, Any], extra: dict[str, Any]) -> Any:
    settings = {"ARCHIVE_DIR": str(archive), "ARCHIVE_RUN_ID": run, **extra} if archive else extra
    command = [sys.executable, "-W", "error", str(SCRIPT), site.url, json.dumps(settings), json.dumps(meta)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def crawl(
    site: Site, archive: Path | None, run: str = "r", meta: dict[str, Any] | None = None, **extra: Any
) -> tuple[list[list[Any]], dict[str, Any]]:
    """(what the spider saw, sorted by address; statistics)."""
    with spawn(site, archive, run, meta or {}, extra) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    *seen, stats = [json.loads(line) for line in out.splitlines() if line[0] in "[{"]
    return sorted(seen), {**stats, "stderr": err}


def paths(site: Site, seen: list[list[Any]]) -> list[str]:
    return [row[0].removeprefix(site.url[:-1]) for row in seen]


PAGES = ["/", "/%E4%B8%AD", "/b", "/c", "/zip"]


def test_the_archive_holds_exactly_what_the_spider_saw(site: Site, tmp_path: Path) -> None:
    seen, stats = crawl(site, tmp_path)
    assert paths(site, seen) == PAGES
    with Archive.open(tmp_path) as archive:
        replayed = [
            [page.url, page.body.decode("latin-1"), page.fetched_at.isoformat(), list(page.archive or ())]
            for page in archive.pages("r")
        ]
        assert sorted(replayed) == seen
        zipped = archive.latest(site.url + "zip")
        assert zipped is not None
        assert (zipped.body, zipped.header("content-encoding")) == (b"<p>squeezed</p>", "")
        assert zipped.header("X-Twice") == "1, zwei ä"
        statuses = {path: archive.entry(site.url + path).status for path in ("gone", "sick", "moved", "robots.txt")}
        assert statuses == {"gone": 404, "sick": 503, "moved": 302, "robots.txt": 200}
        assert len(archive.history(site.url + "sick")) == 1
        assert {note.url: note.depth for note in archive.notes("r")}[site.url + "b"] == 1
        assert archive.runs()[0].portal == "follower"
    assert (stats["archive/written"], stats["archive/redirects"]) == (8, 1)


def test_an_unfinished_run_asks_only_for_what_it_was_not_answered(site: Site, tmp_path: Path) -> None:
    first, _ = crawl(site, tmp_path)
    before = Counter(site.asked)
    site.well = True
    second, stats = crawl(site, tmp_path)
    assert site.asked - before == Counter({"/robots.txt": 1, "/sick": 1})
    assert [row for row in second if not row[0].endswith("/sick")] == first
    assert paths(site, second) == sorted([*PAGES, "/sick"])
    assert stats["archive/reused"] == len(PAGES) + 2  # and the redirect, and 404
    with Archive.open(tmp_path) as archive:
        assert sorted(page.url for page in archive.pages("r")) == [row[0] for row in second]


def test_another_run_asks_again(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path)
    before = Counter(site.asked)
    _, stats = crawl(site, tmp_path, run="r2")
    assert site.asked - before == before
    assert "archive/reused" not in stats


@pytest.mark.parametrize("die_after", [2, 4, 6])
def test_killed_and_carried_on_equals_undisturbed(site: Site, tmp_path: Path, die_after: int) -> None:
    site.die_after = die_after
    with spawn(site, tmp_path, "r", {}, {}) as process:
        site.victim = process
        process.communicate(timeout=60)
    assert process.returncode == -9
    site.victim = None
    seen, _ = crawl(site, tmp_path)
    assert paths(site, seen) == PAGES
    with Archive.open(tmp_path) as archive:
        assert sorted(page.url for page in archive.pages("r")) == [row[0] for row in seen]


def test_unchanged_pages_are_confirmed_and_changed_ones_fetched(site: Site, tmp_path: Path) -> None:
    first, _ = crawl(site, tmp_path)
    site.bodies["/c"] = b"changed"
    second, stats = crawl(site, tmp_path, run="r2", meta={"archive_revalidate": True})
    same = [path for path in PAGES if path != "/c"]
    assert site.conditional == Counter(same)
    assert stats["archive/not_modified"] == len(same)
    assert [row for row in second if not row[0].endswith("/c")] == [r for r in first if not r[0].endswith("/c")]
    assert [row[1] for row in second if row[0].endswith("/c")] == ["changed"]
    with Archive.open(tmp_path) as archive:
        assert sorted(page.url for page in archive.pages("r2")) == [row[0] for row in second]
    third, _ = crawl(site, tmp_path, run="r3", meta={"archive_revalidate": True})
    assert third == second


def test_fresh_pages_are_not_asked_for(site: Site, tmp_path: Path) -> None:
    first, _ = crawl(site, tmp_path)
    before = Counter(site.asked)
    second, _ = crawl(site, tmp_path, run="r2", meta={"archive_max_age": 3600})
    assert second == first
    assert site.asked - before == Counter({"/robots.txt": 1, "/moved": 1, "/gone": 1, "/sick": 2})


def test_pages_that_are_not_to_be_noted_are_archived_all_the_same(site: Site, tmp_path: Path) -> None:
    crawl(site, tmp_path, meta={"archive_note": False})
    with Archive.open(tmp_path) as archive:
        assert list(archive.pages("r")) == []
        assert archive.latest(site.url + "b") is not None


def test_a_plain_crawl_archives_nothing(site: Site) -> None:
    seen, stats = crawl(site, None)
    assert [(row[0], row[3]) for row in seen] == [(site.url + path[1:], None) for path in PAGES]
    assert not [key for key in stats if key.startswith("archive/")]


def test_an_archive_that_fails_ends_the_crawl(site: Site, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    breaker = {"ARCHIVE_PORTAL": "x" * 250}  # too long for a file name: only the first write finds out
    seen, stats = crawl(site, tmp_path / "archive", **breaker)
    assert seen == []
    assert stats["finish_reason"] == "archive_error"
    assert "cannot write" in stats["archive/error"]
    assert stats["stderr"].count("Archive: cannot write") == 1
    assert site.asked["/b"] == 0


def test_a_folder_that_cannot_be_used_fails_before_the_first_request(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with spawn(site, tmp_path / "file" / "archive", "r", {}, {}) as process:
        _, err = process.communicate(timeout=60)
    assert "choose another archive folder" in err
    assert not site.asked
