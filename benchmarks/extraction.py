"""How well the text of pages is extracted, beside the plain library, and how each page and archive ends.

    python benchmarks/extraction.py ../shared/data [--json benchmarks/extraction.json]

Four sets have a text that should come out. Each page is scored on runs of four words (the measure of
Scrapinghub's article-extraction-benchmark): precision and recall are means over pages, F1 is theirs. The
newspaper set has remarks of its makers instead of a text on some pages ("MISSED LAST SENTENCE"); those, in
capitals, are left out. The goose3 set has only the beginning of each text: what is extracted is cut to as
many words. The trafilatura set has words that must and must not come out: precision and recall count those.

"plain" is trafilatura.extract(html) as its documentation begins with it; "default" the same without comments.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.article import Article
from onrecord.sources import Page, open_paths
from onrecord.sources.html import read_page
from onrecord.sources.html.fragments import text_of_fragment

SETS = ("trafilatura_eval_400", "readability_testpages", "newspaper_tests", "goose3_tests", "scrapinghub_dev")
WORD = re.compile(r"\w+")
RUN = 4

Extract = Callable[[str, str | None], str]


def pages_of(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold_of(name: str, page: dict[str, Any]) -> str | None:
    """The text that should come out of a page, None where the set does not say."""
    if name == "readability_testpages":
        return text_of_fragment(page["expected_html"])
    if name == "goose3_tests":
        expected = page["expected"] or {}
        return expected.get("cleaned_text") or expected.get("content")
    gold = page.get("gold_text") or ""
    if name == "newspaper_tests" and sum(map(str.isupper, gold)) > 0.7 * sum(map(str.isalpha, gold)):
        return None
    return gold


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return (
        Counter(tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))
        if words
        else Counter()
    )


def score(name: str, pages: list[dict[str, Any]], texts: list[str]) -> dict[str, float]:
    """Precision, recall and F1 of the texts extracted from a set's pages, in per cent."""
    if name == "trafilatura_eval_400":
        right = missed = wrong = 0
        for page, text in zip(pages, texts, strict=True):
            flat = " ".join(text.split())
            found = [" ".join(words.split()) in flat for words in page["must_contain"]]
            right, missed = right + sum(found), missed + found.count(False)
            wrong += sum(" ".join(words.split()) in flat for words in page["must_not_contain"])
        precision, recall = right / (right + wrong), right / (right + missed)
    else:
        scored = list(_scored(name, pages, texts))
        precision = sum(one for one, _ in scored) / len(scored)
        recall = sum(one for _, one in scored) / len(scored)
    f1 = 2 * precision * recall / (precision + recall)
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(100 * f1, 1),
    }


def _scored(name: str, pages: list[dict[str, Any]], texts: list[str]) -> Iterator[tuple[float, float]]:
    for page, text in zip(pages, texts, strict=True):
        gold = gold_of(name, page)
        if not gold or not gold.strip():
            continue
        if name == "goose3_tests":
            words = list(WORD.finditer(text))[: len(WORD.findall(gold))]
            text = text[: words[-1].end()] if words else ""
        expected, found = runs(gold), runs(text)
        shared = sum((expected & found).values())
        yield (shared / sum(found.values()) if found else 0.0), shared / sum(expected.values())


def plain(html: str, url: str | None) -> str:
    from trafilatura import extract

    return extract(html) or ""


def default(html: str, url: str | None) -> str:
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


def measure(folder: Path) -> dict[str, Any]:
    """Every set's scores, and how its pages ended."""
    found: dict[str, Any] = {}
    for name in SETS:
        pages = pages_of(folder, name)
        answers = []
        start = time.perf_counter()
        for page in pages:
            data = page["html"].encode("utf-8", "replace")
            answers.append(read_page(Page(str(page.get("id")), data, page.get("url"))))
        seconds = time.perf_counter() - start
        texts = [answer.text if isinstance(answer, Article) else "" for answer in answers]
        reasons = Counter(answer.reason for answer in answers if not isinstance(answer, Article))
        found[name] = {
            "pages": len(pages),
            "articles": sum(isinstance(answer, Article) for answer in answers),
            "reasons": dict(reasons),
            "milliseconds a page": round(1000 * seconds / len(pages), 1),
            "onrecord": score(name, pages, texts),
        }
        for other in (plain, default):
            start = time.perf_counter()
            texts = [other(page["html"], page.get("url")) for page in pages]
            seconds = time.perf_counter() - start
            found[name][other.__name__] = score(name, pages, texts)
            found[name][f"{other.__name__}, milliseconds a page"] = round(1000 * seconds / len(pages), 1)
    return found


def archives(folder: Path) -> dict[str, dict[str, int]]:
    """How many articles and reasons each archive ends in."""
    found = {}
    for path in sorted(folder.glob("*/*")):
        items = list(open_paths([path]))
        articles = sum(isinstance(item, Article) for item in items)
        found[f"{path.parent.name}/{path.name}"] = {"articles": articles, "reasons": len(items) - articles}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder with html/ and warc/")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    sets = measure(options.data / "html")
    print(f"{'':24}{'pages':>6}{'articles':>9}{'plain':>8}{'default':>9}{'onrecord':>10}{'ms':>7}")
    for name, one in sets.items():
        scores = f"{one['plain']['f1']:8.1f}{one['default']['f1']:9.1f}{one['onrecord']['f1']:10.1f}"
        print(f"{name:24}{one['pages']:6}{one['articles']:9}{scores}{one['milliseconds a page']:7.1f}")
        for reason, count in one["reasons"].items():
            print(f"{'':24}{count:6} {reason}")
    found = archives(options.data / "warc")
    for name, ends in found.items():
        print(f"{name:44}{ends['articles']:4} articles{ends['reasons']:4} reasons")
    if options.json:
        options.json.write_text(json.dumps({"html": sets, "warc": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
