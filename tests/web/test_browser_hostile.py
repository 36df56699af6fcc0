"""Articles that try to be something else, on their own pages in a real browser: text, and nothing else."""

import json
import unicodedata
from typing import Any

import chromium
import hostile_articles
import httpx2
import pytest
from playwright.sync_api import Page
from serving import Open

from onrecord.article import without_lone_surrogates

FILES = sorted(path.stem for path in hostile_articles.FOLDER.glob("*.jsonl"))

SIGN = "\ufffc"
"""What stands for a character that a page shows by a sign (`chromium.text_of`)."""


def sent(name: str) -> dict[str, Any]:
    """The article of a file, as the API takes it."""
    article = json.loads((hostile_articles.FOLDER / f"{name}.jsonl").read_text("utf-8"))
    # Half a character is refused as JSON; read from a file it is replaced, as here.
    return {
        key: without_lone_surrogates(value)[0]
        for key, value in article.items()
        if key not in ("authors", "url")
    }


def harmless(page: Page) -> None:
    """Nothing ran, nothing moved, and the page is no wider than its window."""
    assert page.evaluate(f"window.{hostile_articles.CANARY}") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is wider than its window"
    assert page.locator("main h1").count() == 1 and page.locator("footer").count() == 1


def same_but_for_signs(shown: str, text: str) -> bool:
    """Whether the page has all characters of the text, some of them by a sign."""
    # The parser of a page reads CR LF, and CR alone, as LF; the page has a sign for what it would lose.
    return len(shown) == len(text) and all(
        one in (other, SIGN) for one, other in zip(shown, text, strict=True)
    )


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_and_shown_as_the_text_that_it_is(look: Open, room: str, name: str) -> None:
    read = httpx2.post(f"{room}/read.json", json=sent(name), timeout=60)
    assert read.status_code == 200, read.text
    reading = read.json()
    with look(f"/readings/{reading['id']}") as page:
        harmless(page)
        shown = chromium.text_of(page)
        assert same_but_for_signs(shown, reading["record"]["article"]["text"])
        seen = {character for character in shown if unicodedata.category(character) in ("Cc", "Cf")}
        assert seen <= {"\n", "\t", "\u200c", "\u200d"} | {c for c in seen if ord(c) > 0xE0000}, (
            "not by a sign"
        )
        assert page.locator("#margin li").count() == len(reading["record"]["statements"])


def test_every_article_of_a_store_is_harmless_wide_and_narrow(look: Open, room: str) -> None:
    rows = httpx2.get(f"{room}/articles.json?limit=100").json()["rows"]
    hostile = [
        row for row in rows if "hostile" in row["id"] or row["id"] == "huge word" or "pwned" in row["id"]
    ]
    assert len(hostile) >= len(FILES) - 2
    for row in hostile:
        with look(f"/articles/{row['number']}") as page:
            harmless(page)
            page.set_viewport_size({"width": 360, "height": 740})
            harmless(page)
            assert page.locator("h1 script, h1 img, h1 b").count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/articles/1?speaker=%22%3E%3Cscript%3Ewindow.__pwned%3D1%3C%2Fscript%3E",
        "/articles?outlet=%3Cimg+src%3Dx+onerror%3Dwindow.__pwned%3D1%3E",
        "/corrections?by=%22+onfocus%3Dwindow.__pwned%3D1+autofocus+x%3D%22",
        "/articles/1/correct?words=%3C%2Ftextarea%3E%3Cscript%3Ewindow.__pwned%3D1%3C%2Fscript%3E",
        "/search?words=%E2%80%AE%3Cscript%3E",
    ],
)
def test_what_stands_in_an_address_stays_text(look: Open, path: str) -> None:
    with look(path, refusals=[400, 404]) as page:
        harmless(page)
