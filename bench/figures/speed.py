"""Sentences a second of the engine and, where it is installed, of quantulum3, over the same texts in the same run."""

from __future__ import annotations

import contextlib
import importlib
import io
import random
import time
import warnings
from collections.abc import Callable, Sequence

from sdspider import find_figures

LENGTH = 10_000
SEED = 20240229


def rate(run: Callable[[str], object], texts: Sequence[str], seconds: float) -> float:
    """Texts a second, the best of three rounds of at least `seconds` each; a round reads all texts."""
    best = 0.0
    for _ in range(3):
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < seconds:
            for text in texts:
                run(text)
            count += len(texts)
        best = max(best, count / spent)
    return best


def quantulum() -> Callable[[str], object] | None:
    """The parser of quantulum3, warmed up; `None` where it is not installed."""
    try:
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            parse: Callable[[str], object] = importlib.import_module("quantulum3.parser").parse
            parse("20 km")
    except ImportError:
        return None
    return parse


def compare(texts: Sequence[str], seconds: float = 1.0) -> dict[str, float]:
    """Rates of both and their ratio."""
    find_figures(texts[0])
    ours = rate(find_figures, texts, seconds)
    found = {"sdspider": round(ours, 1)}
    peer = quantulum()
    if peer is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = rate(peer, texts, seconds)
        found |= {"quantulum3": round(theirs, 1), "ratio": round(ours / theirs, 1)}
    return found


def hostile(texts: Sequence[str]) -> dict[str, str]:
    """Inputs of 10,000 characters, by name: prose, and what makes careless patterns slow."""
    dice = random.Random(SEED)
    prose = ""
    while len(prose) < LENGTH:
        prose += dice.choice(texts) + " "
    signs = [*"0123456789.,- %$€()万億年月日第約", "of ", "and ", "one ", "million ", "from ", "to "]
    repeated = (
        "1",
        "1,",
        "1.",
        "1 ",
        "one ",
        "one-",
        "1-2 ",
        "hundred ",
        "half a ",
        "$",
        "(1",
        "第",
        "万",
        "一",
        "1 and ",
    )
    unlike = {f"{sign!r} repeated": (sign * LENGTH)[:LENGTH] for sign in repeated}
    return {
        "prose": prose[:LENGTH],
        "prose without full stops": prose.replace(".", "")[:LENGTH],
        "random signs": "".join(dice.choices(signs, k=LENGTH))[:LENGTH],
        **unlike,
    }


def slowest(texts: Sequence[str], languages: Sequence[str]) -> list[tuple[float, str, str]]:
    """Milliseconds, language and name of every hostile input, slowest first; the best of three runs."""
    found = []
    for name, text in hostile(texts).items():
        for language in languages:
            times = []
            for _ in range(3):
                start = time.perf_counter()
                find_figures(text, language)
                times.append(time.perf_counter() - start)
            found.append((round(1000 * min(times), 2), language, name))
    return sorted(found, reverse=True)
