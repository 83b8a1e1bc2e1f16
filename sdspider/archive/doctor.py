"""What is wrong with an archive, said in lines; `rebuild` mends what can be mended."""

from __future__ import annotations

from pathlib import Path

from sdspider.archive.errors import ArchiveError
from sdspider.archive.reader import Reader
from sdspider.archive.rebuild import Damage, scan
from sdspider.archive.warc import warc_files
from sdspider.page import ArchiveRef

_ANSWERS = ("response", "revisit")


def examine(folder: Path | str) -> list[str]:
    """Every fault of an archive as one line; empty where index and WARC files are whole and agree.

    Reads every record. Raises `ArchiveError` only where there is no archive at all.
    """
    path = Path(folder)
    files = warc_files(path)
    if not files:
        raise ArchiveError(f"{path} holds no WARC files; pass the archive folder of a crawl")
    found: set[ArchiveRef] = set()
    faults: list[str] = []
    for file in files:
        for one in scan(file):
            if isinstance(one, Damage):
                faults.append(one.reason)
            elif one[1].fields.get("warc-type") in _ANSWERS:
                found.add(one[0])
    return faults + _index_faults(path, found)


def _index_faults(folder: Path, found: set[ArchiveRef]) -> list[str]:
    """Where the index cannot be read, or disagrees with the records that were found."""
    try:
        with Reader.open(folder) as reader:
            named = {entry.ref for entry in reader.entries()}
            used = {ArchiveRef(n.file, n.offset) for run in reader.runs() for n in reader.notes(run.run_id)}
    except ArchiveError as error:
        return [str(error)]
    lines = [
        (len(found - named), "record(s) are not in the index; a rebuild adds them"),
        (len(named - found), "record(s) of the index are not in the WARC files; a rebuild drops them"),
        (
            len(used - found),
            "page(s) of runs are not in the WARC files; those runs cannot be replayed in full",
        ),
    ]
    return [f"{folder}: {count} {text}" for count, text in lines if count]
