"""Sets of HTML elements by what they do to the text around them."""

from __future__ import annotations

SILENT = frozenset(
    [
        "audio",
        "canvas",
        "head",
        "iframe",
        "math",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "title",
        "video",
    ]
)
"""Elements whose text nobody reads in the page's flow."""
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "area",
        "b",
        "base",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "link",
        "map",
        "mark",
        "meta",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "script",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that do not interrupt a line of text."""
BOLD = frozenset(("b", "strong"))
KEPT = frozenset(["area", "base", "img", "input", "link", "meta"])
"""Elements without content that extractors ask for."""
LEAVES = frozenset(
    [
        "area",
        "base",
        "br",
        "circle",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "path",
        "polygon",
        "rect",
        "script",
        "source",
        "style",
        "track",
        "use",
        "wbr",
    ]
)
"""Elements that hold no others, `svg` shapes included."""
INDEXED = frozenset(
    [
        "a",
        "area",
        "base",
        "dl",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "img",
        "link",
        "meta",
        "ol",
        "option",
        "table",
        "ul",
    ]
)
"""Elements that extractors ask for by their tag."""
