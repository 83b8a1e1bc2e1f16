"""What is written is what is read: to the byte, and in the order it was used."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdspider.archive import Archive, ArchiveError
from sdspider.archive.storable import storable
from sdspider.page import Page

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, UTC)
TOKENS = st.from_regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}", fullmatch=True)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2400, 1, 1), timezones=st.just(UTC))
PAGES = st.builds(
    Page,
    url=st.text(max_size=40).map(lambda tail: f"http://h/{tail}"),
    body=st.binary(max_size=400),
    status=st.integers(100, 999),
    encoding=st.none() | st.sampled_from(["utf-8", "gb18030", "x-unknown"]),
    headers=st.dictionaries(TOKENS | st.text(max_size=6), st.text(max_size=30), max_size=6),
    fetched_at=MOMENTS,
)


def page(url: str = "http://h/1", body: bytes = b"<p>x</p>", **rest: object) -> Page:
    return Page(**({"url": url, "body": body, "fetched_at": MOMENT} | rest))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    with Archive.create(tmp_path_factory.mktemp("archive"), "h") as archive:
        yield archive


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_page=PAGES)
def test_a_page_read_equals_the_page_written(shared: Archive, given_page: Page) -> None:
    written = shared.write(given_page)
    assert written.archive is not None
    assert shared.read(written.archive) == written
    assert (written.body, written.status, written.fetched_at, written.encoding) == (
        given_page.body,
        given_page.status,
        given_page.fetched_at,
        given_page.encoding,
    )
    assert storable(written) == written


@settings(max_examples=60)
@given(headers=st.dictionaries(TOKENS, st.from_regex(r"[!-~]([ -~]{0,20}[!-~])?", fullmatch=True), max_size=8))
def test_ordinary_headers_are_kept_as_they_are(headers: dict[str, str]) -> None:
    distinct = {name: value for name, value in headers.items() if sum(n.lower() == name.lower() for n in headers) == 1}
    kept = storable(page(headers=distinct)).headers
    assert kept == {k: v for k, v in distinct.items() if k.lower() not in ("content-length", "transfer-encoding")}


@pytest.mark.parametrize("size", [0, 1, 10_000_000])
def test_bodies_of_any_size(tmp_path: Path, size: int) -> None:
    body = (bytes(range(256)) * (size // 256 + 1))[:size]
    with Archive.create(tmp_path, "h") as archive:
        written = archive.write(page(body=body))
        assert archive.read(written.archive).body == body


def test_a_body_that_looks_like_a_record_or_a_gzip_file(tmp_path: Path) -> None:
    bodies = [
        b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n",
        b"\x1f\x8b\x08\x00junk",
        b"HTTP/1.1 200 OK\r\n\r\n",
    ]
    with Archive.create(tmp_path, "h") as archive:
        for body in bodies:
            assert archive.read(archive.write(page(body=body)).archive).body == body


def test_headers_of_the_wire_are_dropped_and_repeated_ones_joined() -> None:
    headers = {
        "Content-Length": "9",
        "Transfer-Encoding": "chunked",
        "Via": "a",
        "via": "b",
        "X\r\nY": "1",
        "Z": "1\r\nQ: 2",
    }
    assert storable(page(headers=headers)).headers == {"Via": "a, b", "Z": "1 Q: 2"}


def test_a_time_of_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    china = MOMENT.astimezone(timezone(timedelta(hours=8)))
    with Archive.create(tmp_path, "h") as archive:
        assert archive.write(page(fetched_at=china)).fetched_at == MOMENT
        assert archive.write(page(fetched_at=MOMENT.replace(tzinfo=None))).fetched_at == MOMENT


def test_only_web_addresses(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive, pytest.raises(ArchiveError, match="only http and https"):
        archive.write(page("file:///etc/passwd"))


def test_latest_and_history_of_an_address(tmp_path: Path) -> None:
    with Archive.create(tmp_path, "h") as archive:
        archive.write(page(body=b"old", headers={"ETag": '"1"'}))
        archive.write(page(body=b"other", url="http://h/2"))
        archive.write(page(body=b"new", fetched_at=MOMENT + timedelta(days=1), headers={"Last-Modified": "Mon"}))
        latest, entry = archive.latest("http://h/1#fragment"), archive.entry("http://h/1")
        assert latest is not None
        assert latest.body == b"new"
        assert entry is not None
        assert (entry.etag, entry.last_modified) == (None, "Mon")
        assert [entry.etag for entry in archive.history("http://h/1")] == ['"1"', None]
        assert archive.latest("http://h/none") is None


def test_a_confirmed_page_is_the_old_page(tmp_path: Path) -> None:
    later = MOMENT + timedelta(days=1)
    with Archive.create(tmp_path, "h") as archive:
        old = archive.write(page(headers={"ETag": '"1"'}))
        assert archive.confirm(page(body=b"", status=304, headers={"ETag": '"2"'}, fetched_at=later)) == old
        entry = archive.entry("http://h/1")
        assert entry is not None
        assert (entry.status, entry.etag, entry.digest) == (
            304,
            '"2"',
            archive.history("http://h/1")[0].digest,
        )
        assert archive.latest("http://h/1") == old
        with pytest.raises(ArchiveError, match="not in the archive"):
            archive.confirm(page("http://h/2", status=304))


def test_other_warc_tools_read_the_file(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with Archive.create(tmp_path, "h") as archive:
        archive.begin_run("r", {})
        written = archive.write(page(headers={"Content-Type": "text/html"}))
        archive.confirm(page(body=b"", status=304))
        archive.end_run("r", "ok")
    with (tmp_path / written.archive.file).open("rb") as file:
        records = [(r.rec_type, r.content_stream().read()) for r in ArchiveIterator(file, check_digests="raise")]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "revisit", "metadata"]
    assert records[1][1] == b"<p>x</p>"
