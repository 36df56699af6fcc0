"""Which entities a mention may stand for at all."""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from itertools import islice

from onrecord.speakers.entities import Entity, role_word
from onrecord.speakers.labels import ORGANISATION, OTHER, PERSON, UNNAMED
from onrecord.speakers.memory import Memory
from onrecord.speakers.mentions import NOMINAL, PRONOUN, Mention
from onrecord.speakers.pronouns import PRONOUNS

# Of the latest mentioned entities the nearest, and of the others those mentioned most. In 60 annotated train
# articles the right one is among them at 797 of 1,095 choices; with the 5 nearest at 775, of the latest 24 at
# 789, of the latest 96 at 800. At most of the others nobody that was mentioned before is right.
_REMEMBERED, _NEAREST, _FREQUENT = 48, 10, 3
_AHEAD = 60  # words that a mention may stand before the first name of its entity, in a headline

Fits = Callable[[Entity], bool]


def candidates(mention: Mention, memory: Memory) -> list[int]:
    """The entities that a mention may stand for: mentioned before it, or named right after it."""
    fits = _fitness(mention, memory)
    found: list[int] = []
    rest: list[int] = []
    for number in islice(memory.recent(), _REMEMBERED):
        if fits(memory.entities[number]):
            (found if len(found) < _NEAREST else rest).append(number)
    rest.sort(key=lambda number: -len(memory.entities[number].mentions))
    return found + rest[:_FREQUENT] + _named_ahead(mention, memory, fits)


def _named_ahead(mention: Mention, memory: Memory, fits: Fits) -> list[int]:
    """The entities whose first name comes later in the sentence, or below the mention's headline."""
    found = []
    at = bisect_left(memory.introductions, (mention.word, -1))
    for word, number in memory.introductions[at : at + _AHEAD]:
        first = memory.first_name[number]
        near = first.sentence == mention.sentence or (mention.paragraph <= 1 and first.paragraph <= 3)
        if word - mention.word > _AHEAD or not near:
            break
        if not memory.entities[number].mentions and fits(memory.entities[number]):
            found.append(number)
    return found


def _fitness(mention: Mention, memory: Memory) -> Fits:
    """What entities must be for a mention to stand for them at all."""
    if mention.form == PRONOUN:
        fits = _PRONOUN_FITS[PRONOUNS[mention.head].kind]
    elif mention.form == NOMINAL:
        _, proper = memory.described_by(mention)
        fits = partial(_nominal_fits, mention, proper)
    else:
        fits = _speaker_fits
    gender = mention.gender
    if not gender:
        return fits
    return lambda entity: (not entity.gender or entity.gender == gender) and fits(entity)


def _one_fits(entity: Entity) -> bool:
    if entity.label == PERSON:
        return True
    return entity.label == UNNAMED and not entity.plural and _class_of(entity) in ("person", "")


def _thing_fits(entity: Entity) -> bool:
    return entity.label != PERSON and not entity.plural and _class_of(entity) != "person"


def _several_fit(entity: Entity) -> bool:
    if entity.label == PERSON:
        return False
    return entity.plural or _class_of(entity) in ("group", "organisation", "government", "")


_PRONOUN_FITS: dict[str, Fits] = {"he": _one_fits, "she": _one_fits, "it": _thing_fits, "they": _several_fit}


def _nominal_fits(mention: Mention, proper: frozenset[str], entity: Entity) -> bool:
    person = entity.label == PERSON
    if mention.plural and person:
        return False
    same = role_word(mention.head) in entity.heads
    if proper and entity.proper and not proper & entity.proper:
        return False  # the Achterberg campaign is not the Dunmore campaign
    if entity.label == UNNAMED:
        return same and mention.plural == entity.plural
    match mention.label:
        case "person":
            return person
        case "organisation" | "government":
            return not person and not mention.plural
        case "document":
            return same or entity.label == OTHER
        case "group":
            return same or entity.label in (ORGANISATION, OTHER)
        case _:
            return same or (not mention.plural and mention.definite)


def _speaker_fits(entity: Entity) -> bool:
    """Whether an entity may be the source of a statement that names none."""
    if entity.label in (PERSON, ORGANISATION):
        return True
    return _class_of(entity) in ("person", "organisation", "group", "")


def _class_of(entity: Entity) -> str:
    """The gazetteer's class of what an entity without a name is called, "" for none."""
    return entity.mentions[0].label if entity.label == UNNAMED and entity.mentions else ""
