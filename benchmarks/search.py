"""How long a search takes: a store of made-up statements is made, searched, and deleted.

    python benchmarks/search.py                     # a million statements in SQLite: minutes, 0.7 GB
    python benchmarks/search.py --statements 100000
    python benchmarks/search.py --store postgresql://user@host/database

Words follow Zipf's law over 60,000 made-up words, as in English: the commonest is in four statements of five.
Figures are milliseconds of `Store.search(…, limit=20)` in an open store, rows and names included; those of
the processor are what it takes where nothing else runs and the file is in memory.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from onrecord.article import Article
from onrecord.record import Kind, MadeBy, Manner, Record, Span, Speaker, Statement, Tone
from onrecord.store import Search, Store, prepare

IN_AN_ARTICLE = 30
"""Statements an article; news has some 30 in a thousand words."""

LEMMAS = {
    "neutral": ("say", "tell", "write", "add"),
    "distancing": ("claim", "allege"),
    "factive": ("reveal", "admit", "point out"),
    "denial": ("deny", "reject"),
    "directive": ("urge", "demand"),
    "belief": ("think", "expect"),
    "question": ("ask",),
}
ROLES = ("mayor", "minister", "chair of the board", "spokeswoman", "judge", "professor", "owner")

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er", "ol")]


class MadeUp:
    """Articles of made-up words, each with so many statements; the same ones for the same seed."""

    def __init__(self, seed: int = 1, in_an_article: int = IN_AN_ARTICLE) -> None:
        self.random = random.Random(seed)
        self.in_an_article = in_an_article
        words: dict[str, None] = {}
        while len(words) < 60_000:
            words["".join(self.random.choices(SYLLABLES, k=self.random.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        names = [word.title() for word in self.words]
        self.people = [" ".join(self.random.sample(names, 2)) for _ in range(50_000)]
        self.people_weights = list(accumulate(1 / rank for rank in range(1, len(self.people) + 1)))
        self.outlets = [f"The {name} Post" for name in self.random.sample(names, 200)]
        self.kinds = ["person"] * 6 + list(get_args(Kind))

    def records(self) -> Iterator[Record]:
        number = 0
        while True:
            number += 1
            yield self._record(number)

    def _record(self, number: int) -> Record:
        draw = self.random
        text, statements = "", []
        names = draw.choices(self.people, cum_weights=self.people_weights, k=6)
        speakers: dict[str, tuple[str, Span]] = {}
        for count in range(1, self.in_an_article + 1):
            name = draw.choice(names)
            source = Span(len(text), len(text) + len(name))
            speakers.setdefault(name, (f"p{len(speakers) + 1}", source))
            text += f"{name} said "
            cue = Span(source.end + 1, source.end + 5)
            quote = " ".join(draw.choices(self.words, cum_weights=self.weights, k=draw.randint(6, 34)))
            content = Span(len(text), len(text) + len(quote))
            text += f"{quote}. "
            manner = draw.choice(get_args(Manner))
            tone = draw.choice(("neutral", "neutral", "neutral", *get_args(Tone)))
            statements.append(
                Statement(
                    id=f"s{count}",
                    speaker=speakers[name][0],
                    speaker_confidence=0.9,
                    source=(source,),
                    cue=(cue,),
                    content=(content,),
                    quote=quote,
                    manner=manner,
                    cue_lemma=LEMMAS[tone][count % len(LEMMAS[tone])],
                    cue_tone=tone,
                    negated=draw.random() < 0.03,
                    hypothetical=draw.random() < 0.02,
                    confidence=round(draw.uniform(0.4, 1), 3),
                )
            )
        day = f"{draw.randint(2008, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        url, title = f"https://news.example/{number}", " ".join(draw.choices(self.words, k=8))
        return Record(
            article=Article(url, text, draw.choice(self.outlets), url, title, ("A. Writer",), day, "en"),
            statements=tuple(statements),
            speakers=tuple(
                Speaker(
                    id=id,
                    name=name,
                    kind=draw.choice(self.kinds),
                    names=(name.split()[1],),
                    roles=(ROLES[number % len(ROLES)],),
                    mentions=(span,),
                )
                for name, (id, span) in speakers.items()
            ),
            made_by=MadeBy("0", "made-up"),
        )


def searches(made_up: MadeUp) -> dict[str, list[tuple[Search, bool | None]]]:
    """Twenty searches of each sort."""
    draw = random.Random(2)
    words = made_up.words

    def word(first: int, last: int) -> str:
        return words[draw.randrange(first, last)]

    def person() -> str:
        return made_up.people[draw.randrange(0, 2_000)]

    def many(make: object) -> list[tuple[Search, bool | None]]:
        return [make() for _ in range(20)]  # type: ignore[operator]

    return {
        "a rare word": many(lambda: (Search(words=word(20_000, 60_000)), None)),
        "a word in one statement of a thousand": many(lambda: (Search(words=word(1_000, 3_000)), None)),
        "a common word (rank 50 to 200)": many(lambda: (Search(words=word(50, 200)), None)),
        "one of the ten commonest words": many(lambda: (Search(words=word(0, 10)), None)),
        "the commonest words, by date": many(lambda: (Search(words=word(0, 10)), False)),
        "two common words": many(lambda: (Search(words=f"{word(5, 100)} {word(5, 100)}"), None)),
        "two of the ten commonest": many(lambda: (Search(words=f"{word(0, 5)} {word(5, 10)}"), None)),
        "three words": many(
            lambda: (Search(words=f"{word(0, 50)} {word(50, 500)} {word(100, 2_000)}"), None)
        ),
        "a phrase of common words": many(lambda: (Search(words=f'"{word(0, 10)} {word(0, 10)}"'), None)),
        "a phrase": many(lambda: (Search(words=f'"{word(20, 300)} {word(20, 300)}"'), None)),
        "the beginning of a word": many(lambda: (Search(words=word(100, 3_000)[:4] + "*"), None)),
        "a speaker": many(lambda: (Search(speaker=person()), None)),
        "a common word by a speaker": many(lambda: (Search(words=word(0, 50), speaker=person()), None)),
        "a common word, kind, manner, tone": many(
            lambda: (
                Search(words=word(0, 50), kinds=("person",), manners=("direct",), tones=("denial",)),
                None,
            )
        ),
        "kind, manner, tone, negated": many(
            lambda: (Search(kinds=("group",), manners=("mixed",), tones=("belief",), negated=True), None)
        ),
        "a common word, not negated, two outlets": many(
            lambda: (
                Search(words=word(0, 50), negated=False, outlets=tuple(draw.sample(made_up.outlets, 2))),
                None,
            )
        ),
        "a common word in one month": many(
            lambda: (Search(words=word(0, 50), since="2016-05", until="2016-05"), None)
        ),
        "one outlet in one year": many(
            lambda: (
                Search(outlets=(draw.choice(made_up.outlets),), since="2012", until="2012"),
                None,
            )
        ),
        "nothing, newest first": many(lambda: (Search(), None)),
        "nothing but not negated": many(lambda: (Search(negated=False), None)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument(
        "--store", help="an empty store, instead of an SQLite file that is deleted afterwards"
    )
    parser.add_argument("--keep", help="make the SQLite file here, or take the one that is here, and keep it")
    parser.add_argument("--save", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = options.store or options.keep or f"{folder}/record.db"
        made_up = MadeUp()
        with Store.open(url) as store:
            if not store.holdings().statements:
                fill(store, made_up, options.statements)
        size = None if "://" in url else Path(url).stat().st_size
        with Store.open(url, read_only=True) as store:
            figures = measure(store, made_up)
    print(f"{options.statements:,} statements" + (f", {size / 1e6:,.0f} MB" if size else ""))
    print(f"{'milliseconds':40} {'median':>7} {'95 %':>7} {'most':>7} {'processor, 95 %':>16}   found")
    for name, one in figures.items():
        told = f"{one['median']:7.1f} {one['95']:7.1f} {one['most']:7.1f} {one['processor 95']:16.1f}"
        print(f"{name:40} {told}   {one['found']:5.1f}")
    if options.save:
        options.save.write_text(json.dumps({"bytes": size, "searches": figures}, indent=1) + "\n")


def fill(store: Store, made_up: MadeUp, statements: int) -> None:
    """Writes articles with so many statements altogether, and prints how long it took."""
    begun, written = time.perf_counter(), 0.0
    articles = statements // made_up.in_an_article
    records = islice(made_up.records(), articles)
    while some := [prepare(record) for record in islice(records, 250)]:
        at = time.perf_counter()
        store.write(some)
        written += time.perf_counter() - at
    total = time.perf_counter() - begun
    print(
        f"made in {total:.0f} s, {written:.0f} s of it writing: {articles / written:,.0f} articles a second"
    )


def measure(store: Store, made_up: MadeUp) -> dict[str, dict[str, float]]:
    figures = {}
    for name, some in searches(made_up).items():
        times, processor, found = [], [], []
        for search, by_rank in some:
            begun, begun_processor = time.perf_counter(), time.process_time()
            rows = store.search(search, by_rank=by_rank)
            processor.append(1000 * (time.process_time() - begun_processor))
            times.append(1000 * (time.perf_counter() - begun))
            found.append(len(rows))
        figures[name] = {
            "median": round(statistics.median(times), 2),
            "95": round(sorted(times)[int(0.95 * len(times)) - 1], 2),
            "most": round(max(times), 2),
            "processor 95": round(sorted(processor)[int(0.95 * len(processor)) - 1], 2),
            "found": statistics.mean(found),
        }
    return figures


if __name__ == "__main__":
    main()
