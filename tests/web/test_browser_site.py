"""The whole site in a real browser: every link leads somewhere, nothing serious for a screen reader, no other
origin gets in."""

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import chromium
import httpx2
import pytest
import serving
from fake_server import fake_server
from serving import Open

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST = 150
"""Pages that are followed, of each sort a few."""

OF_A_SORT = 4


def sort_of(path: str) -> str:
    """What a page is of: its path without numbers and ids, and the names of its parameters."""
    parts = urlsplit(path)
    steps = ["*" if any(c.isdigit() for c in step) else step for step in parts.path.split("/")]
    return "/".join(steps) + "?" + "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&")))


def crawled(client: httpx2.Client, *starts: str) -> Iterator[tuple[str, httpx2.Response]]:
    """Pages that links lead to, from page to page, with their answers."""
    from lxml import html

    waiting, seen, sorts = list(starts), set(starts), dict[str, int]()
    count = 0
    while waiting and count < MOST:
        path = waiting.pop(0)
        count += 1
        answer = client.get(path)
        yield path, answer
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in html.fromstring(answer.content).iter("a", "link", "script", "form"):
            target = link.get("href") or link.get("src") or ""
            if not target.startswith("/"):
                assert target.startswith(("#", "http://", "https://")) or not target, (path, target)
                continue
            target = target.partition("#")[0]
            sort = sort_of(target)
            if target not in seen and sorts.get(sort, 0) < OF_A_SORT:
                seen.add(target)
                sorts[sort] = sorts.get(sort, 0) + 1
                waiting.append(target)


def test_every_link_leads_somewhere_and_every_form_of_a_page_is_what_it_says(room: str) -> None:
    kinds = set()
    with httpx2.Client(base_url=room, timeout=60) as client:
        for path, answer in crawled(client, "/", "/families"):
            assert answer.status_code == 200, f"{path}: {answer.text[:300]}"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            end = urlsplit(path).path
            if end.endswith(".json"):
                json.loads(answer.content)
            elif end.endswith(".csv"):
                rows = list(csv.reader(io.StringIO(answer.text)))
                assert rows and len({len(row) for row in rows}) == 1, path
            kinds.add(sort_of(path).partition("?")[0])
    assert {
        "/articles/*",
        "/articles/*/*/versions",
        "/speakers/*",
        "/outlets/*",
        "/audit",
        "/search",
        "/api",
    } <= kinds


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/articles/1", "/articles/1/correct", "/corrections", "/api", "/nothing"]
)
def test_nothing_is_serious_for_who_uses_a_screen_reader(look: Open, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe is put into the page as a script, which its policy forbids to everybody else.
    with look(path, color_scheme=scheme, bypass_csp=True, refusals=[404]) as page:
        found = Axe().run(page).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not grave, [(one["id"], one["nodes"][0]["html"][:200]) for one in grave]


@pytest.mark.parametrize("path", ["/", "/articles/1", "/articles/1/correct", "/corrections", "/api"])
def test_a_page_is_no_wider_than_a_phone_and_paper_has_no_navigation(look: Open, path: str) -> None:
    with look(path, viewport={"width": 360, "height": 740}) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.emulate_media(media="print")
        assert page.locator("header.site nav").is_hidden()


def test_a_page_of_another_origin_can_neither_read_nor_send(browser: "Browser", room: str) -> None:
    with fake_server() as elsewhere:
        elsewhere.routes["/"] = (200, {"content-type": "text/html"}, b"<!doctype html><title>x</title><p>x")
        context = browser.new_context()
        page = context.new_page()
        page.goto(elsewhere.url)
        tries = page.evaluate(
            """async (room) => {
                const attempt = (options) => fetch(room + "/home.json", options)
                    .then((answer) => answer.text(), () => "refused");
                const loaded = (tag, name) => new Promise((done) => {
                    const element = document.createElement(tag);
                    element.onload = () => done("loaded");
                    element.onerror = () => done("refused");
                    element[name] = room + "/static/article.js";
                    document.body.append(element);
                });
                return {
                    cors: await attempt({}),
                    opaque: await attempt({mode: "no-cors"}),
                    sent: await fetch(room + "/read", {method: "POST", mode: "no-cors", body: "x"})
                        .then((answer) => answer.type, () => "refused"),
                    script: await loaded("script", "src"),
                    image: await loaded("img", "src"),
                };
            }""",
            room,
        )
        assert (tries["cors"], tries["script"], tries["image"]) == ("refused",) * 3
        assert tries["opaque"] in ("", "refused") and tries["sent"] in ("opaque", "refused")
        page.evaluate("room => { const one = document.createElement('iframe'); one.src = room; "
                      "document.body.append(one); }", room)  # fmt: skip
        page.wait_for_timeout(500)
        framed = page.frames[-1]
        assert "onrecord" not in framed.content() or framed.url.startswith("chrome-error")
        before = httpx2.get(f"{room}/articles.json").json()["rows"][0]["number"]
        page.set_content(
            f"<form method=post action='{room}/articles/1/corrections'><input name=kind value=checked>"
            "<input name=by value=evil></form>"
        )
        with page.expect_navigation():
            page.evaluate("document.forms[0].submit()")
        assert "another origin" in page.content()
        assert httpx2.get(f"{room}/articles.json").json()["rows"][0]["number"] == before
        assert "evil" not in httpx2.get(f"{room}/corrections.json").text
        context.close()


def test_a_token_is_asked_for_once_in_a_browser(browser: "Browser") -> None:
    token = "a token of many letters"
    with serving.running("--host", "0.0.0.0", ONRECORD_TOKEN=token) as (address, _):
        here = address.replace("0.0.0.0", "127.0.0.1")
        with chromium.watched(browser, here, refusals=[401]) as seen:
            seen.page.goto(here)
            seen.page.get_by_role("link", name="token").click()
            seen.page.get_by_label("Token").fill("another one")
            seen.page.get_by_role("button", name="Enter").click()
            assert seen.page.get_by_role("alert").inner_text() == "That is not the token."
            seen.page.get_by_label("Token").fill(token)
            seen.page.get_by_role("button", name="Enter").click()
            assert seen.page.get_by_label("Text of the article").is_visible()


@pytest.mark.parametrize(
    "path",
    ["/static/../serve.py", "/static/%2e%2e/serve.py", "/static/..%2fserve.py", "/static//etc/passwd",
     "/static/%2fetc%2fpasswd", "/static/....//serve.py"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder_of_styles(room: str, path: str) -> None:
    import http.client

    parts = urlsplit(room)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 404 and b"import" not in answer.read()
