"""What an element says of itself by its tag, role and attributes, as bits that its whole subtree inherits.

Class words are evidence only: extraction must hold without them, they only help where a page is honest.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache


class Mark:
    """Kinds of region that a node can lie in, as bits (plain integers: they are tested for every run)."""

    NAV = 1
    FOOTER = 2
    ASIDE = 4
    FORM = 8
    FIGURE = 16
    CAPTION = 32
    HIDDEN = 64
    COMMENT = 128
    JUNK = 256
    CRUMB = 512
    HEADER = 1024
    LINK = 2048
    HEADING = 4096
    BYLINE = 8192
    QUIET = 16384
    """Said to screen readers only."""


BY_TAG: dict[str, int] = {
    "nav": Mark.NAV,
    "menu": Mark.NAV,
    "footer": Mark.FOOTER,
    "aside": Mark.ASIDE,
    "form": 0,
    "button": Mark.FORM,
    "select": Mark.FORM,
    "textarea": Mark.FORM,
    "figure": Mark.FIGURE,
    "figcaption": Mark.CAPTION,
    "header": Mark.HEADER,
    "dialog": Mark.HIDDEN,
    "a": Mark.LINK,
    **{f"h{n}": Mark.HEADING for n in range(1, 7)},
}

BY_ROLE: dict[str, int] = {
    "navigation": Mark.NAV,
    "menu": Mark.NAV,
    "menubar": Mark.NAV,
    "contentinfo": Mark.FOOTER,
    "complementary": Mark.ASIDE,
    "search": Mark.FORM,
    "dialog": Mark.HIDDEN,
    "alertdialog": Mark.HIDDEN,
}

_WORDS = {
    Mark.QUIET: r"sr-?only|(?:\w+-)?visually-?hidden|screen-?reader(?:-?(?:text|only|response))?|show-for-sr|aural|ms-hidden|element-(?:invisible|hidden)|"
    r"assistive-?text|a11y-?hidden|hidden-visually|u-hiddenvisually|visuallyhidden|accessibly-hidden|off-?screen|hide-?text",
    Mark.COMMENT: r"comments?(?:[-_]?(?:list|area|section|wrap\w*|thread|box|body|form|container))?|disqus\w*|respond|replies|commentlist",
    Mark.CRUMB: r"bread-?crumbs?\w*|crumbs?",
    Mark.CAPTION: r"\w*captions?|credits?|wp-caption-text|photo-?credit|image-?(?:credit|caption|meta|description)|copyright|mediacaption",
    Mark.BYLINE: r"by-?lines?|author\w*|dateline|pub-?date|date-?published|publish\w*|timestamp|post-?meta|entry-?meta|article-?meta|"
    r"meta-?data|post-?info|article-?info|updated",
    Mark.JUNK: r"relateds?\w*|recommend\w*|recirc\w*|promos?|promoted|promobox|newsletters?\w*|sign-?up\w*|subscribe\w*|subscription\w*|"
    r"share\w*|sharing|social\w*|sponsor\w*|ads?|adverts?\w*|advertisement\w*|outbrain\w*|taboola\w*|trending|popular\w*|most-?read|"
    r"more-?(?:on|from|stories|news|articles)|read-?(?:more|next|also)|also-?(?:read|like)|see-?also|up-?next|tags?|tag-?list|post-?tags|keywords|topics?-?list|"
    r"widget\w*|sidebar\w*|cookies?\w*|consent|banner|pager|pagination|page-?links|toolbar\w*|tools|print-?\w*|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-?)?author|bio|donat\w+|call-?to-?action|cta|modal|popup|overlay|"
    r"jump-?links?|rating|review-?box|feedback|poll|toc|table-?of-?contents|teasers?|read-?on|storylinks?|inline-?related",
}
_BY_CLASS = [
    (mark, re.compile(rf"(?:^|[\s_-]|__)(?:{words})(?=$|[\s_-])", re.I)) for mark, words in _WORDS.items()
]
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def _word_marks(word: str) -> int:
    """Marks that one class word or id stands for."""
    words = _HUMPS.sub("-", word)
    return sum(mark for mark, pattern in _BY_CLASS if pattern.search(words))


def said_of(attrs: Mapping[str, str]) -> str:
    """The class words and the id of an element."""
    said = attrs.get("class", "")
    name = attrs.get("id")
    return f"{said} {name}" if name else said


@lru_cache(maxsize=20_000)
def class_marks(said: str) -> int:
    """Marks that class words and id stand for."""
    marks = 0
    for word in said.split():
        marks |= _word_marks(word)
    return marks


def marks_of(tag: str, attrs: Mapping[str, str], inherited: int, void: Container[str] = ()) -> int:
    """Marks of an element: its own and those of all elements around it; what `void` says is not believed."""
    marks = inherited | BY_TAG.get(tag, 0)
    if not attrs:
        return marks
    said = said_of(attrs)
    if said and tag not in ("body", "html") and (not void or said not in void):
        marks |= class_marks(said)
    if role := attrs.get("role"):
        marks |= BY_ROLE.get(role, 0)
    if ("hidden" in attrs or ("style" in attrs and _HIDING.search(attrs["style"]))) and HIDDEN_SAID not in void:
        marks |= Mark.HIDDEN
    return marks


HIDDEN_SAID = "\0hidden"
"""Stands among the void words for hidden elements that hold the page's text."""
