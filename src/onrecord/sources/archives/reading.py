"""An archive's pages, in their order, and what in it is none."""

import io
from collections import Counter
from collections.abc import Iterator

from onrecord.article import Article
from onrecord.sources.archives.records import Damage, Record, read_records
from onrecord.sources.archives.responses import Response, parse_response
from onrecord.sources.archives.unpacking import Unpacked
from onrecord.sources.decoding import decode
from onrecord.sources.page import Page
from onrecord.sources.skipped import Skipped

MAX_BODY_BYTES = 20 * 1024 * 1024
"""A body of more is refused, also where a small record unpacks to it."""

_PAGES = ("text/html", "application/xhtml+xml")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")


def read_archive(path: str, packed: io.BufferedReader) -> Iterator[Article | Page | Skipped]:
    """The pages of a WARC or ARC file, gzipped or not, and the texts of a WET file.

    A page's id is its URL. A record that should be a page and cannot be read is Skipped by its URL, or by the
    name PATH:NUMBER where that is unknown; all records that are no pages are told in one Skipped at the end.
    A file that only describes its crawl says so.
    """
    others: Counter[str] = Counter()
    pages = 0
    for record in read_records(Unpacked(packed)):
        if isinstance(record, Damage):
            yield Skipped(f"{path}:{record.number}", f"damaged record: {record.reason}")
            pages += 1
        elif isinstance(found := _page(f"{path}:{record.number}", record), str):
            if found:
                others[found] += 1
        else:
            yield found
            pages += 1
    if others:
        kinds = ", ".join(f"{count:,} × {kind}" for kind, count in others.most_common(8))
        more = sum(others.values())
        yield Skipped(path, f"{more:,} of its records hold{'s' if more == 1 else ''} no page: {kinds}")
    elif not pages:
        yield Skipped(path, "is an archive without a single page")


def _page(place: str, record: Record) -> Article | Page | Skipped | str:
    """The page in a record; or what else a response is; or "" for a record of the crawl itself."""
    if record.type == "revisit":
        kind = parse_response(record.block, MAX_BODY_BYTES).type
        if kind and kind not in _PAGES:
            return f"revisit of {kind}"
        refers = record.headers.get("warc-refers-to-target-uri") or record.headers.get("warc-refers-to") or ""
        if not refers:
            return "revisit of a page that was kept before"
        return Skipped(record.url or place, f"is a revisit: its text was kept before, as {refers[:200]}")
    if record.type == "conversion":
        return _text(place, record)
    if record.type not in ("response", "resource"):
        return ""
    url = record.url
    kind = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (url or "").lower().startswith(("http:", "https:")) and record.type == "response":
        return "response that is not from the web"
    response = parse_response(record.block, MAX_BODY_BYTES)
    status = response.status
    if status is None:
        response, status = Response(None, kind, None, None, record.block), 200
    if 300 <= status < 400:
        return f"redirect ({status})"
    if not 200 <= status < 300:
        return f"answer without a page ({status})"
    if response.type not in _PAGES and not _looks_like_one(response):
        return response.type or "body of no known type"
    if response.trouble:
        return Skipped(url or place, response.trouble)
    if not response.body.strip():
        return Skipped(url or place, "is a page without a body")
    return Page(url or place, response.body, url, response.charset, (*record.notes, *response.notes))


def _looks_like_one(response: Response) -> bool:
    return response.type in ("", "unk", "no-type", "application/http", "text/plain") and response.body[
        :512
    ].lstrip().lower().startswith(_MARKUP)


def _text(place: str, record: Record) -> Article | Skipped | str:
    """The article in a record of a WET file, which holds a page's text."""
    if "text/plain" not in record.headers.get("content-type", ""):
        return record.headers.get("content-type", "") or "conversion of no known type"
    text, notes = decode(record.block)
    if not text.strip():
        return Skipped(record.url or place, "has only white space")
    return Article(record.url or place, text, url=record.url, notes=(*record.notes, *notes))
