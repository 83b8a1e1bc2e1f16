"""The maintainer's tools, as a maintainer would use them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from sdspider.cli import COMMANDS, main
from sdspider.fixturesite import Server
from tests.conftest import FAST, ROOT, SITE, lines, python, sdspider

SEED = "http://m.selectshandong.com/enwebsite/article/index/id/30180.html"


def test_every_command_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in (name.replace("_", "-") for name in COMMANDS):
        assert f"`sdspider {command}" in readme, command
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith("usage: ")


def test_look_at_an_address(server: Server) -> None:
    ran = sdspider("look", SEED, *FAST[:2], proxy=server.url)
    assert ran.code == 0, ran.err
    assert "article" in ran.out
    assert "2024-04-01T17:10:00+08:00" in ran.out
    assert "Special Customs Supervision Zones" in ran.out
    assert "50,000" in ran.out


def test_look_at_a_file_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "saved.html"
    prose = "<p>Some prose. More of it, with commas.</p>" * 9
    page.write_text(f"<title>T</title><h1>A headline of some words</h1><p>2024-04-01 10:00</p>{prose}", "utf-8")
    assert main(["look", str(page), "--url", "http://example.org/a/1.html", "--json"]) == 0
    first, *rest = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["kind"] == "article"
    assert rest[0]["title"] == "A headline of some words"


def test_record_then_check(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new fixture asks for a review; a difference is named by its field; nothing is overwritten."""
    record = ["record", SEED, "--fixtures", tmp_path, "--name", "seed", *FAST[:2]]
    ran = sdspider(*record, proxy=server.url)
    assert ran.code == 0, ran.err
    case = tmp_path / "selectshandong" / "seed"
    said = json.loads((case / "page.json").read_text("utf-8"))
    assert (said["url"], said["status"], said["origin"]) == (SEED, 200, "recorded")
    stored = json.loads((SITE / "site.json").read_text("utf-8"))["pages"][SEED]
    assert (case / "page.html").read_bytes() == (SITE / stored["file"]).read_bytes()
    assert main(["check", str(tmp_path)]) == 1
    assert "review it" in capsys.readouterr().out
    assert main(["check", str(tmp_path)]) == 0
    kept = lines(case / "items.jsonl")
    for line in kept:
        if line["record"] == "articles":
            line["title"] = "Another title"
    (case / "items.jsonl").write_text("".join(json.dumps(line) + "\n" for line in kept), "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert 'title was "Another title"' in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--update"]) == 1
    assert main(["check", str(tmp_path)]) == 0
    again = sdspider(*record, proxy=server.url)
    assert again.code == 1
    assert "exists already" in again.err


def test_new_portal_crawls_at_once(server: Server, tmp_path: Path) -> None:
    """In a copy of the package, so that this checkout stays as it is."""
    shutil.copytree(ROOT / "sdspider", tmp_path / "sdspider", ignore=shutil.ignore_patterns("__pycache__"))
    made = sdspider(
        "new-portal", "another", "http://en.selectshandong.com/", *FAST[:2], "--project", tmp_path, proxy=server.url
    )
    assert made.code == 0, made.err
    assert (tmp_path / "sdspider" / "portals" / "another.py").exists()
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from sdspider.cli import main; sys.exit(main())"
    out = ["--out", tmp_path / "out", "--archive", tmp_path / "archive", "--limit", 3]
    ran = python("-c", code, "crawl", "another", *out, *FAST, proxy=server.url, cwd=tmp_path)
    assert ran.code == 0, ran.err + ran.out
    assert len(lines(tmp_path / "out" / "another" / "latest" / "articles.jsonl")) == 3


def test_serve_runs_a_command_with_itself_as_proxy(tmp_path: Path) -> None:
    code = "import os, urllib.request; print(urllib.request.urlopen('http://en.selectshandong.com/').status)"
    script = tmp_path / "ask.py"
    script.write_text(code, "utf-8")
    ran = sdspider("serve", "--site", SITE, "--", sys.executable, script)
    assert (ran.code, ran.out.strip()) == (0, "200")
    assert sdspider("serve", "--site", SITE, "--", sys.executable, "-c", "raise SystemExit(7)").code == 7


def test_the_served_site_can_be_browsed(server: Server) -> None:
    opener = build_opener(ProxyHandler({}))
    index = opener.open(server.url).read().decode()
    assert "/en.selectshandong.com/" in index
    home = opener.open(f"{server.url}/en.selectshandong.com/").read().decode()
    assert 'href="/en.selectshandong.com/' in home or "href='/en.selectshandong.com/" in home


def test_portals_and_runs_are_listed(server: Server, tmp_path: Path) -> None:
    assert "selectshandong" in sdspider("portals").out
    args = ["--out", tmp_path / "out", "--archive", tmp_path / "archives", "--limit", 1]
    assert sdspider("crawl", "selectshandong", *args, *FAST, proxy=server.url).code == 0
    ran = sdspider("runs", tmp_path / "archives")
    assert ran.code == 0
    assert "ok" in ran.out
    assert sdspider("doctor", tmp_path / "archives" / "selectshandong").code == 0
    assert sdspider("doctor", tmp_path / "archives" / "selectshandong", "--rebuild").code == 0
    replayed = sdspider("replay", tmp_path / "archives", "--out", tmp_path / "again")
    assert replayed.code == 0
    assert sdspider("prune", tmp_path / "archives" / "selectshandong", "--keep", 1).code == 0
