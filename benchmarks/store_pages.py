"""How long a page takes: what a reading room asks of a store of 100,000 articles, each call many times.

    python benchmarks/store_pages.py --keep hundred_thousand.db --save benchmarks/store_pages.json
    python benchmarks/store_pages.py --articles 10000

The store is made up as in search.py, with 15 statements an article: ten minutes, 1.4 GB. With --keep it stays
and the next run takes it as it is. Figures are milliseconds of a method of an open Store, rows included.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from search import MadeUp, fill

from onrecord.store import Page, Search, Store

IN_AN_ARTICLE = 15
TIMES = 40
Call = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--store", help="an empty store, instead of an SQLite file")
    parser.add_argument("--keep", help="make the SQLite file here, or take the one that is here, and keep it")
    parser.add_argument("--save", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = options.store or options.keep or f"{folder}/record.db"
        made_up = MadeUp(in_an_article=IN_AN_ARTICLE)
        with Store.open(url) as store:
            if not store.holdings().articles:
                fill(store, made_up, options.articles * IN_AN_ARTICLE)
        with Store.open(url, read_only=True) as store:
            held = store.holdings()
            figures = {name: measured(one) for name, one in calls(store, made_up)}
        size = None if "://" in url else Path(url).stat().st_size
    print(f"{held.articles:,} articles, {held.statements:,} statements, {held.speakers:,} speakers")
    print(f"{'milliseconds':55} {'first':>7} {'median':>7} {'95 %':>7} {'processor':>9}")
    for name, one in figures.items():
        told = f"{one['first']:7.1f} {one['median']:7.1f} {one['95']:7.1f} {one['processor']:9.1f}"
        print(f"{name:55} {told}")
    if options.save:
        about = {
            "articles": held.articles,
            "statements": held.statements,
            "speakers": held.speakers,
            "bytes": size,
            "database": "SQLite" if size else "PostgreSQL",
            "load average": round(os.getloadavg()[0], 1),
        }
        options.save.write_text(json.dumps(about | {"milliseconds": figures}, indent=1) + "\n")


def measured(call: Call) -> dict[str, float]:
    """The first time, the median and the 95th percentile of all, and the median of the processor's time."""
    times, processor = list[float](), list[float]()
    for _ in range(TIMES):
        begun, begun_processor = time.perf_counter(), time.process_time()
        call()
        processor.append(1000 * (time.process_time() - begun_processor))
        times.append(1000 * (time.perf_counter() - begun))
    return {
        "first": round(times[0], 2),
        "median": round(statistics.median(times), 2),
        "95": round(sorted(times)[int(0.95 * len(times)) - 1], 2),
        "processor": round(statistics.median(processor), 2),
    }


def calls(store: Store, made_up: MadeUp) -> Iterator[tuple[str, Call]]:
    """What is measured; a call that goes through several pages or speakers takes another one each time."""
    draw = random.Random(3)
    heard = store.speakers(limit=1000)
    top, rare = f"#{heard[0].number}", f"#{heard[-1].number}"
    articles = draw.sample(range(1, store.holdings().articles + 1), TIMES)
    outlets = [one.number for one in store.outlets()]

    def some(values: list[int], call: Callable[[int], object]) -> Call:
        these = cycle(values)
        return lambda: call(next(these))

    def word(first: int, last: int) -> str:
        return made_up.words[draw.randrange(first, last)]

    def page_1000(page: Callable[[str | None, int], Page[object]]) -> Call:
        """Its page of 20 rows, found from the 19,980 before it; the last one where there are fewer pages."""
        after, left = None, 999 * 20
        while left:
            one = page(after, min(left, 4_995))
            if one.next is None:
                break
            after, left = one.next, left - len(one.rows)
        return lambda: page(after, 20)

    def searched(search: Search) -> Callable[[str | None, int], Page[object]]:
        return lambda after, limit: store.search_page(search, by_rank=False, after=after, limit=limit)  # type: ignore[return-value]

    ranked = store.search_page(Search(words=word(5, 50)), limit=500)

    yield "stamp", store.stamp
    yield "holdings", store.holdings
    yield "articles, newest", store.articles
    yield "articles, page 1,000", page_1000(lambda after, limit: store.articles(after=after, limit=limit))  # type: ignore[arg-type,return-value]
    yield "articles of one outlet", some(outlets, lambda number: store.articles(outlets=(f"#{number}",)))
    yield "articles of one month", lambda: store.articles(since="2016-05", until="2016-05")
    yield "one article", some(articles, store.article)
    yield (
        "an article's number by its URL",
        some(articles, lambda number: store.articles_called(f"https://news.example/{number}")),
    )
    yield "the statements of an article", some(articles, store.statements_of)
    yield "one statement of an article", some(articles, lambda number: store.statement(number, "s7"))
    yield "outlets, all 200", store.outlets
    yield "speakers, heard most", store.speakers
    yield (
        "speakers, page 1,000",
        page_1000(lambda after, limit: store.speakers_page(after=after, limit=limit)),  # type: ignore[arg-type,return-value]
    )
    yield "speakers, organisations", lambda: store.speakers(kind="organisation")
    yield (
        "speakers by a word of the name",
        some(articles, lambda number: store.speakers(made_up.people[number % 2000])),
    )
    yield f"a speaker of {heard[0].statements:,} statements", lambda: store.speaker(heard[0].number)
    yield f"a speaker of {heard[-1].statements:,} statements", lambda: store.speaker(heard[-1].number)
    yield "search, nothing, newest", store.search_page
    yield "search, nothing, page 1,000", page_1000(searched(Search()))
    yield (
        "search, a common word by date",
        lambda: store.search_page(Search(words=made_up.words[7]), by_rank=False),
    )
    yield "search, a common word by date, page 1,000", page_1000(searched(Search(words=made_up.words[7])))
    yield "search, the speaker heard most", lambda: store.search_page(Search(speaker=top))
    yield "search, the speaker heard most, page 1,000", page_1000(searched(Search(speaker=top)))
    yield "search, a common word by rank", lambda: store.search_page(Search(words=made_up.words[20]))
    yield (
        "search, a common word by rank, after 500",
        lambda: store.search_page(Search(words=made_up.words[20]), after=ranked.next),
    )
    yield "facets, everything (the newest 5,000)", store.facets
    yield "facets, a common word (the newest 5,000)", lambda: store.facets(Search(words=made_up.words[20]))
    yield "facets, the speaker heard most (the newest 5,000)", lambda: store.facets(Search(speaker=top))
    yield (
        "facets, a word in one statement of a thousand",
        lambda: store.facets(Search(words=made_up.words[1500])),
    )
    yield (
        f"facets, a speaker of {heard[-1].statements:,} statements",
        lambda: store.facets(Search(speaker=rare)),
    )


if __name__ == "__main__":
    main()
