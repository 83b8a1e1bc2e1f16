"""Broken numbers behind a whole one: "two thirds", "2/5", "one in five", "3 million and a half", "10 1/2"."""

from __future__ import annotations

from typing import NamedTuple

from sdspider.quantities.cardinals import Cardinal, Run

MOST_OVER = 2_000
"""Largest number of a fraction that is said with "over"."""
MOST_QUARTERS = 3
_QUARTER = 0.25
_PLAIN = ("digits", "small", "tens", "hundred", "scale")


class Broken(NamedTuple):
    """A value with a fraction in it."""

    value: float
    end: int
    """The atom behind it."""
    pure: bool
    """Whether it is a share and nothing else."""


def read(run: Run, at: int, whole: Cardinal) -> Broken | None:
    """The broken number that goes on from a whole one, or `None`."""
    gap, kind = run.gap(whole.end), run.kind(whole.end)
    if gap == "":
        return _directly(run, at, whole, kind)
    if gap == "and a" and kind in {"part", "ordinal"}:
        return _mixed(run, whole, _share(run, whole.end), whole.end + 1)
    if gap == "and" and kind in _PLAIN:
        return _and_fraction(run, whole)
    if gap in {"slash", "over", "in", "out of"} and kind in _PLAIN:
        return _ratio(run, at, whole, gap)
    return None


def _share(run: Run, at: int) -> float:
    """What one "third", "fifth" or "hundredth" is."""
    piece = run.pieces[at]
    return piece.value if piece.kind == "part" else 1 / piece.value if piece.value else 0.0


def _denominator(run: Run, at: int, top: float) -> bool:
    """Whether an atom can be what a number of parts is counted in: plural, or one."""
    piece = run.pieces[at]
    return (
        piece.kind in {"part", "ordinal"} and (run.text[piece.end - 1] in "sS" or top == 1) and 0 < _share(run, at) < 1
    )


def _directly(run: Run, at: int, whole: Cardinal, kind: str) -> Broken | None:
    end, value = whole.end, whole.value
    if kind == "digits" and run.gap(end + 1) == "slash" and run.kind(end + 1) == "digits" and value == int(value):
        top, bottom = run.pieces[end].value, run.pieces[end + 1].value
        return Broken(value + top / bottom, end + 2, False) if 0 < top < bottom else None
    if kind == "part" and not run.text[run.pieces[end].start].isalpha():
        return Broken(value + run.pieces[end].value, end + 1, False)
    if kind in _PLAIN and run.pieces[at].kind != "digits" and kind != "digits":
        return _named_denominator(run, whole)
    if kind not in {"part", "ordinal"} or not _denominator(run, end, value):
        return None
    share = _share(run, end)
    if whole.joined > 0 and (rest := run.cardinal(whole.joined).value) * share < 1:
        # "two hundred and fifty-four hundredths", "two million and three fifths".
        before = run.pieces[whole.joined - 1]
        return _mixed(run, Cardinal(value - rest, 0.0, before.value, end, -1), rest * share, end + 1)
    if share == _QUARTER and value > MOST_QUARTERS:
        # "the last 13 quarters" are times.
        return None
    last = run.pieces[end - 1]
    if last.kind == "tens" and end - 1 > at and not run.hyphenated(end) and round(1 / share) < 10:
        return Broken((value - last.value) / (last.value + round(1 / share)), end + 1, True)
    return _scaled(run, Broken(value * share, end + 1, True))


def _named_denominator(run: Run, whole: Cardinal) -> Broken | None:
    """ "twenty twenty-fifths", "one one hundred fifth"."""
    bottom = run.cardinal(whole.end)
    if run.gap(bottom.end) == "" and run.kind(bottom.end) in {"part", "ordinal"} and bottom.value % 10 == 0:
        share = _share(run, bottom.end)
        if 0 < share <= 1:
            return Broken(whole.value / (bottom.value + round(1 / share)), bottom.end + 1, True)
    return None


def _and_fraction(run: Run, whole: Cardinal) -> Broken | None:
    """ "twenty and three fifths"."""
    top = run.cardinal(whole.end)
    if (
        run.gap(top.end) != ""
        or run.kind(top.end) not in {"part", "ordinal"}
        or not _denominator(run, top.end, top.value)
    ):
        return None
    share = top.value * _share(run, top.end)
    return _mixed(run, whole, share, top.end + 1) if share < 1 else None


def _mixed(run: Run, whole: Cardinal, share: float, end: int) -> Broken:
    """A whole number and a share: of one, of its scale word ("3 million and a half") or of another behind it."""
    if run.gap(end) == "" and run.kind(end) == "scale" and run.pieces[end].value < whole.value:
        return Broken(whole.value + share * run.pieces[end].value, end + 1, False)
    return Broken(whole.value + share * (whole.scale if whole.scale >= 1000 else 1.0), end, False)


def _scaled(run: Run, found: Broken) -> Broken:
    """ "three quarters (of a) billion"."""
    if run.gap(found.end) in {"", "a"} and run.kind(found.end) in {"scale", "hundred"}:
        return Broken(found.value * run.pieces[found.end].value, found.end + 1, False)
    return found


def _ratio(run: Run, at: int, whole: Cardinal, gap: str) -> Broken | None:
    """ "2/5", "one in five", "two out of five hundred", "one over three"."""
    bottom = run.cardinal(whole.end)
    digits = run.pieces[at].kind == "digits" and run.pieces[whole.end].kind == "digits"
    if not bottom.value or (bottom.end > whole.end + 1 and digits):
        return None
    if gap == "over" and max(whole.value, bottom.value) > MOST_OVER:
        # "more than 200 over five billion" is no fraction.
        return None
    if gap == "over":
        return Broken(whole.value / bottom.value, bottom.end, True) if not digits or _closes(run, bottom.end) else None
    if not 0 < whole.value < bottom.value:
        return None
    if gap == "in" and (whole.value > 9 or bottom.value > (31 if run.pieces[whole.end].kind == "digits" else 100)):
        return None
    return Broken(whole.value / bottom.value, bottom.end, True)


def _closes(run: Run, end: int) -> bool:
    """Whether nothing but a full stop follows: "2000 over 3" is a fraction, "5 over 2020" is none."""
    last = run.pieces[end - 1]
    return last.value < 1000 and run.text[last.end : last.end + 2].strip() in {"", "."}
