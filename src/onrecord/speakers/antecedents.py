"""Whom a mention stands for by where it stands: relative pronouns, appositions, captions, bare roles."""

from bisect import bisect_left
from itertools import islice

from onrecord.speakers.entities import role_word
from onrecord.speakers.function_words import function_words
from onrecord.speakers.labels import PERSON
from onrecord.speakers.memory import Memory
from onrecord.speakers.mentions import NOMINAL, PRONOUN, Mention

# A relative pronoun's antecedent is among the latest entities, so many words back at most; right after it, or
# with other words between, it is as sure as that. Set by hand.
_LATEST, _REACH = 8, 14
_BESIDE, _FURTHER = 0.9, 0.6


def antecedent(mention: Mention, memory: Memory) -> tuple[int, float]:
    """What a relative pronoun goes on from, the nearest that it can, or -1; and how sure that is."""
    personal = mention.head in function_words("personal_relative")
    best, sure = -1, 0.0
    for number in islice(memory.recent(), _LATEST):
        entity = memory.entities[number]
        latest = entity.mentions[-1]
        if latest.sentence != mention.sentence or latest.word >= mention.word or latest.form == PRONOUN:
            continue
        gap = mention.word - latest.word
        if gap > _REACH or latest.joint:
            continue
        if latest.form == NOMINAL and latest.first == latest.word and not latest.plural:
            continue  # a bare role: "the nominee for president, who"
        if personal:
            called = latest.label if latest.form == NOMINAL else ""
            fits = entity.label == PERSON or called in ("person", "group")
        else:
            fits = entity.label != PERSON
        if fits and gap <= 2:
            return number, _BESIDE
        if fits and best < 0:
            best, sure = number, _FURTHER
    return best, sure


def apposed(mention: Mention, memory: Memory) -> int | None:
    """The person whose name stands beside a nominal with a comma between them."""
    if mention.label != "person" or mention.plural:
        return None
    place = bisect_left(memory.name_words, mention.first)
    if place:
        before = memory.names[place - 1]
        if _names_person(before, mention, memory) and memory.text[before.end : mention.start].strip() == ",":
            return memory.of_name[before.first]
    if place < len(memory.names):
        after = memory.names[place]
        between = memory.text[mention.end : after.start].strip()
        if _names_person(after, mention, memory) and between in (",", ", ,"):
            return memory.of_name[after.first]
    return None


def _names_person(name: Mention, mention: Mention, memory: Memory) -> bool:
    return name.label == PERSON and name.sentence == mention.sentence and name.first in memory.of_name


def only_bearer(mention: Mention, memory: Memory) -> int | None:
    """The one person so far that the text has called what a bare "the striker" says; None for several.

    Right for 43 of 45 in annotated training articles.
    """
    if mention.label != "person" or mention.plural or mention.last - mention.first != 2 or mention.owner >= 0:
        return None
    word = role_word(mention.head)
    bearers = [
        number
        for number in memory.recent()
        if word in (entity := memory.entities[number]).heads
        and (entity.label == PERSON or not entity.plural)
        and not (mention.gender and entity.gender and mention.gender != entity.gender)
    ]
    return bearers[0] if len(bearers) == 1 and memory.entities[bearers[0]].label == PERSON else None


def pictured(mention: Mention, memory: Memory) -> int | None:
    """The person, not mentioned yet, whose name alone is the next paragraph, as the caption of a picture."""
    if mention.label != "person" or mention.plural or mention.paragraph > 2 or mention.owner >= 0:
        return None
    name = next((name for name in memory.names if name.paragraph > mention.paragraph), None)
    if name is None or name.label != PERSON or name.paragraph != mention.paragraph + 1:
        return None
    number = memory.of_name.get(name.first)
    if number is None or not _is_alone(name, memory.text):
        return None
    entity = memory.entities[number]
    differ = mention.gender and entity.gender and mention.gender != entity.gender
    return None if entity.mentions or differ else number


def _is_alone(name: Mention, text: str) -> bool:
    """Whether a name has a line of its own, between others."""
    start, end = name.start, name.end
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[start - 1 : start] == "\n" and text[end : end + 1] == "\n"
