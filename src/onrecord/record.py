"""The record: what a reading of an article yields, and its JSON form."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from onrecord.article import Article
from onrecord.errors import InvalidRecord

Manner = Literal["direct", "indirect", "mixed"]

Kind = Literal["person", "organisation", "government", "group", "unnamed", "document", "author", "generic"]

Tone = Literal["neutral", "distancing", "factive", "denial", "directive", "belief", "question"]

_MANNERS, _KINDS, _TONES = get_args(Manner), get_args(Kind), get_args(Tone)

UNCERTAIN_BELOW = 0.6
"""Confidence is calibrated: below this more than two statements in five are wrong, which is to be seen."""

UNCERTAIN_SPEAKER_BELOW = 0.75
"""Of the speakers less sure than this about half are right on the dev split, of the others nine in ten."""

ROLES = ("source", "cue", "content", "addressee", "venue")
"""The spans that a statement has."""


class Span(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """A stretch of an article's text in Unicode code points, end exclusive; [start, end] in JSON.

    Raises InvalidRecord where it is empty, starts before the text, or its offsets are not of type int.
    """

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]

    def __post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int:
            raise InvalidRecord(f"span offsets must be int, not {self.start!r} and {self.end!r}")
        if not 0 <= self.start < self.end:
            raise InvalidRecord(f"span [{self.start}, {self.end}] is empty or starts before the text")


def words(text: str, spans: Iterable[Span]) -> str:
    """The words of the spans, joined by " … " where there are several; "" where there are none."""
    return " … ".join(text[span.start : span.end] for span in spans)


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution on the record: who (source), marked by what (cue), expressed what (content).

    `speaker` is the id of the speaker whom the source stands for, null where nobody can tell;
    `speaker_confidence` is how sure that is, null with it. `quote` is the content's words.
    `manner`: direct, all the content's words stand in quotation marks; indirect, none of the speaker's do;
    mixed, some do. `cue_lemma` is the dictionary form of the word that marks the attribution, `cue_tone` what
    the choice of that word does; both null without a cue. `negated` and `hypothetical` mark what the text
    says was not, or not yet, said. `addressee` and `venue` are whom it was said to and where.
    `parent` is the id of the statement inside which this one is made. `confidence` is calibrated on annotated
    news: of the statements with confidence near 0.8, four in five are right. What a rule found has a set one.

    Raises InvalidRecord where there is no content, where the spans of a role are out of order or overlap,
    and where manner, tone or a confidence is not one of the values allowed.
    """

    id: str
    speaker: str | None = None
    speaker_confidence: Annotated[float, Meta(ge=0, le=1)] | None = None
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: Annotated[tuple[Span, ...], Meta(min_length=1)]
    quote: str
    manner: Manner
    cue_lemma: str | None = None
    cue_tone: Tone | None = None
    negated: bool = False
    hypothetical: bool = False
    addressee: tuple[Span, ...] = ()
    venue: tuple[Span, ...] = ()
    parent: str | None = None
    confidence: Annotated[float, Meta(ge=0, le=1)]

    def __post_init__(self) -> None:
        if not self.content:
            raise InvalidRecord(f"statement {self.id} has no content")
        for role in ROLES:
            _in_order(f"statement {self.id}: {role}", getattr(self, role))
        if self.manner not in _MANNERS:
            raise InvalidRecord(f"statement {self.id}: there is no manner {self.manner!r}")
        if self.cue_tone is not None and self.cue_tone not in _TONES:
            raise InvalidRecord(f"statement {self.id}: there is no cue tone {self.cue_tone!r}")
        if (self.speaker is None) != (self.speaker_confidence is None):
            raise InvalidRecord(f"statement {self.id}: a speaker and its confidence go together")
        for name, value in (("confidence", self.confidence), ("speaker_confidence", self.speaker_confidence)):
            if value is not None and (type(value) not in (float, int) or not 0 <= value <= 1):
                raise InvalidRecord(f"statement {self.id}: {name} {value!r} is not a float within 0 and 1")

    @property
    def is_uncertain(self) -> bool:
        """Whether it may well not be a statement, or have other words."""
        return self.confidence < UNCERTAIN_BELOW

    @property
    def has_uncertain_speaker(self) -> bool:
        """Whether it has a speaker, who may well be another one."""
        return self.speaker_confidence is not None and self.speaker_confidence < UNCERTAIN_SPEAKER_BELOW


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the sources of statements stand for, and where the text mentions them.

    `name` is the fullest that the text has, or its description of somebody whom it does not name; `names` are
    the other names, `roles` what the text says that a person is. `mentions` are names, descriptions and
    pronouns in the order of the text.

    Raises InvalidRecord where there is no name or no mention, mentions are out of order, or there is no such
    kind.
    """

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: Annotated[tuple[Span, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        if not self.name:
            raise InvalidRecord(f"speaker {self.id} has no name")
        if self.kind not in _KINDS:
            raise InvalidRecord(f"speaker {self.id}: there is no kind {self.kind!r}")
        if not self.mentions:
            raise InvalidRecord(f"speaker {self.id} has no mention")
        if any(after <= before for before, after in pairwise(self.mentions)):
            raise InvalidRecord(f"speaker {self.id}: its mentions are out of order")


class MadeBy(msgspec.Struct, frozen=True):
    """What made a record: the version of onrecord and the name of the model."""

    onrecord: str
    model: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its statements and their speakers; `notes` are short sentences about the reading.

    `outlet_voice` are the stretches that the outlet asserts itself, with no source; `scare_quotes` words in
    quotation marks that nobody is quoted with.

    Raises InvalidRecord where a span runs past the text, a quote is not the words of its content, two
    statements or speakers share an id, a statement's speaker is not among the speakers, or its parent is not
    a statement that stands before it.
    """

    article: Article
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...] = ()
    outlet_voice: tuple[Span, ...] = ()
    scare_quotes: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    made_by: MadeBy

    def __post_init__(self) -> None:
        text = self.article.text
        for name in ("outlet_voice", "scare_quotes"):
            _in_order(name, getattr(self, name))
            _within(name, getattr(self, name), len(text))
        speakers: set[str] = set()
        for speaker in self.speakers:
            _within(f"speaker {speaker.id}: mentions", speaker.mentions, len(text))
            if speaker.id in speakers:
                raise InvalidRecord(f"two speakers have the id {speaker.id}")
            speakers.add(speaker.id)
        known: set[str] = set()
        for statement in self.statements:
            for role in ROLES:
                _within(f"statement {statement.id}: {role}", getattr(statement, role), len(text))
            if statement.quote != words(text, statement.content):
                raise InvalidRecord(f"statement {statement.id}: its quote is not the words of its content")
            if statement.id in known:
                raise InvalidRecord(f"two statements have the id {statement.id}")
            if statement.speaker is not None and statement.speaker not in speakers:
                raise InvalidRecord(f"statement {statement.id}: there is no speaker {statement.speaker}")
            if statement.parent is not None and statement.parent not in known:
                raise InvalidRecord(
                    f"statement {statement.id}: its parent {statement.parent} does not stand before it"
                )
            known.add(statement.id)

    def speaker_of(self, statement: Statement) -> Speaker | None:
        """The speaker of one of the record's statements; None where nobody can tell."""
        return next((one for one in self.speakers if one.id == statement.speaker), None)

    def words(self, spans: Iterable[Span]) -> str:
        """The article's words at the spans, joined by " … " where there are several."""
        return words(self.article.text, spans)

    def to_json(self) -> bytes:
        """The record as one line of JSON, in UTF-8."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> "Record":
        """The record that `to_json` wrote; fields that this version does not know are left out.

        Raises InvalidRecord where the data is not JSON, has not the record's shape, or has lone surrogates.
        """
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise InvalidRecord(f"this is not the JSON of a record: {error}") from error


def _in_order(what: str, spans: tuple[Span, ...]) -> None:
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise InvalidRecord(
                f"{what} spans {_shown(before)} and {_shown(after)} overlap or are out of order"
            )


def _within(what: str, spans: tuple[Span, ...], length: int) -> None:
    if spans and max(span.end for span in spans) > length:
        last = max(spans, key=lambda span: span.end)
        raise InvalidRecord(f"{what} span {_shown(last)} runs past the end of the text, at {length}")


def _shown(span: Span) -> str:
    return f"[{span.start}, {span.end}]"
