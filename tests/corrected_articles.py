"""What the tests of corrections share: a record made up for them, corrections as a store keeps them."""

from datetime import UTC, datetime, timedelta

import made_up

from onrecord.corrections import About, Correction, Kept, Passage, Withdrawn, about, passages
from onrecord.record import Record, Span

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def ferry(**of_record: object) -> Record:
    """Three statements of two people and a council, one a line."""
    return made_up.record(
        "Ines Calloway said we lost the ferry",
        "Tobias Wren said nothing is lost",
        ("organisation", "The council said it will meet in May"),
        **of_record,  # type: ignore[arg-type]
    )


def at(record: Record, words: str) -> tuple[Passage, ...]:
    """The one place where the words stand."""
    start = record.article.text.index(words)
    assert record.article.text.count(words) == 1
    return passages(record.article.text, [Span(start, start + len(words))])


def statement(record: Record, number: int) -> About:
    """What a correction of the statement "s<number>" is about."""
    return about(record, record.statements[number - 1])


def kept(number: int, correction: Correction, by: str = "Ann", withdrawn: int | None = None) -> Kept:
    """A correction given `number` minutes after START, and taken back so many minutes after START."""
    return Kept(
        number=number,
        article_number=1,
        article="a.txt",
        text_hash="0",
        correction=correction,
        by=by,
        at=START + timedelta(minutes=number),
        remark=None,
        made_on=made_up.OLDER,
        withdrawn=None if withdrawn is None else Withdrawn(by, START + timedelta(minutes=withdrawn)),
    )
