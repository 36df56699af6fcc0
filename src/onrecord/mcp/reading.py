"""The tool read: what is on the record in a text, an HTML page or the page at a URL."""

from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.article import Article, without_lone_surrogates
from onrecord.errors import CannotAnswer
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import HTML_CHARACTERS, TEXT_CHARACTERS
from onrecord.mcp.passages import clipped, counted, joined
from onrecord.mcp.statements import (
    About,
    Person,
    Said,
    about,
    about_shown,
    fitting,
    people,
    person_lines,
    said,
    statement_lines,
)
from onrecord.sources import Page, Settings, Skipped, Sources, finished
from onrecord.sources.paths import is_url


class ReadArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of text, html and url; `skip` passes over the first statements, to go on with an answer."""

    text: Annotated[
        str | None, Meta(description=f"The article's plain text, at most {TEXT_CHARACTERS:,} characters.")
    ] = None
    html: Annotated[
        str | None, Meta(description=f"The HTML of its page, at most {HTML_CHARACTERS:,} characters.")
    ] = None
    url: Annotated[str | None, Meta(description="The http or https address of its page.")] = None
    skip: Annotated[int, Meta(ge=0, description="Statements to pass over.")] = 0


class ReadAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of an article, in its order, with their speakers.

    Offsets are Unicode code points into the text as given, or into the text that was taken out of the page.
    `next_skip` is null where these are the last statements.
    """

    about: About
    language: str | None
    characters: int
    statements_in_all: int
    statements: tuple[Said, ...]
    speakers: tuple[Person, ...]
    notes: tuple[str, ...]
    next_skip: int | None


def read(desk: Desk, asked: ReadArguments) -> ReadAnswer:
    """The record of what was given. Raises CannotAnswer where there is nothing to read, or too much."""
    article, notes = article_of(desk, asked.text, asked.html, asked.url)
    record = desk.record(article)
    wanted = record.statements[asked.skip :]
    found = fitting(said(record, one) for one in wanted)
    left = len(wanted) - len(found)
    shown, next_skip = wanted[: len(found)], asked.skip + max(1, len(found))
    if left:
        notes += (f"{counted(left, 'more statement')}: call again with skip={next_skip}.",)
    return ReadAnswer(
        about=about(article),
        language=record.article.language,
        characters=len(article.text),
        statements_in_all=len(record.statements),
        statements=found,
        speakers=people(record, shown),
        notes=(*notes, *article.notes, *record.notes),
        next_skip=next_skip if left else None,
    )


def article_of(
    desk: Desk, text: str | None, html: str | None, url: str | None
) -> tuple[Article, tuple[str, ...]]:
    """The article that is given as one of the three, with notes on it.

    Raises CannotAnswer where none or several are given, where one is too long or has no article in it.
    """
    given = [name for name, value in (("text", text), ("html", html), ("url", url)) if value is not None]
    if len(given) != 1:
        raise CannotAnswer(f"give one of text, html and url, not {' and '.join(given) or 'none'}")
    if text is not None:
        _check_length("text", text, TEXT_CHARACTERS)
        if not text.strip():
            raise CannotAnswer("the text is empty")
        mended, count = without_lone_surrogates(text)
        notes = (f"{count:,} halves of characters were replaced by U+FFFD.",) if count else ()
        return Article("text", mended), notes
    if html is not None:
        _check_length("html", html, HTML_CHARACTERS)
        page = Page("page", without_lone_surrogates(html)[0].encode(), charset="utf-8")
        return _checked(finished(page)), ()
    return _fetched(desk, url or "")


def _fetched(desk: Desk, url: str) -> tuple[Article, tuple[str, ...]]:
    if not is_url(url):  # A path would be opened.
        raise CannotAnswer("a url begins with http:// or https://; files cannot be read here")
    with Sources(Settings(allow_private=desk.allow_private)) as sources:
        item = next(sources.open([url]), None)
    if item is None:
        raise CannotAnswer(f"there is no article at {clipped(url)}")
    article = _checked(item)
    if article.id != url:
        return article, ("The address is a feed's: its first article was read; give another one's address.",)
    return article, ()


def _checked(item: Article | Skipped) -> Article:
    if isinstance(item, Skipped):
        raise CannotAnswer(f"{clipped(item.id)} {item.reason}")
    _check_length("article", item.text, TEXT_CHARACTERS)
    return item


def _check_length(what: str, text: str, most: int) -> None:
    if len(text) > most:
        raise CannotAnswer(f"the {what} has {len(text):,} characters; at most {most:,} are taken")


def read_shown(answer: ReadAnswer) -> str:
    """The answer as text."""
    lines = [
        about_shown(answer.about),
        f"{counted(answer.statements_in_all, 'statement')} in {counted(answer.characters, 'character')}",
        *(f"note: {joined([note])}" for note in answer.notes),
        "speakers:",
        *(f"  {line}" for line in person_lines(answer.speakers)),
    ]
    for one in answer.statements:
        lines += ["", *statement_lines(one)]
    return "\n".join(lines)
