"""The words of a text as the speaker stage reads them: plain lists, with the sentence of each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.speakers.names import folded
from onrecord.statements.words import Words

MARKS = frozenset("“”\"‘’'()[].,;:!?—–-")
"""Punctuation that is no part of a name at its edges."""

_DEPTH = np.array([0, 1, 2, 1, 1])  # of words.QUOTES: outside, outer, inner, opening mark, closing mark


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, one entry a word: characters [start, end), as written, folded, where each stands.

    `depth` is 0 outside quotations, 1 inside one, 2 inside one there.
    """

    text: str
    start: list[int]
    end: list[int]
    words: list[str]
    low: list[str]
    sentence: list[int]
    paragraph: list[int]
    depth: list[int]

    def written(self, first: int, last: int) -> str:
        """The characters of words [first, last)."""
        return self.text[self.start[first] : self.end[last - 1]]

    @property
    def has_headline(self) -> bool:
        """Whether the first paragraph has capitals: three in four of its first dozen words at the least."""
        words = [
            w for n, w in zip(self.paragraph, self.words[:40], strict=False) if n == 0 and w[0].isalpha()
        ]
        return 4 * sum(word[0].isupper() for word in words[:12]) >= 3 * len(words[:12])

    def touching(self, start: int, end: int) -> tuple[int, int]:
        """The words [first, last) that touch characters [start, end)."""
        return bisect_right(self.end, start), bisect_left(self.start, end)


def tokens_of(text: str, words: Words, sentences: Sequence[tuple[int, int]]) -> Tokens:
    """The words of a text as plain lists, each with the number of its sentence."""
    start, end = words.start.tolist(), words.end.tolist()
    written = [text[a:b] for a, b in zip(start, end, strict=True)]
    begins = np.array([s for s, _ in sentences] or [0])
    sentence = np.maximum(np.searchsorted(begins, words.start, side="right") - 1, 0)
    return Tokens(
        text,
        start,
        end,
        written,
        [w.lower() if w.isascii() else folded(w) or w for w in written],
        sentence.tolist(),
        words.paragraph.tolist(),
        _DEPTH[words.quote].tolist(),
    )
