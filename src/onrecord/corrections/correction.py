"""What a reader says of a record: another speaker, no statement, a missing one, other words, all right."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from onrecord.article import Article
from onrecord.corrections.limits import (
    LONGEST_NAME,
    MOST_ALIASES,
    MOST_SPANS,
    check_line,
    check_name,
    check_one_of,
    shown,
)
from onrecord.errors import InvalidCorrection, InvalidRecord
from onrecord.record import Kind, MadeBy, Manner, Record, Span, Speaker, Statement

Role = Literal["source", "cue", "content"]

_KINDS, _MANNERS, _ROLES = get_args(Kind), get_args(Manner), get_args(Role)


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A span of an article and the words that stand there."""

    span: Span
    words: str


Passages = Annotated[tuple[Passage, ...], Meta(max_length=MOST_SPANS)]


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statement that a correction is about, as its record had it: its label there, and its words.

    Raises InvalidCorrection where there is no content, or spans overlap or are out of order.
    """

    statement: str
    source: Passages = ()
    cue: Passages = ()
    content: Passages

    def __post_init__(self) -> None:
        check_line("the label of a statement", self.statement, LONGEST_NAME)
        _check_passages("source", self.source)
        _check_passages("cue", self.cue)
        _check_passages("content", self.content, needed=True)


class WrongSpeaker(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="speaker"
):
    """Somebody else said it: `speaker`, a name, or null where nobody can tell.

    `aliases` are other names of the speaker, `speaker_kind` the kind; null where it was not said.
    Raises InvalidCorrection for names that are too long, too many or no line of text.
    """

    about: About
    speaker: str | None
    aliases: tuple[str, ...] = ()
    speaker_kind: Kind | None = None

    def __post_init__(self) -> None:
        _check_speaker(self.speaker, self.aliases, self.speaker_kind)


class NotAStatement(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="not_a_statement",
):
    """Nobody expressed anything there: the statement does not belong on the record."""

    about: About


class OtherSpan(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="span"
):
    """The source, the cue or the content is other words: `passages`; none where there is no source or cue.

    `manner` where other words of content change it; null leaves it as it is. Raises InvalidCorrection where
    content would be empty, or spans overlap or are out of order.
    """

    about: About
    role: Role
    passages: Passages
    manner: Manner | None = None

    def __post_init__(self) -> None:
        check_one_of("role", self.role, _ROLES)
        _check_passages(self.role, self.passages, needed=self.role == "content")
        if self.manner is not None:
            check_one_of("manner", self.manner, _MANNERS)


class Missing(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="missing"
):
    """A statement that the record lacks; `speaker` is null where nobody can tell.

    Raises InvalidCorrection where there is no content, where spans of a role are out of order, or any spans
    overlap, and for names as WrongSpeaker does.
    """

    source: Passages = ()
    cue: Passages = ()
    content: Passages
    manner: Manner
    speaker: str | None = None
    aliases: tuple[str, ...] = ()
    speaker_kind: Kind | None = None

    def __post_init__(self) -> None:
        _check_passages("source", self.source)
        _check_passages("cue", self.cue)
        _check_passages("content", self.content, needed=True)
        _check_order("source, cue and content", sorted(_all(self), key=lambda one: one.span))
        check_one_of("manner", self.manner, _MANNERS)
        _check_speaker(self.speaker, self.aliases, self.speaker_kind)


class Checked(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="checked"
):
    """The reader has read the whole article: what is not corrected is right.

    `statements` and `speakers` are the record's that was checked, so that it is known what was right when
    another one has taken its place; `text_sha256` tells the text. `checked` makes one.
    """

    text_sha256: str
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]


Correction = WrongSpeaker | NotAStatement | OtherSpan | Missing | Checked

KINDS = ("speaker", "not_a_statement", "span", "missing", "checked")
"""The kinds of corrections, as their JSON names them."""


def kind_of(correction: Correction) -> str:
    """The kind as the JSON names it, one of KINDS."""
    return str(correction.__struct_config__.tag)


def from_json(data: bytes | str) -> Correction:
    """The correction of a JSON object. Raises InvalidCorrection where it is none."""
    try:
        return msgspec.json.decode(data, type=Correction)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InvalidCorrection(f"this is not the JSON of a correction: {error}") from error


def passages(text: str, spans: Iterable[Span]) -> tuple[Passage, ...]:
    """The spans with their words in the text."""
    return tuple(Passage(span, text[span.start : span.end]) for span in spans)


def about(record: Record, statement: Statement) -> About:
    """What a correction of one of the record's statements is about."""
    text = record.article.text
    return About(
        statement=statement.id,
        source=passages(text, statement.source),
        cue=passages(text, statement.cue),
        content=passages(text, statement.content),
    )


