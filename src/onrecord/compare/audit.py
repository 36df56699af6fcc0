"""The source audit: who is quoted, how often, at what length, named or not, how, and where in the article."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable

import numpy as np

from onrecord.compare.cautions import Grounds, cautions
from onrecord.compare.counting import Form, Progress
from onrecord.compare.figures import Audit, Leaning, Month, OfKind, Portion
from onrecord.compare.leanings import Lean, leanings
from onrecord.compare.selection import PARTS, Numbers, Selection, select
from onrecord.compare.shares import Share, log_odds, share
from onrecord.compare.sources import (
    Name,
    concentration,
    ends_by_kind,
    ends_of,
    names_of,
    ranked,
    sources,
    verbs_of,
)
from onrecord.record import Kind
from onrecord.store import Search, Store

NAMED: tuple[Kind, ...] = ("person", "organisation", "government", "document", "author")
"""Kinds of speakers who are told by name; "author" is the writer, who signs. A group is only described."""

INSTITUTIONS: tuple[Kind, ...] = ("organisation", "government", "document")


def audit(
    store: Store,
    search: Search | None = None,
    *,
    copies: bool = True,
    most: int = 20,
    at_most: int | None = None,
    progress: Progress | None = None,
) -> Audit:
    """The audit of what a search finds, by default of everything.

    `copies=False` counts a text that several articles have once, in the first of them that the search finds;
    `most` is how many sources, verbs and leanings are told; `at_most` counts only so many of the newest
    statements. `progress` is told how many have been counted. Raises InvalidSearch.
    """
    search = search or Search()
    with store.database.reading():
        of = select(store, search, copies, at_most, progress)
        order, ends = ranked(of), ends_of(of)
        leaning, compared = leanings(of)
        shown = order[:most]
        names = names_of(
            store, [of.speakers[place] for place in (*shown, *(one.place for one in leaning[:most]))]
        )
        families = not store.database.execute("SELECT 1 FROM families_pending LIMIT 1")
    total = len(of)
    counted = _Counted(of)
    known = int(of.known.sum())
    told = sources(of, shown, names, ends)
    days = sorted({article.day for article in of.articles if article.day})
    undated = int(np.array([article.day is None for article in of.articles], bool)[of.article].sum())
    begins = of.begins()

    def among(where: Callable[[Form], object], whole: int = total) -> Share:
        return share(counted.where(where), whole)

    return Audit(
        search=search,
        copies=copies,
        complete=of.complete,
        statements=total,
        words=int(of.words.sum()),
        articles=len(of.articles),
        outlets=len({article.outlet for article in of.articles} - {None}),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        known=share(known, total),
        named=among(lambda form: form.kind in NAMED, known),
        unnamed=among(lambda form: form.kind is not None and form.kind not in NAMED, known),
        persons=among(lambda form: form.kind == "person", known),
        institutions=among(lambda form: form.kind in INSTITUTIONS, known),
        negated=among(lambda form: form.negated),
        hypothetical=among(lambda form: form.hypothetical),
        kinds=counted.portions(lambda form: form.kind or "unknown", total),
        manners=counted.portions(lambda form: form.manner, total),
        tones=counted.portions(_tone, counted.where(_has_cue)),
        verbs=_verbs(of, counted, most),
        sources_in_all=len(order),
        sources=told,
        leanings=tuple(_leaning(of, one, names) for one in leaning[:most]),
        leanings_in_all=len(leaning),
        compared=compared,
        parts=tuple(np.bincount((begins * PARTS).astype(np.int64), minlength=PARTS).tolist()),
        in_first_tenth=share(int((begins < 0.1).sum()), total),
        in_first_quarter=share(int((begins < 0.25).sum()), total),
        ends=ends_by_kind(of, ends),
        top=concentration(of, order),
        months=_months(of),
        cautions=cautions(
            Grounds(
                search=search,
                statements=total,
                complete=of.complete,
                copies=copies,
                repeated=len(of.articles) - len({article.text for article in of.articles}),
                left_out=of.left_out,
                unknown=share(total - known, total),
                unsaid=among(lambda form: form.negated or form.hypothetical),
                several=sum(not source.is_one for source in told),
                shown=len(told),
                undated=share(undated, total),
                nested=counted.where(lambda form: form.is_nested),
                compared=compared,
                leanings=len(leaning),
                families=families,
            )
        ),
    )


def _has_cue(form: Form) -> bool:
    return form.lemma is not None


def _tone(form: Form) -> str | None:
    return form.tone if _has_cue(form) else None


class _Counted:
    """How many statements, of how many words, are made in each form."""

    def __init__(self, of: Selection) -> None:
        size = len(of.forms)
        self.forms = of.forms
        self.statements: list[int] = np.bincount(of.form, minlength=size).tolist()
        self.words: list[int] = np.bincount(of.form, of.words, size).astype(np.int64).tolist()

    def where(self, holds: Callable[[Form], object]) -> int:
        """How many statements are made in forms of which this holds."""
        return sum(count for form, count in zip(self.forms, self.statements, strict=True) if holds(form))

    def by(self, what: Callable[[Form], Hashable]) -> dict[Hashable, tuple[int, int]]:
        """Statements and words, by what is told of their form; without those of which nothing is."""
        found: defaultdict[Hashable, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for form, statements, words in zip(self.forms, self.statements, self.words, strict=True):
            if (key := what(form)) is not None:
                found[key] = found[key][0] + statements, found[key][1] + words
        return found

    def portions(self, what: Callable[[Form], str | None], whole: int) -> tuple[Portion, ...]:
        """The same as portions of a whole, the greatest first."""
        found = [
            Portion(str(name), share(count, whole), words) for name, (count, words) in self.by(what).items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.statements.count, one.name)))


def _verbs(of: Selection, counted: _Counted, most: int) -> tuple[OfKind, ...]:
    verbs: defaultdict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    for form, count in zip(of.forms, counted.statements, strict=True):
        if form.lemma is not None:
            verbs[form.kind or "unknown"][form.lemma, form.tone] += count
    found = []
    for kind, some in sorted(verbs.items(), key=lambda one: (-one[1].total(), one[0])):
        whole = some.total()

        def tone(form: Form, kind: str = kind) -> str | None:
            return _tone(form) if (form.kind or "unknown") == kind else None

        found.append(OfKind(kind, whole, verbs_of(some, most), counted.portions(tone, whole)))
    return tuple(found)


def _leaning(of: Selection, one: Lean, names: dict[int, Name]) -> Leaning:
    number = of.speakers[one.place]
    others, of_others = one.all_ - one.own, one.of_all - one.with_cue
    estimate, low, high = log_odds(one.own, one.with_cue, others, of_others)
    return Leaning(
        number=number,
        name=names[number].name,
        tone=one.tone,
        own=share(one.own, one.with_cue),
        others=share(others, of_others),
        log_odds=estimate,
        low=low,
        high=high,
        articles=one.articles,
        by_chance=float(f"{one.likely:.2g}"),
    )


def _months(of: Selection) -> tuple[Month, ...]:
    days = [article.day[:7] if article.day else None for article in of.articles]
    names = sorted({day for day in days if day})
    places = {name: place for place, name in enumerate(names)}
    month_of = np.array([places.get(day, -1) if day else -1 for day in days], np.int64)
    size = len(names)
    articles = np.bincount(month_of[month_of >= 0], minlength=size)
    month = month_of[of.article]
    dated = month >= 0

    def count(
        holds: "np.ndarray[tuple[int], np.dtype[np.bool_]] | None" = None, words: bool = False
    ) -> Numbers:
        which = dated if holds is None else dated & holds
        weights = of.words[which] if words else None
        return np.bincount(month[which], weights, size).astype(np.int64)

    statements, spoken, known = count(), count(words=True), count(of.known)
    named = count(of.of_forms(form.kind in NAMED for form in of.forms))
    direct = count(of.of_forms(form.manner == "direct" for form in of.forms))
    return tuple(
        Month(
            name,
            int(articles[place]),
            int(statements[place]),
            int(spoken[place]),
            share(int(named[place]), int(known[place])),
            share(int(direct[place]), int(statements[place])),
        )
        for place, name in enumerate(names)
    )
