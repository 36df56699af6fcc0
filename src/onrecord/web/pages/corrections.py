"""What readers say of an article: said, listed, taken back."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from onrecord.corrections import (
    Corrected,
    CorrectedStatement,
    Judged,
    Kept,
    apply,
    correction_numbered,
    corrections,
    corrections_of,
    judged,
    keep,
    kind_of,
    typed_name,
    withdraw,
)
from onrecord.corrections.limits import check_name, check_remark
from onrecord.errors import InvalidCorrection
from onrecord.store import ArticleRow
from onrecord.web.correcting import Said, about_what, correction_of, statement_called, told
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Number
from onrecord.web.pages.articles import record_numbered
from onrecord.web.rendering import address
from onrecord.web.views import Action, View


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Which corrections: of an article, by a reader, of a kind, given since a day, taken back or not."""

    article: Number | None = None
    by: str | None = None
    kind: Literal["speaker", "not_a_statement", "span", "missing", "checked"] | None = None
    since: date | None = None
    withdrawn: bool | None = None
    after: Number | None = None
    limit: Annotated[int, Meta(ge=1, le=500)] = 50


class Corrections(msgspec.Struct, frozen=True):
    """Corrections, the latest first; `next` is what to give as `after` for those that follow."""

    rows: tuple[Judged, ...]
    next: str | None


class CorrectionRow(msgspec.Struct, frozen=True):
    """A correction as a line; `says` puts it in words, `about` are those of the statement it is about."""

    number: int
    article_number: int
    article: str
    kind: str
    says: str
    about: str
    by: str
    at: str
    remark: str | None
    standing: str
    withdrawn_by: str | None
    withdrawn_at: str | None
    onrecord: str
    model: str


class Which(msgspec.Struct, frozen=True):
    """The correction's number."""

    number: Number


class WhichArticle(msgspec.Struct, frozen=True):
    """The article's number."""

    number: Number


class By(msgspec.Struct, frozen=True):
    """The name of the reader."""

    by: str = ""


class Trying(Said, frozen=True, kw_only=True):
    """The article's number, and what is about to be said of it; nothing is kept."""

    number: Number
    kind: Literal["speaker", "not_a_statement", "span", "missing", "checked"] | None = None  # type: ignore[assignment]


class Tried(msgspec.Struct, frozen=True):
    """What can be said of a statement, or of the article where `one` is null; `problem`: why what is given
    cannot be kept, null where it can or nothing is given."""

    article: ArticleRow
    corrected: Corrected
    one: CorrectedStatement | None
    problem: str | None


def _corrected(desk: Desk, number: int) -> Corrected:
    return apply(record_numbered(desk, number), corrections_of(desk.store, number))


def _say(desk: Desk, which: WhichArticle, said: Said) -> Kept:
    corrected = _corrected(desk, which.number)
    return keep(
        desk.store,
        which.number,
        correction_of(corrected, said),
        by=typed_name(said.by),
        remark=said.remark,
        made_on=corrected.record.made_by,
    )


def _try(desk: Desk, asked: Trying) -> Tried:
    corrected = _corrected(desk, asked.number)
    problem = None
    try:
        one = statement_called(corrected, asked.statement) if asked.statement else None
        if asked.kind is not None:
            correction_of(corrected, asked)
            check_name("the reader's name", typed_name(asked.by))
            check_remark(asked.remark or "")
    except InvalidCorrection as error:
        problem = str(error)
        one = next((one for one in corrected.statements if one.id == asked.statement), None)
    return Tried(desk.store.article(asked.number), corrected, one, problem)


def _again(which: WhichArticle, said: Said) -> str:
    values = {name: value for name, value in msgspec.structs.asdict(said).items() if value is not None}
    return address(f"/articles/{which.number}/correct", **values)


def _corrections(desk: Desk, asked: Listed) -> Corrections:
    found = list(
        corrections(
            desk.store,
            article=asked.article,
            by=asked.by,
            kind=asked.kind,
            since=asked.since,
            withdrawn=asked.withdrawn,
            after=asked.after,
            limit=asked.limit + 1,
            newest_first=True,
        )
    )
    shown = found[: asked.limit]
    following = str(shown[-1].number) if len(found) > len(shown) else None
    return Corrections(tuple(judged(desk.store, shown)), following)


def _row(one: Judged) -> CorrectionRow:
    kept = one.kept
    return CorrectionRow(
        number=kept.number,
        article_number=kept.article_number,
        article=kept.article,
        kind=kind_of(kept.correction),
        says=told(kept),
        about=about_what(kept),
        by=kept.by,
        at=kept.at.isoformat(),
        remark=kept.remark,
        standing=one.standing,
        withdrawn_by=kept.withdrawn.by if kept.withdrawn else None,
        withdrawn_at=kept.withdrawn.at.isoformat() if kept.withdrawn else None,
        onrecord=kept.made_on.onrecord,
        model=kept.made_on.model,
    )


def _correction(desk: Desk, which: Which) -> Judged:
    return next(iter(judged(desk.store, [correction_numbered(desk.store, which.number)])))


def _withdraw(desk: Desk, which: Which, sent: By) -> Kept:
    return withdraw(desk.store, which.number, typed_name(sent.by))


def _place(_: Any, kept: Kept) -> str:
    return f"/articles/{kept.article_number}#correction-{kept.number}"


VIEWS = (
    View(
        name="corrections",
        path="/corrections",
        title="Corrections",
        about="What readers say of the articles of the store, the latest first, withdrawn ones as well.",
        asks=Listed,
        gives=Corrections,
        answer=_corrections,
        template="corrections.html",
        row=CorrectionRow,
        rows=lambda answer: map(_row, answer.rows),
        needs=("store",),
    ),
    View(
        name="correction",
        path="/corrections/{number}",
        title="Correction",
        about="A correction and how it stands on the record that the store has now.",
        asks=Which,
        gives=Judged,
        answer=_correction,
        template="correction.html",
        needs=("store",),
    ),
    View(
        name="correct",
        path="/articles/{number}/correct",
        title="Correct",
        about="Whether a correction could be kept, and why not; it is not kept.",
        asks=Trying,
        gives=Tried,
        answer=_try,
        template="correct.html",
        needs=("store",),
    ),
)

ACTIONS = (
    Action(
        name="say",
        path="/articles/{number}/corrections",
        title="Correct an article",
        about="Keeps what a reader says of an article, beside its record, which stays as it is.",
        asks=WhichArticle,
        takes=Said,
        gives=Kept,
        act=_say,
        goes_to=_place,
        again=_again,
        needs=("writing",),
    ),
    Action(
        name="withdraw",
        path="/corrections/{number}/withdraw",
        title="Withdraw a correction",
        about="Takes a correction back; it stays, marked with who took it back and when.",
        asks=Which,
        takes=By,
        gives=Kept,
        act=_withdraw,
        goes_to=_place,
        needs=("writing",),
    ),
)
