"""WARC and ARC, whole and damaged; whole ones against another reader."""

import gzip
import io
import random
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from pages import SENTENCES, page

from onrecord.article import Article
from onrecord.sources import Page, Skipped, open_paths
from onrecord.sources.archives import reading, records
from onrecord.sources.archives.reading import read_archive
from onrecord.sources.archives.responses import unchunk


def record(
    url: str | None = "http://post.example/1",
    body: bytes = b"<html><p>One.</p></html>",
    head: str = "Content-Type: text/html",
    status: str = "HTTP/1.1 200 OK",
    kind: str = "response",
    length: object = None,
    more: str = "",
) -> bytes:
    block = f"{status}\r\n{head}\r\n\r\n".encode() + body if status else body
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    size = len(block) if length is None else length
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}{more}Content-Length: {size}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


def read(data: bytes) -> list[Article | Page | Skipped]:
    return list(read_archive("A", io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


def pages(data: bytes) -> list[str]:
    return [item.id for item in read(data) if isinstance(item, Page)]


def members(*some: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in some)


THREE = [record(f"http://post.example/{n}", page(title=f"T{n}").encode()) for n in range(3)]
URLS = [f"http://post.example/{n}" for n in range(3)]


@pytest.mark.parametrize("data", [b"".join(THREE), members(*THREE), gzip.compress(b"".join(THREE))])
def test_a_page_is_found_with_its_url_however_the_file_is_packed(tmp_path: Path, data: bytes) -> None:
    assert pages(data) == URLS
    path = tmp_path / "any name"
    path.write_bytes(data)
    items = list(open_paths([path]))
    assert [(item.id, item.text) for item in items if isinstance(item, Article)] == [
        (url, "\n\n".join(SENTENCES)) for url in URLS
    ]


def test_an_arc_file_is_read_also_where_an_address_has_spaces() -> None:
    block = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><p>One.</p></html>"
    data = b"filedesc://a.arc 0.0.0.0 20260203000000 text/plain 4\n1 0\n\n" + b"".join(
        f"{url} 1.2.3.4 20260203000000 text/html {len(block)}\n".encode() + block + b"\n"
        for url in ("http://post.example/1", "http://post.example/a b")
    )
    assert pages(data) == pages(gzip.compress(data)) == ["http://post.example/1", "http://post.example/a b"]


def test_the_shared_archives_yield_what_another_reader_finds_in_them(shared: Path) -> None:
    """The other one stops at the first damage: what it has found up to there has to be found here."""
    compared = 0
    for path in sorted((shared / "data" / "warc").rglob("*.warc*")):
        with open(path, "rb") as file:
            ours = [(item.id, item.data) for item in read_archive("A", file) if isinstance(item, Page)]
        for url, data in _pages_by_fastwarc(path):
            assert (url, data) in ours, path
            compared += 1
    assert compared >= 15


def _pages_by_fastwarc(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        for found in ArchiveIterator(str(path), record_types=WarcRecordType.response, auto_decode="all"):
            answered = found.http_headers and found.http_headers.status_code == 200
            if answered and "html" in (found.http_content_type or ""):
                yield found.headers["WARC-Target-URI"].strip("<>"), found.reader.read()
    except OSError:
        return


def test_every_shared_archive_ends_in_articles_or_reasons(shared: Path) -> None:
    for path in sorted((shared / "data" / "warc").glob("*/*")):
        items = list(open_paths([path]))
        assert items, path
        assert all(isinstance(item, Article) or item.reason for item in items)


@pytest.mark.parametrize(
    ("head", "pack"),
    [
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: deflate", lambda data: zlib.compress(data)[2:-4]),
        ("Content-Encoding: br", brotli.compress),
        ("Content-Encoding: gzip", lambda data: data),
        (
            "Transfer-Encoding: chunked",
            lambda data: (
                b"5\r\n" + data[:5] + b"\r\n%x;x\r\n" % (len(data) - 5) + data[5:] + b"\r\n0\r\n\r\n"
            ),
        ),
        ("Transfer-Encoding: chunked", lambda data: data),
        ("Content-Encoding: gzip, br", lambda data: brotli.compress(gzip.compress(data))),
    ],
)
def test_bodies_are_unchunked_and_unpacked_or_taken_as_they_are(head: str, pack: object) -> None:
    body = page().encode()
    (found,) = read(record(head=f"Content-Type: text/html; charset=utf-8\r\n{head}", body=pack(body)))  # type: ignore[operator]
    assert isinstance(found, Page)
    assert (found.data, found.charset, found.notes) == (body, "utf-8", ())


def test_a_body_whose_packing_ends_early_is_read_up_to_there() -> None:
    body = page().encode()
    for head, packed in [
        ("Content-Encoding: gzip", gzip.compress(body)[:-30]),
        ("Transfer-Encoding: chunked", b"fff\r\n" + body),
    ]:
        (found,) = read(record(head=f"Content-Type: text/html\r\n{head}", body=packed))
        assert isinstance(found, Page)
        assert body.startswith(found.data[:100]) and len(found.data) > 100
        assert len(found.notes) == 1


def test_chunks_whose_size_is_wrong_are_taken_as_they_are() -> None:
    assert unchunk(b"3\r\nabc\r\nzz\r\nrest") == (b"abczz\r\nrest", False)
    assert unchunk(b"3\r\nabcdef") == (b"abcdef", False)
    assert unchunk(b"<html>") == (b"<html>", True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (record(status="HTTP/1.1 301 Moved"), "1 of its records holds no page: 1 × redirect (301)"),
        (record(status="HTTP/1.0 404"), "1 of its records holds no page: 1 × answer without a page (404)"),
        (record(head="Content-Type: image/png"), "1 of its records holds no page: 1 × image/png"),
        (record(kind="request"), "is an archive without a single page"),
        (
            record(kind="revisit"),
            "1 of its records holds no page: 1 × revisit of a page that was kept before",
        ),
        (
            record(url="dns:post.example"),
            "1 of its records holds no page: 1 × response that is not from the web",
        ),
        (record(body=b" "), "is a page without a body"),
        (
            record(head="Content-Type: text/html\r\nContent-Encoding: zstd", body=b"\x28\xb5\x2f\xfd\0\1"),
            "is packed in a way that cannot be undone: zstd",
        ),
        (record(length="many"), "damaged record: has a length that is no number: many"),
        (
            record(kind="revisit", more="WARC-Refers-To-Target-URI: http://post.example/0\r\n"),
            "is a revisit: its text was kept before, as http://post.example/0",
        ),
    ],
)
def test_a_record_that_is_no_page_says_why(data: bytes, reason: str) -> None:
    reasons = [item.reason for item in read(data) if isinstance(item, Skipped)]
    assert reasons[0] == reason


def test_texts_of_a_wet_file_are_articles() -> None:
    text = record(
        kind="conversion", status="", body="“It stays.”".encode(), more="Content-Type: text/plain\r\n"
    )
    assert read(text) == [Article("http://post.example/1", "“It stays.”", url="http://post.example/1")]


def test_a_length_that_is_wrong_is_put_right_by_where_the_next_record_begins() -> None:
    short = record("http://post.example/0", page().encode(), length=200)
    long = record("http://post.example/0", page().encode(), length=5000)
    for wrong in (short, long):
        first, *rest = read(b"".join([wrong, *THREE[1:]]))
        assert isinstance(first, Page) and first.data.endswith(b"</html>") and len(first.notes) == 1
        assert [item.id for item in rest] == URLS[1:]


def test_one_damaged_bit_costs_one_record_and_is_said() -> None:
    whole = members(*THREE)
    random.seed(3)
    for _ in range(150):
        damaged = bytearray(whole)
        place = random.randrange(len(damaged))
        damaged[place] ^= 1 << random.randrange(8)
        items = read(bytes(damaged))
        found = {item.id for item in items if isinstance(item, Page)}
        assert len(found & set(URLS)) >= 2, place
        assert len(found) == 3 or any(isinstance(item, Skipped) for item in items), place


@pytest.mark.parametrize("packed", [True, False])
def test_whatever_is_cut_or_overwritten_reading_goes_on_and_ends(packed: bool) -> None:
    whole = members(*THREE) if packed else b"".join(THREE)
    random.seed(4)
    for _ in range(150):
        damaged = bytearray(whole)
        start = random.randrange(len(damaged))
        damaged[start : start + random.randrange(400)] = random.randbytes(random.choice([0, 40, 400]))
        items = read(bytes(damaged))
        assert items and len([item for item in items if isinstance(item, Page)]) <= 3
        assert len(pages(whole + b"\r\n\r\n" * (not packed) + bytes(damaged))) >= 2


def test_what_comes_before_the_end_of_a_file_cut_short_is_read() -> None:
    for whole in (members(*THREE), b"".join(THREE)):
        found = read(whole[: len(whole) - 400])
        assert [item.id for item in found if isinstance(item, Page)][:2] == URLS[:2]
        last = found[-1]
        assert isinstance(last, Skipped) or "ends early" in last.notes[0]


def test_a_bomb_is_passed_over_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_BLOCK_BYTES", 1 << 20)
    monkeypatch.setattr(records, "MAX_PASSED_BYTES", 8 << 20)
    monkeypatch.setattr(reading, "MAX_BODY_BYTES", 1 << 20)
    outer = gzip.compress(record("http://post.example/outer", b"x" * (32 << 20)))
    inner = record(
        "http://post.example/inner",
        gzip.compress(b"x" * (32 << 20)),
        "Content-Type: text/html\r\nContent-Encoding: gzip",
    )
    data = members(THREE[0]) + outer + members(THREE[1], inner, THREE[2])
    tracemalloc.start()
    found = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [item.id for item in found if isinstance(item, Page)] == URLS
    assert [item.reason for item in found if isinstance(item, Skipped)] == [
        "damaged record: is longer than 1,048,576 bytes unpacked",
        "is longer than 1,048,576 bytes unpacked",
    ]
    assert peak < 12 << 20


def test_a_header_or_a_line_without_end_is_passed_over() -> None:
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 5000
    assert pages(endless + b"\r\n" + THREE[0]) == URLS[:1]
    assert pages(b"WARC/1.0\r\nX: " + b"y" * 300_000 + b"\r\n\r\n" + THREE[0]) == URLS[:1]
