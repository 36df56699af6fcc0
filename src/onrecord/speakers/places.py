"""States, what stands for them, their parts and large cities, from the files in `data/`."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.speakers.lookup import columns, key_of, rows

Via = Literal["name", "abbreviation", "capital", "adjective", "people", "seat"]


@dataclass(frozen=True, slots=True)
class StateName:
    """A state, and by what it was named. `plural` is true of its people ("Russians")."""

    state: str
    via: Via
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a state, such as one of the United States."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A building, street or town that stands for those who work there.

    kind: state, presidency (or a prime minister's office), ministry, parliament, court, agency, monarchy,
    region, party, organisation or trade. `state` is the one that the seat belongs to, "" where it is none's.
    """

    name: str
    stands_for: str
    kind: str
    state: str


@cache
def _states() -> tuple[dict[str, StateName], dict[str, StateName]]:
    """By key: names, capitals, adjectives and people; and apart from them abbreviations."""
    named: dict[str, StateName] = {}
    abbreviated: dict[str, StateName] = {}
    states = rows("states.tsv")
    # A name of one state wins over a capital or adjective of another.
    for column, via, plural in _STATE_COLUMNS:
        where = abbreviated if via == "abbreviation" else named
        for row in states:
            if row[column]:
                state = StateName(row[0], via, plural)
                for written in row[column].split(";"):
                    where.setdefault(key_of(written), state)
    return named, abbreviated


_STATE_COLUMNS: tuple[tuple[int, Via, bool], ...] = (
    (0, "name", False),
    (1, "name", False),
    (2, "abbreviation", False),
    (3, "capital", False),
    (4, "adjective", False),
    (5, "people", False),
    (6, "people", True),
)


def state_of(mention: str) -> StateName | None:
    """The state that a mention names, by its name, abbreviation, capital, seat, adjective or people."""
    if mention.islower():
        return None
    key = key_of(mention)
    named, abbreviated = _states()
    if key in abbreviated and not any(c.islower() for c in mention.removeprefix("the ")):
        return abbreviated[key]
    if key in named:
        return named[key]
    seat = _seats().get(key)
    if seat is not None and seat.kind == "state" and seat.state:
        return StateName(seat.state, "seat")
    return None


@cache
def _seats() -> dict[str, Seat]:
    found = {}
    for name, forms, stands_for, kind, state, _ in rows("seats.tsv"):
        seat = Seat(name, stands_for, kind, state)
        for form in (name, *forms.split(";")):
            found[key_of(form)] = seat
    found.pop("", None)
    return found


def seat_of(mention: str) -> Seat | None:
    """The seat that a mention names ("the Kremlin", "Foggy Bottom")."""
    return None if mention.islower() else _seats().get(key_of(mention))


@cache
def _regions() -> dict[str, Region]:
    found: dict[str, Region] = {}
    for name, state, postal, abbreviation, _ in rows("regions.tsv"):
        found[key_of(name)] = Region(name, state)
        for short in (postal, abbreviation.replace(" ", "")):
            if short:
                found.setdefault(short.replace(".", ""), Region(name, state))
    return found


def region_of(mention: str) -> Region | None:
    """The part of a state that a mention names: "California", "Calif.", "CA", "Ontario"."""
    if mention.islower():
        return None
    regions = _regions()
    return regions.get(mention.replace(".", "").replace(" ", "")) or regions.get(key_of(mention))


@cache
def _cities() -> dict[str, str]:
    names, countries = columns("cities.tsv", 2)
    return dict(zip(map(key_of, names), countries, strict=True))


def is_city(mention: str) -> bool:
    """Whether a mention names a large city."""
    return not mention.islower() and key_of(mention) in _cities()
