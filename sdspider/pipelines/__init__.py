"""From drafts to records: one verb a file, each a pure function in a thin class that Scrapy and replays both use."""
