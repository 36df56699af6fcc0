"""Figures as SVG: for a page under a strict content-security policy, in the dark, on paper, read aloud.

Only classes and attributes, no style and no script. Values are plain; every text is escaped here. What a
chart shows stands in its title and description as well, and its numbers belong in a table beside it. Shades
are told apart in grey: chart-1 is the darkest, chart-4 the lightest; the style sheet gives them colours.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

Bar = tuple[str, float, str]
"""A label, a value from 0 on, and the value in words."""

WIDTH = 640
_LABEL = 200
_VALUE = 110
_LINE = 24
_LONGEST = 26
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "�")
_TURNING = {ord(mark): "\ufffd" for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def bars(title: str, about: str, values: Sequence[Bar]) -> str:
    """A bar a line, its label before it and its value in words behind it."""
    most = max((value for _, value, _ in values), default=0) or 1
    room = WIDTH - _LABEL - _VALUE
    drawn = []
    for number, (label, value, words) in enumerate(values):
        y = number * _LINE
        length = room * max(value, 0) / most
        drawn.append(
            f"<g><title>{_text(label)}: {_text(words)}</title>"
            f'<text class="chart-label" x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">'
            f"{_short(label)}</text>"
            f'<rect class="chart-1" x="{_LABEL}" y="{y + 4}" width="{length:.1f}" height="{_LINE - 8}"/>'
            f'<text class="chart-value" x="{_LABEL + length + 6:.1f}" y="{y + 16}">{_text(words)}</text></g>'
        )
    return _svg(title, about, len(values) * _LINE, drawn)


def stacked(title: str, about: str, values: Sequence[tuple[str, int]]) -> str:
    """The parts of one whole side by side, with a line of labels below each other."""
    whole = sum(value for _, value in values) or 1
    drawn, x = [], 0.0
    for number, (label, value) in enumerate(values):
        length = WIDTH * value / whole
        share = f"{label}: {value:,} ({value / whole:.0%})".replace("%", " %")
        shade = min(number, 3) + 1
        y = 60 + number * _LINE
        drawn.append(
            f"<g><title>{_text(share)}</title>"
            f'<rect class="chart-{shade}" x="{x:.1f}" y="0" width="{length:.1f}" height="36"/>'
            f'<rect class="chart-{shade}" x="0" y="{y - 12}" width="14" height="14"/>'
            f'<text class="chart-label" x="22" y="{y}">{_text(share)}</text></g>'
        )
        x += length
    return _svg(title, about, 60 + len(values) * _LINE, drawn)


def columns(title: str, about: str, values: Sequence[tuple[str, float]], height: int = 160) -> str:
    """A column each, in their order: months, tenths of an article. Where many are, some labels are not."""
    most = max((value for _, value in values), default=0) or 1
    step = WIDTH / max(1, len(values))
    every = max(1, -(-len(values) * 56 // WIDTH))
    drawn = []
    for number, (label, value) in enumerate(values):
        tall = height * max(value, 0) / most
        x, y = number * step, height - tall
        told = f"{label}: {value:,.0f}"
        drawn.append(
            f"<g><title>{_text(told)}</title>"
            f'<rect class="chart-1" x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" '
            f'height="{tall:.1f}"/>'
        )
        if number % every == 0:
            drawn.append(
                f'<text class="chart-label" x="{x + step / 2:.1f}" y="{height + 18}" '
                f'text-anchor="middle">{_short(label)}</text>'
            )
        drawn.append("</g>")
    line = f'<line class="chart-line" x1="0" y1="{height}" x2="{WIDTH}" y2="{height}"/>'
    return _svg(title, about, height + 28, [*drawn, line])


def _svg(title: str, about: str, height: float, drawn: Sequence[str]) -> str:
    told = quoteattr(_plain(title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label={told} '
        f'viewBox="0 0 {WIDTH} {max(height, 1):.0f}">'
        f"<title>{_text(title)}</title><desc>{_text(about)}</desc>{''.join(drawn)}</svg>"
    )


def _short(label: str) -> str:
    plain = _plain(label)
    return escape(plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…")


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """The text on one line, U+FFFD for what XML cannot carry and for what turns around its surroundings."""
    return " ".join(text.translate(_UNSEEN | _TURNING).split())
