"""What a mention and an entity that it may stand for have to do with each other, as numbers.

Distances, agreement and salience are those of the classical resolvers (Lappin and Leass 1994; Ng and Cardie
2002); what is special to news is who speaks: the speaker of the statement around a mention, and of those before.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.entities import Entity, role_word
from onrecord.speakers.mentions import FORMS, NAME, NOMINAL, PRONOUN, Mention
from onrecord.speakers.pronouns import PRONOUNS

Array = NDArray[np.float32]

_LABELS = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3}
_CLASSES = {"person": 4, "group": 5, "organisation": 6, "government": 6, "document": 7}
_KINDS = 9
_PRONOUN_KINDS = {"he": 0, "she": 1, "it": 2, "they": 3}


@dataclass(slots=True)
class Around:
    """What surrounds a mention: the statements that it is in or is the source of.

    inside          the statement whose content holds the mention innermost, or -1
    source_of       the statement that the mention is the source of, or -1
    """

    inside: int = -1
    source_of: int = -1


@dataclass(slots=True)
class Discourse:
    """What is known at a point of the text; grows as it is read.

    speakers            the entity of each statement as far as it is known, -1 where not
    order               the number of each statement among those with a source, in reading order
    content_entities    the entities that are named in each statement's content
    by_pronoun          the entity that each kind of pronoun, and each name of several, last stood for
    spoken              how many statements each entity has made so far
    """

    speakers: list[int]
    direct: list[bool]
    content_entities: list[frozenset[int]]
    by_pronoun: dict[str, int] = field(default_factory=dict)
    spoken: dict[int, int] = field(default_factory=dict)
    latest: list[int] = field(default_factory=list)


def mention_features(mention: Mention, around: Around, discourse: Discourse) -> list[float]:
    """What a mention is, whatever it may stand for."""
    form = [0.0] * FORMS
    form[mention.form] = 1.0
    kind = [0.0] * 8
    if mention.form == PRONOUN:
        pronoun = PRONOUNS[mention.head]
        which = "they" if pronoun.plural else {"m": "he", "f": "she"}.get(pronoun.gender, "it")
        if pronoun.person == 1:
            kind[4] = 1.0
        else:
            kind[_PRONOUN_KINDS[which]] = 1.0
        kind[5] = float(pronoun.case == "possessive")
        kind[6] = float(pronoun.case == "object")
        kind[7] = float(pronoun.case == "reflexive")
    source = around.source_of
    label = _CLASSES.get(mention.label, 8) - 4 if mention.form == NOMINAL else 4
    classes = [0.0] * 5
    classes[label] = 1.0
    return [
        *form,
        *kind,
        *classes,
        float(mention.depth > 0),
        float(source >= 0),
        float(source >= 0 and discourse.direct[source]),
        float(around.inside >= 0),
        float(around.inside >= 0 and discourse.direct[around.inside]),
        float(mention.definite),
        float(mention.owner >= 0),
        float(mention.plural),
        float(mention.paragraph == 0),
        float(mention.gender == "m"),
        float(mention.gender == "f"),
    ]


IS_SOURCE = FORMS + 8 + 5 + 1
"""Where a mention's features say whether it is a source."""

MENTION_FEATURES = FORMS + 8 + 5 + 11


