"""French figures."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sdspider import find_figures
from sdspider.items import Figure

PUBLISHED = datetime.fromisoformat("2024-05-22T10:00:00+08:00")


def found(text: str) -> list[Figure]:
    return find_figures(text, "fr", PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On a compté 12 450 visiteurs, 3\u00a0200 vélos et 1\u202f100 motos.", [12450, 3200, 1100]),
        ("La part est de 3,75 %.", [3.75]),
        ("Le déficit atteint mille deux cents milliards d'euros.", [1.2e12]),
        ("Quatre-vingt-dix-sept maires, soixante et onze élus, deux cent trois juges.", [97, 71, 203]),
        ("Deux millions et demi de clients, une demi-douzaine de magasins.", [2.5e6, 6]),
        ("Un musée, deux théâtres et un opéra ouvrent.", [1, 2, 1]),
        ("Une porte-parole a donné une raison.", []),
        ("Le 3 juin s'ouvre la 25e foire, à 14 h 30, salle 5.", []),
        ("Un foyer sur cinq et trois maires sur dix.", [0.2, 0.3]),
        ("Un cinquième des puits est à sec ; le cinquième puits est plein.", [0.2]),
        ("Le rapport de 3:1 est stable.", [3]),
        ("Des milliers de gens, plusieurs dizaines de cars.", []),
        ("Une centaine de villages.", [100]),
        ("Le trajet dure deux heures et dix minutes, ou deux ans et demi.", [130, 2.5]),
        ("Un bâtiment neuf abrite neuf classes.", [9]),
        ("Le conducteur de 40 ans est indemne.", []),
        ("L'agence est ouverte 24 heures sur 24.", []),
        ("Le prix a été multiplié par 2,5, le poids divisé par deux.", [2.5, 0.5]),
        ("Le gel a atteint moins 12 degrés ; il y avait au moins 12 skieurs.", [-12, 12]),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    assert [figure.value for figure in found(text)] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "direction", "comparison"),
    [
        ("Les ventes ont progressé de 4 % sur un an.", "up", "year_on_year"),
        ("Les ventes ont reculé de 4 % par rapport au mois précédent.", "down", "month_on_month"),
        ("Les ventes sont en baisse de 4 %.", "down", None),
        ("Le taux est de 4 points supérieur à la moyenne nationale.", "up", "national_average"),
        ("Le taux est de 4 %.", None, None),
    ],
)
def test_changes(text: str, direction: str | None, comparison: str | None) -> None:
    (figure,) = found(text)
    assert (figure.direction, figure.comparison) == (direction, comparison)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Environ 300 invités sont venus.", "approximately"),
        ("Près de 300 invités sont venus.", "nearly"),
        ("Plus de 300 invités sont venus.", "more_than"),
        ("Le total a dépassé 300 invités.", "more_than"),
        ("Il y a au moins 300 places.", "at_least"),
        ("Il y a jusqu'à 300 places.", "at_most"),
        ("Il y a moins de 300 places.", "less_than"),
        ("Une vingtaine de places.", "approximately"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in found(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Au premier semestre 2023, 40 invités sont venus.", date(2023, 1, 1), date(2023, 6, 30)),
        ("L'an dernier, 40 invités sont venus.", date(2023, 1, 1), date(2023, 12, 31)),
        ("Fin octobre 2022, on comptait 40 invités.", None, date(2022, 10, 31)),
        ("Depuis 2018, 40 invités sont venus.", date(2018, 1, 1), None),
        ("Au 31 mars 2024, on comptait 40 invités.", None, date(2024, 3, 31)),
        ("D'ici la fin de l'année, on attend 40 invités.", None, date(2024, 12, 31)),
        ("Du 5 au 8 mai, 40 invités sont venus.", date(2024, 5, 5), date(2024, 5, 8)),
    ],
)
def test_periods(text: str, start: date | None, end: date | None) -> None:
    (figure,) = found(text)
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("La ville prévoit de bâtir 40 écoles.", ["planned"]),
        ("La ville vise 40 écoles.", ["target"]),
        ("La ville devrait accueillir 40 invités.", ["forecast"]),
        ("Selon le projet soumis à consultation, 40 écoles seront bâties.", ["draft"]),
        ("Quelque 40 km sont en construction et 20 km sont prévus.", ["under_construction", "planned"]),
        ("La ville compte 40 écoles.", ["actual"]),
    ],
)
def test_status(text: str, statuses: list[str]) -> None:
    assert [figure.status for figure in found(text)] == statuses


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("La valeur des exportations a atteint 5 milliards d'euros.", ["exportations"]),
        ("Le gouvernement réduit les impôts de 4 %.", ["impôts"]),
        ("Le pont mesure 36 km et a coûté 5 milliards de yuans.", ["pont", "pont"]),
        ("Le port, troisième port du pays, a traité 3 millions de tonnes.", ["port", "port"]),
        ("Les exportations et les importations ont crû de 5 et 3 %.", ["exportations", "importations"]),
        ("Le groupe compte 52 écoles d'ingénieurs et 40 autres.", ["écoles d'ingénieurs"] * 2),
        ("Le port a reçu 3 millions de tonnes de minerai.", ["minerai"]),
    ],
)
def test_subjects(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in found(text)] == subjects


def test_a_range_is_told_from_a_change() -> None:
    (spread,) = found("Le projet créera de 200 à 300 emplois.")
    assert (spread.value, spread.value_low, spread.value_high) == (None, 200, 300)
    assert [figure.value for figure in found("Le parc est passé de 200 à 300 bus.")] == [200, 300]


def test_money_behind_money_keeps_its_currency() -> None:
    whole, part = found("Le budget est de 118 milliards de yuans, dont 21 milliards pour la santé.")
    assert (part.kind, part.unit, part.part_of) == ("money", "CNY", f"#{whole.start}-{whole.end}")


def test_denominators_and_ranks() -> None:
    (beds,) = found("On compte 5,9 lits pour 1 000 habitants.")
    assert (beds.value, beds.per) == (5.9, "1,000 people")
    (rank,) = found("Zibo occupe la 26e place.")
    assert (rank.kind, rank.value, rank.subject, rank.place) == ("rank", 26, "Zibo", "Zibo")
