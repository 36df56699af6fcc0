"""Speakers on the record: of each entity that makes a statement its names, kind, roles and mentions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Kind
from onrecord.speakers.entities import Entity
from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import honorific, role
from onrecord.speakers.kinds import kind_of
from onrecord.speakers.labels import AUTHOR, GENERIC, PERSON
from onrecord.speakers.mentions import IMPLICIT, NAME, NOMINAL, Mention
from onrecord.speakers.names import folded, person_name
from onrecord.speakers.places import state_of
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.resolve import Resolved
from onrecord.speakers.sources import Source
from onrecord.statements.assembly import Spans

_OPENING = re.compile(rf"^(?:{'|'.join(function_words('description_opening'))})\s+", re.I)
_APPOSITION = re.compile(
    r",\s+(?P<role>[^\W\d_][^,;:.“”\"()\n—–]{2,90}?)(?=,|;|\.\s|\.$|\n|\s+who\b|\s+whose\b|\s+[—–]|$)"
)
# What "of" adds to a role, in capitals: Secretary of Defense.
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:and\s+)?[A-Z][\w’'-]*)*")
_BYLINE = re.compile(r"^[ \t]*By[ \t]+(?P<name>[A-Z][^\n,|]{3,60}?)[ \t]*$", re.M)
_BYLINE_REACH = 1000  # characters from the beginning of a text
_LONGEST = 14  # words of a description; set by hand


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """A speaker in the making; `mentions` are characters, end exclusive, in order."""

    name: str
    kind: Kind
    names: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: Spans


@dataclass(frozen=True, slots=True)
class Identified:
    """The speakers of a text, by their first statements; of each draft its speaker and how sure that is."""

    speakers: list[SpeakerDraft]
    of: list[int | None]
    sure: list[float]


def identified(
    text: str, resolved: Resolved, sources: Sequence[Source], phrases: Sequence[Spans], threshold: float
) -> Identified:
    """The speakers of the drafts; none for a draft where its speaker is less sure than `threshold`.

    phrases: of each draft the characters of its source's noun phrase.
    """
    naming = _Naming(text, resolved, sources, phrases)
    number_of: dict[int, int] = {}
    speakers: list[SpeakerDraft] = []
    of: list[int | None] = []
    for entity, sure in zip(resolved.speakers, resolved.speaker_sure, strict=True):
        if entity < 0 or sure < threshold:
            of.append(None)
            continue
        if entity not in number_of:
            number_of[entity] = len(speakers)
            speakers.append(naming.speaker(entity, threshold))
        of.append(number_of[entity])
    return Identified(speakers, of, list(resolved.speaker_sure))


class _Naming:
    def __init__(
        self, text: str, resolved: Resolved, sources: Sequence[Source], phrases: Sequence[Spans]
    ) -> None:
        self._text = text
        self._resolved = resolved
        self._place = {(m.word, m.joint): n for n, m in enumerate(resolved.mentions) if m.form != IMPLICIT}
        self._members = {(s.mention.start, s.mention.end): s.members for s in sources if s.members}
        self._phrases: dict[int, list[tuple[int, int]]] = {}
        for entity, spans, source in zip(resolved.speakers, phrases, sources, strict=True):
            if entity >= 0 and spans and source.mention.form == NOMINAL:
                self._phrases.setdefault(entity, []).extend(spans)
        self._of: dict[int, list[tuple[Mention, float]]] = {}
        for mention, entity, sure in zip(resolved.mentions, resolved.of, resolved.sure, strict=True):
            if entity >= 0 and mention.form != IMPLICIT:
                self._of.setdefault(entity, []).append((mention, sure))

    def speaker(self, number: int, threshold: float) -> SpeakerDraft:
        entity = self._resolved.entities[number]
        name = self.name(number)
        mentions = [m for m, sure in self._of.get(number, ()) if sure >= threshold]
        times: Counter[str] = Counter()
        if entity.label == AUTHOR and (byline := _BYLINE.search(self._text, 0, _BYLINE_REACH)):
            times[byline["name"]] += 1
        for form, count in entity.forms.items():
            times[_name(form, entity)] += count
        names = [form for form, _ in times.most_common() if form != name]
        return SpeakerDraft(
            name,
            kind_of(entity, name),
            tuple(names),
            self._roles(entity, mentions) if entity.label == PERSON else (),
            tuple(sorted({(m.start, m.end) for m in mentions})),
        )

    def name(self, number: int, depth: int = 0) -> str:
        """The fullest name of an entity, or where it has none, its description as the text has it."""
        entity = self._resolved.entities[number]
        if entity.label == AUTHOR:
            return "the author"
        if entity.forms:
            return fullest_name(entity)
        first = self._of[number][0][0]
        if entity.label == GENERIC:
            return self._text[first.start : first.end].lower()
        if first.joint and depth < 2:
            members = self._members.get((first.start, first.end), ())
            named = [self._member(m, depth) for m in members]
            if named and all(named):
                return ", ".join(named[:-1]) + " and " + named[-1]
        spans = self._phrases.get(number) or [
            (m.start, m.end) for m, _ in self._of[number] if m.form == NOMINAL
        ]
        spans = [span for span in spans if len(self._text[slice(*span)].split()) <= _LONGEST] or spans[:1]
        start, end = max(spans, key=lambda span: len(self._text[slice(*span)].split()))
        return self._with_owner(bare(self._text[start:end]), start, depth)

    def _member(self, mention: Mention, depth: int) -> str:
        place = self._place.get((mention.word, mention.joint))
        entity = -1 if place is None else self._resolved.of[place]
        if entity < 0 or not self._resolved.entities[entity].forms:
            return ""
        return self.name(entity, depth + 1)

    def _with_owner(self, description: str, start: int, depth: int) -> str:
        """The description with its opening "his" or "their" replaced by whom that is, where it is known."""
        opening, _, rest = description.partition(" ")
        if opening.lower() not in function_words("possessive") or not rest:
            return description
        for place, mention in enumerate(self._resolved.mentions):
            if mention.start == start and mention.form != NOMINAL and mention.head in PRONOUNS:
                owner = self._resolved.of[place]
                if owner >= 0 and depth < 2 and self._resolved.entities[owner].forms:
                    return f"{self.name(owner, depth + 1)}’s {rest}"
                break
        return rest

    def _roles(self, entity: Entity, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """What the text says that a person is: titles before the name, appositions after it, nominals."""
        found: dict[str, str] = {}
        for mention in mentions:
            written = ""
            if mention.form == NAME:
                if mention.title is not None:
                    written = self._text[slice(*mention.title)]
                after = _APPOSITION.match(self._text, mention.end, mention.end + 130)
                if after and _is_role(after["role"]):
                    self._add(found, bare(after["role"]))
            elif mention.form == NOMINAL and mention.label == "person":
                after = _OF.match(self._text, mention.end)
                written = self._text[mention.start : after.end() if after else mention.end]
            if written and not _is_honorific(written):
                self._add(found, bare(written))
        return tuple(found.values())

    def _add(self, found: dict[str, str], written: str) -> None:
        opening, _, rest = written.partition(" ")
        if opening.lower() in function_words("possessive"):
            written = rest
        key = folded(written)
        if written and key not in found:
            found[key] = written


def bare(words: str) -> str:
    """A description without its leading article, on one line."""
    return " ".join(_OPENING.sub("", words.strip(), count=1).split())


def _name(form: str, entity: Entity) -> str:
    """A name on one line, its leading article left out, which a person's has none of: An Nguyen."""
    return " ".join(form.split()) if entity.label == PERSON else bare(form)


def fullest_name(entity: Entity) -> str:
    """The fullest of an entity's names: of persons the one with most parts, of states the one mostly used."""
    forms = entity.forms
    if entity.label == PERSON:
        longest = max(forms, key=lambda form: (len(person_name(form).parts), forms[form], len(form)))
        return _name(longest, entity)
    if entity.state:
        spelt = [form for form in forms if (known := state_of(form)) is not None and known.via == "name"]
        return bare(max(spelt or forms, key=lambda form: (forms[form], len(form))))
    return bare(max(forms, key=lambda form: (len(form.split()), len(form), forms[form])))


def _is_role(phrase: str) -> bool:
    """Whether an apposition says what a person is: its head, before any preposition, is a role noun."""
    opening = phrase.split()[0].lower()
    if opening in function_words("conjunction") or opening in function_words("preposition"):
        return False
    head = ""
    for word in phrase.split():
        low = word.strip("’'").lower()
        if head and (low in function_words("preposition") or low in function_words("relative")):
            break
        if low in function_words("boundary"):
            return False
        head = low
    return bool(head) and role(head.split("-")[-1]) is not None


def _is_honorific(words: str) -> bool:
    return all(honorific(word) is not None and role(word) is None for word in words.split())
