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
    """The numbers that a cursor was made of. Raises InvalidSearch where it is none of this order of rows."""
    match = _CURSOR.fullmatch(after)
    numbers = [int(number) for number in match[2][1:].split("-")] if match else []
    if match is None or match[1] != order or len(numbers) != count:
        raise InvalidSearch(
            f"{after!r} is no place to go on from in this list; its pages tell theirs as `next`"
        )
    return numbers


def page_of(rows: Sequence[Row], limit: int, order: str, numbers: Sequence[tuple[int, ...]]) -> Page[Row]:
    """The page with the first `limit` rows; `numbers` are those of each row, more where others follow."""
    shown = tuple(rows[:limit])
    return Page(shown, cursor(order, *numbers[limit - 1]) if len(numbers) > limit else None)
