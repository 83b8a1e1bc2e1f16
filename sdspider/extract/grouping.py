"""From the parts of a navigation block to its entries: which entry heads which others.

Nothing here looks at class names, except to tell two kinds of siblings apart that share a tag. The shapes are:
a nested list below an entry; an entry followed by a block of entries; a heading followed by entries; a wrapper
around one head and one block, repeated for each entry; rows that are set in two ways.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress, pairwise

from sdspider.extract.tree import Node

LISTS = frozenset(("ul", "ol", "menu", "dl", "dir"))
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])
SUBS = LISTS | {"dd", "table"}

Sign = tuple[str, str]


@dataclass(slots=True, eq=False)
class Entry:
    """An entry of a menu with those below it."""

    label: str
    href: str
    """Address as printed, empty for a heading."""
    node: Node
    children: list[Entry] = field(default_factory=list)

    def walk(self) -> list[Entry]:
        """This entry and all below it, in page order."""
        out = [self]
        for child in self.children:
            if child.children:
                out += child.walk()
            else:
                out.append(child)
        return out


@dataclass(slots=True)
class Part:
    """What one child of a block gives: entries, and what is known of its shape."""

    entries: list[Entry]
    sign: Sign
    sub: bool
    """Whether it is a list or a block of several entries: something that can stand below a head."""
    linked: bool = True
    pairs: frozenset[tuple[Sign, Sign]] = frozenset()
    """Signs of the heads and blocks that were nested in it."""
    look: tuple[Sign, ...] = ()
    """Signs of all elements from its own to its only link."""
    pending: tuple[Sign, Sign] | None = None
    """Set where it holds two single entries of which the second may belong below the first."""


def sign_of(node: Node) -> Sign:
    """Tag and class of an element, by which siblings are told apart."""
    return node.tag, node.attrs.get("class", "")


_NO_PAIRS = frozenset[tuple[Sign, Sign]]()


def combine(node: Node, parts: list[Part], item: bool) -> Part:
    """Entries of an element from those of its children."""
    known = _NO_PAIRS.union(*[part.pairs for part in parts if part.pairs])
    for part in parts if known else ():
        if part.pending in known and len(part.entries) == 2:
            first, second = part.entries
            first.children.append(second)
            part.entries = [first]
    if heads := _levels(parts):
        return Part(_nested(parts, heads), sign_of(node), True, pairs=known)
    if node.tag in LISTS and node.tag != "dl":
        return Part(_list(parts), sign_of(node), True, pairs=known)
    if node.tag == "dl":
        item = True
    if item and _is_headed(parts):
        head, *below = [entry for part in parts for entry in part.entries]
        head.children.extend(below)
        return Part([head], sign_of(node), False, pairs=known)
    for part in _list_heads(parts):
        part.sub = False
    return _grouped(node, parts, item, known)


def _list_heads(parts: list[Part]) -> list[Part]:
    """The heads in a row of lists, where lists of one entry each stand before the lists of what belongs below them."""
    if len(parts) < 4 or not all(part.sub and part.entries and part.sign[0] in LISTS for part in parts):
        return []
    plain = len({part.sign for part in parts}) == 1
    is_head = [len(part.entries) == 1 if plain else part.sign == parts[0].sign for part in parts]
    heads = list(compress(parts, is_head))
    alternate = is_head[0] and all(one or two for one, two in pairwise(is_head)) and is_head.count(False) > 1
    return heads if alternate and all(_is_single(part) for part in heads) else []


def _levels(parts: list[Part]) -> tuple[Sign, ...]:
    """The look of heads, where entries in a row are set in two ways: heads, and what belongs below them.

    Groups must differ in size: rows that merely alternate are striped, and a single odd one is the current page.
    """
    looks = [part.look for part in parts if part.entries] if len(parts) > 4 else []
    if len(looks) < 5:
        return ()
    kinds = list(dict.fromkeys(looks))
    if len(kinds) != 2 or () in kinds or min(map(looks.count, kinds)) < 2:
        return ()
    groups = [0]
    for look in looks:
        groups.append(0) if look == kinds[0] else groups.append(groups.pop() + 1)
    return kinds[0] if len(set(groups[1:])) > 1 else ()


def _is_headed(parts: list[Part]) -> bool:
    """Whether the first of some single entries is set unlike all others, which are set alike: as their head."""
    looks = [part.look for part in parts]
    return (
        len(parts) > 1
        and all(len(part.entries) == 1 and not part.entries[0].children and part.look for part in parts)
        and looks[0] not in looks[1:]
        and len(set(looks[1:])) == 1
        and (len(looks[0]) > len(looks[1]) or len(parts) > 2)
    )


def _nested(parts: list[Part], heads: tuple[Sign, ...]) -> list[Entry]:
    """Entries of two levels that stand in one row."""
    out: list[Entry] = []
    for part in parts:
        if part.look == heads or not out:
            out.extend(part.entries)
        else:
            out[-1].children.extend(part.entries)
    return out


def _list(parts: list[Part]) -> list[Entry]:
    """Entries of a list; a list right in a list belongs below the entry before it."""
    out: list[Entry] = []
    for part in parts:
        if part.sub and part.sign[0] in LISTS and out and not out[-1].children:
            out[-1].children.extend(part.entries)
        elif part.linked or part.sign[1] != "#":
            out.extend(part.entries)
    return out


def _grouped(node: Node, parts: list[Part], item: bool, known: frozenset[tuple[Sign, Sign]]) -> Part:
    """Heads with the blocks behind them."""
    used = set(known)
    out = _under_heads(node, parts, item, used) if len(parts) > 1 else [*parts[0].entries] if parts else []
    whole = node.tag == "li" and len(out) == 1
    out = _once([entry for entry in out if entry.href or entry.children or entry.node.tag == "a" or whole])
    couple = len(parts) == 2 == len(out) and all(map(_is_single, parts))
    pending = (parts[0].sign, parts[1].sign) if couple else None
    sub = node.tag in SUBS or len(out) > 1 or (len(parts) == 1 and parts[0].sub)
    return Part(out, sign_of(node), sub, pairs=frozenset(used), pending=pending)


def _is_single(part: Part) -> bool:
    """Whether a part is one entry with nothing below it."""
    return len(part.entries) == 1 and not part.entries[0].children


def _under_heads(node: Node, parts: list[Part], item: bool, used: set[tuple[Sign, Sign]]) -> list[Entry]:
    """Entries of several parts, those of a block below the head before it; adds to `used` what belonged so."""
    couples = _couples(parts)
    signs = {sub for _, sub in couples} - {sign for sign, _ in couples}
    headings = _headings(parts)
    grouping = 0 < len(headings) < len(parts) and (item or len(headings) > 1)
    free = item or len(couples) > 1 or grouping
    out: list[Entry] = []
    head: Entry | None = None
    head_sign: Sign = ("", "")
    for at, part in enumerate(parts):
        below = part.sub or (part.sign in signs and head is not None and not head.children)
        if grouping:
            below = at not in headings
        if below and head is not None and free and part.entries:
            head.children.extend(part.entries)
            used.add((head_sign, part.sign))
        elif (len(part.entries) == 1 and not part.entries[0].children and not part.sub) or at in headings:
            if not part.linked and head is not None and head.href and not head.children and node.tag == "li":
                continue
            head, head_sign = part.entries[0], part.sign
            out.append(head)
        else:
            out.extend(part.entries)
            head = None
    return out


def _headings(parts: list[Part]) -> set[int]:
    """Which parts are headings: they group what follows, whether it is one entry or many."""
    return {
        at
        for at, part in enumerate(parts)
        if len(part.entries) == 1
        and (part.sign[0] in HEADINGS or (part.sign[0] in ("b", "strong") and not part.linked))
    }


def _couples(parts: list[Part]) -> list[tuple[Sign, Sign]]:
    """Signs of single entries that are followed by a block."""
    out = []
    for one, two in pairwise(parts):
        if len(one.entries) == 1 and not one.sub and not one.entries[0].children and two.sub and two.entries:
            out.append((one.sign, two.sign))
    return out


def _once(entries: list[Entry]) -> list[Entry]:
    """Neighbours that are one link printed twice (icon and text) merged."""
    out: list[Entry] = []
    for entry in entries:
        last = out[-1] if out else None
        if last and last.label == entry.label and last.href == entry.href and not (last.children and entry.children):
            last.children.extend(entry.children)
        else:
            out.append(entry)
    return out
