"""German figures."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sdspider import find_figures
from sdspider.items import Figure
from sdspider.quantities.european.compounds import parse

PUBLISHED = datetime.fromisoformat("2024-05-22T10:00:00+08:00")


def found(text: str) -> list[Figure]:
    return find_figures(text, "de", PUBLISHED)


def values(text: str) -> list[float | None]:
    return [figure.value for figure in found(text)]


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("einundzwanzig", "unit", 21),
        ("zweitausendfünfhundert", "unit", 2500),
        ("neunzehnhundert", "unit", 1900),
        ("hundert", "hundred", 100),
        ("zweieinhalb", "unit", 2.5),
        ("siebte", "ordinal", 7),
        ("ersten", "ordinal", 1),
        ("zwanzigsten", "ordinal", 20),
        ("drittgrößter", "rank", 3),
        ("verdreifachte", "multiple", 3),
        ("dreiviertel", "fraction", 0.75),
        ("viertägige", "attribute", 4),
        ("dreimal", "often", 3),
        ("dreieck", None, None),
        ("heinrich", None, None),
    ],
)
def test_compound_words(word: str, kind: str | None, value: float | None) -> None:
    read = parse(word)
    assert (read and read.kind, read and read.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es kamen 12.450 Gäste.", [12450]),
        ("Der Anteil liegt bei 3,75 %.", [3.75]),
        ("Das Defizit beträgt 1,2 Billionen Euro.", [1.2e12]),
        ("Gezählt wurden 4Mio. Vögel.", [4e6]),
        ("Anderthalb Millionen Kunden, ein halbes Dutzend Läden.", [1.5e6, 6]),
        ("Ein Museum, zwei Theater und eine Oper öffnen.", [1, 2, 1]),
        ("Eine Sprecherin nannte einen Grund.", []),
        ("Es sind inzwischen 25. Die Stadt plant mehr.", [25]),
        ("Am 3. Juni beginnt die 25. Messe.", []),
        ("Die Quote sank um einen Prozentpunkt.", [1]),
        ("Jeder fünfte Betrieb klagt.", [0.2]),
        ("Das Verhältnis von 3:1 blieb; das Spiel endete 3:1.", [3]),
        ("Drei Billionen-Städte und 20 Milliarden-Euro-Firmen.", [3, 20]),
        ("Er ist ein 40-jähriger Fahrer aus Halle 5.", []),
        ("Im Saal 5 tagten 40 Leute, es brachte der Bus 300 Gäste.", [40, 300]),
        ("Tausende Fans, mehrere hundert Helfer, Dutzende Busse.", []),
        ("Die Reise dauert zwei Stunden und zehn Minuten.", [130]),
        ("Die Temperatur fiel auf minus 12 Grad.", [-12]),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    assert values(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "direction", "comparison"),
    [
        ("Der Absatz legte um 4 Prozent gegenüber dem Vorjahr zu.", "up", "year_on_year"),
        ("Der Absatz ging im Mai um 4 Prozent gegenüber dem Vormonat zurück.", "down", "month_on_month"),
        ("Der Absatz ist um 4 Prozent gesunken.", "down", None),
        ("Der Absatz nahm um 4 Prozent ab.", "down", None),
        ("Ein Zuwachs von 4 Prozent wurde erreicht.", "up", None),
        ("Der Wert liegt 4 Prozentpunkte über dem Landesdurchschnitt.", "up", "national_average"),
        ("Der Anteil beträgt 4 Prozent.", None, None),
        ("Der Anteil stieg auf 4 Prozent.", None, None),
    ],
)
def test_changes(text: str, direction: str | None, comparison: str | None) -> None:
    (figure,) = found(text)
    assert (figure.direction, figure.comparison) == (direction, comparison)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Rund 300 Gäste kamen.", "approximately"),
        ("Knapp 300 Gäste kamen.", "nearly"),
        ("Gut 300 Gäste kamen.", "more_than"),
        ("Die Stadt verfügt über 300 Busse.", "exact"),
        ("Es waren über 300 Gäste.", "more_than"),
        ("Es gibt mindestens 300 Plätze.", "at_least"),
        ("Es gibt bis zu 300 Plätze.", "at_most"),
        ("Es gibt weniger als 300 Plätze.", "less_than"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in found(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Im ersten Halbjahr 2023 kamen 40 Gäste.", date(2023, 1, 1), date(2023, 6, 30)),
        ("In den ersten vier Monaten kamen 40 Gäste.", date(2024, 1, 1), date(2024, 4, 30)),
        ("Im vergangenen Jahr kamen 40 Gäste.", date(2023, 1, 1), date(2023, 12, 31)),
        ("Ende Oktober 2022 waren es 40 Gäste.", None, date(2022, 10, 31)),
        ("Seit 2018 kamen 40 Gäste.", date(2018, 1, 1), None),
        ("Bis zum Jahresende kommen 40 Gäste.", None, date(2024, 12, 31)),
        ("Vom 5. bis 8. Mai kamen 40 Gäste.", date(2024, 5, 5), date(2024, 5, 8)),
    ],
)
def test_periods(text: str, start: date | None, end: date | None) -> None:
    (figure,) = found(text)
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (start, end)


def test_a_year_is_counted_back_from_the_one_named_before() -> None:
    first, second = found("Der Gewinn betrug 2021 4 Mio. Euro; im Vorjahr waren es 3 Mio. Euro.")
    assert first.period is not None
    assert second.period is not None
    assert (first.period.end, second.period.end) == (date(2021, 12, 31), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Die Stadt will 40 Schulen bauen.", "planned"),
        ("Bis 2030 soll es 40 Schulen geben.", "target"),
        ("Ziel sind 40 Schulen.", "target"),
        ("Voraussichtlich kommen 40 Gäste.", "forecast"),
        ("Derzeit sind 40 km im Bau.", "under_construction"),
        ("Der Entwurf nennt 40 Schulen.", "draft"),
        ("Es gibt 40 Schulen, mehr als geplant.", "actual"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert [figure.status for figure in found(text)] == [status]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Der Umsatz der Werke betrug 5 Mio. Euro, ein Plus von 4 Prozent.", ["Umsatz der Werke"] * 2),
        ("Die Zahl der Betten stieg von 38 auf 61.", ["Betten", "Betten"]),
        ("Die Regierung senkte die Steuern um 4 Prozent.", ["Steuern"]),
        ("Ausfuhren und Einfuhren wuchsen um 5 bzw. 3 Prozent.", ["Ausfuhren", "Einfuhren"]),
        ("13 neue und zwölf alte Brücken.", ["alte Brücken", "alte Brücken"]),
        ("Der Hafen schlug 3 Mio. Tonnen Erz um.", ["Erz"]),
        ("Gut 40 Prozent der Höfe schließen.", ["Höfe"]),
        ("Dazu zählt ein Park, der 4 km lang ist.", ["Park"]),
    ],
)
def test_subjects(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in found(text)] == subjects


def test_units_are_shared() -> None:
    first, second = found("Der Handel wuchs von 1,2 auf 1,6 Billionen Euro.")
    assert (first.value, first.unit, second.value) == (1.2e12, "EUR", 1.6e12)
    gapped = found("Erz legte um 5,1, Kohle um 3,2 und Holz um 2 Prozent zu.")
    assert [(figure.unit, figure.direction) for figure in gapped] == [("percent", "up")] * 3


def test_parts_and_places() -> None:
    whole, part = found("Von den 1.860 Bewerbern kamen 740 aus Zibo.")
    assert part.part_of == f"#{whole.start}-{whole.end}"
    cities = found("Qingdao, Jinan und Yantai wuchsen um 5, 6 und 4 Prozent.")
    assert [figure.place for figure in cities] == ["Qingdao", "Jinan", "Yantai"]
    assert [figure.place for figure in found("Shandongs Küste misst 3.000 km.")] == ["Shandong"]


def test_ranks() -> None:
    assert [(figure.kind, figure.value, figure.subject) for figure in found("Zibo liegt auf Platz 7.")] == [
        ("rank", 7, "Zibo")
    ]
    assert [figure.value for figure in found("Es ist der zweitgrößte Hafen Asiens und steht an dritter Stelle.")] == [
        2,
        3,
    ]
