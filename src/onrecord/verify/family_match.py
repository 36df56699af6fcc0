"""Whether two wordings are versions of one quotation: the shorter one is in the longer, but for some words.

Measured by the longest common subsequence of their words, a bit a word (Hyyrö 2004): a few microseconds.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from onrecord.verify.family_words import Wording

COMMON, COMMON_CONTENT, COMMON_PAIRS = 0.7, 0.65, 0.4
"""Of the shorter wording's words, content words, and pairs of neighbours so many must be in the longer one.

Without the content words "we will fight for every job in Norrick" would be "we will fight for every ship in
Sandrick"; without the pairs a short quotation would be found in any long one, here a word and there a word.
benchmarks/families.py measures what they find and miss."""


class Comparable:
    """A wording and what comparisons need of it, each made when it is first needed."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.order = (len(wording.forms), wording.forms)

    @cached_property
    def places(self) -> dict[str, int]:
        """For each word a number with a bit for each place that it has."""
        return _places(self.wording.forms)

    @cached_property
    def content_places(self) -> dict[str, int]:
        """The same among the content words."""
        return _places(self.wording.content)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of neighbours."""
        return frozenset(pairwise(self.wording.forms))


def are_versions(one: Comparable, other: Comparable) -> bool:
    """Whether the wordings are versions of one quotation; the same for (a, b) and (b, a)."""
    # Of two that are equally long it must be the same one, whichever comes first.
    short, long = (one, other) if one.order <= other.order else (other, one)
    content = short.wording.content
    if in_common(content, short.content_places, long.wording.content) < COMMON_CONTENT * len(content):
        return False
    if len(short.pairs & long.pairs) < COMMON_PAIRS * len(short.pairs):
        return False
    forms = short.wording.forms
    return in_common(forms, short.places, long.wording.forms) >= COMMON * len(forms)


def _places(forms: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, form in enumerate(forms):
        places[form] = places.get(form, 0) | 1 << at
    return places


def in_common(ours: Sequence[str], places: dict[str, int], theirs: Sequence[str]) -> int:
    """The length of the longest common subsequence of our words, which have these places, and theirs."""
    ones = (1 << len(ours)) - 1
    left = ones
    for form in theirs:
        if form in places:
            found = left & places[form]
            left = ((left + found) | (left - found)) & ones
    return len(ours) - left.bit_count()
