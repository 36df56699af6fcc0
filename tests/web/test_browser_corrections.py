"""A reader corrects an article in a real browser: with a mouse, with keys alone, without scripts."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromium
import httpx2
import pytest
import serving
from playwright.sync_api import Browser, Page, expect

from onrecord.article import Article
from onrecord.corrections import corrections_of
from onrecord.reader import Reader
from onrecord.store import Store

TEXT = (
    "\U0001f468\u200d\U0001f469 “We \U0001f600 lost,” Mayor Ann Smith said\x01 on Monday.\n\n"
    "Bob Jones denied that the quay was closed. The council had hoped for rain.\n"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corrected") / "record.db"
    with Store.open(path) as store:
        store.put([Reader().read(Article("a.txt", TEXT, title="A loss"))])
    return path


@contextmanager
def article_page(browser: Browser, path: Path, **options: bool) -> Iterator[Page]:
    """The page of the only article in a store."""
    with serving.running("--store", str(path)) as (address, process):
        with chromium.watched(browser, address, refusals=[400], **options) as seen:
            seen.page.goto(f"{address}articles/1")
            yield seen.page
        process.kill()


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "record.db"))


def kept(path: Path) -> list[dict[str, object]]:
    """What a store holds of corrections, as JSON says it."""
    import msgspec

    with Store.open(path, read_only=True) as store:
        return [msgspec.to_builtins(one) for one in corrections_of(store, 1)]


def select(page: Page, words: str) -> None:
    """Selects words of the text as a mouse does."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
            throw new Error("these words are not in one piece of the text");
        }""",
        words,
    )


def test_a_missing_statement_is_selected_and_outlives_a_kill(browser: Browser, store: Path) -> None:
    with article_page(browser, store) as page:
        for words, role in (("rain", "content"), ("The council", "source")):
            select(page, words)
            page.locator(f"#selected [data-do={role}]").click()
        panel = page.locator("#correcting form[data-of=missing]")
        panel.get_by_label("the name").fill("the council")
        panel.get_by_label("Your name").fill("R. Eader")
        panel.get_by_role("button", name="Say so").click()
        page.wait_for_url("**/articles/1**")
        expect(page.locator(".judged").first).to_contain_text("R. Eader")
    # The server was killed as soon as its page was there.
    (found,) = kept(store)
    assert found["by"] == "R. Eader"
    said = found["correction"]
    assert isinstance(said, dict)
    for role, words in (("content", "rain"), ("source", "The council")):
        start = TEXT.index(words)
        (passage,) = said[role]
        assert (passage["span"], passage["words"]) == ([start, start + len(words)], words)


def test_a_wrong_speaker_is_corrected_by_keyboard_and_withdrawn(browser: Browser, store: Path) -> None:
    with article_page(browser, store) as page:
        page.locator("#margin [data-correct]").first.focus()
        page.keyboard.press("Enter")
        panel = page.locator("#correcting")
        expect(panel).to_be_visible()
        panel.get_by_label("Who says it").first.focus()
        page.keyboard.type("nobody")
        panel.get_by_label("Your name").first.focus()
        page.keyboard.type("R. Eader")
        page.keyboard.press("Enter")
        judged = page.locator(".judged").first
        expect(judged).to_contain_text("R. Eader")
        judged.get_by_role("link").click()
        page.wait_for_url("**/corrections/1")
        page.get_by_label("Your name").fill("R. Eader")
        page.get_by_role("button", name="Withdraw").click()
        page.wait_for_load_state()
    (found,) = kept(store)
    assert found["withdrawn"] and "R. Eader" in str(found["withdrawn"])


def test_without_scripts_words_are_typed_and_a_mistake_is_told_beside_them(
    browser: Browser, store: Path
) -> None:
    with article_page(browser, store, java_script_enabled=False) as page:
        page.get_by_role("link", name="Add a missing statement").click()
        form = page.locator("form[data-of=missing]")
        form.get_by_label("What is said").fill("hoped for snow")
        form.get_by_label("Your name").fill("R. Eader")
        form.get_by_role("button", name="Say so").click()
        form = page.locator("form[data-of=missing]")
        expect(form.get_by_label("What is said")).to_have_value("hoped for snow")
        expect(page.locator("main")).to_contain_text("hoped for snow")
        form.get_by_label("What is said").fill("hoped for rain")
        form.get_by_label("Who says it").select_option("nobody")
        form.get_by_role("button", name="Say so").click()
        page.wait_for_url("**/articles/1**")
        expect(page.locator("main")).to_contain_text("R. Eader")
    (found,) = kept(store)
    assert str(TEXT.index("hoped for rain")) in str(found)


def test_not_a_statement_and_a_check_of_it_all_are_shown_in_place(browser: Browser, store: Path) -> None:
    hostile = '<img src=x onerror="window.__pwned=1">'
    with article_page(browser, store) as page:
        page.locator("#margin [data-correct]").first.click()
        panel = page.locator("#correcting")
        panel.get_by_label("It is not a statement").check()
        panel.get_by_label("Your name").first.fill(hostile)
        panel.get_by_label("Remark, if any").first.fill(hostile)
        panel.get_by_role("button", name="Say so").click()
        expect(page.locator("#margin")).to_contain_text("Not statements, say readers")
        assert page.evaluate("window.__pwned") is None
        page.get_by_role("link", name="All is right").click()
        form = page.locator("form[data-of=checked]")
        form.get_by_label("Your name").fill("R. Eader")
        form.get_by_role("button", name="Checked").click()
        expect(page.locator("main")).to_contain_text("Checked by R. Eader")
    assert len(kept(store)) == 2


def test_a_correction_that_was_answered_outlives_kill_9(store: Path) -> None:
    with serving.running("--store", str(store)) as (address, process):
        record = httpx2.get(f"{address}articles/1.json").json()["record"]
        sent = {"kind": "not_a_statement", "statement": record["statements"][0]["id"], "by": "R. Eader"}
        answer = httpx2.post(f"{address}articles/1/corrections.json", json=sent)
        process.kill()
        assert answer.status_code == 200, answer.text
    assert len(kept(store)) == 1
