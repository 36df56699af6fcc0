"""Articles that try to be markup, on the pages over a store: all of it is text, and no address runs."""

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
import hostile_articles
import pytest
from serving import Serve

from onrecord.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATHS = (
    "/articles", "/search", "/search?words=lost", "/search?limit=200", "/speakers?name=smith",
    "/outlets", "/families", "/audit", "/sources",
    "/verify?quotation=%3Cscript%3Ealert(1)%3C/script%3E&speaker=%22onload=",
    "/search?words=%3Cimg+src=x%3E+lost&speaker=%22%3E%3Cscript%3E", "/sources?words=%22%3E%3Cb%3E",
)  # fmt: skip


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def every_page(library: Path) -> list[str]:
    with Store.open(library / "record.db", read_only=True) as store:
        rows = list(store.statements())
        outlets = [f"/outlets/{one.number}" for one in store.outlets()]
    speakers = {f"/speakers/{row.speaker_number}" for row in rows if row.speaker_number}
    articles = {row.article_number for row in rows}
    checks = [f"/articles/{number}/verification" for number in sorted(articles)]
    versions = [
        f"/articles/{row.article_number}/{row.statement}/versions" for row in rows if row.manner == "direct"
    ]
    return [*PATHS, *outlets, *sorted(speakers)[:80], *checks, *versions[:60]]


def test_nothing_of_an_article_becomes_an_element_or_an_address_that_runs(
    serve: Serve, library: Path
) -> None:
    client = serve(store=str(library / "record.db"), index=str(library / "sources"))
    for path in every_page(library):
        page = client.get(path)
        assert page.status_code == 200, path
        for tag, attributes in Elements(page.text).found:
            assert tag not in ("script", "style", "iframe", "object", "embed", "base", "img", "meta") or (
                tag == "meta" and set(attributes) <= {"charset", "name", "content"}
            ), (path, tag, attributes)
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (
                path,
                attributes,
            )
            for name in ("href", "action", "src"):
                value = attributes.get(name)
                assert value is None or value.startswith(("/", "#", "http://", "https://")), (path, value)
                assert not (value or "").startswith("//"), (path, value)


@pytest.mark.parametrize(
    "path", [*PATHS, "/outlets/1", "/speakers/1", "/articles/1/s1/versions", "/articles/1/verification"]
)
def test_a_browser_finds_no_fault_with_a_page(browser: "Browser", room: str, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with chromium.watched(browser, room, bypass_csp=True) as watched:
        watched.page.goto(room + path)
        assert watched.page.evaluate(f"window.{hostile_articles.CANARY}") is None
        found = Axe().run(watched.page).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not grave, [(one["id"], one["nodes"][0]["html"][:200]) for one in grave]
    with chromium.watched(browser, room, viewport={"width": 390, "height": 844}) as watched:
        watched.page.goto(room + path)
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
