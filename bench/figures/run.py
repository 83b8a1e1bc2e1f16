"""Measure the figure engine: quality against labelled sets, speed against a peer.

    python -m bench.figures.run [--own] [--gold FILE --gold-scorer FILE] [--newsquant FILE] [--recognizers FILE]
                                [--scorer FILE] [--speed] [--out DIR] [--add-floor REASON [--lowered WHY]]

Sets and scorers that are not the project's are named by path. `--scorer` reads `--gold GOLD --pred PRED`, as does
`--gold-scorer`; predictions are written into `--out` as JSON Lines of {"id", "figures"}.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.figures import engine, floors, labels, newsquant, recognizers, scoring, speed

Row = dict[str, Any]
ROOT = Path(__file__).parents[2]
OWN = ROOT / "fixtures" / "figures" / "labelled.jsonl"
FLOORS = ROOT / "tests" / "figure_floors" / "floors.toml"
LANGUAGES = labels.LANGUAGES
MARGIN = 1.0
"""Points that a floor stands under what was measured: a trade between two fields is no regression."""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", action="store_true", help="the project's own labelled set, with its own scorer")
    parser.add_argument("--gold", type=Path, help="a labelled set of the own set's form")
    parser.add_argument("--gold-scorer", type=Path, help="its scorer; without it, the project's own")
    parser.add_argument("--newsquant", type=Path, help="NewsQuant's JSON file")
    parser.add_argument("--recognizers", type=Path, help="cases of Recognizers-Text as JSON Lines")
    parser.add_argument("--scorer", type=Path, help="scorer for --newsquant and --recognizers")
    parser.add_argument("--speed", action="store_true", help="sentences a second, and the slowest input")
    parser.add_argument("--out", type=Path, help="where predictions are kept; else they are thrown away")
    parser.add_argument("--add-floor", metavar="REASON", help="append today's scores to floors.toml")
    parser.add_argument("--lowered", metavar="WHY", help="why a floor may fall")
    return parser.parse_args()


def show(title: str, scores: floors.Floors) -> None:
    """Print a table of scores, one column a language."""
    names = list(next(iter(scores.values())))
    print(f"{title}\n{'':12}" + "".join(f"{language:>7}" for language in scores))
    for name in names:
        print(f"{name:12}" + "".join(f"{row[name]:7.1f}" for row in scores.values()))


def own(path: Path, title: str) -> floors.Floors:
    """Score a labelled file with the project's own scorer."""
    rows = labels.load(path)
    scores = scoring.score(rows, engine.run(rows))
    show(f"{title}: {len(rows)} passages", scores)
    return scores


def write(path: Path, found: Iterable[tuple[str, list[Row]]]) -> Path:
    """Write predictions as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for key, figures in found:
            out.write(json.dumps({"id": key, "figures": figures}, ensure_ascii=False) + "\n")
    return path


def call(scorer: Path, gold: Path, predicted: Path, *more: str) -> None:
    """Run a scorer and let it print."""
    command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(predicted), *more]
    sys.stdout.flush()
    subprocess.run(command, check=True)


def texts_of(path: Path) -> list[tuple[str, str]]:
    """Id and text of each row: of JSON Lines, or of NewsQuant's array, whose ids are positions."""
    if path.suffix == ".jsonl":
        return [(row["id"], row["text"]) for row in labels.load(path)]
    rows = json.loads(path.read_text("utf-8"))
    return [(f"NewsQuant-{place:04d}", row["text"]) for place, row in enumerate(rows)]


def foreign(path: Path, convert: Callable[[str], list[Row]], scorer: Path | None, out: Path) -> None:
    """Predict with an adapter, and score."""
    print(f"== {path.name}")
    predicted = write(out / f"{path.stem}.predicted.jsonl", ((key, convert(text)) for key, text in texts_of(path)))
    if scorer:
        call(scorer, path, predicted)


def measure_speed(path: Path | None) -> None:
    """Print rates over NewsQuant's texts, or over the own set's English ones, and the slowest inputs."""
    texts = [text for _, text in texts_of(path)] if path else [r["text"] for r in labels.load(OWN) if r["lang"] == "en"]
    for name, value in speed.compare(texts).items():
        print(f"{name:20}{value:10.1f}" + ("" if name == "ratio" else " sentences/s"))
    slow = speed.slowest(texts, LANGUAGES)
    for milliseconds, language, name in slow[:5]:
        print(f"{milliseconds:8.2f} ms  {language}  10,000 characters of {name}")
    rows = labels.load(OWN)
    for language in LANGUAGES:
        milliseconds, count = speed.dense([row["text"] for row in rows if row["lang"] == language], language)
        print(f"{milliseconds:8.2f} ms  {language}  10,000 characters of the own set, {count} figures")


def add_floor(scores: floors.Floors, reason: str, lowered: str | None) -> None:
    """Append an entry to floors.toml: what was measured, less a margin, for languages that are read."""
    entry: floors.Entry = {"digest": labels.digest(OWN), "reason": reason}
    entry |= {"lowered": lowered} if lowered else {}
    entry["floor"] = {
        language: {name: round(max(value - MARGIN, 0.0), 1) for name, value in row.items()}
        for language, row in scores.items()
        if row["value"]
    }
    problems = floors.history_errors([*floors.load(FLOORS), entry])
    if problems:
        raise SystemExit("; ".join(problems) + " (use --lowered WHY)")
    with FLOORS.open("a", encoding="utf-8") as out:
        out.write(("\n" if out.tell() else "") + floors.as_toml(entry))


def main() -> None:
    """Measure what the command line asks for."""
    args = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        out = args.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        if args.own or args.add_floor:
            scores = own(OWN, "own set")
            if args.add_floor:
                add_floor(scores, args.add_floor, args.lowered)
        if args.gold and args.gold_scorer:
            rows = labels.load(args.gold)
            predicted = write(out / "gold.predicted.jsonl", engine.run(rows).items())
            for language in dict.fromkeys(row["lang"] for row in rows):
                print(f"== {args.gold.name} {language}")
                call(args.gold_scorer, args.gold, predicted, "--lang", language)
        elif args.gold:
            own(args.gold, args.gold.name)
        if args.newsquant:
            foreign(args.newsquant, newsquant.convert, args.scorer, out)
        if args.recognizers:
            foreign(args.recognizers, recognizers.convert, args.scorer, out)
        if args.speed:
            measure_speed(args.newsquant)


if __name__ == "__main__":
    main()
