"""Who is quoted: the figures of each source, and who has the first and the last word."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.compare.figures import Ends, Portion, Source, Verb
from onrecord.compare.selection import Numbers, Selection
from onrecord.compare.shares import share
from onrecord.record import Kind
from onrecord.store import Store
from onrecord.store.database import in_chunks, values

TOP = (1, 5, 10)
"""So many of the sources heard most are told together."""

VERBS_EACH = 5


class Name(NamedTuple):
    """What a speaker is called across articles, and whether the name tells who it is in each."""

    name: str
    kind: Kind
    is_one: bool


class WordsAtEnds(NamedTuple):
    """For each article, the statements (places in the selection) that begin first and last in it."""

    first: Numbers
    last: Numbers


def ends_of(of: Selection) -> WordsAtEnds:
    """Of statements that begin together, the first one stored is the first, the last one the last."""
    order = np.lexsort((of.first, of.article))
    begins = np.searchsorted(of.article[order], np.arange(len(of.articles) + 1))
    return WordsAtEnds(order[begins[:-1]], order[begins[1:] - 1])


def ends_by_kind(of: Selection, ends: WordsAtEnds) -> tuple[Ends, ...]:
    """How many articles sources of each kind open and close, those who open most first."""
    opened, closed = (
        Counter(of.forms[form].kind or "unknown" for form in of.form[some].tolist()) for some in ends
    )
    articles = len(of.articles)
    kinds = sorted({*opened, *closed}, key=lambda kind: (-opened[kind], kind))
    return tuple(Ends(kind, share(opened[kind], articles), share(closed[kind], articles)) for kind in kinds)


def ranked(of: Selection) -> list[int]:
    """The places of all sources in `Selection.speakers`, those with most statements first."""
    counts = np.bincount(of.speaker[of.known], minlength=len(of.speakers))
    order: list[int] = np.argsort(-counts, kind="stable").tolist()
    return order


def sources(
    of: Selection, places: Sequence[int], names: dict[int, Name], ends: WordsAtEnds
) -> tuple[Source, ...]:
    """The figures of the sources at these places, in their order."""
    known = int(of.known.sum())
    opens, closes = (
        np.bincount(of.speaker[some][of.known[some]], minlength=len(of.speakers)) for some in ends
    )
    order = np.argsort(of.speaker, kind="stable")
    sorted_speakers = of.speaker[order]
    begins = of.begins()
    told = []
    for place in places:
        left, right = np.searchsorted(sorted_speakers, [place, place + 1])
        own = order[left:right]
        number = of.speakers[place]
        forms = Counter(of.form[own].tolist())
        manners, verbs, unsaid = Counter[str](), Counter[tuple[str, str | None]](), 0
        for one, count in forms.items():
            form = of.forms[one]
            manners[form.manner] += count
            unsaid += count * bool(form.negated or form.hypothetical)
            if form.lemma is not None:
                verbs[form.lemma, form.tone] += count
        articles, which = np.unique(of.article[own], return_inverse=True)
        earliest = np.ones(len(articles))
        np.minimum.at(earliest, which, begins[own])
        told.append(
            Source(
                number=number,
                name=names[number].name,
                kind=names[number].kind,
                is_one=names[number].is_one,
                statements=share(len(own), known),
                words=int(of.words[own].sum()),
                articles=len(articles),
                direct=manners["direct"],
                mixed=manners["mixed"],
                indirect=manners["indirect"],
                unsaid=unsaid,
                verbs=verbs_of(verbs, VERBS_EACH),
                opens=int(opens[place]),
                closes=int(closes[place]),
                in_first_tenth=int((earliest < 0.1).sum()),
                in_first_quarter=int((earliest < 0.25).sum()),
            )
        )
    return tuple(told)


def concentration(of: Selection, order: Sequence[int]) -> tuple[Portion, ...]:
    """What the first of all sources in their order have together."""
    counts = np.bincount(of.speaker[of.known], minlength=len(of.speakers))
    words = np.bincount(of.speaker[of.known], of.words[of.known], len(of.speakers)).astype(np.int64)
    known = int(of.known.sum())
    return tuple(
        Portion(
            "the source heard most" if count == 1 else f"the {count} sources heard most",
            share(int(counts[order[:count]].sum()), known),
            int(words[order[:count]].sum()),
        )
        for count in TOP
        if count <= len(order)
    )


def verbs_of(verbs: "Counter[tuple[str, str | None]]", most: int) -> tuple[Verb, ...]:
    """The commonest, in the order of the alphabet where they are as common."""
    order = sorted(verbs.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or ""))
    return tuple(Verb(lemma, tone, count) for (lemma, tone), count in order[:most])


def names_of(store: Store, numbers: Iterable[int]) -> dict[int, Name]:
    """The names of the speakers with these numbers."""
    found: dict[int, Name] = {}
    for some in in_chunks(sorted(set(numbers))):
        sql = f"SELECT id, name, kind, is_one FROM speakers WHERE id IN {values(len(some))}"
        for number, name, kind, is_one in store.database.execute(sql, some):
            found[number] = Name(name, kind, bool(is_one))
    return found
