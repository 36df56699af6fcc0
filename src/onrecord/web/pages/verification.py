"""Quotations against the source documents: those of an article, of a reading, or one by itself."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.corrections import corrected_record, corrections_of
from onrecord.record import Record
from onrecord.verify import Verification, verify, verify_quotation
from onrecord.web.checking import CheckedRow, checked_row, checked_rows
from onrecord.web.desk import Desk, Site
from onrecord.web.incoming import Sent, article_of
from onrecord.web.narrowing import Number
from onrecord.web.pages.articles import record_numbered
from onrecord.web.pages.home import Nothing
from onrecord.web.pages.readings import kept_record
from onrecord.web.problems import NoAnswer
from onrecord.web.rendering import address
from onrecord.web.views import Action, View

LONGEST = 3_000
"""Characters of a quotation by itself: it stands in the address of its page."""

_MARKS = '"“”„«» \t\r\n'

Quotation = Annotated[str, Meta(max_length=LONGEST)]


class OfArticle(msgspec.Struct, frozen=True, kw_only=True):
    """The article's number; `corrected`: its record as readers have it."""

    number: Number
    corrected: bool = True


class OfReading(msgspec.Struct, frozen=True):
    """The reading's id."""

    id: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The quotations of an article over their sources; `rows` are the same in a line each.

    `page` is the page of the article, `documents` how many sources it was checked against. A verdict
    not_found says only that a quotation is not in these.
    """

    page: str
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    documents: int
    verifications: tuple[Verification, ...]
    rows: tuple[CheckedRow, ...]


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation without its marks, who is said to have said it, and the day of what quotes it."""

    quotation: Quotation = ""
    speaker: Annotated[str, Meta(max_length=300)] | None = None
    published: Annotated[str, Meta(max_length=100)] | None = None


class CheckedQuotation(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation over its source, null where none was asked about; `documents`: how many sources."""

    documents: int
    verification: Verification | None
    rows: tuple[CheckedRow, ...] = ()


class ToVerify(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quotation, or a text whose quotations are meant; when it was published, whose the quotation is."""

    quotation: Quotation = ""
    text: str = ""
    speaker: Annotated[str, Meta(max_length=300)] | None = None
    published: Annotated[str, Meta(max_length=100)] | None = None


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out; `reading` is the id of the reading of a text, null for a quotation by itself."""

    reading: str | None
    quotation: str
    speaker: str | None
    published: str | None
    verifications: tuple[Verification, ...]


def _of_article(desk: Desk, which: OfArticle) -> Checked:
    record = record_numbered(desk, which.number)
    if which.corrected:
        record = corrected_record(record, corrections_of(desk.store, which.number))
    return _checked(desk, record, f"/articles/{which.number}")


def _of_reading(desk: Desk, which: OfReading) -> Checked:
    return _checked(desk, kept_record(desk, which.id), f"/readings/{which.id}")


def _checked(desk: Desk, record: Record, page: str) -> Checked:
    verifications = verify(record, desk.sources)
    article = record.article
    return Checked(
        page=page,
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        documents=desk.sources.documents,
        verifications=verifications,
        rows=checked_rows(record, verifications),
    )


def _quotation(desk: Desk, asked: Quoted) -> CheckedQuotation:
    documents = desk.sources.documents
    words = asked.quotation.strip(_MARKS)
    if not words:
        return CheckedQuotation(documents=documents, verification=None)
    one = verify_quotation(words, desk.sources, asked.published, asked.speaker)
    return CheckedQuotation(documents=documents, verification=one, rows=(checked_row(one, asked.speaker),))


async def _verify(site: Site, _: Nothing, sent: ToVerify) -> Verified:
    if bool(sent.quotation.strip(_MARKS)) == bool(sent.text.strip()):
        raise NoAnswer(HTTPStatus.BAD_REQUEST, "give a quotation or a text")
    # Before a text is read for nothing.
    await site.answer(lambda desk: desk.sources)
    reading = None
    if sent.text:
        read = await site.readings.read(article_of(Sent(text=sent.text, published=sent.published)))
        reading = read.id
        verifications = await site.answer(lambda desk: verify(read.record, desk.sources))
    else:
        words = sent.quotation.strip(_MARKS)
        one = await site.answer(
            lambda desk: verify_quotation(words, desk.sources, sent.published, sent.speaker)
        )
        verifications = (one,)
    return Verified(
        reading=reading,
        quotation=sent.quotation,
        speaker=sent.speaker,
        published=sent.published,
        verifications=verifications,
    )


def _page_of(_: Nothing, done: Verified) -> str:
    if done.reading:
        return f"/readings/{done.reading}/verification"
    return address("/verify", quotation=done.quotation, speaker=done.speaker, published=done.published)


VIEWS = (
    View(
        name="article_verification",
        path="/articles/{number}/verification",
        title="Quotations over their sources",
        about="The quotations of an article, each over the place in the sources where its words stand.",
        asks=OfArticle,
        gives=Checked,
        answer=_of_article,
        template="verification.html",
        row=CheckedRow,
        rows=lambda answer: answer.rows,
        needs=("store", "sources"),
    ),
    View(
        name="reading_verification",
        path="/readings/{id}/verification",
        title="Quotations over their sources",
        about="The quotations of a text that was read here, as those of an article.",
        asks=OfReading,
        gives=Checked,
        answer=_of_reading,
        template="verification.html",
        row=CheckedRow,
        rows=lambda answer: answer.rows,
        needs=("sources",),
    ),
    View(
        name="quotation_verification",
        path="/verify",
        title="Is that what was said?",
        about="A quotation by itself against the sources.",
        asks=Quoted,
        gives=CheckedQuotation,
        answer=_quotation,
        template="verify.html",
        row=CheckedRow,
        rows=lambda answer: answer.rows,
        needs=("sources",),
    ),
)

ACTIONS = (
    Action(
        name="verify",
        path="/verify",
        title="Check a quotation or a text",
        about="A quotation, or all quotations of a text, against the sources.",
        asks=Nothing,
        takes=ToVerify,
        gives=Verified,
        act=_verify,
        goes_to=_page_of,
    ),
)
