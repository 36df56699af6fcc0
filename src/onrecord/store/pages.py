"""Pages: some rows of many, and where the next ones begin.

A page is found by the last row of the one before, not by counting from the first: page 1,000 takes as long as
the first, and what is stored meanwhile shifts nothing.
"""

import re
from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from onrecord.errors import InvalidSearch

Row = TypeVar("Row")

_CURSOR = re.compile(r"([a-z]+)((?:-\d{1,18})+)", re.ASCII)


class Page(msgspec.Struct, Generic[Row], frozen=True):
    """Rows in order; `next` is what to give as `after` for those that follow, null where none do.

    It is made of letters, digits and hyphens, and means something to the store alone.
    """

    rows: tuple[Row, ...]
    next: str | None = None


def cursor(order: str, *numbers: int) -> str:
    """The place after a row, told by its numbers in an order of rows."""
    return "-".join([order, *map(str, numbers)])


def numbers_of(after: str, order: str, count: int) -> list[int]:
    """The numbers that a `next` was made of. Raises InvalidSearch where it is of no such order of rows."""
    match = _CURSOR.fullmatch(after)
    numbers = [int(number) for number in match[2][1:].split("-")] if match else []
    if match is None or match[1] != order or len(numbers) != count:
        raise no_place(after)
    return numbers


def no_place(after: str) -> InvalidSearch:
    """What is raised for a place that there is not."""
    return InvalidSearch(f"{after!r} is no place to go on from in this list: a page tells its own as `next`")


def page_of(rows: Sequence[Row], limit: int, order: str, places: Sequence[tuple[int, ...]]) -> Page[Row]:
    """The page of the first `limit` rows.

    `places` has the numbers that tell where each row stands in the order, and one or more besides where rows
    follow that are not on the page. Raises InvalidSearch for a limit below 1.
    """
    if limit < 1:
        raise InvalidSearch("a page has one row at least")
    following = cursor(order, *places[limit - 1]) if len(places) > limit else None
    return Page(tuple(rows[:limit]), following)
