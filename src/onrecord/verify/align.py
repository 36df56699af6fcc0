"""The words of a quotation laid on the words of a stretch of a source, at the least cost.

A semi-global alignment (Sellers 1980) with affine costs of what is left out (Gotoh 1982), a row of the
quotation at a time in numpy: 20 words on 120 take a third of a millisecond. The costs are in hundredths of a
word.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.verify.words import OPTIONAL, PREFIX, SUFFIX, Words, word_classes

SAME, AKIN, OTHER = 0, 70, 190
"""A word on the same word, on another form of it, on another word: two words for one are one difference."""
ADDED = 100
"""A word of the quotation that the source has not."""
LEFT_OUT, EACH_LEFT_OUT = 80, 4
"""What it costs to leave words of the source out, once and for each word: a long omission is still one."""
MARKED = 10
"""What it costs where the quotation marks the omission with dots."""

Grid = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of word numbers (quotation, source), in order: `pairs` of words that are the same, `other` of
    words that stand for each other. `first` and `last` are the source words that the quotation's lie
    between, end exclusive.
    """

    cost: int
    pairs: tuple[tuple[int, int], ...]
    other: tuple[tuple[int, int], ...]
    first: int
    last: int


def without_stray_ends(quotation: Words, source: Words, laid: Alignment) -> Alignment:
    """The alignment without a first or last word that was found only in another sentence.

    A changed word at an end can stand a sentence further, by chance; leaving the words between out costs less
    than the change.
    """
    pairs = laid.pairs
    if len(pairs) > _FEW and pairs[-1][0] == len(quotation) - 1 and _is_common(quotation.forms[-1]):
        pairs = pairs[:-1] if _are_of_two_sentences(quotation, source, *pairs[-2:]) else pairs
    if len(pairs) > _FEW and pairs[0][0] == 0 and _is_common(quotation.forms[0]):
        pairs = pairs[1:] if _are_of_two_sentences(quotation, source, *pairs[:2]) else pairs
    if pairs == laid.pairs:
        return laid
    other = tuple(pair for pair in laid.other if pairs[0][1] < pair[1] < pairs[-1][1])
    return Alignment(laid.cost, pairs, other, pairs[0][1], pairs[-1][1] + 1)


def _is_common(form: str) -> bool:
    """Whether a word is one that stands everywhere, and not likely to be there for its own sake."""
    return any(
        form in words
        for name, sets in word_classes().items()
        if name.startswith(("function", "pronoun", "modal", "quantifier", "negation"))
        for words in sets
    )


def _are_of_two_sentences(
    quotation: Words, source: Words, before: tuple[int, int], after: tuple[int, int]
) -> bool:
    """Whether two pairs are next words of the quotation, but of two sentences of the source."""
    return (
        after[0] == before[0] + 1
        and after[1] - before[1] > _NEAR
        and not quotation.ellipsis_after(before[0])
        and any(source.sentence_ends_after(at) for at in range(before[1], after[1]))
    )


_FEW, _NEAR = 3, 2
"""Pairs of so few words have no stray ones; words so near are no other sentence's."""


def align(quotation: Words, source: Words) -> Alignment:
    """The cheapest alignment of all of the quotation with any stretch of the source."""
    costs = _costs(quotation, source)
    rows, columns = costs.shape
    added = np.where(np.frombuffer(bytes(quotation.flags), np.uint8) & OPTIONAL, 5, ADDED).astype(np.int32)
    marked = [index for index in range(rows - 1) if quotation.ellipsis_after(index)]
    opening = np.full(rows + 1, LEFT_OUT, np.int32)
    opening[[index + 1 for index in marked]] = MARKED
    for index in range(rows):
        if quotation.flags[index] & OPTIONAL:
            opening[index] = opening[index + 1] = MARKED
    free = np.frombuffer(bytes(source.flags), np.uint8) & OPTIONAL > 0
    each = np.concatenate((np.zeros(1), np.cumsum(np.where(free, 0, EACH_LEFT_OUT)))).astype(np.int32)
    skips = np.flatnonzero(free).tolist()
    grid = np.zeros((rows + 1, columns + 1), np.int32)
    for row in range(1, rows + 1):
        before, here = grid[row - 1], grid[row]
        here[:] = before + added[row - 1]
        np.minimum(here[1:], before[:-1] + costs[row - 1], out=here[1:])
        if row < rows:
            _leave_out(here, each, int(opening[row]), skips)
    return _traced(grid, costs, added, opening, each, free)


