"""Figures as SVG: for a page under a strict content-security policy, in the dark, on paper, read aloud.

Only classes and attributes, no style and no script. Values are plain; every text is escaped here. What a
chart shows stands in its title and description as well, and its numbers belong in a table beside it. Without
a style sheet everything has the colour of the text around it; with one, chart-1 is to be the darkest shade,
chart-4 the lightest. No two parts are told apart by their shade alone.
"""

import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

Bar = tuple[str, float, str]
"""A label, a value from 0 on, and the value in words."""

WIDTH = 640
SHADES = 4
_FONT = 13
_LABEL = 200
_WIDEST_VALUE = 220
_LINE = 24
_TOP = 18
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "\ufffd")
_TURNING = {ord(mark): "\ufffd" for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def bars(title: str, about: str, values: Sequence[Bar]) -> str:
    """A bar a line, its label before it and its value in words behind it."""
    most = max((value for _, value, _ in values), default=0) or 1
    behind = min(_WIDEST_VALUE, max((_width(_plain(words)) for *_, words in values), default=0)) + 8
    room = WIDTH - _LABEL - behind
    drawn = []
    for number, (label, value, words) in enumerate(values):
        y = number * _LINE
        length = room * max(value, 0) / most
        drawn.append(
            f"<g><title>{_text(label)}: {_text(words)}</title>"
            f'<text class="chart-label" x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">'
            f"{_fitted(label, _LABEL - 8)}</text>"
            f'<rect class="chart-1" x="{_LABEL}" y="{y + 4}" width="{length:.1f}" height="{_LINE - 8}"/>'
            f'<text class="chart-value" x="{_LABEL + length + 6:.1f}" y="{y + 16}">'
            f"{_fitted(words, _WIDEST_VALUE)}</text></g>"
        )
    return _svg(title, about, len(values) * _LINE, drawn)


def stacked(title: str, about: str, values: Sequence[tuple[str, int]]) -> str:
    """The parts of one whole side by side, numbered, with a line for each below them."""
    whole = sum(value for _, value in values) or 1
    drawn, x = [], 0.0
    for number, (label, value) in enumerate(values):
        length = WIDTH * value / whole
        share = f"{value:,} ({value / whole:.0%})".replace("%", " %")
        name = f"{number + 1}. "
        shade = number % SHADES + 1
        y = 72 + number * _LINE
        gap = min(2, length / 2)
        drawn.append(
            f"<g><title>{_text(label)}: {share}</title>"
            f'<rect class="chart-{shade}" x="{x:.1f}" y="0" width="{length - gap:.1f}" height="36"/>'
        )
        if length >= 20:
            middle = x + (length - gap) / 2
            drawn.append(
                f'<text class="chart-value" x="{middle:.1f}" y="50" text-anchor="middle">{number + 1}</text>'
            )
        drawn.append(
            f'<rect class="chart-{shade}" x="0" y="{y - 12}" width="14" height="14"/>'
            f'<text class="chart-label" x="22" y="{y}">{name}{_fitted(label, 400)}: {share}</text></g>'
        )
        x += length
    return _svg(title, about, 72 + len(values) * _LINE, drawn)


def columns(title: str, about: str, values: Sequence[tuple[str, float]], height: int = 160) -> str:
    """A column each, in their order: months, tenths of an article. Where many are, some labels are not.

    The number above is that of the tallest column.
    """
    most = max((value for _, value in values), default=0) or 1
    step = WIDTH / max(1, len(values))
    drawn = [f'<text class="chart-value" x="0" y="12">{most:,.0f}</text>', _line(_TOP)]
    for number, (label, value) in enumerate(values):
        tall = height * max(value, 0) / most
        x, y = number * step, _TOP + height - tall
        drawn.append(
            f"<g><title>{_text(label)}: {value:,.0f}</title>"
            f'<rect class="chart-1" x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" '
            f'height="{tall:.1f}"/></g>'
        )
    drawn += [_line(_TOP + height), *_below([label for label, _ in values], _TOP + height + 18)]
    return _svg(title, about, _TOP + height + 28, drawn)


def development(
    title: str,
    about: str,
    values: Sequence[tuple[str, float | None, float | None, float | None]],
    height: int = 160,
) -> str:
    """How a share develops: a label, the share, and its interval, all from 0 to 1; None leaves a gap.

    A mark stands for a share, the line through it is as long as its interval.
    """
    step = WIDTH / max(1, len(values))
    drawn = ['<text class="chart-value" x="0" y="12">100 %</text>', _line(_TOP)]
    for number, (label, share, low, high) in enumerate(values):
        if share is None or low is None or high is None:
            continue
        x = (number + 0.5) * step
        mark = min(8.0, step * 0.8)
        y, top, bottom = (_TOP + height * (1 - one) for one in (share, high, low))
        told = f"{share:.0%} ({low * 100:.0f} to {high * 100:.0f})".replace("%", " %")
        drawn.append(
            f"<g><title>{_text(label)}: {told}</title>"
            f'<rect class="chart-3" x="{x - mark / 4:.1f}" y="{top:.1f}" width="{mark / 2:.1f}" '
            f'height="{bottom - top:.1f}"/>'
            f'<rect class="chart-1" x="{x - mark / 2:.1f}" y="{max(y - 1.5, 0):.1f}" width="{mark:.1f}" '
            f'height="3"/></g>'
        )
    drawn += [_line(_TOP + height), *_below([label for label, *_ in values], _TOP + height + 18)]
    return _svg(title, about, _TOP + height + 28, drawn)


def every_month(values: Sequence[tuple[str, float]], most: int = 600) -> list[tuple[str, float]]:
    """Values by month ("2016-05"), in order, with 0 for months between that have none; the last `most`."""
    there = dict(values)
    if not there:
        return []
    first, last = (_months_of(name) for name in (min(there), max(there)))
    names = (
        f"{month // 12:04}-{month % 12 + 1:02}" for month in range(max(first, last - most + 1), last + 1)
    )
    return [(name, there.get(name, 0)) for name in names]


def _months_of(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7]) - 1


