"""A count of something, how sure its share is, and whether two shares differ by more than chance."""

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

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

    0 where they are the same. Each group is given one statement more that is as those of both are (Monroe,
    Colaresi and Quinn 2008), so that no count is nothing; half a statement each, as is common, would draw
    the smaller group to one half and make two groups of very different size differ without a reason.
    Not for a count that nobody or everybody has.
    """
    usual = (count + other) / (of + of_others)
    cells = (count + usual, of - count + 1 - usual, other + usual, of_others - other + 1 - usual)
    estimate = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    error = Z * math.sqrt(sum(1 / cell for cell in cells))
    return round(estimate, 3), round(estimate - error, 3), round(estimate + error, 3)


class ByChance:
    """How likely chance alone makes a group's count so far from the share that all have, or farther.

    `of_all` things, `all_` of which have a mark; Fisher's exact test (1935), twice the smaller side.
    """

    def __init__(self, all_: int, of_all: int) -> None:
        self.all_, self.of_all = all_, of_all
        self._factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, of_all + 1)))])

    def __call__(self, count: int, of: int) -> float:
        """For a group of `of` things of which `count` have the mark."""
        usual = of * self.all_ / self.of_all
        least, most = max(0, of - (self.of_all - self.all_)), min(of, self.all_)
        side = np.arange(least, count + 1) if count <= usual else np.arange(count, most + 1)
        return min(1.0, 2 * float(np.exp(self._likely(side, of)).sum()))

    def _likely(self, count: NDArray[np.int64], of: int) -> NDArray[np.float64]:
        """The logarithm of how likely each count is, in the hypergeometric distribution."""
        log, all_, rest = self._factorials, self.all_, self.of_all - self.all_
        ways: NDArray[np.float64] = (
            (log[all_] - log[count] - log[all_ - count])
            + (log[rest] - log[of - count] - log[rest - of + count])
            - (log[self.of_all] - log[of] - log[self.of_all - of])
        )
        return ways


def beyond_chance(likely: Sequence[float], most_false: float = 0.05) -> float:
    """How likely by chance a difference may be, of many looked at, for so few of those told to be by chance.

    Benjamini and Hochberg (1995); 0 where none may be told.
    """
    limit = 0.0
    for place, one in enumerate(sorted(likely), start=1):
        if one <= most_false * place / len(likely):
            limit = one
    return limit
