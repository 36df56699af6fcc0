"""An article of a store with its statements marked, and as a file."""

import msgspec

from onrecord.corrections import Corrected, apply, corrected_record, corrections_of
from onrecord.record import Record
from onrecord.store import ArticleRow, StatementRow
from onrecord.web.desk import Desk
from onrecord.web.exports import EXPORTED, exported
from onrecord.web.filtering import Filter, fitting, stretches
from onrecord.web.narrowing import Number
from onrecord.web.problems import not_there
from onrecord.web.views import Download, View


class WhichFiltered(Filter, frozen=True, kw_only=True):
    """The article's number, and what is to be shown of it; `corrected`: as readers have it."""

    number: Number
    corrected: bool = True


class WhichForm(msgspec.Struct, frozen=True):
    """The article's number, and the form in which it is wanted; `corrected`: as readers have it."""

    number: Number
    form: str
    corrected: bool = True


class Stored(msgspec.Struct, frozen=True):
    """An article of the store. `record` is as readers have it, unless the machine's alone was asked for;
    `readers` is what they say of the machine's, null where they say nothing.

    `shown` are the ids of the statements that the filter leaves, all without one; `rows` the machine's that
    are shown, as in every list of statements. `speaker_numbers` are the store's numbers of the record's
    speakers, by their ids; `same_text` other articles with the same text.
    """

    article: ArticleRow
    record: Record
    readers: Corrected | None
    shown: tuple[str, ...]
    speaker_numbers: dict[str, int]
    same_text: tuple[ArticleRow, ...]
    rows: tuple[StatementRow, ...]


def record_numbered(desk: Desk, number: int) -> Record:
    """The record of an article as the store has it. Raises NoAnswer where there is no such article."""
    try:
        return desk.store.record(number)
    except LookupError as error:
        raise not_there(str(error)) from error


def _article(desk: Desk, which: WhichFiltered) -> Stored:
    stretches(which.words)
    machine = record_numbered(desk, which.number)
    given = corrections_of(desk.store, which.number)
    record = corrected_record(machine, given) if which.corrected else machine
    shown = fitting(record, which)
    rows = desk.store.statements_of(which.number)
    numbers = {row.speaker: row.speaker_number for row in rows if row.speaker and row.speaker_number}
    wanted = set(shown)
    return Stored(
        article=desk.store.article(which.number),
        record=record,
        readers=apply(machine, given) if given else None,
        shown=shown,
        speaker_numbers=numbers,
        same_text=tuple(desk.store.same_text(which.number)),
        rows=tuple(row for row in rows if row.statement in wanted),
    )


def _export(desk: Desk, which: WhichForm) -> Download:
    record = record_numbered(desk, which.number)
    if which.corrected:
        record = corrected_record(record, corrections_of(desk.store, which.number))
    return exported(record, which.form, f"article-{which.number}")


VIEWS = (
    View(
        name="article",
        path="/articles/{number}",
        title="Article",
        about="An article with its record. As CSV, a line for each statement that the filter leaves.",
        asks=WhichFiltered,
        gives=Stored,
        answer=_article,
        template="article.html",
        row=StatementRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
    View(
        name="article_export",
        path="/articles/{number}/export/{form}",
        title="An article as a file",
        about=f"The record of an article in another form. {EXPORTED}",
        asks=WhichForm,
        gives=Download,
        answer=_export,
        needs=("store",),
    ),
)
