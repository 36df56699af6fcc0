"""What a reader says on the page, as a correction; and a correction in words."""

from typing import Literal, get_args

import msgspec

from onrecord.corrections import (
    Checked,
    Corrected,
    CorrectedStatement,
    Correction,
    Kept,
    Missing,
    NotAStatement,
    OtherSpan,
    WrongSpeaker,
    checked,
    locate,
    passages,
    typed_name,
)
from onrecord.errors import InvalidCorrection
from onrecord.record import Kind, Manner, Record, Span
from onrecord.web.filtering import NOBODY, stretches, written
from onrecord.web.problems import NoAnswer
from onrecord.web.rendering import helper
from onrecord.web.visible import seen

GAP = " … "
"""Between the pieces of words that do not stand together."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader says of an article.

    `kind` speaker: `who` made the `statement`, an id of a speaker in the record, "nobody" where nobody can
    tell, or null for `name`, with `speaker_kind`. not_a_statement: the `statement` is none. span: its `role`
    is other `words`. missing: a statement with `source`, `cue` and `content`, of a `manner`, made by `who` or
    `name`. checked: the whole article is right as it is shown, corrections included.

    Words are typed as they stand in the text, pieces that do not stand together with " … " between them; or
    their places are given: `words_at`, `source_at`, `cue_at`, `content_at`, "120-160 170-181" in code points,
    end exclusive, which go before what is typed. `seen_at` are the places of the statement's content as the
    reader saw it: where it is given and the article has been read again meanwhile, nothing is kept.
    """

    kind: Literal["speaker", "not_a_statement", "span", "missing", "checked"]
    by: str = ""
    statement: str | None = None
    seen_at: str | None = None
    who: str | None = None
    name: str | None = None
    speaker_kind: Kind | None = None
    role: Literal["source", "cue", "content"] | None = None
    words: str | None = None
    words_at: str | None = None
    source: str | None = None
    source_at: str | None = None
    cue: str | None = None
    cue_at: str | None = None
    content: str | None = None
    content_at: str | None = None
    manner: Manner | None = None
    remark: str | None = None


def correction_of(corrected: Corrected, said: Said) -> Correction:
    """The correction that a reader means, about a record with its corrections. Raises InvalidCorrection."""
    record = corrected.record
    if said.kind == "checked":
        return checked(record)
    if said.kind == "missing":
        content = _spans(record, said.content, said.content_at, None)
        near = content[0].start if content else None
        name, kind = _speaker(record, said)
        return Missing(
            source=passages(record.article.text, _spans(record, said.source, said.source_at, near)),
            cue=passages(record.article.text, _spans(record, said.cue, said.cue_at, near)),
            content=passages(record.article.text, content),
            manner=said.manner or "indirect",
            speaker=name,
            speaker_kind=kind,
        )
    one = statement_called(corrected, said.statement)
    if said.seen_at and said.seen_at != written(one.content):
        raise InvalidCorrection("the article has been read or corrected again since you saw it: look again")
    if said.kind == "speaker":
        name, kind = _speaker(record, said)
        return WrongSpeaker(about=one.about, speaker=name, speaker_kind=kind)
    if said.kind == "not_a_statement":
        return NotAStatement(about=one.about)
    if said.role is None:
        raise InvalidCorrection("say which words are others: the source, the cue or the content")
    spans = _spans(record, said.words, said.words_at, one.content[0].start)
    return OtherSpan(
        about=one.about,
        role=said.role,
        passages=passages(record.article.text, spans),
        manner=said.manner if said.role == "content" else None,
    )


def statement_called(corrected: Corrected, label: str | None) -> CorrectedStatement:
    """The statement with this label. Raises InvalidCorrection where there is none."""
    for one in corrected.statements:
        if one.id == label:
            return one
    raise InvalidCorrection(f"there is no statement {label or 'given'} in this article")


def _speaker(record: Record, said: Said) -> tuple[str | None, Kind | None]:
    """The name and the kind of who is meant."""
    name = typed_name(said.name or "")
    if said.who == NOBODY:
        return None, None
    if said.who:
        for speaker in record.speakers:
            if speaker.id == said.who:
                return speaker.name, speaker.kind
        raise InvalidCorrection(f"there is no speaker {said.who} in this article")
    if not name:
        raise InvalidCorrection("say who it was: choose a speaker, type a name, or say that nobody can tell")
    return name, said.speaker_kind


def _spans(record: Record, typed: str | None, at: str | None, near: int | None) -> tuple[Span, ...]:
    text = record.article.text
    if at:
        try:
            spans = stretches(at)
        except NoAnswer as error:
            raise InvalidCorrection(error.detail) from error
        if spans[-1].end > len(text):
            raise InvalidCorrection(f"{at} runs past the end of the text, at {len(text)}")
        return spans
    if not typed or not typed.strip():
        return ()
    try:
        return (locate(text, typed, near),)
    except InvalidCorrection:
        if GAP not in typed:
            raise
    return tuple(sorted(locate(text, piece, near) for piece in typed.split(GAP)))


@helper
def told(kept: Kept) -> str:
    """What a correction says, in words."""
    match kept.correction:
        case WrongSpeaker(speaker=None):
            return "nobody can tell who says it"
        case WrongSpeaker(speaker=name):
            return f"it is {seen(name)} who says it"
        case NotAStatement():
            return "this is not a statement"
        case OtherSpan(role=role, passages=()):
            return f"there is no {role}"
        case OtherSpan(role=role, passages=given):
            return f"the {role} is “{_words(given)}”"
        case Missing(content=given, speaker=name):
            return (
                f"a statement is missing: “{_words(given)}”, by {seen(name) if name else 'somebody unknown'}"
            )
        case _:
            return "the whole article is checked"


@helper
def about_what(kept: Kept) -> str:
    """The words of the statement that a correction is about; "" where it is about none."""
    return "" if isinstance(kept.correction, Checked | Missing) else _words(kept.correction.about.content)


@helper
def place_of(kept: Kept) -> str:
    """The address of the words that a correction is about, in its article."""
    match kept.correction:
        case Checked():
            return f"/articles/{kept.article_number}"
        case Missing(content=content):
            spans = content
        case other:
            spans = other.about.content
    words = written(tuple(one.span for one in spans)).replace(" ", "+")
    return f"/articles/{kept.article_number}?words={words}#words"


@helper
def by_label(corrected: Corrected | None) -> dict[str, CorrectedStatement]:
    """The statements that readers say something of, by their labels."""
    return {one.id: one for one in corrected.statements if one.corrections} if corrected else {}


def _words(given: tuple[object, ...]) -> str:
    return GAP.join(seen(getattr(one, "words", "")) for one in given)


@helper
def filled(said: Said | None, one: CorrectedStatement | None = None, id: str = "") -> dict[str, object]:
    """What a form shows: what was typed, with the statement that it is about; `id` tells forms apart."""
    values = {name: getattr(said, name, None) for name in Said.__struct_fields__}
    about = {"statement": one.id, "seen_at": written(one.content)} if one else {}
    return {**values, "by": values["by"] or "", **about, "id": id}


@helper
def correction_kinds() -> dict[str, str]:
    """The kinds of corrections, and what a reader calls them."""
    return {
        "speaker": "wrong speaker",
        "not_a_statement": "not a statement",
        "span": "other words",
        "missing": "missing statement",
        "checked": "checked",
    }


@helper
def kinds() -> tuple[str, ...]:
    """The kinds of speakers."""
    return get_args(Kind)
