"""Why a page has no article, in a sentence."""

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.sources.html.tree import count_words, letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_LETTERS = 25
"""A text of fewer letters and digits is an article only where it is at least half of its page."""
MAX_WALL_WORDS = 120
"""A text of more words is an article, whatever else it says about cookies."""
MIN_LINKS = 3

_REASONS = {
    "cookies": "shows only a cookie or consent notice instead of the article",
    "script": "shows its text only where JavaScript runs",
    "robot": "shows only a check for robots, or that access is denied, instead of the article",
    "missing": "only says that there is no such page",
}
_REFRESH = re.compile(r"^\s*\d*\s*[;,]\s*(?:url\s*=)?\s*[\"']?([^\"']+)", re.IGNORECASE)


def why_no_article(tree: "HtmlElement", text: str, seen: str) -> str | None:
    """Why an extracted text is no article, None where it is one. `seen` is all the text of the page."""
    length, total = len(letters(text)), count_words(seen)
    short = length < MIN_LETTERS
    if short:
        if frames := [frame.get("src") or "" for frame in tree.iter("frame")]:
            return f"is a page of frames without text of its own; the text is at {_shown(frames)}"
        if target := _sent_on_to(tree):
            return f"has no text and sends the browser on to {_shown([target])}"
    none = short and not 0 < len(letters(seen)) <= 2 * length
    if kind := _wall_before(text, seen, none):
        return _REASONS[kind]
    frames = [frame.get("src") or "" for frame in tree.iter("iframe")]
    if short and frames and total < MAX_WALL_WORDS:
        return f"has no article of its own; it shows another page in a frame: {_shown(frames)}"
    if not none and not _is_all_links(tree, text, seen):
        return None
    if not total:
        script = any(True for _ in tree.iter("script"))
        return "has no text; its text may be made by script" if script else "has no text"
    return f"has no article: its {total:,} word{'' if total == 1 else 's'} are menus, links or labels"


def _wall_before(text: str, seen: str, none: bool) -> str | None:
    """What stands before the article, judged by a short text, or by all of a page that is short or has none.

    Short articles have a cookie notice beside them: that alone is no reason where there is a text.
    """
    if count_words(text) > MAX_WALL_WORDS:
        return None
    kind = _wall(text)
    if kind is None and (none or count_words(seen) <= MAX_WALL_WORDS):
        kind = _wall(seen)
        if kind == "cookies" and not none:
            return None
    return kind


def _is_all_links(tree: "HtmlElement", text: str, seen: str) -> bool:
    """Whether next to nothing stands outside the links of a page, as on a menu or a list of headlines."""
    if count_words(text) > MAX_WALL_WORDS or not seen.strip():
        return False
    linked = [len(letters(link.text_content())) for link in tree.iter("a")]
    return len(linked) >= MIN_LINKS and len(letters(seen)) - sum(linked) < MIN_LETTERS


def _sent_on_to(tree: "HtmlElement") -> str | None:
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            return found[1].strip() if found else None
    return None


def _wall(text: str) -> str | None:
    words = " ".join(text.casefold().split())
    if not words:
        return None
    return next((kind for kind, parts in _walls() if all(part in words for part in parts)), None)


@cache
def _walls() -> list[tuple[str, list[str]]]:
    lines = resources.files("onrecord.sources.html").joinpath("walls.txt").read_text("utf-8").splitlines()
    forms = (line.partition("|") for line in lines if line and not line.startswith("#"))
    return [(kind, [part.strip() for part in words.split("&")]) for kind, _, words in forms]


def _shown(addresses: list[str]) -> str:
    some = [address[:200] for address in addresses if address][:3]
    return ", ".join(some) or "no address"
