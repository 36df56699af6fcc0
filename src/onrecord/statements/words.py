"""Cuts a text into words and word pieces, and notes beside each word what the uncased pieces lose.

A word is what the tokenizer's first step yields: a run of letters and digits, or one punctuation mark. The
encoder sees lower-cased word pieces; casing, quotation marks and paragraphs travel beside them as features.
"""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import Quoted, quoted_stretches

# Casing of a word.
CASES = 6
_LOWER, _INITIAL, _UPPER, _MIXED, _DIGITS, _MARK = range(CASES)
# How a word stands to quotation marks: outside, in an outer or inner quotation, itself a mark.
QUOTES = 5
_OUTSIDE, _OUTER, _INNER, _OPENING, _CLOSING = range(QUOTES)

# The vocabulary knows straight marks best, and what a mark does (open, close) is told by the features.
# The tokenizer drops control characters, those that end a line among them, and would join the words around.
_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"')
    | dict.fromkeys("‘’‚‛‹›`´", "'")
    | dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85", "\n")
)
# A word as people count them, and as the measures do; not what the tokenizer calls one.
COUNTED_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DOUBLED = re.compile("``|''")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as arrays, one entry a word, save `pieces` and `piece_word`, one a word piece.

    start, end    character offsets, end exclusive
    paragraph     number of the paragraph the word stands in
    case, quote   features, see CASES and QUOTES
    first_piece   index of the word's first piece; `piece_word` is its inverse
    quoted        the quoted stretches of the text
    paragraphs    its paragraphs, as characters
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    first_piece: NDArray[np.int64]
    pieces: NDArray[np.int64]
    piece_word: NDArray[np.int64]
    quoted: list[Quoted]
    paragraphs: list[tuple[int, int]]

    @property
    def last_piece(self) -> NDArray[np.int64]:
        """The vocabulary's number of each word's last piece."""
        last = np.append(self.first_piece[1:], len(self.pieces)) - 1
        return np.asarray(self.pieces[last])


def plain(text: str) -> str:
    """`text` with marks straight, odd line ends plain and lone surrogates replaced; the same length."""
    text = text.translate(_PLAIN)
    text = _SURROGATE.sub("\ufffd", text)
    return _DOUBLED.sub('" ', text)


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """The words of `text`. Characters that the tokenizer drops (control characters) are in no word."""
    encoding = tokenizer.encode(plain(text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    word_ids = np.array(encoding.word_ids, dtype=np.int64)
    pieces = np.array(encoding.ids, dtype=np.int64)
    new = np.ones(len(pieces), dtype=bool)
    new[1:] = word_ids[1:] != word_ids[:-1]
    first = np.flatnonzero(new)
    start = offsets[first, 0]
    last = np.append(first[1:], len(pieces))[: len(first)] - 1
    end = _with_accents(text, offsets[last, 1])
    bounds = paragraphs(text)
    paragraph = np.searchsorted(np.array([b[0] for b in bounds], dtype=np.int64), start, side="right") - 1
    quoted = quoted_stretches(text, bounds)
    return Words(
        start=start,
        end=end,
        paragraph=paragraph,
        case=_cases(text, start, end),
        quote=_quotes(start, quoted),
        first_piece=first,
        pieces=pieces,
        piece_word=np.cumsum(new) - 1,
        quoted=quoted,
        paragraphs=bounds,
    )


def _with_accents(text: str, end: NDArray[np.int64]) -> NDArray[np.int64]:
    """The ends of words after the combining marks of their last letter, which the tokenizer drops."""
    if text.isascii():
        return end
    ends = end.tolist()
    for number, at in enumerate(ends):
        while at < len(text) and unicodedata.category(text[at]) == "Mn":
            at += 1
        ends[number] = at
    return np.array(ends, dtype=np.int64)


def _cases(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array(
        [_case(text[s:e]) for s, e in zip(start.tolist(), end.tolist(), strict=True)], dtype=np.int64
    )


def _case(word: str) -> int:
    if word.islower():
        return _LOWER
    if word.isalpha():
        if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
            return _INITIAL
        return _UPPER if word.isupper() else _MIXED
    if any(map(str.isdigit, word)):
        return _DIGITS
    return _MARK if not any(map(str.isalnum, word)) else _MIXED


def _quotes(start: NDArray[np.int64], quoted: list[Quoted]) -> NDArray[np.int64]:
    quote = np.zeros(len(start), dtype=np.int64)
    for stretch in quoted:
        marks = (stretch.start, stretch.inner_start, stretch.inner_end, stretch.end)
        a, b, c, d = np.searchsorted(start, marks).tolist()
        quote[b:c] = _OUTER if stretch.depth == 1 else _INNER
        quote[a:b] = _OPENING
        quote[c:d] = _CLOSING
    return quote
