"""Whom every mention stands for: names by rule, the rest by choosing among the entities known at that point.

A text is read once from left to right, as the classical resolvers do (Lappin and Leass 1994), mentions being
linked to entities rather than to single antecedents. What is chosen is learnt (`network.py`); what may be
chosen at all is decided here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.entities import (
    AUTHOR,
    GENERIC,
    NOMINAL_ENTITY,
    PERSON,
    Entity,
    Named,
    name_entities,
    role_word,
)
from onrecord.speakers.features import (
    Around,
    Discourse,
    continuity,
    mention_features,
    pair_features,
    pronoun_kind,
)
from onrecord.speakers.mentions import IMPLICIT, NAME, NOMINAL, PRONOUN, RELATIVE, Mention
from onrecord.speakers.names import folded
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.sources import Source
from onrecord.speakers.tokens import function_words
from onrecord.statements.assembly import Draft

Array = NDArray[np.float32]

# Candidates: of the latest mentioned entities the nearest, and of the others those mentioned most.
_REMEMBERED, _NEAREST, _FREQUENT = 48, 10, 3
# How sure a link is that is made without choosing: the share of them that is right on the 84 dev articles, of a
# name's entity, a phrase that brings in somebody new, a definite one for which no candidate is chosen; and set by
# hand where there are too few to count: an apposition, a picture's caption, the author, and what a choice without
# any written source is worth, or a quotation that goes on with an earlier one's speaker.
NAMED, NEW, NEW_DEFINITE = 0.985, 0.92, 0.78
APPOSED, BEARER, PICTURED, AUTHORED = 0.95, 0.95, 0.85, 0.8
IMPLIED, CARRIED = 0.6, 0.9

_AHEAD = 60  # words that a mention may stand before the first name of its entity, in a headline


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention with the entities that it may stand for, and what the network reads of them.

    own       [mention features]
    pairs     [candidates, pair features]
    vector    the encoder's of the mention, `others` of each candidate's latest mention [candidates, width]
    """

    mention: Mention
    candidates: list[int]
    own: Array
    pairs: Array
    vector: Array
    others: Array


class Chooser(Protocol):
    """Picks one of a choice's candidates."""

    def __call__(self, choice: Choice) -> tuple[int, float]:
        """The position of the candidate, or -1 for none of them, and the probability of being right."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of a text; of each mention the entity (-1 for none) and how sure that is.

    mentions    in order; `of` and `sure` have one entry for each
    speakers    of each draft the entity that its source stands for, -1 for none
    speaker_sure  how sure that is
    """

    entities: list[Entity]
    mentions: list[Mention]
    of: list[int]
    sure: list[float]
    speakers: list[int]
    speaker_sure: list[float]


def resolve(
    text: str, mentions: Sequence[Mention], sources: Sequence[Source], drafts: Sequence[Draft], choose: Chooser
) -> Resolved:
    """Links the mentions of a text, and the sources of its drafts, to entities."""
    return _Reading(text, _with_sources(mentions, sources), sources, drafts, choose).run()


def _with_sources(mentions: Sequence[Mention], sources: Sequence[Source]) -> list[Mention]:
    """The mentions in order, with those that only sources have; a source's phrase replaces a nominal in it."""
    by_place = {_place(m): m for m in mentions}
    for source in sources:
        for mention in (*source.members, source.mention):
            by_place[_place(mention)] = mention
    return sorted(by_place.values(), key=lambda m: (m.word, m.form != IMPLICIT, m.joint))


def _place(mention: Mention) -> tuple[int, bool, bool]:
    """What tells mentions apart: the head word, and whether nothing is written there or several are joined."""
    return mention.word, mention.form == IMPLICIT, mention.joint


