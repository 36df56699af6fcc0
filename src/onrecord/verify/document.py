"""Source documents: primary texts that a quotation can be checked against."""

import re
from datetime import date
from functools import lru_cache

import msgspec


class Turn(msgspec.Struct, frozen=True):
    """What one speaker says before the next one does; `speaker` as the source has it, null where it says
    none.

    `times` are (character offset, seconds) pairs, in order, where the source has them: from that character on
    the words are said from that second on.
    """

    text: str
    speaker: str | None = None
    times: tuple[tuple[int, float], ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A source document: its own id, else its path; its title and date as it has them; its turns in order."""

    id: str
    turns: tuple[Turn, ...]
    title: str | None = None
    date: str | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<number>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})", re.I),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<year>\d{{4}})", re.I),
    re.compile(r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"),
)


@lru_cache(maxsize=100_000)
def days_of(written: str | None) -> tuple[int, int] | None:
    """The first and the last day that a date can be, as proleptic Gregorian ordinals; None where it is none.

    "2013" is any day of that year, "2016-03-21T10:00Z" and "Dec 19, 2019, 8 p.m. ET" are one day.
    """
    for pattern in _WRITTEN if written else ():
        match = pattern.search(written or "")
        if not match:
            continue
        found = match.groupdict()
        year = int(found["year"])
        number = found.get("number")
        name = found.get("month")
        month = int(number) if number else _MONTHS.index(name.lower()) + 1 if name else None
        day = found.get("day")
        try:
            if month is None:
                return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            if day is None:
                after = date(year + month // 12, month % 12 + 1, 1)
                return date(year, month, 1).toordinal(), after.toordinal() - 1
            ordinal = date(year, month, int(day)).toordinal()
        except ValueError:
            continue
        return ordinal, ordinal
    return None


def first_date(text: str) -> str | None:
    """The first full date written in a text, as it is written."""
    matches = [match for pattern in _WRITTEN[:4] if (match := pattern.search(text)) and _is_one_day(match[0])]
    return min(matches, key=lambda match: match.start())[0] if matches else None


def _is_one_day(written: str) -> bool:
    days = days_of(written)
    return days is not None and days[0] == days[1]
