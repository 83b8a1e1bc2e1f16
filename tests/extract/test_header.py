"""Header lines in every form that the portal and its sister sites print."""

from __future__ import annotations

import pytest

from sdspider.extract.grow import grow
from sdspider.extract.header import read_header

FORMS = [
    ("Source: Haibao NewsEditor: 李明秀02-20-2024 15:10", "02-20-2024 15:10", "Haibao News", "李明秀"),
    ("Source: Editor: 燕鸽02-28-2022 11:16", "02-28-2022 11:16", None, "燕鸽"),
    ("来源:dzwww.com - Plakatnachricht2023-05-30 17:10:00", "2023-05-30 17:10:00", "dzwww.com - Plakatnachricht", None),
    ("Source:Haibao News 09-06-2023 09:10:00", "09-06-2023 09:10:00", "Haibao News", None),
    ("Source: 01-08-2023 19:03:00", "01-08-2023 19:03:00", None, None),
    ("(chinadaily.com.cn)| Updated : 2024-02-28", "2024-02-28", "chinadaily.com.cn", None),
    ("(| Updated : 2024-02-28", "2024-02-28", None, None),
    ("2023/10/10 9:52:56   source:Chinadaliy", "2023/10/10 9:52:56", "Chinadaliy", None),
    ("inputtime: 2020-12-18 09:10:32", "2020-12-18 09:10:32", None, None),
    ("(Xinhua) 09:12, September 13, 2022", "09:12, September 13, 2022", "Xinhua", None),
    ("zibo.gov.cn|Updated: March 1, 2022", "March 1, 2022", "zibo.gov.cn", None),
    ("Date: 2017-11-08 11:35:37, Source:", "2017-11-08 11:35:37", None, None),
    ("2024-04-01 17:10 来源：大众日报 编辑：李四 浏览次数：12", "2024-04-01 17:10", "大众日报", "李四"),
    ("来源：大众网·海报新闻2023年5月30日 17:10", "2023年5月30日 17:10", "大众网·海报新闻", None),
    (
        "ソース：大衆網・ポスターニュース編集：李明秀02-20-2024 15:10",
        "02-20-2024 15:10",
        "大衆網・ポスターニュース",
        "李明秀",
    ),
    (
        "출처: 대중 사이트·포스터 뉴스편집: 李明秀02-20-2024 15:10",
        "02-20-2024 15:10",
        "대중 사이트·포스터 뉴스",
        "李明秀",
    ),
    ("Quelle: dzwww.com Redakteur: 燕鸽 28.02.2022 11:16", "28.02.2022 11:16", "dzwww.com", "燕鸽"),
    ("Updated: 2024-04-02 09:00 Published: 2024-04-01 08:00", "2024-04-01 08:00", None, None),
    ("<p>Source:</p><p>Haibao News</p><p>02-20-2024 15:10</p>", "02-20-2024 15:10", "Haibao News", None),
    ("<td>Source: Haibao News</td><td>Editor:</td><td>02-20-2024 15:10</td>", "02-20-2024 15:10", "Haibao News", None),
    ("Title of it<br>2024-04-01 17:10<br>More", "2024-04-01 17:10", None, None),
]


@pytest.mark.parametrize(("markup", "date", "source", "editor"), FORMS)
def test_header_line(markup: str, date: str, source: str | None, editor: str | None) -> None:
    found = read_header(grow(f"<table><div>{markup}</div></table>").runs)
    assert (found.date, found.source, found.editor) == (date, source, editor)


def test_a_sentence_that_names_a_day_is_no_header_line() -> None:
    text = "The plan was released on July 27, 2023 in Jinan by the government, which will build ten parks by 2027."
    assert read_header(grow(f"<p>{text}</p>").runs).date is None
