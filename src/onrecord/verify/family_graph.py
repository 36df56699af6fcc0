"""Which versions stand for a family, kept right as versions come and go.

Versions that have enough words in common are linked. In the order of their length, longest first, each joins
the first linked version that stands for a family, or stands for one itself. So every version has enough words
in common with the one that stands for its family, and none drifts in by a chain of others; and the families
depend on the versions and their links, not on the order in which they came. What a change sets off is
followed in that same order, so that only what it concerns is looked at (a greedy maximal independent set,
kept up as by Censor-Hillel, Haramaty and Karnin 2016).
"""

import heapq
from collections.abc import Callable, Iterable

Rank = tuple[int, int]
"""Where a version stands in the order: minus its length, then its hash."""


def settle(
    changed: Iterable[int],
    neighbours: Callable[[int], Iterable[int]],
    link: Callable[[int, int], bool],
    ranks: dict[int, Rank],
    family: dict[int, int],
) -> None:
    """Sets `family` of the versions that changed, and of those that this concerns in turn.

    changed: versions that are new, or have gained or lost a link or a linked version that stood for a family.
    neighbours: the linked versions; for these, and the versions that stand for their families, `ranks` and
    `family` must have entries after the call.
    link: links two versions if they belong linked; whether it did. Asked where a version is not linked with
    the one that stands for the family of a linked one, or two that stand for families are linked with one:
    in a large family most were never compared.
    family: for each version the one that stands for its family, 0 for a new one; changed in place.
    """
    waiting = [(ranks[one], one) for one in set(changed)]
    heapq.heapify(waiting)
    queued = {one for _, one in waiting}
    while waiting:
        rank, one = heapq.heappop(waiting)
        queued.discard(one)
        linked = list(neighbours(one))
        stands = [other for other in linked if ranks[other] < rank and family[other] == other]
        further = {family[other] for other in linked if family[other]} - {one, *linked}
        for other in sorted(further):
            if ranks[other] < rank and family[other] == other and link(one, other):
                stands.append(other)
        before, now = family[one], min(stands, key=lambda other: ranks[other], default=one)
        family[one] = now
        for other in stands:
            if other != now and other not in queued and link(now, other):
                queued.add(other)
                heapq.heappush(waiting, (ranks[other], other))
        if (before == one) != (now == one):
            # Only those that come later can be concerned, so that nothing is looked at twice for one change.
            for other in linked:
                if ranks[other] > rank and other not in queued:
                    queued.add(other)
                    heapq.heappush(waiting, (ranks[other], other))
