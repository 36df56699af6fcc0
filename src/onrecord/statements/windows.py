"""Packs the paragraphs of a text into windows that the encoder reads at once, without overlap.

No attribution but one in a hundred crosses a paragraph, so a window holds whole paragraphs, as many as fit.
A paragraph longer than a window is cut at the end of a sentence, or failing that of a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.words import Words

CLS, SEP, PAD = 101, 102, 0
SENTENCE_END = frozenset((1012, 1029, 999))  # . ? ! in the encoder's vocabulary
WINDOW = 128  # pieces, the marks between paragraphs included; 96 to 256 tried (docs/accuracy.md)


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces for the encoder, with the features of each and the words that they belong to.

    pieces, case, quote   one entry a piece; a [SEP] stands between paragraphs and at the end
    first                 position in `pieces` of each word's first piece
    words                 the words covered: words[0] up to words[1] of the text
    """

    pieces: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    first: NDArray[np.int64]
    words: tuple[int, int]


def windows(words: Words, size: int = WINDOW, first_size: int | None = None) -> Iterator[Window]:
    """The windows of a text in order, each of at most `size` pieces; every word is in exactly one.

    `first_size` makes the first window another size (training packs each epoch anew).
    """
    stretches = list(_stretches(words, size - 2))
    budget = first_size or size
    pack: list[tuple[int, int]] = []
    used = 1
    for stretch in stretches:
        length = _pieces(words, *stretch) + 1
        if pack and used + length > budget:
            yield _window(words, pack)
            pack, used, budget = [], 1, size
        pack.append(stretch)
        used += length
    if pack:
        yield _window(words, pack)


def _pieces(words: Words, start: int, end: int) -> int:
    return _piece_at(words, end) - _piece_at(words, start)


def _piece_at(words: Words, word: int) -> int:
    return int(words.first_piece[word]) if word < len(words.first_piece) else len(words.pieces)


def _stretches(words: Words, size: int) -> Iterator[tuple[int, int]]:
    """Word ranges that are one paragraph each, or a part of one that is too long for a window."""
    count = len(words.start)
    if not count:
        return
    starts = np.flatnonzero(np.diff(words.paragraph, prepend=-1)).tolist()
    for start, end in zip(starts, [*starts[1:], count], strict=True):
        while _pieces(words, start, end) > size:
            limit = _piece_at(words, start) + size
            cut = int(np.searchsorted(words.first_piece, limit, side="right")) - 1
            cut = max(cut, start + 1)
            for word in range(cut, start + (cut - start) // 2, -1):
                if int(words.pieces[words.first_piece[word - 1]]) in SENTENCE_END:
                    cut = word
                    break
            yield start, cut
            start = cut
        yield start, end


def _window(words: Words, pack: list[tuple[int, int]]) -> Window:
    pieces: list[NDArray[np.int64]] = [np.array([CLS])]
    case: list[NDArray[np.int64]] = [np.array([0])]
    quote: list[NDArray[np.int64]] = [np.array([0])]
    first: list[NDArray[np.int64]] = []
    at = 1
    for start, end in pack:
        a, b = _piece_at(words, start), _piece_at(words, end)
        owners = words.piece_word[a:b]
        pieces += [words.pieces[a:b], np.array([SEP])]
        case += [words.case[owners], np.array([0])]
        quote += [words.quote[owners], np.array([0])]
        first.append(words.first_piece[start:end] - a + at)
        at += b - a + 1
    return Window(
        np.concatenate(pieces),
        np.concatenate(case),
        np.concatenate(quote),
        np.concatenate(first),
        (pack[0][0], pack[-1][1]),
    )
