"""What a mention and an entity that it may stand for have to do with each other, as numbers.

Distances, agreement and salience are those of the classical resolvers (Lappin and Leass 1994; Ng and Cardie
2002); what is special to news is who speaks: in the statement around a mention, and in those before.
"""

import math
from dataclasses import dataclass

from onrecord.speakers.discourse import Around, Discourse, continuity
from onrecord.speakers.entities import Entity, role_word
from onrecord.speakers.labels import LABELS
from onrecord.speakers.mentions import FORMS, NAME, NOMINAL, PRONOUN, Mention
from onrecord.speakers.pronouns import PRONOUNS

_LABELS = {label: number for number, label in enumerate(LABELS)}
_CLASSES = {"person": 4, "group": 5, "organisation": 6, "government": 6, "document": 7}
_KINDS = 9
_PRONOUN_KINDS = {"he": 0, "she": 1, "it": 2, "they": 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may stand for, by its number.

    latest       its latest mention before this one, or its first after it
    rank         of that mention's nearness among the candidates', 0 the nearest
    times_named  how often the whole text names it
    opens        whether the latest mention is the first of its sentence
    at_the_top   whether its first mention stands in the first paragraph
    likeness     cosine of both mentions' vectors
    """

    number: int
    entity: Entity
    latest: Mention
    rank: int
    times_named: int
    opens: bool
    at_the_top: bool
    likeness: float


def mention_features(mention: Mention, around: Around, discourse: Discourse) -> list[float]:
    """What a mention is, whatever it may stand for."""
    form = [0.0] * FORMS
    form[mention.form] = 1.0
    kind = [0.0] * 8
    if mention.form == PRONOUN:
        pronoun = PRONOUNS[mention.head]
        kind[4 if pronoun.person == 1 else _PRONOUN_KINDS[pronoun.kind]] = 1.0
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
    mention: Mention, around: Around, candidate: Candidate, discourse: Discourse, modifiers: frozenset[str]
) -> list[float]:
    """How a mention and a candidate go together; modifiers: the folded words before a nominal's head."""
    number, entity, latest = candidate.number, candidate.entity, candidate.latest
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
    out[at + 11 + min(candidate.rank, 3)] = 1.0
    at += 15
    # The latest mention.
    out[at + latest.form] = 1.0
    out[at + 5] = float(latest.depth > 0 and mention.depth == 0)
    out[at + 6] = float(latest.depth > 0 and mention.depth > 0)
    out[at + 7] = float(latest.title is not None)
    out[at + 8] = float(candidate.opens)
    out[at + 9] = float(latest.governed)
    out[at + 10] = float(latest.possessive)
    out[at + 11] = float(latest.joint)
    at += 12
    # Salience.
    count = len(entity.mentions)
    out[at] = math.log1p(count) / 3
    out[at + 1] = math.log1p(candidate.times_named) / 3
    out[at + 2] = float(candidate.at_the_top)
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
    out[at] = candidate.likeness
    return out


PAIR_FEATURES = _KINDS + 7 + 15 + 12 + 4 + 11 + 6 + 1
