"""Counts with addresses: of the same list narrowed by what is counted, or no longer."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from onrecord.store import Count, CueCount, Facets
from onrecord.web.narrowing import Narrowing, varied
from onrecord.web.rendering import address, helper

By = Literal["speaker", "outlet", "day", "manner", "kind", "tone"]


class Link(NamedTuple):
    """A value with its count; `on`: the list is narrowed by it, and the address is the one without."""

    value: str
    total: int
    address: str
    on: bool = False


@helper
def facet_of(path: str, asked: Narrowing, by: By, counts: Iterable[Count]) -> list[Link]:
    """The counts of what a list can be narrowed by."""
    return [_link(path, asked, by, count) for count in counts]


def _link(path: str, asked: Narrowing, by: By, count: Count) -> Link:
    wanted: dict[str, object]
    without: dict[str, object]
    if by == "day":
        on = asked.since == asked.until == count.value
        wanted = {"since": count.value, "until": count.value}
        without = {"since": None, "until": None}
    elif by == "speaker":
        number = f"#{count.number}"
        on = getattr(asked, "speaker", None) == number
        wanted, without = {"speaker": number}, {"speaker": None}
    else:
        value = f"#{count.number}" if by == "outlet" else count.value
        given = getattr(asked, by)
        on = value in given
        wanted, without = {by: (value,)}, {by: tuple(one for one in given if one != value)}
    return Link(count.value, count.count, varied(path, asked, **(without if on else wanted)), on)


@helper
def unsaid_facets(path: str, asked: Narrowing, facets: Facets) -> list[Link]:
    """How much of it was not, or not yet, said; narrowed by it, the address is the one without."""
    found = []
    for name, count in (("negated", facets.negated), ("hypothetical", facets.hypothetical)):
        on = getattr(asked, name) is True
        if count:
            found.append(Link(name, count, varied(path, asked, **{name: None if on else True}), on))
    return found


@helper
def speaker_counts(counts: Iterable[Count]) -> list[tuple[str, int, str]]:
    """The speakers with the addresses of their pages."""
    return [(one.value, one.count, f"/speakers/{one.number}") for one in counts]


@helper
def cue_counts(counts: Iterable[CueCount]) -> list[tuple[str, int, str]]:
    """The cues with their tones; they have no pages."""
    return [(one.lemma + (f" ({one.tone})" if one.tone else ""), one.count, "") for one in counts]


@helper
def linked_counts(counts: Iterable[Count], by: str, outlet: str) -> list[tuple[str, int, str]]:
    """The counts with the addresses of searches in an outlet that are narrowed by them."""
    return [(one.value, one.count, address("/search", outlet=outlet, **{by: one.value})) for one in counts]
