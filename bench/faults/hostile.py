"""Pages that mean harm, one crawl each: memory, time, and whether the pages beside them are still extracted."""

from __future__ import annotations

import argparse
import gzip
import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
from backports import zstd

from bench.faults.crawls import Place, peak, start
from bench.faults.portal import PAGE, Portal
from bench.faults.server import Handler, Manner, serving

Special = Callable[[Handler], None]
MANY = 1 << 20


def packed(encoding: str, size: int) -> bytes:
    """So many zero bytes, compressed."""
    if encoding == "gzip":
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9) as file:
            for _ in range(size // MANY):
                file.write(bytes(MANY))
        return buffer.getvalue()
    if encoding == "br":
        compressor = brotli.Compressor(quality=5)
        return b"".join([*(compressor.process(bytes(MANY)) for _ in range(size // MANY)), compressor.finish()])
    if encoding == "deflate":
        deflate = zlib.compressobj(9)
        return b"".join([*(deflate.compress(bytes(MANY)) for _ in range(size // MANY)), deflate.flush()])
    maker = zstd.ZstdCompressor()
    return b"".join([*(maker.compress(bytes(MANY)) for _ in range(size // MANY)), maker.flush()])


def answer(body: bytes, **headers: str) -> Special:
    """A page with these headers (underscores stand for hyphens)."""

    def give(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return give


def stream(chunk: bytes, times: int, pause: float = 0.0, length: int = 0) -> Special:
    """A body without an end in sight."""

    def give(handler: Handler) -> None:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        if length:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        try:
            for _ in range(times):
                handler.wfile.write(chunk)
                time.sleep(pause)
        except OSError:
            return

    return give


def redirect(target: str) -> Special:
    """A redirect."""

    def give(handler: Handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return give


def raw(head: bytes, body: bytes) -> Special:
    """Bytes that are hardly HTTP."""

    def give(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(head + b"\r\n\r\n" + body)

    return give


def article(title: str, body: str) -> bytes:
    """A page in the address and form of an article."""
    return PAGE.format(
        title=title, body=f"<h1>{title}</h1><p>Source: Haibao News Editor: Li 04-01-2024 17:10</p>{body}"
    ).encode()


def pages() -> dict[str, Special]:
    """Name -> what the page does."""
    text = "<p>" + "Jinan opened nine laboratories in 2023 and many visitors came to see them. " * 3 + "</p>"
    links = "".join(f"<a href=/x{n}>x</a>" for n in range(300_000)).encode()
    control = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Odd: a\x00b\x1b[31m\x7f\r\nConnection: close"
    return {
        **{f"{name} bomb 10 GB": answer(packed(name, 10 << 30), Content_Encoding=name) for name in ("zstd",)},
        **{
            f"{name} bomb 1 GB": answer(packed(name, 1 << 30), Content_Encoding=name)
            for name in ("gzip", "deflate", "br")
        },
        "gzip in gzip": answer(gzip.compress(packed("gzip", 1 << 30)), Content_Encoding="gzip, gzip"),
        "500 MB body": stream(b"<p>x</p>" * 131_072, 500, length=500 * MANY),
        "endless body": stream(b"<p>x</p>" * 8_192, 1_000_000),
        "slow drip": stream(b"x", 1_000, pause=0.1),
        "50,000 levels": answer(article("Deep", "<div>" * 50_000 + text)),
        "300,000 links": answer(article("Links", "").replace(b"</body>", links + b"</body>")),
        "300,000 table cells": answer(article("Cells", "<table><tr>" + "<td>1</td>" * 300_000 + "</tr></table>")),
        "10 MB of digits": answer(article("Digits", "<p>" + "1" * (9 * MANY) + "</p>")),
        "3 MB paragraph of numbers": answer(
            article("Numbers", "<p>" + "21 laboratories and 1,313 firms, " * 100_000 + "</p>")
        ),
        "one attribute of 9 MB": answer(article("Attribute", f'<p title="{"x" * (9 * MANY)}">x</p>')),
        "100,000 open tags": answer(article("Open", "<b><i><a href=x>" * 33_000)),
        "redirect loop": redirect("/hostile"),
        "redirect to file": redirect("file:///etc/passwd"),
        "redirect to javascript": redirect("javascript:alert(1)"),
        "image as html": answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4_000),
        "video of 500 MB": stream(b"\0" * MANY, 500, length=500 * MANY),
        "control characters in headers": raw(control, article("Control", text)),
        "control characters in title": answer(article("Bad\x00\x1b[31m\x07 title\u202e\u0085", text)),
        "100,000 headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000 + b"Connection: close", b"x"),
        "no HTTP at all": raw(b"SSH-2.0-OpenSSH_9.6", b""),
        "meta refresh to itself": answer(b'<meta http-equiv="refresh" content="0; url=/hostile">'),
        "utf-7, utf-16 and nulls": answer(b"+ADw-script+AD4-" + "\x00<h1>x</h1>".encode("utf-16") * 10_000),
        "lone surrogate entities": answer(article("&#xD800; title", "<p>&#55296;&#0;&#1114112;</p>" + text)),
    }


def hostile(args: argparse.Namespace) -> None:
    """One crawl of 20 articles for each page; the cost of the page is that of the crawl less an undisturbed one's."""
    beside = 20
    base = _crawl(None, beside)
    print(f"hostile: undisturbed crawl of {beside} articles: {base[2]:.0f} MB, {base[3]:.1f} s")
    for name, special in pages().items():
        if args.only and args.only not in name:
            continue
        code, found, memory, took = _crawl(special, beside)
        cost = took - base[3]
        good = code == 0 and found >= beside and memory <= 400 and cost <= 5
        word = "ok  " if good else "MISS"
        print(f"  {word} {name}: exit {code}, {found} articles, peak {memory:.0f} MB, {cost:+.1f} s", flush=True)


def _crawl(special: Special | None, beside: int) -> tuple[int, int, float, float]:
    """(exit code, articles beside the hostile page, peak memory in MB, seconds)."""
    manner = Manner(special={"/hostile": special} if special else {})
    portal = Portal(beside, extra='<p><a href="/hostile">hostile</a></p>' if special else "")
    with TemporaryDirectory() as folder, serving(portal, manner=manner) as server:
        place = Place(Path(folder))
        began = time.monotonic()
        process = start(
            place, server.url, {"DOWNLOAD_TIMEOUT": "2", "RETRY_TIMES": "1", "LOG_LEVEL": "ERROR"}, "--force"
        )
        memory = peak(process)
        took = time.monotonic() - began
        found = 0
        if process.returncode == 0:
            found = sum("/hostile" not in a["url"] for a in place.lines("articles"))
        return process.returncode, found, memory, took


def addresses(args: argparse.Namespace) -> None:
    """Nine spellings of loopback and other tricks: does any request arrive at a second server on loopback?"""
    manner = Manner()
    with serving(Portal(1)) as victim, TemporaryDirectory() as folder:
        port = victim.server_address[1]
        spellings = [
            "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
            "0.0.0.0", "localhost.", "127.0.0.1.nip.io", "LOCALHOST", "%31%32%37.0.0.1", "\uff11\uff12\uff17.0.0.1",
        ]  # fmt: skip
        targets = [f"http://{host}:{port}/" for host in spellings]
        tricks = {f"/trick/redirect/{n}": redirect(target) for n, target in enumerate(targets)}
        refresh = '<meta http-equiv="refresh" content="0; url={}">'
        tricks |= {f"/trick/refresh/{n}": answer(refresh.format(target).encode()) for n, target in enumerate(targets)}
        sitemap = "".join(f"<url><loc>{target}</loc></url>" for target in targets)
        xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{sitemap}</urlset>'.encode()
        manner.special = {**tricks, "/sitemap.xml": answer(xml, Content_Type="application/xml")}
        links = "".join(f'<a href="{target}">x</a>' for target in [*targets, *tricks, "http://169.254.169.254/latest/"])
        with serving(Portal(20, extra=f"<p>{links}</p>"), manner=manner) as server:
            named = f"User-agent: *\nSitemap: {server.url}sitemap.xml\n" + "".join(f"Sitemap: {t}\n" for t in targets)
            manner.robots = lambda times: (200, named, {})
            place = Place(Path(folder))
            process = start(place, server.url, {"RETRY_TIMES": "0", "LOG_LEVEL": "ERROR"})
            process.wait()
            tried = sum(path.startswith("/trick") for path in server.times)
        found = len(place.lines("articles")) if process.returncode == 0 else 0
        print(
            f"addresses: {len(spellings)} spellings as link, redirect, refresh, sitemap entry and sitemap "
            f"({tried} such pages fetched): {len(victim.log)} arrived; exit {process.returncode}, {found}/20 articles"
        )
