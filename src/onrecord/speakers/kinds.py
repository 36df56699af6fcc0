"""What kind of speaker an entity is."""

import re

from onrecord.record import Kind
from onrecord.speakers.entities import Entity
from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class
from onrecord.speakers.labels import AUTHOR, GENERIC, OTHER, PERSON, PLACE, UNNAMED
from onrecord.speakers.names import folded
from onrecord.speakers.places import is_city, region_of, seat_of, state_of


def kind_of(entity: Entity, name: str) -> Kind:
    """The kind of speaker that an entity is, by its names and the gazetteer."""
    if entity.label == PERSON:
        return "person"
    if entity.label == AUTHOR:
        return "author"
    if entity.label == GENERIC:
        return "generic"
    if entity.label != UNNAMED:
        return _kind_of_named(entity, name)
    first = entity.mentions[0]
    if first.joint:
        members = re.split(r", | and ", name)
        states = all((known := state_of(member)) is not None and not known.plural for member in members)
        return "government" if states else "group"
    words = folded(name).split()
    if first.head in function_words("number") or (first.head in function_words("quantity") and "of" in words):
        return "group"
    if first.head == "one" and "of" in words:
        return "unnamed"
    match first.label:
        case "person":
            return "group" if entity.plural else "unnamed"
        case "organisation" | "government" | "group" | "document" | "generic":
            return first.label
        case _:
            return "group" if entity.plural else "document"


def _head(name: str) -> str:
    """The folded word that heads a name: Institute in Institute of Mist and Vapour."""
    words = [folded(word) for word in name.split()]
    joins = next(
        (at for at, word in enumerate(words) if at and word in function_words("body_of")), len(words)
    )
    return words[joins - 1]


def _kind_of_named(entity: Entity, name: str) -> Kind:
    head = _head(name)
    known = state_of(name)
    if entity.state or (known is not None and not known.plural):
        return "government"
    seat = seat_of(name)
    if seat is not None:
        return "government" if seat.kind in ("state", "presidency", "monarchy") else "organisation"
    if entity.label == PLACE:
        listed = known is not None or region_of(name) is not None or is_city(name)
        return "government" if listed or not name.isupper() else "organisation"
    match head_class(head):
        case "government":
            return "government"
        case "document":
            return "document" if entity.label == OTHER else "organisation"
        case "group" if entity.label == OTHER:
            return "group"
    return "organisation"
