"""From names to entities: which names of a text are one person's, organisation's or state's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import first_name_gender, role
from onrecord.speakers.labels import ORGANISATION, PERSON, PLACE, UNNAMED
from onrecord.speakers.mentions import NAME, Mention
from onrecord.speakers.names import (
    PersonName,
    folded,
    is_acronym,
    is_short_form,
    organisation_words,
    person_name,
    same_person,
    short_for,
)
from onrecord.speakers.places import state_of

# Ways of naming a state that are its name; "its capital" is one only where it acts.
_NAMED = ("name", "abbreviation", "seat")


@dataclass(slots=True)
class Entity:
    """Whom mentions refer to, as far as is known while a text is read; grows mention by mention.

    label      of names, what the network takes them for (PERSON …); NOMINAL where it has no name
    gender     "m", "f", "n" or "" where nothing tells
    likely     "m" or "f" where the only name is a word that is mostly a man's or a woman's first name
    state      the state that the names stand for, "" for none
    words      the folded words of its names, nominals and titles: what a nominal can be compared with
    heads      the folded head words of its nominals and titles
    proper     the folded words with a capital before those heads: Achterberg in "Achterberg campaign"
    """

    label: str
    gender: str = ""
    likely: str = ""
    plural: bool = False
    state: str = ""
    person: PersonName | None = None
    mentions: list[Mention] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Named:
    """Entities that names alone tell, and for each name mention (by its first word) its entity.

    `unclear` has the names that several entities could bear, with those entities: two people of one surname.
    """

    entities: list[Entity]
    of: dict[int, int]
    unclear: dict[int, list[int]]


def name_entities(text: str, mentions: Iterable[Mention]) -> Named:
    """The entities that the names among the mentions stand for; nothing is added to their `mentions` yet."""
    names = [m for m in mentions if m.form == NAME]
    builder = _Builder(text)
    persons = [m for m in names if m.label == PERSON]
    builder.add_persons(persons)
    builder.add_others([m for m in names if m.label != PERSON])
    return Named(builder.entities, builder.of, builder.unclear)


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self.entities: list[Entity] = []
        self.of: dict[int, int] = {}
        self.unclear: dict[int, list[int]] = {}
        self._fitted: dict[tuple[tuple[str, ...], str, str], list[int]] = {}

    def _written(self, mention: Mention) -> str:
        return self._text[mention.start : mention.end]

    def add_persons(self, persons: list[Mention]) -> None:
        parsed = [(m, person_name(self._written(m))) for m in persons]
        full = sorted((p for p in parsed if p[1].is_full), key=lambda p: -len(p[1].parts))
        clusters: dict[tuple[str, ...], int] = {}
        for mention, name in full:
            key = (*name.parts, name.nickname, name.suffix)
            number = clusters.get(key)
            if number is None:
                number = self._person_like(name, mention)
                clusters[key] = number
            self._join(number, mention)
        strangers = self._strangers(parsed)
        singles: dict[tuple[str, ...], int] = {}
        for mention, name in parsed:
            if name.is_full or not name.family:
                continue
            fitting = self._fitting(name, mention)
            if len(fitting) == 1 and name.family in strangers:
                fitting = []
            if len(fitting) == 1:
                self._join(fitting[0], mention)
            elif fitting:
                self.unclear[mention.first] = fitting
            else:
                number = singles.get(name.family)
                if number is None:
                    number = singles[name.family] = self._new(Entity(PERSON, person=name))
                self._join(number, mention)
        for entity in self.entities:
            if not entity.gender and entity.person and entity.person.given:
                entity.gender = _given_gender(entity.person)
            elif not entity.gender and entity.person and len(entity.person.family) == 1:
                known = first_name_gender(entity.person.family[0])
                entity.likely = known if known in ("m", "f") else ""

    def _strangers(self, parsed: list[tuple[Mention, PersonName]]) -> set[tuple[str, ...]]:
        """Family names that the body of a text uses well before it has the one full name that they fit.

        Whoever is so well known as to need no full name is not the relative who gets one further down.
        """
        found = set()
        full: dict[tuple[str, ...], int] = {}
        for mention, name in parsed:
            if name.is_full:
                full.setdefault(name.family, mention.paragraph)
        for mention, name in parsed:
            first = full.get(name.family)
            if (
                not name.is_full
                and first is not None
                and 2 <= mention.paragraph < first - 1
                and not mention.depth
            ):
                found.add(name.family)
        return found

    def _person_like(self, name: PersonName, mention: Mention) -> int:
        for number, entity in enumerate(self.entities):
            if entity.person and same_person(name, entity.person) and not _genders_differ(mention, entity):
                return number
        return self._new(Entity(PERSON, person=name))

    def _fitting(self, name: PersonName, mention: Mention) -> list[int]:
        """The entities whose full names a single name can stand for: by family name, else by given name."""
        key = (name.family, name.suffix, mention.gender)
        if key not in self._fitted:
            self._fitted[key] = self._fitting_anew(name, mention)
        return self._fitted[key]

    def _fitting_anew(self, name: PersonName, mention: Mention) -> list[int]:
        by: dict[str, list[int]] = defaultdict(list)
        for number, entity in enumerate(self.entities):
            if entity.person and entity.person.is_full and not _genders_differ(mention, entity):
                how = short_for(name, entity.person)
                if how:
                    by[how].append(number)
        return by["family"] or by["nickname"] or by["given"]

    def add_others(self, others: list[Mention]) -> None:
        by_words: dict[tuple[str, ...] | str, int] = {}
        named = {known.state for m in others if (known := state_of(self._written(m))) and known.via in _NAMED}
        keyed = []
        for mention in others:
            written = self._written(mention)
            known = state_of(written)
            key: tuple[str, ...] | str = organisation_words(written)
            if known is not None and not known.plural:
                acts = known.via == "seat" or (known.via == "capital" and self._acts(mention))
                if known.via in _NAMED or (acts and known.state in named):
                    key = known.state
            keyed.append((mention, written, key))
        longest_first = sorted(keyed, key=lambda k: -len(k[2]) if isinstance(k[2], tuple) else -99)
        for mention, written, key in longest_first:
            number = by_words.get(key)
            if number is None:
                number = self._other_like(mention, written, key)
                by_words[key] = number
            self._join(number, mention)

    def _acts(self, mention: Mention) -> bool:
        """Whether a capital stands for its government: it is no place that something is in, at or from."""
        before = self._text[max(0, mention.start - 16) : mention.start].split()
        following = self._text[mention.end : mention.end + 2]
        opens = not before or before[-1].lower() not in function_words("place_preposition")
        return opens and not following.startswith((",", " –", " —", "-b"))

    def _other_like(self, mention: Mention, written: str, key: tuple[str, ...] | str) -> int:
        if isinstance(key, str):
            return self._new(Entity(PLACE, gender="n", state=key))
        fitting = []
        for number, entity in enumerate(self.entities):
            if entity.label in (PERSON, UNNAMED) or entity.state:
                continue
            for form in entity.forms:
                whole = organisation_words(form)
                if is_acronym(written, form) or (is_acronym(form, written) and len(key) > 1):
                    fitting.append(number)
                    break
                if (
                    mention.label == entity.label == ORGANISATION
                    and (len(key) > 1 or key[0] not in function_words("common_name"))
                    and is_short_form(key, whole)
                ):
                    fitting.append(number)
                    break
        if len(fitting) == 1:
            return fitting[0]
        return self._new(Entity(mention.label, gender="n"))

    def _new(self, entity: Entity) -> int:
        self.entities.append(entity)
        return len(self.entities) - 1

    def _join(self, number: int, mention: Mention) -> None:
        entity = self.entities[number]
        written = self._written(mention)
        entity.forms[written] = entity.forms.get(written, 0) + 1
        entity.words.update(folded(word) for word in written.split())
        if mention.title is not None:
            title = self._text[slice(*mention.title)].split()
            entity.words.update(folded(word) for word in title)
            entity.heads.add(role_word(folded(title[-1])))
        if mention.gender and entity.label == PERSON:
            entity.gender = mention.gender
        self.of[mention.first] = number


def role_word(word: str) -> str:
    """A role noun spelled out and in the singular (sen: senator), so that they compare; else the word."""
    known = role(word)
    return known.word if known is not None and not known.plural else word


def _genders_differ(mention: Mention, entity: Entity) -> bool:
    gender = entity.gender or (_given_gender(entity.person) if entity.person else "")
    return bool(mention.gender and gender and mention.gender != gender)


def _given_gender(name: PersonName) -> str:
    for word in name.given:
        gender = first_name_gender(word)
        if gender in ("m", "f"):
            return gender
    return ""