class _Reading:
    def __init__(
        self,
        text: str,
        mentions: list[Mention],
        sources: Sequence[Source],
        drafts: Sequence[Draft],
        choose: Chooser,
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._sources = sources
        self._drafts = drafts
        self._choose = choose
        self._named: Named = name_entities(text, mentions)
        self.entities = list(self._named.entities)
        self._first_word, self._names = self._first_words()
        self._ahead = sorted((word, number) for number, word in self._first_word.items())
        self._opening = {
            m.word for before, m in zip((None, *mentions), mentions, strict=False) if before is None or before.sentence != m.sentence
        }
        self._active: dict[int, None] = {}  # entities with a mention so far, the latest mentioned last
        self._around = self._surroundings()
        self._discourse = Discourse(
            speakers=self._named_speakers(),
            direct=[source.direct for source in sources],
            content_entities=self._content_entities(),
        )
        self._new_sentence = -1

    def run(self) -> Resolved:
        of: list[int] = []
        sure: list[float] = []
        number_of: dict[int, int] = {}
        speakers = [-1] * len(self._drafts)
        speaker_sure = [0.0] * len(self._drafts)
        waiting: list[tuple[int, int]] = []
        sources_at = self._sources_at()
        for place, mention in enumerate(self._mentions):
            around = self._around[place]
            entity, probability = self._entity_of(mention, around)
            if entity == _SPEAKER:
                waiting.append((place, around.inside))
                entity = -1
            of.append(entity)
            sure.append(probability)
            if entity >= 0:
                self._note(mention, entity)
            number_of[id(mention)] = place
            for draft in sources_at.get(id(mention), ()):
                speakers[draft], speaker_sure[draft] = entity, probability
                self._discourse.speakers[draft] = entity
                if entity >= 0 and self._drafts[draft].parent is None:
                    self._discourse.latest.append(entity)
                    self._discourse.spoken[entity] = self._discourse.spoken.get(entity, 0) + 1
        self._carry(speakers, speaker_sure)
        for place, inside in waiting:
            of[place], sure[place] = speakers[inside], speaker_sure[inside]
            mention = self._mentions[place]
            for draft in sources_at.get(id(mention), ()):
                speakers[draft], speaker_sure[draft] = of[place], sure[place]
        self._carry(speakers, speaker_sure)
        return Resolved(self.entities, self._mentions, of, sure, speakers, speaker_sure)

    def _carry(self, speakers: list[int], sure: list[float]) -> None:
        for number, draft in enumerate(self._drafts):
            if draft.carried is not None:
                speakers[number], sure[number] = speakers[draft.carried], CARRIED * sure[draft.carried]

    def _sources_at(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        by_place = {_place(m): m for m in self._mentions}
        for number, (source, draft) in enumerate(zip(self._sources, self._drafts, strict=True)):
            if draft.carried is None:
                mention = by_place[_place(source.mention)]
                found.setdefault(id(mention), []).append(number)
        return found

    # What is known before the reading begins

    def _first_words(self) -> tuple[dict[int, int], dict[int, int]]:
        first: dict[int, int] = {}
        count: dict[int, int] = {}
        for mention in self._mentions:
            number = self._named.of.get(mention.first) if mention.form == NAME else None
            if number is not None:
                first.setdefault(number, mention.word)
                count[number] = count.get(number, 0) + 1
        self._first_mention = {
            number: m
            for m in reversed(self._mentions)
            if m.form == NAME and (number := self._named.of.get(m.first)) is not None
        }
        return first, count

    def _surroundings(self) -> list[Around]:
        starts = [m.start for m in self._mentions]
        around = [Around() for _ in self._mentions]
        size = [1 << 60] * len(starts)
        for number, draft in enumerate(self._drafts):
            length = sum(end - start for start, end in draft.content)
            for start, end in draft.content:
                for place in range(bisect_left(starts, start), bisect_left(starts, end)):
                    if length < size[place] and self._mentions[place].form != IMPLICIT:
                        size[place], around[place].inside = length, number
        for place, mention in enumerate(self._mentions):
            if mention.form == IMPLICIT:
                around[place].inside = -1
        by_id = self._sources_at()
        for place, mention in enumerate(self._mentions):
            of = by_id.get(id(mention))
            if of:
                around[place].source_of = of[0]
        return around

    def _named_speakers(self) -> list[int]:
        return [
            self._named.of.get(source.mention.first, -1) if source.mention.form == NAME else -1
            for source in self._sources
        ]

    def _content_entities(self) -> list[frozenset[int]]:
        names = [m for m in self._mentions if m.form == NAME and m.first in self._named.of]
        starts = [m.start for m in names]
        return [
            frozenset(
                self._named.of[names[place].first]
                for start, end in draft.content
                for place in range(bisect_left(starts, start), bisect_left(starts, end))
            )
            for draft in self._drafts
        ]

    # One mention

    def _entity_of(self, mention: Mention, around: Around) -> tuple[int, float]:
        if mention.form == NAME:
            known = self._named.of.get(mention.first)
            if known is not None:
                return known, NAMED
            return self._chosen(mention, around, self._named.unclear.get(mention.first, []), False)
        if mention.form == RELATIVE:
            return self._antecedent(mention)
        if mention.form == PRONOUN and PRONOUNS[mention.head].person == 1:
            return self._first_person(mention, around)
        if mention.form == NOMINAL:
            if mention.joint:
                return self._new(mention), NEW
            apposed = self._apposed(mention)
            if apposed >= 0:
                return apposed, APPOSED
            if not mention.definite:
                return self._new(mention), NEW
            bearer = self._only_bearer(mention)
            if bearer >= 0:
                return bearer, BEARER
            pictured = self._pictured(mention)
            if pictured >= 0:
                return pictured, PICTURED
        return self._chosen(mention, around, self._candidates(mention), mention.form == NOMINAL)

    def _first_person(self, mention: Mention, around: Around) -> tuple[int, float]:
        """In a quotation its speaker; elsewhere the author (I), or people in general (we)."""
        if mention.depth and around.inside >= 0:
            return _SPEAKER, 1.0
        if mention.depth or around.source_of < 0:
            return -1, 0.0
        return self._once(GENERIC if PRONOUNS[mention.head].plural else AUTHOR, mention), AUTHORED

    def _once(self, label: str, mention: Mention) -> int:
        """The one entity of a label, made when it is first asked for."""
        for number, entity in enumerate(self.entities):
            if entity.label == label:
                return number
        self.entities.append(Entity(label, plural=mention.plural))
        return len(self.entities) - 1

    def _chosen(
        self, mention: Mention, around: Around, candidates: list[int], new: bool
    ) -> tuple[int, float]:
        """The entity that is chosen; where none is, a new one if `new`."""
        if candidates:
            position, probability = self._choose(self._choice(mention, around, candidates))
            if position >= 0:
                implied = IMPLIED if mention.form == IMPLICIT else 1.0
                return candidates[position], probability * implied
        return (self._new(mention), NEW_DEFINITE) if new else (-1, 0.0)

    def _choice(self, mention: Mention, around: Around, candidates: list[int]) -> Choice:
        latest = [self._latest(number, mention) for number in candidates]
        modifiers, _ = self._modifiers(mention)
        order = sorted(range(len(candidates)), key=lambda i: abs(mention.word - latest[i].word))
        rank = {i: r for r, i in enumerate(order)}
        pairs = [
            pair_features(
                mention,
                around,
                number,
                self.entities[number],
                self._discourse,
                rank[i],
                self._names.get(number, 0),
                latest[i],
                latest[i].word in self._opening,
                self._paragraph(number),
                modifiers,
            )
            for i, number in enumerate(candidates)
        ]
        assert mention.vector is not None
        return Choice(
            mention,
            candidates,
            np.array(mention_features(mention, around, self._discourse), np.float32),
            np.array(pairs, np.float32),
            mention.vector,
            np.stack([one.vector for one in latest]),  # type: ignore[arg-type]
        )

    def _modifiers(self, mention: Mention) -> tuple[frozenset[str], frozenset[str]]:
        """The folded words before a nominal's head, articles left out; and those of them with a capital."""
        if mention.form != NOMINAL or mention.joint:
            return frozenset(), frozenset()
        words = self._text[mention.start : mention.end].split()[:-1]
        if words and folded(words[0]) in function_words("determiner") | function_words("possessive"):
            words = words[1:]
        return frozenset(map(folded, words)), frozenset(folded(w) for w in words if w[:1].isupper())

    def _latest(self, number: int, mention: Mention) -> Mention:
        mentions = self.entities[number].mentions
        return mentions[-1] if mentions else self._first_mention[number]

    def _paragraph(self, number: int) -> int:
        mentions = self.entities[number].mentions
        return mentions[0].paragraph if mentions else self._first_mention[number].paragraph

    def _candidates(self, mention: Mention) -> list[int]:
        fits = self._fitness(mention)
        found: list[int] = []
        rest: list[int] = []
        for number in islice(reversed(self._active), _REMEMBERED):
            if fits(self.entities[number]):
                (found if len(found) < _NEAREST else rest).append(number)
        if rest:
            rest.sort(key=lambda number: -len(self.entities[number].mentions))
            found += rest[:_FREQUENT]
        at = bisect_right(self._ahead, (mention.word, -1))
        for word, number in self._ahead[at : at + _AHEAD]:
            first = self._first_mention[number]
            near = first.sentence == mention.sentence or (mention.paragraph <= 1 and first.paragraph <= 3)
            if word - mention.word > _AHEAD or not near:
                break
            if not self.entities[number].mentions and fits(self.entities[number]):
                found.append(number)
        return found

    def _fitness(self, mention: Mention) -> Callable[[Entity], bool]:
        """What entities must be for a mention to stand for them at all."""
        if mention.form == PRONOUN:
            fits = _PRONOUN_FITS[pronoun_kind(mention)]
        elif mention.form == NOMINAL:
            _, proper = self._modifiers(mention)
            fits = partial(_nominal_fits, mention, proper)
        else:
            fits = _speaker_fits
        gender = mention.gender
        if not gender:
            return fits
        return lambda entity: (not entity.gender or entity.gender == gender) and fits(entity)

    def _apposed(self, mention: Mention) -> int:
        """The person whose name stands beside a nominal with a comma between them; -1 for none."""
        if mention.label not in ("person", "") or mention.plural:
            return -1
        place = bisect_left([m.word for m in self._name_list()], mention.first)
        names = self._name_list()
        before = names[place - 1] if place else None
        if (
            before is not None
            and before.label == PERSON
            and before.sentence == mention.sentence
            and mention.label == "person"
            and self._text[before.end : mention.start].strip() == ","
            and before.first in self._named.of
        ):
            return self._named.of[before.first]
        after = names[place] if place < len(names) else None
        if (
            after is not None
            and after.label == PERSON
            and after.sentence == mention.sentence
            and mention.label == "person"
            and self._text[mention.end : after.start].strip() in (",", ", ,")
            and after.first in self._named.of
        ):
            return self._named.of[after.first]
        return -1

    def _pictured(self, mention: Mention) -> int:
        """The person whose name alone is the next paragraph, as the caption of a picture; -1 for none."""
        if mention.label != "person" or mention.plural or mention.paragraph > 2 or mention.owner >= 0:
            return -1
        for name in self._name_list():
            if name.paragraph <= mention.paragraph:
                continue
            alone = name.label == PERSON and name.paragraph == mention.paragraph + 1
            before, after = self._text[: name.start].rstrip(" \t"), self._text[name.end :].lstrip(" \t")
            number = self._named.of.get(name.first, -1)
            if not (alone and before.endswith("\n") and after.startswith("\n")) or number < 0:
                return -1
            entity = self.entities[number]
            differ = mention.gender and entity.gender and mention.gender != entity.gender
            return -1 if entity.mentions or differ else number
        return -1

    def _only_bearer(self, mention: Mention) -> int:
        """The one person so far that the text has called what a bare "the striker" says; -1 for none or several.

        Right for 43 of 45 in annotated training articles.
        """
        if mention.label != "person" or mention.plural or mention.last - mention.first != 2 or mention.owner >= 0:
            return -1
        bearers = [
            number
            for number in self._active
            if role_word(mention.head) in (entity := self.entities[number]).heads
            and (entity.label == PERSON or not entity.plural)
            and not (mention.gender and entity.gender and mention.gender != entity.gender)
        ]
        return bearers[0] if len(bearers) == 1 and self.entities[bearers[0]].label == PERSON else -1

    def _name_list(self) -> list[Mention]:
        if not hasattr(self, "_names_in_order"):
            self._names_in_order = [m for m in self._mentions if m.form == NAME]
        return self._names_in_order

    def _antecedent(self, mention: Mention) -> tuple[int, float]:
        """What a relative pronoun goes on from: the nearest mention before it in its sentence that it can."""
        person = mention.head in ("who", "whom", "whose")
        best, probability = -1, 0.0
        for number in islice(reversed(self._active), 8):
            entity = self.entities[number]
            latest = entity.mentions[-1]
            if latest.sentence != mention.sentence or latest.word >= mention.word or latest.form == PRONOUN:
                continue
            gap = mention.word - latest.word
            if gap > 14 or latest.joint:
                continue
            if latest.form == NOMINAL and latest.first == latest.word and not latest.plural:
                continue  # a bare role: "the nominee for president, who"
            cls = latest.label if latest.form == NOMINAL else ""
            fits = (entity.label == PERSON or cls in ("person", "group")) if person else entity.label != PERSON
            if gap <= 2 and fits:
                return number, 0.9
            if fits and best < 0:
                best, probability = number, 0.6
        return best, probability

    def _new(self, mention: Mention) -> int:
        entity = Entity(NOMINAL_ENTITY, gender=mention.gender, plural=mention.plural)
        self.entities.append(entity)
        return len(self.entities) - 1

    def _note(self, mention: Mention, number: int) -> None:
        entity = self.entities[number]
        entity.mentions.append(mention)
        self._active.pop(number, None)
        self._active[number] = None
        if mention.form == NOMINAL and not mention.joint:
            entity.heads.add(role_word(mention.head))
            modifiers, proper = self._modifiers(mention)
            entity.words.update(modifiers)
            entity.words.add(mention.head)
            entity.proper.update(proper)
        if mention.form in (PRONOUN, NAME):
            self._discourse.by_pronoun[continuity(mention)] = number
        if not entity.gender and mention.gender in ("m", "f") and not entity.plural:
            entity.gender = mention.gender


_SPEAKER = -2


def _class(entity: Entity) -> str:
    """The gazetteer's class of what an entity without a name is called, "" for none."""
    return entity.mentions[0].label if entity.label == NOMINAL_ENTITY and entity.mentions else ""


def _one_fits(entity: Entity) -> bool:
    if entity.label == PERSON:
        return True
    return entity.label == NOMINAL_ENTITY and not entity.plural and _class(entity) in ("person", "")


def _thing_fits(entity: Entity) -> bool:
    return entity.label != PERSON and not entity.plural and _class(entity) != "person"


def _several_fit(entity: Entity) -> bool:
    return entity.label != PERSON and (entity.plural or _class(entity) in ("group", "organisation", "government", ""))


_PRONOUN_FITS = {"he": _one_fits, "she": _one_fits, "it": _thing_fits, "they": _several_fit}


def _nominal_fits(mention: Mention, proper: frozenset[str], entity: Entity) -> bool:
    if mention.plural and entity.label == PERSON:
        return False
    same = role_word(mention.head) in entity.heads
    if proper and entity.proper and not proper & entity.proper:
        return False  # the Achterberg campaign is not the Dunmore campaign
    if entity.label == NOMINAL_ENTITY:
        return same and mention.plural == entity.plural
    person = entity.label == PERSON
    match mention.label:
        case "person":
            return person and not mention.plural
        case "organisation" | "government":
            return not person and not mention.plural
        case "document":
            return same or entity.label == "MISC"
        case "group":
            return same or entity.label in ("ORGANIZATION", "MISC")
        case _:
            return same or (not mention.plural and mention.definite)


def _speaker_fits(entity: Entity) -> bool:
    """Whether an entity may be the source of a statement that names none."""
    if entity.label in (PERSON, "ORGANIZATION"):
        return True
    return _class(entity) in ("person", "organisation", "group", "")
