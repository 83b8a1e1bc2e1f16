"""The portal's first page in markup skins of our own: the same facts, told in seven ways of writing HTML."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

Menu = dict[str, list[str]]

TITLE = (
    "Shandong Strives to Create a Regional Innovation Hub to Accelerate Its Development into a Province"
    " with Strong Sci-tech Strength"
)
DATE = "2024-04-01 17:10"
TRAIL = ["English", "Business News", "Business Information"]
BODY = [
    "Recently, the leading officials of the province learned together how education, sci-tech and talent are to be"
    " promoted as one. Shandong strives to create a regional innovation hub.",
    "In recent years, Shandong has highlighted the role of sci-tech innovation, and has set up platforms that cover new"
    " energy, new materials, biological medicine, and other fields.",
    'Currently, Shandong is exploring the "1313" laboratory system. It has built one national pilot marine laboratory,'
    " 21 state key laboratories, nine provincial-level laboratories, and 261 provincial-level key laboratories.",
]
MENU: Menu = {
    "Home": [],
    "Services": [],
    "Cooperation Cases": [],
    "Events": ["Latest Investment News", "Major Meetings", "Major Events", "Industrial News"],
    "Talent Recruitment": ["Talent policy"],
    "Why Shandong": [
        "Favorable Geographical Position", "Improved Infrastructure", "Open Investment Environment",
        "Huge Consumer Market", "Abundant Human Resources", "Sound Industrial System", "Booming Marine Economy",
        "Inexhaustible Innovation Vigor", "Service-oriented Governmental Agencies", "International Living Environment",
        "Rich Cultural Heritage",
    ],
    "Industrial Project Library": [],
    "Contact Us": [
        "Functional Government Departments", "Investment Promotion Agencies",
        "Overseas Representative Offices of Provincial Government", "Service Agencies in Cities",
    ],
    "Your Suggestions": [],
    "Cities": [
        "Jinan", "Qingdao", "Zibo", "Zaozhuang", "Dongying", "Yantai", "Weifang", "Jining", "Tai'an", "Weihai",
        "Rizhao", "Dezhou", "Linyi", "Liaocheng", "Binzhou", "Heze",
    ],
    "Development Zones": [
        "Economic Development Zones", "High-tech Development Zones", "Special Customs Supervision Zones",
    ],
    "Key Industries": [
        "New generation of information technology", "High-end equipment manufacturing", "New energy & materials",
        "Modern maritime", "Healthcare & elderly care", "High-end chemical industry", "High-efficiency agriculture",
        "Cultural creativity", "Boutique travel", "Modern finance",
    ],
}  # fmt: skip


def _link(label: str) -> str:
    return f'<a href="/enwebsite/{abs(hash(label)) % 7}{len(label)}.html">{escape(label)}</a>'


def _links(labels: list[str], wrap: str, glue: str = "") -> str:
    return glue.join(wrap.format(_link(label)) for label in labels)


def _some(before: str, inner: str, after: str) -> str:
    return before + inner + after if inner else ""


def menu_ul(menu: Menu) -> str:
    items = (
        f"<li>{_link(head)}{_some('<ul>', _links(below, '<li>{}</li>'), '</ul>')}</li>" for head, below in menu.items()
    )
    return f"<ul>{''.join(items)}</ul>"


def menu_dl(menu: Menu) -> str:
    return "".join(
        f"<dl><dt>{_link(head)}</dt>{_some('<dd>', _links(below, '{}'), '</dd>')}</dl>" for head, below in menu.items()
    )


def menu_one_dl(menu: Menu) -> str:
    parts = (f"<dt>{_link(head)}</dt>" + _links(below, "<dd>{}</dd>") for head, below in menu.items())
    return f"<dl>{''.join(parts)}</dl>"


def menu_table(menu: Menu) -> str:
    rows = (f"<tr><td>{_link(head)}</td><td>{_links(below, '{}', ' | ')}</td></tr>" for head, below in menu.items())
    return f"<table border=0>{''.join(rows)}</table>"


def menu_headings(menu: Menu) -> str:
    return "".join(f"<h3>{_link(head)}</h3>" + _links(below, "<p>{}</p>") for head, below in menu.items())


def menu_plain_headings(menu: Menu) -> str:
    return "".join(
        f"<h3>{escape(head) if below else _link(head)}</h3><div>{_links(below, '{} ')}</div>"
        for head, below in menu.items()
    )


def menu_divs(menu: Menu) -> str:
    parts = (
        f'<div class="x1"><div class="x2">{_link(head)}</div>'
        + _some('<div class="x3">', _links(below, "<div>{}</div>"), "</div>")
        + "</div>"
        for head, below in menu.items()
    )
    return f"<div>{''.join(parts)}</div>"


def menu_bare_divs(menu: Menu) -> str:
    parts = (
        f"<div><div>{_link(head)}</div>" + _some("<div>", _links(below, "<div>{}</div>"), "</div>") + "</div>"
        for head, below in menu.items()
    )
    return f"<div>{''.join(parts)}</div>"


def menu_glued(menu: Menu) -> str:
    """Links of a block side by side, two a line, as the portal prints its cities."""
    parts = []
    for head, below in menu.items():
        pairs = [below[at : at + 2] for at in range(0, len(below), 2)]
        lines = "".join(f"<p>{_links(pair, '{}')}</p>" for pair in pairs)
        parts.append(f"<section><h4>{_link(head)}</h4>{lines}</section>")
    return "".join(parts)


def menu_twice(menu: Menu) -> str:
    """A menu for wide screens and the same again, folded, for small ones."""
    return f"<div>{menu_ul(menu)}</div><div style='display:none'>{menu_ul(menu)}</div>"


def menu_alternating(menu: Menu, head: str, below: str) -> str:
    """A block for each head and, behind it, one for what belongs below it."""
    tag = below[1:].split(" ")[0].split(">")[0]
    inner = "<dd>{}</dd>" if tag == "dl" else "<li>{}</li>" if tag in ("ul", "ol") else "<div>{}</div>"
    return "".join(
        head.format(_link(label)) + _some(below, _links(labels, inner), f"</{tag}>") for label, labels in menu.items()
    )


ALTERNATING = {
    "ul": ("<ul><li>{}</li></ul>", "<ul class=k>"),
    "ol": ("<ul><li>{}</li></ul>", "<ol>"),
    "dl": ("<dl><dt>{}</dt></dl>", "<dl class=k>"),
    "div": ("<div>{}</div>", "<div class=k>"),
    "div_ul": ("<div>{}</div>", "<ul>"),
    "p_div": ("<p><b>{}</b></p>", "<div>"),
}

MENUS: dict[str, Callable[[Menu], str]] = {
    "ul": menu_ul,
    "dl": menu_dl,
    "one_dl": menu_one_dl,
    "table": menu_table,
    "headings": menu_headings,
    "plain_headings": menu_plain_headings,
    "divs": menu_divs,
    "bare_divs": menu_bare_divs,
    "glued": menu_glued,
    "twice": menu_twice,
}


def trail_links() -> str:
    return "<div>" + "".join(f"<a href='/{at}/'>{label}</a>&gt; " for at, label in enumerate(TRAIL)) + "</div>"


def trail_text() -> str:
    return f"<p>{escape('> '.join(TRAIL))}</p>"


def body_p() -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in BODY)


def body_div() -> str:
    return "".join(f"<div>{escape(text, quote=False)}</div>" for text in BODY)


def body_br() -> str:
    return "<div>" + "<br><br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(text, quote=False)}" for text in BODY) + "</div>"


def body_td() -> str:
    inner = "<br>".join(f"\u3000\u3000{escape(text, quote=False)}" for text in BODY)
    return f"<table width=700><tr><td>{inner}</td></tr></table>"


BODIES: dict[str, Callable[[], str]] = {"p": body_p, "div": body_div, "br": body_br, "td": body_td}
HEADS: dict[str, Callable[[], str]] = {
    "h1": lambda: f"<h1>{TITLE}</h1><p>{DATE}</p>",
    "h2": lambda: f"<h2>{TITLE}</h2><div><span>{DATE}</span></div>",
    "div": lambda: f"<div><b>{TITLE}</b></div><div>{DATE}</div>",
    "td": lambda: (
        f"<table><tr><td align=center><font size=4><strong>{TITLE}</strong></font></td></tr>"
        f"<tr><td>{DATE}</td></tr></table>"
    ),
}


def page(menu: str, body: str, head: str, *, trail: Callable[[], str] = trail_links, recommend: bool = True) -> str:
    """The whole page in one choice of skins; the menu stands under "Recommend" at the end, or at the top."""
    block = MENUS[menu](MENU)
    text = f"<div>{trail()}</div><div>{HEADS[head]()}{BODIES[body]()}</div>"
    parts = [text, f"<div><p>Recommend</p>{block}</div>"] if recommend else [f"<div>{block}</div>", text]
    top = "<div><a href='/m/'>Mobile</a> <a href='/'>browsing</a></div>"
    foot = "<div><p>Copyright Select Shandong. All rights reserved.</p></div>"
    return f"<html><head><title>{TITLE}</title></head><body>{top}{''.join(parts)}{foot}</body></html>"
