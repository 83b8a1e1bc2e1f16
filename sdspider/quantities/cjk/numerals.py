"""Numbers of Japanese, Chinese and Korean: digits with 万 and 億, numerals, ranges, fractions, multiples.

`[numbers]` of the language file: `digits` (numeral -> value), `small` (十 -> 10), `big` (億 -> 1e8), `big_not_before`
and `small_not_before` (units that begin like a scale: 兆瓦, 千瓦), `space` (blank inside a number), `point` (decimal
marks: 16・5%), `range` (what joins two ends), `odd` ("200多亿": what stands inside for "and more"), `ratio` (3対1),
`fraction` (what stands between denominator and numerator), `tenth` (割, 成), `halves`, `multiples` (翻番 -> 2),
`negative` (零下), `apart` (no numeral inside a word), `speed` (時速) and `words` (numerals that only count in front of
a counter).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sdspider.quantities.cjk.lexicon import Lexicon, lexicon
from sdspider.quantities.language import Language
from sdspider.quantities.model import Mention, Sentence

_WHOLE = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_GLUED = ("명", "개", "곳", "가지", "배", "번", "차례")
_LONGEST = 40
ENOUGH = 60
"""A sentence with more numbers is a table: the engine reads none of them, so that the rest need not be found."""
_PROPORTION = re.compile(r"比例?[为約约は]?$|비율은? ?$|比率は?$")
_BEFORE = r"(?:(?<![A-Za-z\d.．])|(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=EUR))"


@dataclass(frozen=True, slots=True)
class NumberRules:
    """What is compiled once for a language."""

    number: re.Pattern[str]
    token: re.Pattern[str]
    ranges: re.Pattern[str]
    tenth: re.Pattern[str]
    digits: dict[str, float]
    small: dict[str, float]
    big: dict[str, float]
    words: dict[str, float]
    fraction: str
    halves: tuple[str, ...]
    multiples: dict[str, float]
    negative: re.Pattern[str]
    """What makes a number negative, right before it."""
    below: re.Pattern[str]
    """The same anywhere."""
    ratio: re.Pattern[str]
    one_in: re.Pattern[str]
    apart: bool
    """Whether numerals stand apart from the words before them."""


def _one_of(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"


@cache
def rules(language: Language) -> NumberRules:
    """Compile `[numbers]`."""
    data = language.get("numbers")
    digits, small, big, words = (data.get(name, {}) for name in ("digits", "small", "big", "words"))
    gap = " ?" if data.get("space") else ""
    low = f"(?:{_one_of(list(small))})(?!{data.get('small_not_before') or '$^'})"
    high = f"(?:{_one_of(list(big))})(?!{data.get('big_not_before') or '$^'})"
    printed_digits = rf"(?:(?:{_WHOLE})(?:(?:{data.get('point', '[.．]')})\d+)?)"
    group = rf"(?:{printed_digits}(?:{low}(?:{gap}\d+{low})*(?:\d+(?![\d.年년]))?)?)"
    tail = rf"(?:{gap}{group}(?![\d.]|\s?[年月년월]))?"
    odd = f"(?:{data['odd']})?" if "odd" in data else ""
    printed = rf"{_BEFORE}{group}(?:{gap}{odd}{high}(?:{gap}{group}{gap}{high})*{tail})?"
    kanji = rf"(?:{_one_of([*digits, *small])})(?:{_one_of([*digits, *small, *big])})*"
    native = rf"(?<![^\W\d_])(?:{_one_of(list(words))})" if words else r"(?!)"
    fixed = rf"(?<![\d.])(?:{_one_of([*data.get('halves', ()), *data.get('multiples', {})])})"
    listed = (*digits, *small, *words, *data.get("halves", ()), *data.get("multiples", {}))
    # Most signs begin no number: one look tells.
    first = rf"(?=[\d{re.escape(''.join(sorted({name[0] for name in listed})))}])"
    return NumberRules(
        re.compile(rf"{first}(?:(?P<fixed>{fixed})|(?P<printed>{printed})|(?P<kanji>{kanji})|(?P<native>{native}))"),
        re.compile(rf"(?:{_WHOLE})(?:[.．・]\d+)?|{_one_of([*digits, *small, *big])}"),
        re.compile(rf"(?:{data['range']})"),
        re.compile(data.get("tenth") or r"(?!)"),
        digits,
        small,
        big,
        words,
        data["fraction"],
        tuple(data.get("halves", ())),
        data.get("multiples", {}),
        re.compile(rf"(?:{data['negative']})$"),
        re.compile(data["negative"]),
        re.compile(data["ratio"]),
        re.compile(data["one_in"]),
        bool(data.get("apart")),
    )


def value_of(printed: str, rule: NumberRules) -> tuple[float, float, float]:
    """Value, value without the last big scale word, and that scale word (1 where there is none)."""
    if printed.isascii() and printed[-1].isdigit():
        plain = float(printed.replace(",", ""))
        return plain, plain, 1.0
    total = section = 0.0
    current: float | None = None
    base, scale = 0.0, 1.0
    for match in rule.token.finditer(printed):
        token = match.group()
        if token in rule.big:
            section = section + (current or 0.0) or (1.0 if total == 0 else total)
            base, scale, current = section, rule.big[token], None
            total, section = total + section * scale, 0.0
        elif token in rule.small:
            section, current = section + (1.0 if current is None else current) * rule.small[token], None
        elif token in rule.digits:
            current = (current or 0.0) * 10 + rule.digits[token]
        else:
            current = float(token.replace(",", "").replace("．", ".").replace("・", "."))
    rest = section + (current or 0.0)
    value = round(total + rest, 6)
    return (value, value, 1.0) if rest or total == 0 else (value, base, scale)


class Scanner:
    """Reads the numbers of one stretch of text."""

    def __init__(self, text: str, language: Language) -> None:
        """Keep the compiled words at hand."""
        self.text = text
        self.rule = rules(language)
        self.words: Lexicon = lexicon(language)
        self.below = True
        """Whether the stretch holds a word that makes a number negative."""

    def find(self, start: int, end: int) -> list[Mention]:
        """All numbers, in order; ranges joined, fractions made."""
        found: list[Mention] = []
        self.below = self.rule.below.search(self.text, start, end) is not None
        for match in self.rule.number.finditer(self.text, start, end):
            mention = self._mention(match)
            if mention is None or (found and mention.start < found[-1].end):
                continue
            if not self._joined(found, mention):
                found.append(self._tenths(mention, end))
                if len(found) > ENOUGH:
                    break
        return found

    def _mention(self, match: re.Match[str]) -> Mention | None:
        start, end = match.span()
        printed, form = match.group(), match.lastgroup
        if form == "fixed":
            return self._fixed(printed, start, end)
        if form == "native":
            return self._native(start, end, printed)
        if end - start > _LONGEST or (form == "kanji" and not self._counts(start, end, printed)):
            return None
        value, base, scale = value_of(printed, self.rule)
        made = _made(start, end, value, "digits" if form == "printed" else "words", base, scale)
        below = self.rule.negative.search(self.text, max(0, start - 8), start) if self.below else None
        if below:
            made.start, made.value = below.start(), -value
        return made

    def _native(self, start: int, end: int, printed: str) -> Mention | None:
        """Korean numerals count in front of a counter; one syllable and a counter may be a word (세대, 세기)."""
        counted = self.words.counter.match(self.text, end) or self.words.unit.match(self.text, end)
        if not counted or (len(printed) == 1 and counted.group()[0] != " " and counted.group() not in _GLUED):
            return None
        value = self.rule.words[printed]
        return _made(start, end, value, "words", value, 1.0)

    def _fixed(self, printed: str, start: int, end: int) -> Mention:
        if printed in self.rule.multiples:
            made = _made(start, end, self.rule.multiples[printed], "multiple", 0.0, 1.0)
            made.kind = "ratio"
            return made
        made = _made(start, end, 0.5, "fraction", 0.0, 1.0)
        made.kind = "fraction"
        return made

    def _counts(self, start: int, end: int, printed: str) -> bool:
        """Whether a numeral written out is a number here: fixed words (一定, 三番) have no counter behind them."""
        text = self.text
        if text.startswith(self.rule.fraction, end) or text.endswith(self.rule.fraction, 0, start):
            return True
        if self.words.ordinal_mark and text.endswith(self.words.ordinal_mark, 0, start):
            return True
        if self.rule.tenth.match(text, end):
            return True
        if printed in self.words.never or (self.rule.apart and text[start - 1 : start].isalpha()):
            return False
        return bool(self.words.counter.match(text, end) or self.words.unit.match(text, end))

    def _joined(self, found: list[Mention], mention: Mention) -> bool:
        """Make one range or one fraction of this number and the last."""
        if not found:
            return False
        last = found[-1]
        between = self.text[last.end : mention.start]
        if between == self.rule.fraction and mention.value is not None and last.value:
            if last.value == 100:
                last.value, last.kind, last.unit = mention.value, "percent", "percent"
            else:
                last.value = round(mention.value / last.value, 6)
                last.form = last.kind = "fraction"
            last.end = last.digits_end = mention.end
            return True
        if last.form == "digits" == mention.form and between == "/" and last.value and mention.value:
            if last.value >= mention.value:
                return False
            last.value, last.form, last.kind = round(last.value / mention.value, 6), "fraction", "fraction"
            last.end = last.digits_end = mention.end
            return True
        if mention.value == 1 and last.value and last.form == "digits" and self.rule.one_in.fullmatch(between):
            return self._one_in(last, mention)
        if self.rule.ratio.fullmatch(between) and last.form == "digits" == mention.form:
            return self._ratio(last, mention)
        if self.rule.ranges.fullmatch(between) and last.form in {"digits", "words"} and last.low is None:
            return self._ranged(last, mention)
        return False

    def _one_in(self, last: Mention, mention: Mention) -> bool:
        """ "3人に1人" is a third."""
        counter = self.words.counter.match(self.text, mention.end)
        last.value, last.form, last.kind = round(1 / (last.value or 1), 6), "fraction", "fraction"
        last.end = last.digits_end = counter.end() if counter else mention.end
        return True

    def _ratio(self, last: Mention, mention: Mention) -> bool:
        """ "3対1" is 3; a colon needs a word of proportion before it, else it is a time or a score."""
        colon = self.text[last.end] in ":：" and not _PROPORTION.search(self.text, max(0, last.start - 6), last.start)
        if colon or not last.value or not mention.value:
            return False
        last.value, last.form, last.kind = round(last.value / mention.value, 6), "multiple", "ratio"
        last.end = last.digits_end = mention.end
        return True

    def _ranged(self, last: Mention, mention: Mention) -> bool:
        low, high = last.value, mention.value
        if low is None or high is None:
            return False
        if mention.scale > 1 and last.scale == 1 and low < mention.base:
            low *= mention.scale
        if low >= high:
            return False
        last.low, last.high, last.value = low, high, None
        last.end = last.digits_end = mention.end
        return True

    def _tenths(self, mention: Mention, end: int) -> Mention:
        """ "三成" and "4割" are fractions of ten."""
        match = self.rule.tenth.match(self.text, mention.end, end)
        if match and mention.value is not None and 0 < mention.value < 10 and mention.form != "multiple":
            share = mention.value / 10
            if match.lastgroup and match[match.lastgroup]:
                share += value_of(match[match.lastgroup], self.rule)[0] / 100
            mention.value = round(share, 6)
            mention.form = mention.kind = "fraction"
            mention.end = mention.digits_end = match.end()
        return mention


def _made(start: int, end: int, value: float, form: str, base: float, scale: float) -> Mention:
    return Mention(start, end, value, form, base, scale, digits_end=end, lead=start)


def scan(sentence: Sentence) -> list[Mention]:
    """All numbers of a sentence, in order, without their units."""
    return Scanner(sentence.text, sentence.language).find(sentence.start, sentence.end)
