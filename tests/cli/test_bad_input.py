"""Bad input: one line that says what to do, the documented exit code, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdspider.cli import main
from sdspider.fixturesite import Server, serving
from tests.conftest import FAST, python, sdspider


def one_line(err: str) -> str:
    """The last line of standard error, which must be the only one of ours."""
    said = [line for line in err.splitlines() if line.startswith("sdspider:")]
    assert len(said) == 1, err
    assert "Traceback" not in err
    return said[0]


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["crawl", "nowhere"], "selectshandong"),
        (["crawl", "selectshandong", "--section", "weather"], "business-news"),
        (["crawl", "selectshandong", "--language", "tlh"], "en"),
        (["crawl", "selectshandong", "--since", "yesterday"], "2024-04-01"),
        (["crawl", "selectshandong", "--start-url", "ftp://x"], "http://"),
        (["crawl", "selectshandong", "--set", "nonsense"], "NAME=VALUE"),
        (["crawl", "selectshandong", "--set", "DOWNLOD_DELAY=0"], "spelling"),
        (["crawl", "selectshandong", "--limit", "-1"], "--limit"),
        (["new-portal", "Not-A-Module", "http://x.example/"], "lower-case"),
        (["new-portal", "selectshandong", "http://x.example/"], "exists already"),
        (["schema"], "articles"),
        (["serve", "--"], "after --"),
    ],
)
def test_usage_errors(args: list[str], hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--out", f"{tmp_path}/out", "--archive", f"{tmp_path}/archive"] if args[0] == "crawl" else []
    assert main([*args, *where]) == 2
    assert hint in one_line(capsys.readouterr().err)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["replay", "{tmp}/missing", "--out", "{tmp}/o"], "does not exist"),
        (["replay", "{tmp}/empty", "--out", "{tmp}/o"], "archive"),
        (["replay", "{tmp}/file", "--out", "{tmp}/o"], "folder"),
        (["look", "{tmp}/missing.html"], "check the path"),
        (["check", "{tmp}/empty"], "no fixtures"),
        (["check", "{tmp}/badcase"], "record it again"),
        (["serve", "--site", "{tmp}/empty"], "site.json"),
        (["doctor", "{tmp}/empty"], "WARC"),
        (["runs", "{tmp}/empty"], "no archive"),
        (["prune", "{tmp}/missing", "--keep", "1"], "no archive"),
        (["figures", "{tmp}/file"], "line 1"),
        (["replay", "{tmp}/export", "--out", "{tmp}/o"], "run.json"),
    ],
)
def test_unreadable_input(args: list[str], hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("no JSON\n", "utf-8")
    (tmp_path / "badcase").mkdir()
    (tmp_path / "badcase" / "page.json").write_text("{", "utf-8")
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "run.json").write_text("[]", "utf-8")
    assert main([arg.replace("{tmp}", str(tmp_path)) for arg in args]) == 1
    assert hint in one_line(capsys.readouterr().err)
    assert not (tmp_path / "o").exists()


def test_no_network(tmp_path: Path) -> None:
    """A proxy where nobody listens stands for a cut line."""
    args = ["--out", tmp_path / "out", "--archive", tmp_path / "archive", *FAST, "--set", "RETRY_ENABLED=False"]
    ran = sdspider("crawl", "selectshandong", *args, proxy="http://127.0.0.1:9")
    assert ran.code == 1
    assert "check the network" in " ".join(ran.out.split())
    assert not list((tmp_path / "out").rglob("*.jsonl"))
    assert not (tmp_path / "out" / "selectshandong" / "latest").exists()


def test_robots_forbid_everything(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    pages = {"http://www.selectshandong.com/robots.txt": {"file": "robots.txt"}}
    (site / "site.json").write_text(json.dumps({"pages": pages}), "utf-8")
    with serving(site) as server:
        start = ["--start-url", "http://www.selectshandong.com/"]
        out = ["--out", tmp_path / "out", "--archive", tmp_path / "archive"]
        ran = sdspider("crawl", "selectshandong", *start, *out, *FAST, proxy=server.url)
    assert ran.code == 1
    assert "robots.txt forbids" in " ".join(ran.out.split())
    assert not list((tmp_path / "out").rglob("*.jsonl"))


def test_private_start_address_needs_leave(server: Server, tmp_path: Path) -> None:
    out = ["--out", tmp_path / "out", "--archive", tmp_path / "archive", "--start-url", f"{server.url}/"]
    ran = sdspider("crawl", "selectshandong", *out, *FAST)
    assert ran.code == 1
    assert "--allow-private" in " ".join(ran.out.split())
    assert not server.asked


@pytest.mark.parametrize("option", ["--out", "--archive"])
@pytest.mark.parametrize("place", ["{tmp}/file/x", "/proc/sdspider"])
def test_unwritable_folder(option: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path below a file, and a file system that lets nobody write, root included."""
    (tmp_path / "file").write_text("", "utf-8")
    folder = place.replace("{tmp}", str(tmp_path))
    args = {"--out": f"{tmp_path}/out", "--archive": f"{tmp_path}/archive"} | {option: folder}
    assert main(["crawl", "selectshandong", *[part for pair in args.items() for part in pair]]) == 1
    assert "choose a folder" in one_line(capsys.readouterr().err)


def test_full_disk(server: Server, tmp_path: Path) -> None:
    """Files that may not grow beyond 100 kB fail as on a full disk; what was published before stays as it was."""
    latest = tmp_path / "out" / "selectshandong" / "latest"
    args = ["crawl", "selectshandong", "--out", tmp_path / "out", "--archive", tmp_path / "archive", *FAST]
    assert sdspider(*args, "--limit", 2, proxy=server.url).code == 0
    before = {path.name: path.read_bytes() for path in latest.iterdir()}
    code = (
        "import resource, sys; from sdspider.cli import main; from sdspider.normalise.language import detect;"
        "detect('The language model is unpacked into a file when it is first used.');"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); sys.exit(main(sys.argv[1:]))"
    )
    ran = python("-c", code, *args, proxy=server.url)
    assert ran.code == 1
    assert "free some space" in ran.err + ran.out
    assert "Traceback" not in ran.err
    assert {path.name: path.read_bytes() for path in latest.iterdir()} == before
    assert not list((tmp_path / "out").rglob("*.part"))
