"""A page to the article on it, or the reason why there is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import SENTENCES, page

from onrecord.article import Article
from onrecord.sources import Page, Skipped
from onrecord.sources.html import read_page, reading


def read(html: str | bytes, charset: str | None = None) -> Article | Skipped:
    data = html.encode() if isinstance(html, str) else html
    return read_page(Page("P", data, "https://post.example/ferry", charset))


def article(html: str | bytes, charset: str | None = None) -> Article:
    found = read(html, charset)
    assert isinstance(found, Article), found
    return found


def reason(html: str | bytes) -> str:
    found = read(html)
    assert isinstance(found, Skipped), found
    return found.reason


def test_the_text_is_the_articles_paragraphs_without_menus_title_and_links() -> None:
    assert article(page()).text == "\n\n".join(SENTENCES)


def test_what_the_page_says_of_itself_is_taken() -> None:
    found = article(page())
    assert (found.id, found.url, found.title) == (
        "P",
        "https://post.example/ferry",
        "Council keeps the ferry",
    )
    assert (found.outlet, found.authors, found.published) == (
        "The Sandrick Post",
        ("Mara Holt",),
        "2026-02-03",
    )
    assert found.language == "en"


def test_a_note_says_what_share_of_the_pages_words_was_kept() -> None:
    (note,) = article(page()).notes
    kept = sum(len(sentence.replace("’", " ").split()) for sentence in SENTENCES)
    others = len(
        [
            "Home",
            "Sport",
            "Council",
            "keeps",
            "the",
            "ferry",
            "Bakers",
            "of",
            "the",
            "coast",
            "fear",
            "for",
            "their",
            "mornings",
        ]
    )
    others += len(["Storm", "closes", "the", "northern", "road", "again", "Imprint", "and", "privacy"])
    share = round(100 * kept / (kept + others))
    assert note == f"Extracted from HTML: {kept} words, {share}% of the page's {kept + others}."


def test_the_language_is_the_texts_not_the_templates() -> None:
    german = tuple(
        f"Der Rat hat am Montag über die Fähre gesprochen und noch nichts beschlossen, wie Zeile {n} sagt."
        for n in range(6)
    )
    assert article(page(german)).language == "de"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_page_that_declares_no_encoding_is_read_in_its_own(encoding: str) -> None:
    assert article(page().encode(encoding)).text == "\n\n".join(SENTENCES)


def test_an_encoding_declared_wrongly_is_noted_and_not_followed() -> None:
    html = page(head='<meta charset="iso-8859-1">')
    found = article(html)
    assert found.text == "\n\n".join(SENTENCES)
    assert found.notes[0] == "Declared as cp1252, but is UTF-8: read as that."


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", "windows-1251"),
        ("shift_jis", "Shift_JIS"),
        ("gb18030", "gb2312"),
        ("iso2022_jp", "iso-2022-jp"),
    ],
)
def test_a_declared_encoding_is_followed_where_it_fits(encoding: str, declared: str) -> None:
    words = {
        "cp1251": "Совет решил оставить паром, сказала глава совета.",
        "gb18030": "委员会星期一决定保留渡轮。",
    }
    sentence = words.get(encoding, "委員会は月曜日にフェリーを残すことを決めた。")
    html = page((sentence,) * 9, head=f'<meta charset="{declared}">').encode(encoding, errors="ignore")
    assert sentence in article(html).text
    assert sentence in article(html.replace(declared.encode(), b"nonsense"), charset=declared).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", "is empty"),
        ("<html><body></body></html>", "has no text"),
        ("<html><body><script>draw()</script></body></html>", "has no text; its text may be made by script"),
        (
            '<html><frameset cols="1,2"><frame src="menu.html"><frame src="text.html"></frameset></html>',
            "is a page of frames without text of its own; the text is at menu.html, text.html",
        ),
        (
            '<html><body><p>News</p><p>Sport</p><nav>Home</nav><iframe src="/text.html"></iframe></html>',
            "has no article of its own; it shows another page in a frame: /text.html",
        ),
        (
            '<html><head><meta http-equiv="refresh" content="0; url=/new.html"></head><body></body></html>',
            "has no text and sends the browser on to /new.html",
        ),
        (
            "<html><body><div><p>We and our partners use cookies to show you advertising. By "
            "clicking accept you agree to all of them.</p><button>Accept</button></div></body></html>",
            "shows only a cookie or consent notice instead of the article",
        ),
        (
            "<html><body><p>Please enable JavaScript in your browser to go on to this site.</p></html>",
            "shows its text only where JavaScript runs",
        ),
        (
            "<html><body><h1>Access denied</h1><p>You may not see this on this server.</p></html>",
            "shows only a check for robots, or that access is denied, instead of the article",
        ),
        (
            "<html><body><h1>404</h1><p>Page not found: try the search instead, or go back.</p></html>",
            "only says that there is no such page",
        ),
        (
            "<nav><a href='/a'>Home</a> <a href='/b'>Sport and weather</a> <a href='/c'>Imprint</a></nav>",
            "has no article: its 5 words are menus, links or labels",
        ),
    ],
)
def test_a_page_without_an_article_says_why(html: str, expected: str) -> None:
    assert reason(html) == expected


def test_an_article_about_cookies_is_an_article() -> None:
    text = tuple(
        f"{n}. Sites must ask before they set cookies, the court said, and users may accept or agree."
        for n in range(12)
    )
    assert "the court said" in article(page(text)).text


def test_a_text_that_the_page_carries_as_data_is_taken_where_there_is_no_other() -> None:
    body = "The council met on Monday. &quot;We keep the ferry,&quot; said its chair, Ines Calloway."
    data = f'{{"@graph": [{{"articleBody": "{body}"}}]}}'
    html = f'<html><head><script type="application/ld+json">{data}</script></head><body></body></html>'
    found = article(html)
    assert found.text == 'The council met on Monday. "We keep the ferry," said its chair, Ines Calloway.'
    assert found.notes[0] == "The text is the one that the page carries as data (JSON-LD)."


def test_a_page_too_long_or_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason("<p>" * 60_000) == "is a page of more than 50,000 elements"
    endless = "<p " + " ".join(f'a{n}="1"' for n in range(3000)) + ">One."
    assert reason(endless) == "has an element of more than 2,000 attributes"
    monkeypatch.setattr(reading, "MAX_PAGE_BYTES", 100)
    assert reason("x" * 101) == "is a page of more than 100 bytes"


@pytest.mark.parametrize(
    "html",
    [
        page().replace("<p>", "<div>" * 300 + "<p>").replace("</p>", "</p>" + "</div>" * 300),
        page().replace("</p>", "").replace("</article>", "").replace('">', "'>", 1),
        page().replace("<article>", "<article\0>").replace("Monday", "Mon\0day \x07"),
        page() + "</html><html><body>" * 50,
        page(head="<script>if (a<b) document.write('<p>')</script><style>p{}</style><!-- <p>"),
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(html: str) -> None:
    found = read(html)
    assert isinstance(found, Skipped) or "We will not sell the ferry" in found.text


def test_a_paragraph_of_thousands_of_styled_words_is_read() -> None:
    styled = "".join(f"<span>{n} {SENTENCES[0]} </span>" for n in range(11_000))
    assert f"10999 {SENTENCES[0]}" in article(f"<html><body><p>{styled}</p></body></html>").text


def test_deep_nesting_and_a_line_of_megabytes_are_read() -> None:
    deep = "<div>" * 3000 + "<p>" + " ".join(SENTENCES) + "</p>" + "</div>" * 3000
    assert isinstance(read(f"<html><body>{deep}</body></html>"), Article | Skipped)
    line = "<p>" + SENTENCES[2] * 20_000 + "</p>"
    assert len(article(f"<html><body><article>{line}</article></body></html>").text) > 1_900_000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 1200))
def test_any_bytes_in_a_page_end_in_an_article_or_a_reason(noise: bytes, place: int) -> None:
    data = page().encode()
    found = read(data[:place] + noise + data[place:])
    assert isinstance(found, Article) or found.reason
