"""Scrapy settings: polite, bounded and honest by default. Every value can be overridden with `--set NAME=VALUE`.

Why each differs from Scrapy's default is said beside it; the measurements are in docs/decisions/.
"""

from importlib.util import find_spec
from typing import Any

from sdspider import __version__


def user_agent(contact: str) -> str:
    """The name that servers see, with an address to complain to."""
    return f"sdspider/{__version__} (+{contact})"


BOT_NAME = "sdspider"
SPIDER_MODULES = ["sdspider.spiders.named"]
NEWSPIDER_MODULE = "sdspider.spiders"

# Who we are: never a browser's name. Set CONTACT to your own address: a portal's owner must be able to reach you.
CONTACT = "set-CONTACT-in-your-settings@example.invalid"
USER_AGENT = user_agent(CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "sdspider"

# One request a second and host.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # a jitter would break a delay that robots.txt asks for
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0

# Patience with faults, in seconds; see sdspider/spiders/patience.py and robots.py.
RETRY_TIMES = 4
RETRY_PAUSE = 2.0  # doubled at each try of an address
HOST_PATIENCE = 900.0  # rest that one host may ask for in a run
HOST_FAULTS = 12  # connection faults in a row after which a host is left aside
ROBOTSTXT_PATIENCE = 300.0  # how long a robots.txt that answers 5xx is waited for

# When an archived article is asked for again, in days: [younger than, again after]; lists always are.
FRESHNESS: dict[str, Any] = {"articles": [[30, 0.8], [365, 6], [None, 30]], "undated": 6, "spread": 0.2}
ARCHIVE_FULL = False

# Bounds against silent servers, endless bodies and endless sites.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DEPTH_LIMIT = 10_000  # a list may have thousands of pages behind one "next"; traps are cut by what they bring
URLLENGTH_LIMIT = 1000
REDIRECT_MAX_TIMES = 6
METAREFRESH_MAXDELAY = 60
MEMUSAGE_LIMIT_MB = 2048

DUPEFILTER_CLASS = "sdspider.spiders.seen.Seen"
# Breadth first.
DEPTH_PRIORITY = 1
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# Nothing that opens a door or leaves the web.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS: dict[str, Any] = {"ftp": None, "file": None, "data": None, "s3": None}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False  # a cookie with a Domain makes Scrapy fetch the public-suffix list
REFERRER_POLICY = "no-referrer"  # a portal need not know our path
# Portals that live on private addresses: only those named as start addresses are then allowed.
ALLOW_PRIVATE = False

TWISTED_DNS_RESOLVER = "sdspider.spiders.resolver.GuardedResolver"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "sdspider.spiders.traps.Traps": 90,
    "sdspider.spiders.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "sdspider.spiders.patience.Patience": 550,
    # After the proxy is chosen: with a proxy, names are resolved there and not here.
    "sdspider.spiders.guard.AddressGuard": 760,
    "sdspider.archive.middleware.ArchiveMiddleware": 545,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "sdspider.spiders.redirects.Refresh": 580,
    "sdspider.spiders.redirects.Redirect": 600,
}
ITEM_PIPELINES = {
    "sdspider.pipelines.article.ArticlePipeline": 100,
    "sdspider.pipelines.navigation.NavigationPipeline": 110,
    "sdspider.pipelines.records.RecordsPipeline": 120,
    "sdspider.pipelines.validate.ValidatePipeline": 200,
    "sdspider.pipelines.select.SelectPipeline": 250,
    "sdspider.pipelines.dedupe.DedupePipeline": 300,
    "sdspider.pipelines.figures.FiguresPipeline": 400,
}
EXTENSIONS = {
    "scrapy.extensions.spiderstate.SpiderState": None,  # a run is carried on from its archive
    "sdspider.spiders.manners.Manners": 10,
    "sdspider.spiders.waiting.WaitingRoom": 11,
    "sdspider.spiders.ledger.Ledger": 12,
    "sdspider.exporters.collect.Collector": 500,
    "sdspider.report.progress.ProgressBar": 510,
}
# The verdict's rules for users of Spidermon (the extra `monitors`): switch them on with SPIDERMON_ENABLED.
SPIDERMON_ENABLED = False
SPIDERMON_SPIDER_CLOSE_MONITORS = ("sdspider.monitors.VerdictSuite",)
if find_spec("spidermon"):
    EXTENSIONS["spidermon.contrib.scrapy.extensions.Spidermon"] = 520

DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # every drop is counted by its reason in run.json

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
LOG_FORMATTER = "sdspider.spiders.logformat.QuietItems"
