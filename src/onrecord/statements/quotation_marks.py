"""Finds the quoted stretches of a text, whatever marks it uses.

A stretch runs from its opening mark to its closing one, both included. What makes this hard is dealt with
paragraph by paragraph: straight marks that do not say whether they open or close,
apostrophes that look like closing single marks, quotations that run over several paragraphs (each opens with
a mark, only the last closes), and marks that are never closed, which end with their paragraph.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

DOUBLE = re.compile(r"([“”„‟«»＂\"])\1*|``|''")
SINGLE = re.compile(r"[‘’‚‛‹›'`´]")
OPENS_BEFORE = frozenset(" \t\xa0\u202f\u2009([{—–-―/…:;,.>“„«\"‘‚'`*_")
ELISION = re.compile(r"(?:em|cause|til|till|twas|tis|bout|round|n|n'|n’|ere|neath|\d\ds?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: text[start:end] with its marks; character offsets, end exclusive.

    `inner_start` and `inner_end` leave the marks out. `depth` is 1 for an outer quotation, 2 for one inside
    another. `closed` is False where no closing mark was found: the stretch then ends with its paragraph.
    `continued` says that the quotation goes on in the next paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continued: bool


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    mark: str


def quoted_stretches(text: str, paragraphs: list[tuple[int, int]]) -> list[Quoted]:
    """The quoted stretches of `text`, sorted by start, outer before inner."""
    found: list[Quoted] = []
    left_open: str | None = None
    for number, (start, end) in enumerate(paragraphs):
        if not text[start:end].strip():
            continue
        following = _first_mark(text, paragraphs, number + 1)
        doubles, left_open = _double(text, start, end, left_open, following)
        singles = _single(text, start, end, doubles, following)
        found += singles
        found += [_deeper(double, singles) for double in doubles]
    found.sort(key=lambda q: (q.start, -q.end))
    return found


def _first_mark(text: str, paragraphs: list[tuple[int, int]], number: int) -> str | None:
    """The quotation mark with which the next paragraph that holds anything opens, if it opens with one."""
    for start, end in paragraphs[number : number + 4]:
        stripped = text[start:end].lstrip()
        if stripped:
            head = DOUBLE.match(stripped) or SINGLE.match(stripped)
            return head.group() if head else None
    return None


def _can_open(text: str, at: int, after: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    return (before in OPENS_BEFORE or before.isspace()) and after < end and not text[after].isspace()


def _can_close(text: str, at: int, after: int, start: int, end: int) -> bool:
    if at == start or text[at - 1].isspace():
        return False
    return after >= end or not text[after].isalnum()


def _double(
    text: str, start: int, end: int, left_open: str | None, following: str | None
) -> tuple[list[Quoted], str | None]:
    found: list[Quoted] = []
    stack: list[_Open] = []
    marks = [m.span() for m in DOUBLE.finditer(text, start, end)]
    for number, (at, after) in enumerate(marks):
        opens = _opens(text, marks, number, stack, start, end)
        if opens is None:
            continue
        if opens:
            stack.append(_Open(at, after, text[at:after]))
        elif stack:
            top = stack.pop()
            found.append(Quoted(top.start, after, top.end, at, len(stack) + 1, True, False))
        elif left_open is not None and number == 0:
            found.append(Quoted(start, after, start, at, 1, True, False))
    runs_on = following is not None and DOUBLE.match(following) is not None
    for depth, top in enumerate(stack, 1):
        found.append(Quoted(top.start, end, top.end, end, depth, False, runs_on and depth == 1))
    return found, stack[0].mark if stack else None


def _opens(
    text: str, marks: list[tuple[int, int]], number: int, stack: list[_Open], start: int, end: int
) -> bool | None:
    """Whether a double mark opens (True) or closes (False) a quotation; None where it is neither."""
    at, after = marks[number]
    mark = text[at]
    if mark in "„‟" or text[at:after] == "``":
        return True
    can_open = _can_open(text, at, after, start, end)
    can_close = _can_close(text, at, after, start, end)
    if mark == "“":
        return not (stack and stack[-1].mark[0] in "„“”" and can_close and not can_open)
    if mark == "”":
        return bool(not stack and can_open)
    if mark == "«":
        return not (stack and stack[-1].mark[0] == "»")
    if mark == "»":
        after_a_word = text[start:at].strip()[-1:].isalnum()
        return not stack and can_open and (text[after].isalnum() or not after_a_word)
    digit_before = at > start and text[at - 1].isdigit()
    if stack:
        if can_open and not can_close and text[at:after] != "''":
            later = sum(_can_close(text, a, b, start, end) for a, b in marks[number + 1 :])
            if later >= 2:
                return True
            if later == 1:
                stack.pop()
                return True
        return False
    if (
        digit_before
        and not can_open
        and not any(_can_open(text, a, b, start, end) for a, b in marks[:number])
    ):
        return None
    return can_open


def _single(text: str, start: int, end: int, doubles: list[Quoted], following: str | None) -> list[Quoted]:
    found: list[Quoted] = []
    starts = [q.start for q in doubles]
    free_from = start
    halves = {at for m in DOUBLE.finditer(text, start, end) for at in range(*m.span())}
    marks = [m.start() for m in SINGLE.finditer(text, start, end) if m.start() not in halves]
    for number, at in enumerate(marks):
        if at < free_from or not _opens_single(text, at, start, end):
            continue
        outer = [q for q in doubles[: bisect_right(starts, at)] if q.start < at < q.end]
        limit = min((q.end for q in outer), default=end)
        close = _closing_single(text, text[at], [m for m in marks[number + 1 :] if m < limit], start, limit)
        depth = len(outer) + 1
        if close is not None:
            found.append(Quoted(at, close + 1, at + 1, close, depth, True, False))
            free_from = close + 1
        elif text[at] == "‘" and following == "‘" and not outer:
            found.append(Quoted(at, limit, at + 1, limit, depth, False, True))
            free_from = limit
    return found


def _deeper(double: Quoted, singles: list[Quoted]) -> Quoted:
    """The double-marked stretch, one deeper where it stands inside a single-marked one."""
    if double.depth == 1 and any(
        s.depth == 1 and s.start < double.start and double.end < s.end for s in singles
    ):
        return replace(double, depth=2)
    return double


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark in "’›´" or not _can_open(text, at, at + 1, start, end):
        return False
    if at + 1 < end and text[at + 1] in "'’`":
        return False
    return mark in "‘‚‹" or not ELISION.match(text, at + 1)


def _closing_single(text: str, mark: str, marks: list[int], start: int, end: int) -> int | None:
    """The closing mark of a single opening one: not an apostrophe, and a plural's possessive only at last."""
    closers = {"‹": "›", "‚": "‘’", "‘": "’'", "`": "'"}.get(mark, mark + "’")
    candidates = [
        m
        for m in marks
        if text[m] in closers and not text[m - 1].isspace() and (m + 1 >= end or not text[m + 1].isalnum())
    ]
    for at in candidates:
        if text[at - 1] not in "sS" or at == candidates[-1]:
            return at
    return None