def checked(record: Record) -> Checked:
    """That the whole record was read by a reader."""
    return Checked(
        text_sha256=_sha256(record.article.text), statements=record.statements, speakers=record.speakers
    )


def record_checked(check: Checked, article: Article, made_on: MadeBy) -> Record:
    """The record that was checked. Raises InvalidCorrection where it was one of another text."""
    if check.text_sha256 != _sha256(article.text):
        raise InvalidCorrection("what was checked is another text")
    try:
        return Record(article=article, statements=check.statements, speakers=check.speakers, made_by=made_on)
    except InvalidRecord as error:
        raise InvalidCorrection(f"what was checked is no record of this article: {error}") from error


def check_fit(correction: Correction, article: Article) -> None:
    """Raises InvalidCorrection where a span runs past the article's text or has other words there."""
    if isinstance(correction, Checked):
        record_checked(correction, article, MadeBy("", ""))
        return
    for passage in passages_of(correction):
        problem = _misfit(passage, article.text)
        if problem:
            raise InvalidCorrection(problem)


def fits(correction: Correction, article: Article) -> bool:
    """Whether all the words that a correction speaks of stand where it says."""
    try:
        check_fit(correction, article)
    except InvalidCorrection:
        return False
    return True


def passages_of(correction: Correction) -> tuple[Passage, ...]:
    """All the passages that a correction speaks of; none of Checked."""
    match correction:
        case Missing():
            return _all(correction)
        case OtherSpan():
            return (*_all(correction.about), *correction.passages)
        case Checked():
            return ()
        case _:
            return _all(correction.about)


def _all(one: About | Missing) -> tuple[Passage, ...]:
    return (*one.source, *one.cue, *one.content)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _misfit(passage: Passage, text: str) -> str | None:
    span = passage.span
    if span.end > len(text):
        return f"[{span.start}, {span.end}] runs past the end of the text, at {len(text)}"
    if text[span.start : span.end] != passage.words:
        there = shown(text[span.start : span.end])
        return f"at [{span.start}, {span.end}] the article has “{there}”, not “{shown(passage.words)}”"
    return None


def _check_passages(what: str, given: tuple[Passage, ...], needed: bool = False) -> None:
    if needed and not given:
        raise InvalidCorrection(f"a statement has {what}: give its words")
    if len(given) > MOST_SPANS:
        raise InvalidCorrection(f"{what} has {len(given):,} spans; there is room for {MOST_SPANS}")
    _check_order(what, given)


def _check_order(what: str, given: Sequence[Passage]) -> None:
    for before, after in pairwise(one.span for one in given):
        if after.start < before.end:
            raise InvalidCorrection(
                f"{what}: [{before.start}, {before.end}] and [{after.start}, {after.end}] overlap or are out "
                "of order"
            )


def _check_speaker(name: str | None, aliases: tuple[str, ...], kind: str | None) -> None:
    if name is not None:
        check_name("the speaker's name", name)
    elif aliases or kind:
        raise InvalidCorrection("a speaker without a name has no other names and no kind")
    if len(aliases) > MOST_ALIASES:
        raise InvalidCorrection(f"there are {len(aliases):,} other names; there is room for {MOST_ALIASES}")
    for alias in aliases:
        check_name("another name of the speaker", alias)
    if kind is not None:
        check_one_of("kind", kind, _KINDS)
