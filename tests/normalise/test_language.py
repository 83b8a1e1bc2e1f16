"""The language of a text, not of its address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider.normalise.language import detect, primary

PORTAL = ("en", "de", "fr", "ja", "ko", "zh")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It has built one national pilot marine laboratory and 21 state key laboratories.", "en"),
        ("Die Provinz hat 25 technische Innovationszentren gegründet, davon sieben in Jinan.", "de"),
        ("La province a lancé 1 007 projets majeurs dont l'investissement dépasse mille milliards.", "fr"),
        ("山東省には国家重点実験室が20カ所あり、イノベーションの基盤となっている。", "ja"),
        ("산둥성은 외국인 투자를 위한 새로운 지원 조치를 발표하였다.", "ko"),
        ("山东省已建成国家重点实验室二十一家，省级重点实验室二百六十一家。", "zh"),
        ("大衆網・ポスターニュース によると、Shandong Heavy Industry Group は国内最大である。", "ja"),
    ],
)
def test_texts_of_the_portal(text: str, language: str) -> None:
    for fallback in (None, "en", "zh"):
        assert detect(text, fallback, PORTAL) == language
    assert detect(text) == language


def test_short_texts_take_the_hint() -> None:
    assert detect("Jinan", "de", PORTAL) == "de"
    assert detect("Jinan", None, PORTAL) is None
    assert detect("山東", "ja", PORTAL) == "ja"
    assert detect("", "fr") == "fr"
    assert detect("12345 67890 " * 20, None) is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", "zh"),
        ("EN_us", "en"),
        ("x-default", None),
        ("", None),
        (None, None),
        ("english", None),
        (" fr ", "fr"),
    ],
)
def test_tags(tag: str | None, language: str | None) -> None:
    assert primary(tag) == language


@given(st.text(max_size=120), st.sampled_from([None, "en", "xx"]), st.sampled_from([None, PORTAL, ("xx",)]))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_detection_never_raises_and_is_deterministic(
    text: str, fallback: str | None, candidates: tuple[str, ...] | None
) -> None:
    found = detect(text, fallback, candidates)
    assert found == detect(text, fallback, candidates)
    assert found is None or found
