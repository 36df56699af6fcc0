"""onrecord verify: the quotations of articles against source documents."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.commands.against import open_sources

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.verify import SourceIndex, Verification

against_option = click.option(
    "--against",
    metavar="SOURCES",
    multiple=True,
    help="A file, folder or pattern of source documents; may be given several times.",
)
index_option = click.option(
    "--index",
    metavar="FOLDER",
    help="Where the index of the sources is kept; by default beside them, hidden.",
)


def verify_paths(paths: tuple[str, ...], against: tuple[str, ...], index: str | None, form: str) -> int:
    """Verifies the quotations of the articles at the paths and prints them; the exit code: 0, or 1 with some
    skipped."""
    from onrecord.errors import NothingToRead
    from onrecord.reader import Reader
    from onrecord.sources import open_paths
    from onrecord.tally import Tally

    items = open_paths(paths)
    sources = open_sources(against, index)
    with Tally(items) as tally:
        _write(_verified(tally.records(Reader()), sources), form)
        sys.stdout.flush()
    if not tally.read:
        raise NothingToRead("nothing could be read" if tally.skipped else "there are no files to read")
    return 1 if tally.skipped else 0


def _verified(
    records: Iterator["Record"], sources: "SourceIndex"
) -> Iterator[tuple["Record", tuple["Verification", ...]]]:
    from onrecord.verify import verify

    for record in records:
        yield record, verify(record, sources)


def _write(items: Iterator[tuple["Record", tuple["Verification", ...]]], form: str) -> None:
    if form == "html":
        from onrecord.verify.page import write_page

        write_page(items, sys.stdout)
    elif form == "jsonl":
        for _, verifications in items:
            sys.stdout.writelines(one.to_json().decode() + "\n" for one in verifications)
    else:
        from onrecord.verify.text import write_verifications

        for number, (record, verifications) in enumerate(items):
            if number:
                sys.stdout.write("\n")
            write_verifications(record, verifications, sys.stdout)
