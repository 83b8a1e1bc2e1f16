"""Addresses: one spelling for each, without what only tracks the reader.

The scheme is kept as it was found, and so is the order of the query: Scrapy's own duplicate filter already takes two
orders for one request, and a server is asked exactly what its page linked to.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string

_TRACKING = re.compile(
    r"utm_.*|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hsenc|_hsmi|spm"
    r"|isappinstalled|phpsessid|jsessionid|aspsessionid.*|asp\.net_sessionid|sess(?:ion)?_?id|cfid|cftoken",
    re.IGNORECASE,
)
"""Query keys that never choose a page."""

_TOKEN = re.compile(r"(?=.*\d)(?=.*[a-z])[\w-]{16,}", re.IGNORECASE)
"""A value of `sid` that is a session's; a short one may be a story's."""

_WECHAT = frozenset({"timeline", "singlemessage", "groupmessage"})
"""Values of `from` that WeChat adds to shared links."""

_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^;/]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": ":80", "https": ":443"}


def canonical(url: str) -> str:
    """The one spelling of an http(s) address; anything else comes back stripped. Never raises, idempotent.

    Lower-case scheme and host, no default port, no fragment, no tracking or session parameters, no dot segments,
    percent-escapes only where needed and in capitals.
    """
    bare = _SURROGATES.sub("\ufffd", url).strip()
    try:
        scheme, netloc, path, query, _ = urlsplit(safe_url_string(bare))
    except (ValueError, UnicodeError):
        return bare
    if scheme not in _PORTS or not netloc:
        return bare
    path = _without_dots(_PATH_SESSION.sub("", _escapes(path)))
    return urlunsplit((scheme, _host(netloc, scheme), path or "/", _kept(_escapes(query)), ""))


def same_page(one: str, other: str) -> bool:
    """Whether two addresses differ at most in scheme, query order and what `canonical` drops."""
    return page_key(one) == page_key(other)


def page_key(url: str) -> str:
    """What all spellings of one page's address share: the canonical address without scheme, its query sorted."""
    place, mark, query = re.sub(r"^https?://", "", canonical(url)).partition("?")
    return place + mark + "&".join(sorted(query.split("&")))


def _host(netloc: str, scheme: str) -> str:
    """User and port kept, host lower-case and without the dot of the root, the scheme's own port dropped."""
    user, at, host = netloc.rpartition("@")
    host = host.lower().removesuffix(_PORTS[scheme]).removesuffix(":")
    name, colon, port = host.rpartition(":") if re.search(r":\d+$", host) else (host, "", "")
    return f"{user}{at}{name.rstrip('.') or name}{colon}{port}"


def _escapes(text: str) -> str:
    """Percent-escapes in capitals, and undone where the character needs none."""

    def one(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return chr(code) if code in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(one, text)


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4: `.` and `..` resolved, never above the root."""
    out: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del out[max(1, len(out) - 1) :]
        elif segment != ".":
            out.append(segment)
    if path.endswith(("/.", "/..")):
        out.append("")
    return "/".join(out)


def _kept(query: str) -> str:
    """The query without pairs that only track."""
    return "&".join(pair for pair in query.split("&") if pair and not _tracks(pair))


def _tracks(pair: str) -> bool:
    key, _, value = pair.partition("=")
    name = key.lower()
    if name == "sid":
        return _TOKEN.fullmatch(value) is not None
    if name == "from":
        return value in _WECHAT
    return _TRACKING.fullmatch(key) is not None
