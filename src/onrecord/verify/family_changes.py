"""What a later version of a quotation changed in an earlier one."""

from typing import Literal

import msgspec

from onrecord.record import Span
from onrecord.verify.align import align
from onrecord.verify.differences import blocks_of
from onrecord.verify.severity import Category, category
from onrecord.verify.trimming import cut_sense
from onrecord.verify.words import Words

Change = Literal["earliest", "exact", "trimmed", "elided", "fuller", "altered", "too long to compare"]
"""exact     the same words, otherwise written ("coal miners", "coalminers")
trimmed   words left out at the beginning or the end, nothing else
elided    words left out within
fuller    all the words of the earlier version, and more
altered   words replaced, or put in so that the reader is told something else"""

LARGEST = 4_000_000
"""Cells of an alignment: two versions of 2,000 words."""


class Differing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words that differ: `here` in the later version's text, `there` in the earlier one's, null where there
    are none; `at` is the offset in the later version at which they stand or would stand. `category` says in
    which respect the reader is told something else; absent from a light one.
    """

    at: int
    here: Span | None
    there: Span | None
    category: Category | None = None


class Compared(msgspec.Struct, frozen=True):
    """How a later version stands to an earlier one; `meaning`: the reader is told something else."""

    change: Change
    differences: tuple[Differing, ...] = ()
    meaning: bool = False


def compare(later: Words, earlier: Words) -> Compared:
    """What the later version changed in the earlier one; the shorter is laid on the longer."""
    if not len(later) or not len(earlier):
        return Compared("altered")
    if len(later) * len(earlier) > LARGEST:
        return Compared("too long to compare")
    is_shorter = len(later) <= len(earlier)
    short, long = (later, earlier) if is_shorter else (earlier, later)
    alignment = align(short, long)
    blocks = blocks_of(short, long, alignment)
    differences, meaning = [], False
    for block in blocks:
        in_short = _span(short, block.first, block.last)
        in_long = _span(long, block.from_, block.to)
        respect = category(short, long, block)
        meaning = meaning or respect is not None
        here, there = (in_short, in_long) if is_shorter else (in_long, in_short)
        word = block.first if is_shorter else block.from_
        at = later.starts[word] if word < len(later) else len(later.text)
        differences.append(Differing(at=at, here=here, there=there, category=respect))
    change: Change
    if any(block.kind != "left out" for block in blocks):
        change = "altered"
    elif not is_shorter:
        # A "not" put in is no fuller version.
        change = "altered" if meaning else "fuller"
    elif blocks:
        change = "elided"
    elif alignment.first > 0 or alignment.last < len(long):
        change = "trimmed"
        meaning = cut_sense(short, long, alignment.first, alignment.last, "", "")
    else:
        change = "exact"
    return Compared(change, tuple(differences), meaning)


def _span(words: Words, first: int, last: int) -> Span | None:
    return Span(words.starts[first], max(words.ends[first:last])) if first < last else None