def _line(y: float) -> str:
    return f'<line class="chart-line" stroke="currentColor" x1="0" y1="{y}" x2="{WIDTH}" y2="{y}"/>'


def _below(labels: Sequence[str], y: float) -> list[str]:
    """Labels below columns, so many as have room; those at the edges stay within the picture."""
    step = WIDTH / max(1, len(labels))
    widest = max((min(_width(_plain(label)), 120) for label in labels), default=0) + 10
    every = max(1, -(-widest // step))
    drawn = []
    for number in range(0, len(labels), int(every)):
        shown = _fitted(labels[number], 120)
        half = min(_width(_plain(labels[number])), 120) / 2
        x = min(max((number + 0.5) * step, half), WIDTH - half)
        drawn.append(f'<text class="chart-label" x="{x:.1f}" y="{y}" text-anchor="middle">{shown}</text>')
    return drawn


def _svg(title: str, about: str, height: float, drawn: Sequence[str]) -> str:
    told = quoteattr(_plain(title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label={told} '
        f'fill="currentColor" font-size="{_FONT}" viewBox="0 0 {WIDTH} {max(height, 1):.0f}">'
        f"<title>{_text(title)}</title><desc>{_text(about)}</desc>{''.join(drawn)}</svg>"
    )


def _fitted(label: str, room: float) -> str:
    """The label, cut where it is wider than there is room."""
    plain = _plain(label)
    if _width(plain) <= room:
        return escape(plain)
    while plain and _width(plain) > room - _FONT:
        plain = plain[:-1]
    return escape(plain + "…")


def _width(text: str) -> float:
    """How wide a text is at most, in a sans-serif font."""
    return sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or character in "MWmw@%…—":
        return _FONT
    return _FONT * (0.76 if character.isupper() else 0.6)


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """The text on one line, U+FFFD for what XML cannot carry and for what turns around its surroundings."""
    return " ".join(text.translate(_UNSEEN | _TURNING).split())
