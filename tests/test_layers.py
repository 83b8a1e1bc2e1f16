"""The import table: what each part may know of the others; which parts may know Scrapy, the clock or the network."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "sdspider"

MAY_IMPORT: dict[str, set[str]] = {
    "page": set(),
    "items": set(),
    "errors": set(),
    "drafts": {"page", "items"},
    "normalise": {"items"},
    "quantities": {"items", "normalise"},
    "extract": {"page", "items", "drafts"},
    "portals": {"page", "items", "drafts", "extract"},
    "pipelines": {"items", "drafts", "normalise", "quantities"},
    "archive": {"page", "items", "errors"},
    "exporters": {"page", "portals", "items", "errors"},
    "report": {"page", "items", "errors"},
    "responses": {"page", "archive"},
    "spiders": {"page", "portals", "items", "drafts", "normalise", "responses"},
    "saved": {"page", "errors"},
    "fixturesite": {"errors"},
    "datadoc": {"items"},
}
"""Parts of the package -> parts that they may import beside themselves."""

EXCEPTIONS: dict[str, set[str]] = {"archive/middleware.py": {"responses"}}
"""Files that stand between two parts."""

WIRING = {
    "__init__",
    "__main__",
    "checking",
    "cli",
    "commands",
    "comparing",
    "crawl",
    "fetch",
    "monitors",
    "replay",
    "run",
    "settings",
    "versions",
}
"""The only parts that may import anything."""

SCRAPY = {
    "spiders/guard.py",
    "spiders/logformat.py",
    "spiders/manners.py",
    "spiders/portal.py",
    "spiders/ledger.py",
    "spiders/patience.py",
    "spiders/redirects.py",
    "spiders/resolver.py",
    "spiders/robots.py",
    "spiders/seen.py",
    "spiders/traps.py",
    "spiders/waiting.py",
    "archive/middleware.py",
    "exporters/collect.py",
    "report/progress.py",
    "responses.py",
    "crawl.py",
    "fetch.py",
}
"""Files that may use all of Scrapy."""

SOME_SCRAPY = {
    "pipelines/drop.py": {"scrapy.exceptions.DropItem"},
    "pipelines/chain.py": {"scrapy.exceptions.DropItem"},
    "pipelines/figures.py": {"scrapy.signals"},
}
"""Files that may use these names of Scrapy and no others."""

PURE = ("page", "items", "drafts", "normalise", "quantities", "extract", "portals", "pipelines")
NETWORK = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "aiohttp", "asyncio", "twisted"}
CLOCK = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "localtime", "gmtime"}

FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def part_of(name: str) -> str:
    """Part of the package that a file belongs to."""
    return name.partition("/")[0].removesuffix(".py")


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    """Everything that a file says."""
    return tuple(ast.walk(ast.parse((ROOT / name).read_text("utf-8"))))


@cache
def imports(name: str) -> frozenset[str]:
    """Full names that a file imports; relative imports are resolved."""
    package = ["sdspider", *name.split("/")[:-1]]
    found: set[str] = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def test_every_part_has_its_place() -> None:
    assert {part_of(name) for name in FILES} <= {*MAY_IMPORT, *WIRING}
    assert not {*MAY_IMPORT} & WIRING


@pytest.mark.parametrize("name", FILES)
def test_imports_inside_the_package(name: str) -> None:
    part = part_of(name)
    if part in WIRING:
        return
    allowed = MAY_IMPORT[part] | EXCEPTIONS.get(name, set()) | {part}
    known = {one.split(".")[1] for one in imports(name) if one.startswith("sdspider.")}
    assert known <= allowed, f"{name} imports {sorted(known - allowed)}"


@pytest.mark.parametrize("name", FILES)
def test_scrapy_stays_where_it_belongs(name: str) -> None:
    used = {one for one in imports(name) if one.split(".")[0] in ("scrapy", "twisted", "itemadapter")}
    if name not in SCRAPY:
        assert used <= SOME_SCRAPY.get(name, set()), f"{name} imports {sorted(used)}"


@pytest.mark.parametrize("name", [name for name in FILES if part_of(name) in PURE])
def test_pure_parts_have_neither_clock_nor_network(name: str) -> None:
    network = {one for one in imports(name) if any(one == bad or one.startswith(f"{bad}.") for bad in NETWORK)}
    assert not network
    calls = {
        node.func.attr
        for node in nodes(name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
    }  # fmt: skip
    assert not calls & CLOCK


@pytest.mark.parametrize(
    ("modules", "absent"),
    [
        (
            "sdspider.extract, sdspider.portals, sdspider.quantities, sdspider.normalise.dates",
            "scrapy twisted itemadapter",
        ),
        ("sdspider.replay", "scrapy.core.engine scrapy.crawler twisted.internet.reactor"),
    ],
)
def test_what_is_loaded_in_a_fresh_interpreter(modules: str, absent: str) -> None:
    code = f"import sys, {modules}; print(*sorted(set({absent.split()}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
