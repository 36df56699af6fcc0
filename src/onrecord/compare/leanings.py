"""Whose words are marked otherwise: sources with a tone more often, or less, than all others have it."""

from typing import NamedTuple

import numpy as np

from onrecord.compare.selection import Selection
from onrecord.compare.shares import ByChance, beyond_chance
from onrecord.record import Tone

FEWEST_STATEMENTS = 5
"""Statements with a cue that a source must have to be compared with all others."""

FEWEST_ARTICLES = 3
"""Articles that these must stand in: a habit in one article is its writer's, and nothing of an outlet."""

TONES: tuple[Tone, ...] = ("distancing", "factive", "denial")
"""Tones whose use for one source and not for another readers ask about."""


class Lean(NamedTuple):
    """A source, by its place in `Selection.speakers`, with a tone in `own` of its statements `with_cue`.

    `all_` of the `of_all` of everybody have it; `likely` is how likely chance alone makes such a difference.
    """

    likely: float
    place: int
    tone: Tone
    own: int
    with_cue: int
    all_: int
    of_all: int
    articles: int


def leanings(of: Selection) -> tuple[list[Lean], int]:
    """The sources and tones that differ by more than chance, the surest first, and how many were compared.

    Not those whose interval of 95 % leaves out the others' share: of a thousand compared, that would be fifty
    by chance alone. Of those told, one in twenty at most may be expected to be.
    """
    with_cue = of.of_forms(form.lemma is not None for form in of.forms)
    told = with_cue & of.known
    of_all = int(with_cue.sum())
    size = len(of.speakers)
    statements = np.bincount(of.speaker[told], minlength=size)
    pairs = np.unique(of.speaker[told] * len(of.articles) + of.article[told])
    articles = np.bincount(pairs // max(1, len(of.articles)), minlength=size)
    enough = (statements >= FEWEST_STATEMENTS) & (articles >= FEWEST_ARTICLES) & (statements < of_all)
    places = np.flatnonzero(enough).tolist()
    found: list[Lean] = []
    for tone in TONES:
        has = of.of_forms(form.lemma is not None and form.tone == tone for form in of.forms)
        all_ = int(has.sum())
        if not 0 < all_ < of_all:
            continue
        counts = np.bincount(of.speaker[has & of.known], minlength=size)
        by_chance = ByChance(all_, of_all)
        known: dict[tuple[int, int], float] = {}
        for place in places:
            key = int(counts[place]), int(statements[place])
            if key not in known:
                known[key] = by_chance(*key)
            found.append(Lean(known[key], place, tone, *key, all_, of_all, int(articles[place])))
    limit = beyond_chance([one.likely for one in found])
    return sorted(one for one in found if one.likely <= limit), len(found)
