"""Sentences a second of the engine and of quantulum3, if it is installed, over the same texts in the same run.

Processor time is counted, not wall time, so that a busy machine does not decide.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import random
import statistics
import time
import warnings
from collections.abc import Callable, Sequence

from sdspider import find_figures

LENGTH = 10_000
SEED = 20240229


def rate(run: Callable[[str], object], texts: Sequence[str], seconds: float) -> float:
    """Texts a second of processor time, over at least `seconds`; every pass reads all texts."""
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for text in texts:
            run(text)
        count += len(texts)
    return count / spent


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


def compare(texts: Sequence[str], rounds: int = 7, seconds: float = 0.7) -> dict[str, float]:
    """Median rates of both, turn by turn, and the median of their ratios: a busy neighbour slows both of a turn."""
    find_figures(texts[0])
    peer = quantulum()
    ours, theirs = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(rounds):
            ours.append(rate(find_figures, texts, seconds))
            theirs.append(rate(peer, texts, seconds) if peer else 0.0)
    found = {"sdspider": round(statistics.median(ours), 1), "sdspider, best turn": round(max(ours), 1)}
    if peer:
        ratios = [one / two for one, two in zip(ours, theirs, strict=True)]
        found |= {"quantulum3": round(statistics.median(theirs), 1), "ratio": round(statistics.median(ratios), 1)}
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


def milliseconds(text: str, language: str) -> float:
    """Processor time of one reading, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        find_figures(text, language)
        times.append(time.process_time() - start)
    return round(1000 * min(times), 2)


def dense(texts: Sequence[str], language: str) -> tuple[float, int]:
    """Milliseconds and figures of 10,000 characters of passages that hold nothing but figures."""
    joint = "" if language in ("ja", "zh") else " "
    text = (joint.join(texts) + joint) * (1 + LENGTH // max(1, sum(map(len, texts))))
    return milliseconds(text[:LENGTH], language), len(find_figures(text[:LENGTH], language))


def slowest(texts: Sequence[str], languages: Sequence[str]) -> list[tuple[float, str, str]]:
    """Milliseconds, language and name of every hostile input, slowest first."""
    found = []
    for name, text in hostile(texts).items():
        for language in languages:
            found.append((milliseconds(text, language), language, name))
    return sorted(found, reverse=True)
