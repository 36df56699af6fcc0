"""A count of something, and how sure the share is that it makes."""

import math

import msgspec

Z = 1.959963984540054
"""95 % of a normal distribution lie within so many standard deviations."""


class Share(msgspec.Struct, frozen=True):
    """`count` of `of`; `share` and its interval of 95 %, null of none.

    The interval is Wilson's (1927), which holds for few and for shares near 0 and 1: what the share would be
    of many more statements made as these were. It knows nothing of statements missed or ascribed wrongly.
    """

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    """The share that `count` makes of `of`."""
    if not of:
        return Share(count, of, None, None, None)
    part = count / of
    middle = (part + Z * Z / (2 * of)) / (1 + Z * Z / of)
    around = Z * math.sqrt(part * (1 - part) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return Share(
        count, of, round(part, 4), round(max(0.0, middle - around), 4), round(min(1.0, middle + around), 4)
    )


def log_odds(count: int, of: int, other: int, of_others: int) -> tuple[float, float, float]:
    """How the odds of one group stand to those of another, as a logarithm, with its interval of 95 %.

    0 where they are the same. Half a statement is added to each of the four counts (Haldane 1956, Anscombe
    1956), so that none of them is nothing.
    """
    cells = (count + 0.5, of - count + 0.5, other + 0.5, of_others - other + 0.5)
    estimate = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    error = Z * math.sqrt(sum(1 / cell for cell in cells))
    return round(estimate, 3), round(estimate - error, 3), round(estimate + error, 3)