def pair_features(
    mention: Mention,
    around: Around,
    number: int,
    entity: Entity,
    discourse: Discourse,
    rank: int,
    named: int,
    latest: Mention,
    opens: bool,
    entity_paragraph: int,
    modifiers: frozenset[str],
) -> list[float]:
    """How a mention and a candidate entity stand to each other.

    number: the entity's; rank: of its latest mention among the candidates' (0 the nearest); named: how often
    the whole text names it; latest: its latest mention before this one, or its first after it; opens: whether
    that is the first mention of its sentence; modifiers: the folded words before a nominal's head.
    """
    out = [0.0] * PAIR_FEATURES
    # What the entity is.
    kind = _LABELS.get(entity.label)
    if kind is None:
        kind = _CLASSES.get(entity.mentions[0].label if entity.mentions else "", 8)
    out[kind] = 1.0
    at = _KINDS
    # Agreement.
    out[at] = float(bool(mention.gender) and mention.gender == entity.gender)
    out[at + 1] = float(bool(mention.gender and entity.gender) and mention.gender != entity.gender)
    out[at + 2] = float(bool(mention.gender) and not entity.gender)
    out[at + 3] = float(mention.plural == entity.plural)
    out[at + 4] = float(bool(entity.state))
    likely = entity.likely if not entity.gender and mention.gender in ("m", "f") else ""
    out[at + 5] = float(bool(likely) and likely == mention.gender)
    out[at + 6] = float(bool(likely) and likely != mention.gender)
    at += 7
    # Distance.
    after = latest.word >= mention.word
    sentences = abs(mention.sentence - latest.sentence)
    out[at + min(sentences, 5)] = 1.0
    out[at + 6] = float(after)
    out[at + 7] = math.log1p(abs(mention.word - latest.word)) / 5
    out[at + 8 + min(abs(mention.paragraph - latest.paragraph), 2)] = 1.0
    out[at + 11 + min(rank, 3)] = 1.0
    at += 15
    # The latest mention.
    out[at + latest.form] = 1.0
    out[at + 5] = float(latest.depth > 0 and mention.depth == 0)
    out[at + 6] = float(latest.depth > 0 and mention.depth > 0)
    out[at + 7] = float(latest.title is not None)
    out[at + 8] = float(opens)
    out[at + 9] = float(latest.governed)
    out[at + 10] = float(latest.possessive)
    out[at + 11] = float(latest.joint)
    at += 12
    # Salience.
    count = len(entity.mentions)
    out[at] = math.log1p(count) / 3
    out[at + 1] = math.log1p(named) / 3
    out[at + 2] = float(entity_paragraph == 0)
    out[at + 3] = float(count == 0)
    at += 4
    # Who speaks.
    inside, source = around.inside, around.source_of
    if inside >= 0:
        speaks = discourse.speakers[inside] == number
        out[at] = float(speaks and not discourse.direct[inside])
        out[at + 1] = float(speaks and discourse.direct[inside])
        out[at + 2] = float(discourse.speakers[inside] == -1)
    if source >= 0:
        out[at + 3] = float(number in discourse.content_entities[source])
        out[at + 4] = float(number in discourse.content_entities[source] and discourse.direct[source])
    recent = discourse.latest
    out[at + 5] = float(bool(recent) and recent[-1] == number)
    out[at + 6] = float(len(recent) > 1 and recent[-2] == number)
    out[at + 7] = float(len(recent) > 2 and recent[-3] == number)
    out[at + 8] = math.log1p(discourse.spoken.get(number, 0)) / 3
    if mention.form in (PRONOUN, NAME):
        same = discourse.by_pronoun.get(continuity(mention))
        out[at + 9] = float(same == number)
        out[at + 10] = float(same is not None and same != number)
    at += 11
    # Words.
    if mention.form == NOMINAL or mention.form == NAME:
        word = role_word(mention.head)
        out[at] = float(word in entity.heads)
        out[at + 1] = float(mention.head in entity.words)
        out[at + 2] = float(bool(entity.heads) and word not in entity.heads)
        if modifiers:
            out[at + 3] = float(bool(modifiers & entity.words))
            out[at + 4] = float(bool(modifiers - entity.words))
        else:
            out[at + 5] = 1.0
    at += 6
    if mention.vector is not None and latest.vector is not None:
        out[at] = _cosine(mention.vector, latest.vector)
    return out


PAIR_FEATURES = _KINDS + 7 + 15 + 12 + 4 + 11 + 6 + 1


def continuity(mention: Mention) -> str:
    """What mentions have in common that mostly go on standing for the same one: the pronoun, or the name."""
    return pronoun_kind(mention) if mention.form == PRONOUN else mention.head


def pronoun_kind(mention: Mention) -> str:
    """he, she, it or they: what forms of one pronoun have in common."""
    pronoun = PRONOUNS[mention.head]
    return "they" if pronoun.plural else {"m": "he", "f": "she"}.get(pronoun.gender, "it")


def _cosine(one: Array, other: Array) -> float:
    return float(one @ other / (math.sqrt(float(one @ one) * float(other @ other)) + 1e-6))
