"""What a list of statements is narrowed by: parameters, the search they mean, addresses with others."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from onrecord.record import Kind, Manner, Tone
from onrecord.store import Facets, Search
from onrecord.web.rendering import address, helper

Number = Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]
"""A number of the store's own: it fits a column of 64 bits."""

Limit = Annotated[int, Meta(ge=1, le=200)]
"""Rows of a page."""


class Narrowing(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements; what is left out narrows nothing. Of several values of one name any will do.

    `words`: all of them, in any form; "in quotation marks" beside each other; promis* is how words begin.
    `outlet`: words of its name, or #NUMBER. `since` and `until`: days such as 2016-05-02, 2016-05 or 2016.
    """

    words: str = ""
    kind: tuple[Kind, ...] = ()
    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    manner: tuple[Manner, ...] = ()
    tone: tuple[Tone, ...] = ()
    negated: bool | None = None
    hypothetical: bool | None = None


class Searched(Narrowing, frozen=True, kw_only=True):
    """As Narrowing; `speaker`: words of the name across articles, or #NUMBER."""

    speaker: str | None = None


def search_of(asked: Narrowing, speaker: str | None = None) -> Search:
    """The search of the store that is meant, by this speaker or the one that was asked for."""
    return Search(
        words=asked.words,
        speaker=speaker or getattr(asked, "speaker", None),
        kinds=asked.kind,
        outlets=asked.outlet,
        since=asked.since,
        until=asked.until,
        manners=asked.manner,
        tones=asked.tone,
        negated=asked.negated,
        hypothetical=asked.hypothetical,
    )


@helper
def varied(path: str, asked: msgspec.Struct, **changes: Any) -> str:
    """The address of a page at this path, with what was asked for but for the changes, from its first row on.

    What stands in the path (parameters without a default) and what is as by default is left out.
    """
    return address(path, **_parameters(asked, changes))


@helper
def carried(path: str, asked: msgspec.Struct) -> str:
    """The address of another page about the same statements."""
    names = Searched.__struct_fields__
    return address(path, **{name: value for name, value in _parameters(asked, {}).items() if name in names})


def _parameters(asked: msgspec.Struct, changes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(asked):
        if field.required or field.name == "after":
            continue
        value = changes.get(field.name, getattr(asked, field.name))
        if value != field.default:
            found[field.name] = str(value).lower() if isinstance(value, bool) else value
    return found


class Chosen(msgspec.Struct, frozen=True):
    """Something that narrows: what it is called, the sign of its facet, and the address without it."""

    name: str
    value: str
    without: str


@helper
def chosen(path: str, asked: Narrowing, facets: Facets | None) -> tuple[Chosen, ...]:
    """What a list is narrowed by, each with the address of the same list without it."""
    found = []
    if asked.words:
        found.append(Chosen("words", asked.words, varied(path, asked, words="", sort=None)))
    speaker = getattr(asked, "speaker", None)
    if speaker:
        name = _called(speaker, facets.speakers if facets else ())
        found.append(Chosen("speaker", name, varied(path, asked, speaker=None)))
    for name in ("outlet", "kind", "manner", "tone"):
        for value in getattr(asked, name):
            left = tuple(one for one in getattr(asked, name) if one != value)
            shown = _called(value, facets.outlets if facets else ()) if name == "outlet" else value
            found.append(Chosen(name, shown, varied(path, asked, **{name: left})))
    if asked.since and asked.since == asked.until:
        found.append(Chosen("published", asked.since, varied(path, asked, since=None, until=None)))
    else:
        for name, said in (("since", "from"), ("until", "to")):
            if getattr(asked, name):
                found.append(Chosen(said, getattr(asked, name), varied(path, asked, **{name: None})))
    for name in ("negated", "hypothetical"):
        value = getattr(asked, name)
        if value is not None:
            found.append(Chosen("only" if value else "not", name, varied(path, asked, **{name: None})))
    return tuple(found)


def _called(value: str, counts: tuple[Any, ...]) -> str:
    """The name of what is given as #NUMBER, where the facets have it."""
    return next((one.value for one in counts if f"#{one.number}" == value), value)


@helper
def cleared(path: str, asked: Narrowing) -> str:
    """The address of the list narrowed by nothing."""
    return varied(path, asked, **dict.fromkeys(_parameters(asked, {})))