def _leave_out(here: Grid, each: Grid, opening: int, skips: list[int]) -> None:
    """Lets a row reach its cells over source words that are left out."""
    for column in skips:
        if here[column] < here[column + 1]:
            here[column + 1] = here[column]
    reached = np.minimum.accumulate(here - each)
    np.minimum(here[1:], reached[:-1] + each[1:] + opening, out=here[1:])


def _costs(quotation: Words, source: Words) -> Grid:
    """What each word of the quotation costs on each word of the source, rows by columns."""
    known: dict[str, int] = {}
    roots: dict[str, int] = {}
    ours, theirs = (
        [known.setdefault(form, len(known)) for form in side.forms] for side in (quotation, source)
    )
    our_roots, their_roots = (
        [roots.setdefault(root(form), len(roots)) for form in side.forms] for side in (quotation, source)
    )
    same = np.array(ours)[:, None] == np.array(theirs)[None, :]
    akin = np.array(our_roots)[:, None] == np.array(their_roots)[None, :]
    costs = np.where(same, SAME, np.where(akin, AKIN, OTHER)).astype(np.int32)
    for row, form in enumerate(quotation.forms):
        if form in SHORT_FOR:
            costs[row, [one in SHORT_FOR[form] for one in source.forms]] = AKIN
    for column, form in enumerate(source.forms):
        if form in SHORT_FOR:
            fits = [one in SHORT_FOR[form] for one in quotation.forms]
            costs[fits, column] = AKIN
    for row, flag in enumerate(quotation.flags):
        if flag & (PREFIX | SUFFIX):
            form = quotation.forms[row]
            fits = [one.startswith(form) if flag & PREFIX else one.endswith(form) for one in source.forms]
            costs[row, fits] = SAME
        elif flag & OPTIONAL:
            np.minimum(costs[row], 15, out=costs[row])
    return costs


SHORT_FOR = {
    "'s": ("is", "has", "us"),
    "'re": ("are",),
    "'m": ("am",),
    "'ve": ("have",),
    "n't": ("not",),
    "'all": ("all",),
    "'ll": ("will", "shall"),
    "'d": ("would", "had", "did"),
}
"""What the second part of a contraction can stand for."""


def root(form: str) -> str:
    """A rough root: what a word begins with."""
    return form if len(form) < 6 or form[0] == "#" else form[: max(5, len(form) * 2 // 3)]


def _traced(
    grid: Grid, costs: Grid, added: Grid, opening: Grid, each: Grid, free: NDArray[np.bool_]
) -> Alignment:
    row = len(grid) - 1
    # Of equally cheap ends the last: a cut at the end is then found where the source has the words twice.
    column = int(np.argmin(grid[row]))
    cost, last = int(grid[row, column]), column
    pairs: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    while row > 0:
        here = int(grid[row, column])
        if column and here == int(grid[row - 1, column - 1]) + int(costs[row - 1, column - 1]):
            row, column = row - 1, column - 1
            (pairs if costs[row, column] == SAME else other).append((row, column))
        elif here == int(grid[row - 1, column]) + int(added[row - 1]):
            row -= 1
        elif column and free[column - 1] and here == int(grid[row, column - 1]):
            column -= 1
        else:
            reached = grid[row, :column] + each[column] - each[:column] + opening[row]
            fits = np.flatnonzero(reached == here)
            column = int(fits[-1])
    first = min((source for _, source in pairs), default=last)
    last = max((source for _, source in pairs), default=first - 1) + 1
    return Alignment(cost, tuple(reversed(pairs)), tuple(reversed(other)), first, last)
