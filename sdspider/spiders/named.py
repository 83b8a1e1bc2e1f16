"""One spider class for each portal file: `scrapy list` and `scrapy crawl NAME` work without a registry."""

from sdspider.portals import names
from sdspider.spiders.portal import PortalSpider


def _spider(name: str) -> type[PortalSpider]:
    """A named subclass; Scrapy's loader only takes classes that say they live in this module."""
    title = "".join(part.capitalize() for part in name.split("_")) + "Spider"
    return type(title, (PortalSpider,), {"name": name, "__module__": __name__, "__doc__": f"Crawls {name}."})


globals().update({spider.__name__: spider for spider in map(_spider, names())})
