"""Japanese, Chinese and Korean: how numbers are read, what they are printed with, and what is none of them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdspider import find_figures

DAY = datetime(2024, 4, 1, tzinfo=UTC)
SIGNS = [*"0123456789.,%~-+()「」『』“”、，。 第约約약万億亿兆억元年月日", "만 ", "조 ", "위안"]
WORDS = [
    *("十", "三", "百", "千", "分の", "分之", "분의 ", "個", "家", "개", "社の", "企業", "기업은 ", "うち", "其中"),
    *("増", "同比增长", "kW", "成", "割", "それぞれ", "分别", "각각 ", "까지", "まで", "到"),
]


def only(text, language):
    figures = find_figures(text, language, DAY)
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("ja", "総投資額は11374億9000万元だ。", 1_137_490_000_000, "CNY"),
        ("ja", "ベッド数は59万1900床だ。", 591_900, None),
        ("ja", "生産額は20億7800万ドルだ。", 2_078_000_000, "USD"),
        ("ja", "工場は六十三カ所ある。", 63, None),
        ("ja", "発電容量は2134.7万kWだ。", 21_347_000, "kW"),
        ("ja", "列車は時速600キロで走る。", 600, "km/h"),
        ("ja", "農家の4割が参加した。", 0.4, None),
        ("ja", "予算の3分の1を使った。", 0.333333, None),
        ("ja", "売上高は1.5倍になった。", 1.5, None),
        ("ja", "比率は0.27ポイント上がった。", 0.27, "percentage_point"),
        ("zh", "总投资1.62万亿元。", 1_620_000_000_000, "CNY"),
        ("zh", "装机容量300兆瓦。", 300, "MW"),
        ("zh", "用电量72亿千瓦时。", 7_200_000_000, "kWh"),
        ("zh", "面积占千分之一。", 0.001, None),
        ("zh", "研发人员占百分之三十五。", 35, "percent"),
        ("zh", "三成农户参加。", 0.3, None),
        ("zh", "全程1小时40分。", 100, "min"),
        ("zh", "出口额翻了一番。", 2, None),
        ("zh", "气温降至零下12摄氏度。", -12, "Cel"),
        ("zh", "资金两亿元。", 200_000_000, "CNY"),
        ("ko", "총액은 3조 2600억 위안이다.", 3_260_000_000_000, "CNY"),
        ("ko", "투자액은 3,800만 달러였다.", 38_000_000, "USD"),
        ("ko", "공장 스물다섯 곳이 있다.", 25, None),
        ("ko", "농가의 3분의 1이 참가했다.", 0.333333, None),
        ("ko", "0.7%포인트 높다.", 0.7, "percentage_point"),
        ("ko", "면적은 12만㎡다.", 120_000, "m2"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(language, text, value, unit):
    figure = only(text, language)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("ja", "2~3カ所の省実験室を置く。", 2, 3),
        ("zh", "每天开行10至15班。", 10, 15),
        ("zh", "价格在3~5万元。", 30_000, 50_000),
        ("ko", "해안에서 20~25km 떨어져 있다.", 20, 25),
        ("ja", "橋は14キロ~18キロの間にある。", 14, 18),
    ],
)
def test_a_range_has_two_ends(language, text, low, high):
    figure = only(text, language)
    assert (figure.value, figure.value_low, figure.value_high) == (None, low, high)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "A350型機は16時31分に第3ターミナルへ着いた。"),
        ("ja", "「1313」体系と1+30+N計画は第14次5カ年計画にある。"),
        ("ja", "電話は0531-5170-0000、4月10日に第8回会議を開く。"),
        ("zh", "“十强”产业在2024年3月9日14时30分亮相，电话0531-51760000。"),
        ("zh", "千亿级产业、世界500强和5A景区。"),
        ("zh", "一定要一体化推进，一带一路。"),
        ("ko", "회의는 4월 10일 오후 3시에 제2회의실에서 열렸고 5G 기술이 소개되었다."),
        ("ko", "수천 명이 모였고 24시간 핫라인도 열렸다."),
    ],
)
def test_names_dates_and_numberings_are_no_figures(language, text):
    assert find_figures(text, language, DAY) == []


@pytest.mark.parametrize(
    ("language", "text", "qualifiers"),
    [
        ("ja", "約20社、30件以上、40台余り、最大50人、60校近く、70社を超える。", "~ ≥ > ≤ ≈ >"),
        ("zh", "约20家，不少于30件，40余台，最高50万元，近60所，突破70亿元。", "~ ≥ > ≤ ≈ >"),
        ("ko", "약 20개, 30건 이상, 40여 대, 최대 50명, 거의 60곳, 70억 위안을 넘는다.", "~ ≥ > ≤ ≈ >"),
    ],
)
def test_qualifiers_stand_on_either_side(language, text, qualifiers):
    names = {"~": "approximately", "≥": "at_least", ">": "more_than", "≤": "at_most", "≈": "nearly"}
    found = [figure.qualifier for figure in find_figures(text, language, DAY)]
    assert found == [names[sign] for sign in qualifiers.split()]


def test_a_paired_list_is_matched_by_place():
    text = "韓国、日本、EU向けはそれぞれ45.1、89.4、40%伸びた。"
    found = [(figure.subject, figure.value, figure.direction) for figure in find_figures(text, "ja", DAY)]
    assert found == [("韓国", 45.1, "up"), ("日本", 89.4, "up"), ("EU", 40, "up")]


def test_a_part_names_its_whole_and_its_place():
    whole, part = find_figures("山东入围企业55家，其中东营13家。", "zh", DAY)
    assert part.part_of == f"#{whole.start}-{whole.end}"
    assert (whole.place, part.place) == ("Shandong", "Dongying")
    assert part.subject == whole.subject


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "2027年までに企業を450社に増やす。"),
        ("zh", "到2027年，企业达到450家。"),
        ("ko", "2027년까지 기업을 450개로 늘린다."),
    ],
)
def test_a_level_by_a_time_to_come_is_a_target(language, text):
    figure = only(text, language)
    assert figure.status == "target"
    assert figure.period is not None
    assert (figure.period.start, str(figure.period.end)) == (None, "2027-12-31")


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(SIGNS + WORDS), max_size=60).map("".join), st.sampled_from(["ja", "zh", "ko"]))
def test_no_text_breaks_it_and_offsets_are_right(text, language):
    end = 0
    for figure in find_figures(text, language, DAY):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= end
        assert figure.subject is None or figure.subject in text
        type(figure).model_validate(figure.model_dump())
        end = figure.end
