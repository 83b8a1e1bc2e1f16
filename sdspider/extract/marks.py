"""What an element says of itself by its tag, role and attributes, as bits that its whole subtree inherits.

Class words are evidence only: extraction must hold without them, they only help where a page is honest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntFlag
from functools import lru_cache


class Mark(IntFlag):
    """Kinds of region that a node can lie in."""

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


BY_TAG: dict[str, int] = {
    "nav": int(Mark.NAV),
    "menu": int(Mark.NAV),
    "footer": int(Mark.FOOTER),
    "aside": int(Mark.ASIDE),
    "form": 0,
    "button": int(Mark.FORM),
    "select": int(Mark.FORM),
    "textarea": int(Mark.FORM),
    "figure": int(Mark.FIGURE),
    "figcaption": int(Mark.CAPTION),
    "header": int(Mark.HEADER),
    "dialog": int(Mark.HIDDEN),
    "a": int(Mark.LINK),
    **{f"h{n}": int(Mark.HEADING) for n in range(1, 7)},
}

BY_ROLE: dict[str, int] = {
    "navigation": int(Mark.NAV),
    "menu": int(Mark.NAV),
    "menubar": int(Mark.NAV),
    "contentinfo": int(Mark.FOOTER),
    "complementary": int(Mark.ASIDE),
    "search": int(Mark.FORM),
    "dialog": int(Mark.HIDDEN),
    "alertdialog": int(Mark.HIDDEN),
}

_WORDS = {
    Mark.COMMENT: r"comments?(?:[-_]?(?:list|area|section|wrap\w*|thread|box|body|form|container))?|disqus\w*|respond|replies|commentlist",
    Mark.CRUMB: r"bread-?crumbs?\w*|crumbs?",
    Mark.CAPTION: r"\w*captions?|credits?|wp-caption-text|photo-?credit|image-?(?:credit|caption|meta|description)|copyright|mediacaption",
    Mark.BYLINE: r"by-?lines?|author\w*|dateline|pub-?date|date-?published|publish\w*|timestamp|post-?meta|entry-?meta|article-?meta|"
    r"meta-?data|post-?info|article-?info|updated",
    Mark.JUNK: r"relateds?\w*|recommend\w*|recirc\w*|promos?|promoted|promobox|newsletters?\w*|sign-?up\w*|subscribe\w*|subscription\w*|"
    r"share\w*|sharing|social\w*|sponsor\w*|ads?|adverts?\w*|advertisement\w*|outbrain\w*|taboola\w*|trending|popular\w*|most-?read|"
    r"more-?(?:on|from|stories|news|articles)|read-?(?:more|next|also)|also-?(?:read|like)|see-?also|up-?next|tags?|tag-?list|post-?tags|keywords|topics?-?list|"
    r"widget\w*|sidebar\w*|paywall\w*|cookies?\w*|consent|banner|pager|pagination|page-?links|toolbar\w*|tools|print-?\w*|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-?)?author|bio|donat\w+|call-?to-?action|cta|modal|popup|overlay|"
    r"jump-?links?|rating|review-?box|feedback|poll|toc|table-?of-?contents|teasers?|read-?on|storylinks?|inline-?related",
}
_BY_CLASS = [
    (mark, re.compile(rf"(?:^|[\s_-]|__)(?:{words})(?=$|[\s_-])", re.I)) for mark, words in _WORDS.items()
]
_HIDDEN = int(Mark.HIDDEN)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def _class_marks(said: str) -> int:
    """Marks that class and id words stand for."""
    words = _HUMPS.sub("-", said)
    return sum(int(mark) for mark, pattern in _BY_CLASS if pattern.search(words))


def marks_of(tag: str, attrs: Mapping[str, str], inherited: int) -> int:
    """Marks of an element: its own and those of all elements around it."""
    marks = inherited | BY_TAG.get(tag, 0)
    if not attrs:
        return marks
    said = attrs.get("class", "")
    if name := attrs.get("id"):
        said = f"{said} {name}"
    if said and tag not in ("body", "html"):
        marks |= _class_marks(said)
    if role := attrs.get("role"):
        marks |= BY_ROLE.get(role, 0)
    if "hidden" in attrs or ("style" in attrs and _HIDING.search(attrs["style"])):
        marks |= _HIDDEN
    return marks
