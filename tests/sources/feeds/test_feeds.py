"""RSS and Atom: articles, teasers, and damage."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_server import FakeServer, fake_server
from pages import SENTENCES, page

from onrecord.article import Article
from onrecord.sources import Settings, Skipped, open_paths
from onrecord.sources.feeds import parsing
from onrecord.sources.feeds.parsing import parse_feed

LONG = "".join(f"<p>{n}. {' '.join(SENTENCES)}</p>" for n in range(1, 4))
LONG_TEXT = "\n\n".join(f"{n}. {' '.join(SENTENCES)}" for n in range(1, 4))

ENTRY = f"""<item><title>Council &amp; ferry</title><link>https://post.example/ferry</link><guid>urn:1</guid>
<dc:creator>Mara Holt</dc:creator><pubDate>Tue, 03 Feb 2026 09:00:00 +0100</pubDate>
<description>The council keeps it.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>"""
TEASER = """<item><title>Storm</title><link>https://post.example/storm</link>
<description>The northern road is closed again.</description></item>"""


def rss(*entries: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Sandrick Post</title><language>en-GB</language>
{"".join(entries)}</channel></rss>""".encode()


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>
<entry><id>urn:2</id><title>Ferry</title>
<author><name>Mara Holt</name></author><updated>2026-02-03T08:00:00Z</updated>
<link rel="alternate" href="https://post.example/2"/>
<content type="html">{LONG.replace("<", "&lt;")}</content>
</entry></feed>""".encode()


def read(path: Path, data: bytes, **settings: bool) -> list[Article | Skipped]:
    path.write_bytes(data)
    return list(open_paths([path], Settings(**settings)))


def test_an_entry_with_its_text_is_an_article(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "feed.xml", rss(ENTRY))
    assert found == Article(
        "urn:1",
        LONG_TEXT,
        "The Sandrick Post",
        "https://post.example/ferry",
        "Council & ferry",
        ("Mara Holt",),
        "2026-02-03T08:00:00Z",
        "en-GB",
        (f"The text is the one in the feed: {len(LONG_TEXT.split())} words.",),
    )


def test_atom_is_read_as_rss_is(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "feed", ATOM)
    assert isinstance(found, Article)
    assert (found.id, found.text, found.outlet, found.authors) == (
        "urn:2",
        LONG_TEXT,
        "The Post",
        ("Mara Holt",),
    )


def test_an_entry_with_a_teaser_gives_its_url(tmp_path: Path) -> None:
    article, teaser = read(tmp_path / "feed.rss.gz", gzip.compress(rss(ENTRY, TEASER)))
    assert isinstance(article, Article)
    assert teaser == Skipped(
        "https://post.example/storm",
        "has only a teaser of 6 words in the feed; --fetch reads the page itself",
    )


def test_a_long_summary_in_one_paragraph_is_a_teaser() -> None:
    summary = f"<item><title>T</title><description>{' '.join(SENTENCES * 4)}</description></item>"
    (entry,) = parse_feed("F", rss(summary)).entries
    assert entry.article is None


def test_a_feed_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    whole = rss(ENTRY, ENTRY.replace("urn:1", "urn:9"))
    *articles, last = read(tmp_path / "feed.xml", whole[: whole.index(b"urn:9")])
    assert articles[0].id == "urn:1"
    assert isinstance(last, Skipped) and last.reason.startswith("is a damaged feed (")
    cut = gzip.compress(whole * 200)
    assert isinstance(read(tmp_path / "cut.rss.gz", cut[: len(cut) // 2])[0], Article)


def test_a_feed_without_end_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_FEED_BYTES", 50_000)
    monkeypatch.setattr("onrecord.sources.feeds.files.MAX_FEED_BYTES", 50_000)
    *articles, last = read(
        tmp_path / "feed.xml", rss(*[ENTRY.replace("urn:1", f"urn:{n}") for n in range(400)])
    )
    assert len(articles) > 20
    assert isinstance(last, Skipped)
    assert last.reason == "is a feed of more than 50,000 bytes; only the entries within them were read"


def test_feeds_without_entries_and_entries_without_anything_are_said(tmp_path: Path) -> None:
    assert [item.reason for item in read(tmp_path / "a.xml", rss()) if isinstance(item, Skipped)] == [
        "is a feed without entries"
    ]
    (found,) = read(tmp_path / "b.xml", rss("<item></item>"))
    assert found == Skipped(f"{tmp_path}/b.xml:1", "is an entry of 0 words without the address of a page")


def test_entities_that_unfold_without_end_are_not_unfolded(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(12)
    )
    data = (
        bomb
        + b']><rss version="2.0"><channel><title>&l;</title><item><title>&m;</title></item></channel></rss>'
    )
    assert all(isinstance(item, Skipped) for item in read(tmp_path / "feed.xml", data))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr("onrecord.sources.web.client.SECONDS_BETWEEN", 0.0)
    with fake_server() as server:
        server.routes["/storm"] = (200, {"Content-Type": "text/html"}, page().encode())
        server.routes["/feed"] = (200, {"Content-Type": "text/xml"}, rss(ENTRY, _at(server)))
        yield server


def _at(server: FakeServer) -> str:
    return TEASER.replace("https://post.example", server.url)


def test_a_feed_at_a_url_brings_the_pages_of_its_teasers(server: FakeServer) -> None:
    first, second = open_paths([f"{server.url}/feed"], Settings(allow_private=True))
    assert first.id == "urn:1"
    assert isinstance(second, Article)
    assert (second.id, second.text) == (f"{server.url}/storm", "\n\n".join(SENTENCES))


def test_a_feed_in_a_file_does_so_where_that_is_asked_for(tmp_path: Path, server: FakeServer) -> None:
    (found,) = read(tmp_path / "feed.xml", rss(_at(server)), fetch=True, allow_private=True)
    assert isinstance(found, Article)
    (found,) = read(tmp_path / "feed.xml", rss(_at(server)), fetch=True)
    assert isinstance(found, Skipped) and "not an address of the public Internet" in found.reason


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("text/html", b"", "has nothing in it"),
        ("image/png", b"\x89PNG\r\n", "is an image, not text"),
        (
            "application/json",
            b'{"a": 1}',
            "is neither a page nor a feed (its server calls it application/json); save it first",
        ),
        ("text/html", b"<html><body></body></html>", "has no text"),
    ],
)
def test_what_is_no_page_at_a_url_is_said(server: FakeServer, kind: str, body: bytes, reason: str) -> None:
    server.routes["/x"] = (200, {"Content-Type": kind}, body)
    url = f"{server.url}/x"
    assert list(open_paths([url], Settings(allow_private=True))) == [Skipped(url, reason)]


def test_plain_text_at_a_url_is_an_article(server: FakeServer) -> None:
    server.routes["/t"] = (200, {"Content-Type": "text/plain"}, b"It stays, she said.")
    url = f"{server.url}/t"
    assert list(open_paths([url], Settings(allow_private=True))) == [
        Article(url, "It stays, she said.", url=url)
    ]
