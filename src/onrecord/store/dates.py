"""Days: read from how an article gives its date, and kept in the numbers of its statements.

A statement's number is its day (days since 1600-01-01, 0 where there is none) times 2**35, plus a number that
counts statements in the order in which they were stored. So the order of numbers is the order of days: the
newest of a million matches are found without sorting, and a span of days is a range of numbers. 18 bits of
days and 35 bits of counting stay below 2**53, which JavaScript can hold.
"""

import re
from datetime import date, timedelta
from email.utils import parsedate

from onrecord.errors import InvalidSearch

COUNTING_BITS = 35
_FIRST = date(1600, 1, 1)
_LAST_DAY = (1 << 18) - 1
_LAST_COUNT = (1 << COUNTING_BITS) - 1

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})", re.IGNORECASE)
_LIMIT = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def day_of(published: str | None) -> date | None:
    """The day that a date tells, in ISO 8601, RFC 2822 (feeds) or as "January 2, 2026"; None without one.

    It is the day where the article was published: a time zone shifts nothing. 1/2/2026 is nobody's day,
    because it is one in the United States and another in Britain.
    """
    if not published:
        return None
    try:
        if iso := _ISO.match(published):
            return date(*map(int, iso.groups()))
        if (found := _MONTH_FIRST.search(published)) and found[1].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
        if (found := _DAY_FIRST.search(published)) and found[2].lower() in _MONTHS:
            return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        # Two-digit years, and whatever else mail has come up with.
        parsed = parsedate(published)
        return date(*parsed[:3]) if parsed else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def first_number(day: date | None) -> int:
    """The number below which no statement of the day has its own; `+ count` makes one of them."""
    if day is None:
        return 0
    return min(max((day - _FIRST).days, 1), _LAST_DAY) << COUNTING_BITS


def last_number(day: date) -> int:
    """The greatest number that a statement of the day can have."""
    return first_number(day) | _LAST_COUNT


FIRST_WITH_DAY = 1 << COUNTING_BITS
"""The smallest number of a statement that has a day."""


def day_of_number(number: int) -> date | None:
    """The day of the statement with this number; None where it has none."""
    days = number >> COUNTING_BITS
    return _FIRST + timedelta(days=days) if days else None


def first_day(limit: str) -> date:
    """The first day of a year, a month or a day: "2016", "2016-05", "2016-05-02". Raises InvalidSearch."""
    return _span(limit)[0]


def last_day(limit: str) -> date:
    """The last day of a year, a month or a day. Raises InvalidSearch."""
    return _span(limit)[1]


def _span(limit: str) -> tuple[date, date]:
    match = _LIMIT.fullmatch(limit.strip())
    try:
        if match is None:
            raise ValueError("not a date")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            first = date(year, month, 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return date(year, month, day), date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise InvalidSearch(f"{limit!r} is no day; write 2016-05-02, 2016-05 or 2016") from error
