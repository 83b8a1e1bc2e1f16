"""Portal scraper and structured-data extractor: articles, navigation, figures and records as JSON Lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract_page", "find_figures"]

if TYPE_CHECKING:
    from sdspider.quantities import find_figures
    from sdspider.replay import extract_page


def __getattr__(name: str) -> Callable[..., Any]:
    """Import the two public functions on first use: a settings module must stay quick to import."""
    if name == "find_figures":
        from sdspider.quantities import find_figures

        return find_figures
    if name == "extract_page":
        from sdspider.replay import extract_page

        return extract_page
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
