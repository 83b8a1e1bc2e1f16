"""Tables of the index. All can be rebuilt from the WARC files, apart from `known`, which the next run learns again."""

VERSION = 2
"""`PRAGMA user_version` of an index that this code writes."""
READABLE = (1, 2)
"""Those it can use: version 1 lacks `known`, which a writer adds."""

TABLES = """
CREATE TABLE IF NOT EXISTS records (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,
    file          TEXT NOT NULL,
    offset        INTEGER NOT NULL,
    length        INTEGER NOT NULL,
    status        INTEGER NOT NULL,
    digest        TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    fetched_at    TEXT NOT NULL,  -- ISO 8601, UTC, microseconds: text order is time order
    refers_to     TEXT,           -- of a 304: fetched_at of the record of this url that it confirmed
    run_id        TEXT,
    UNIQUE (file, offset)
);
CREATE INDEX IF NOT EXISTS records_by_url ON records (url, fetched_at);
CREATE INDEX IF NOT EXISTS records_by_run ON records (run_id, url);
CREATE TABLE IF NOT EXISTS runs (
    run_id      TEXT PRIMARY KEY,
    portal      TEXT NOT NULL,
    started_at  TEXT NOT NULL,
    settings    TEXT NOT NULL,    -- canonical JSON
    finished_at TEXT,
    verdict     TEXT
);
CREATE TABLE IF NOT EXISTS run_pages (
    seq    INTEGER PRIMARY KEY,   -- the order in which a run used its pages
    run_id TEXT NOT NULL,
    url    TEXT NOT NULL,
    file   TEXT NOT NULL,
    offset INTEGER NOT NULL,
    depth  INTEGER NOT NULL,
    UNIQUE (run_id, url)
);
CREATE TABLE IF NOT EXISTS known (
    url          TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,   -- of page: article
    item         TEXT NOT NULL,   -- id of the record that the page gave
    published_at TEXT
);
CREATE INDEX IF NOT EXISTS known_by_item ON known (item);
"""
