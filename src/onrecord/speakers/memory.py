"""The entities of a text, and which of them have been mentioned so far, as a reading goes on."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.speakers.entities import Entity, Named, role_word
from onrecord.speakers.function_words import function_words
from onrecord.speakers.labels import UNNAMED
from onrecord.speakers.mentions import NAME, NOMINAL, Mention
from onrecord.speakers.names import folded


class Memory:
    """Begins with the entities that names alone tell; others are added as they come up.

    entities      by number; an entity's `mentions` are those that were read so far
    names         the mentions that are names, in order; `of_name` the entity of those that names alone tell,
                  by the name's first word
    name_words    the words that head them
    first_name    of each entity with a name, the first mention that is one; `times_named` how many there are
    introductions the heads of those first names in order, each with its entity
    """

    def __init__(self, text: str, mentions: Sequence[Mention], named: Named) -> None:
        self.text = text
        self.entities: list[Entity] = list(named.entities)
        self.names = [m for m in mentions if m.form == NAME]
        self.name_words = [name.word for name in self.names]
        self.of_name = named.of
        self.first_name: dict[int, Mention] = {}
        self.times_named: Counter[int] = Counter()
        for mention in self.names:
            number = named.of.get(mention.first)
            if number is not None:
                self.first_name.setdefault(number, mention)
                self.times_named[number] += 1
        self.introductions = sorted((name.word, number) for number, name in self.first_name.items())
        self._opening = {m.word for m in mentions[:1]}
        self._opening |= {
            after.word for before, after in pairwise(mentions) if before.sentence != after.sentence
        }
        self._active: dict[int, None] = {}  # the latest mentioned last
        self._squares: dict[Mention, float] = {}
        self._described: dict[Mention, tuple[frozenset[str], frozenset[str]]] = {}

    def recent(self) -> Iterator[int]:
        """The entities that were mentioned so far, the latest mentioned first."""
        return reversed(self._active)

    def latest(self, number: int) -> Mention:
        """An entity's latest mention, or its first name where it was not mentioned yet."""
        mentions = self.entities[number].mentions
        return mentions[-1] if mentions else self.first_name[number]

    def first(self, number: int) -> Mention:
        """An entity's first mention, or its first name where it was not mentioned yet."""
        mentions = self.entities[number].mentions
        return mentions[0] if mentions else self.first_name[number]

    def opens_sentence(self, mention: Mention) -> bool:
        """Whether a mention is the first of its sentence."""
        return mention.word in self._opening

    def described_by(self, mention: Mention) -> tuple[frozenset[str], frozenset[str]]:
        """The folded words before a nominal's head, its article left out; those of them with a capital."""
        if mention.form != NOMINAL or mention.joint:
            return frozenset(), frozenset()
        if mention not in self._described:
            words = self.text[mention.start : mention.end].split()[:-1]
            if words and folded(words[0]) in function_words("determiner") | function_words("possessive"):
                words = words[1:]
            self._described[mention] = (
                frozenset(map(folded, words)),
                frozenset(folded(word) for word in words if word[0].isupper()),
            )
        return self._described[mention]

    def likeness(self, one: Mention, other: Mention) -> float:
        """The cosine of what the encoder says of two mentions."""
        lengths = math.sqrt(self._square(one) * self._square(other))
        return float(one.vector @ other.vector / (lengths + 1e-6))

    def _square(self, mention: Mention) -> float:
        if mention not in self._squares:
            self._squares[mention] = float(mention.vector @ mention.vector)
        return self._squares[mention]

    def new(self, mention: Mention) -> int:
        """The number of a new entity, which a mention brings in."""
        self.entities.append(Entity(UNNAMED, gender=mention.gender, plural=mention.plural))
        return len(self.entities) - 1

    def once(self, label: str, mention: Mention) -> int:
        """The one entity of a label, made when it is first asked for."""
        for number, entity in enumerate(self.entities):
            if entity.label == label:
                return number
        self.entities.append(Entity(label, plural=mention.plural))
        return len(self.entities) - 1

    def note(self, mention: Mention, number: int) -> None:
        """Takes note of what a mention stands for."""
        entity = self.entities[number]
        entity.mentions.append(mention)
        self._active.pop(number, None)
        self._active[number] = None
        if mention.form == NOMINAL and not mention.joint:
            modifiers, proper = self.described_by(mention)
            entity.heads.add(role_word(mention.head))
            entity.words.update(modifiers)
            entity.words.add(mention.head)
            entity.proper.update(proper)
        if not entity.gender and mention.gender in ("m", "f") and not entity.plural:
            entity.gender = mention.gender
