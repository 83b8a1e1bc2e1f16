"""Read NewsQuant's texts so many times, for counting instructions: they do not depend on how busy a machine is.

    valgrind --tool=cachegrind --cache-sim=no python bench/figures/passes.py NEWSQUANT TIMES

The difference between five and three times, halved, is a pass with everything compiled and remembered.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sdspider import find_figures


def main() -> None:
    """Read."""
    texts = [row["text"] for row in json.loads(Path(sys.argv[1]).read_text("utf-8"))]
    for _ in range(int(sys.argv[2])):
        for text in texts:
            find_figures(text)


if __name__ == "__main__":
    main()
