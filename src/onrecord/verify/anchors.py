"""The stream of word keys that an index is searched by: made fast, from bytes, with numpy.

A key is a 32-bit hash of a word's letters; texts of millions of words a second can be taken apart so, a
hundred times faster than word by word. The keys are rougher than the words of `words`, which decide what is a
difference: they only have to bring a quotation to its place. Contractions are taken apart ("it's" has the
keys of "it is"), "%" that of "percent", digits lose their commas, and what transcripts put in brackets is
left out.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Offsets = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_LONGEST = 32
"""Bytes of a word that count; longer words are told apart by these."""
_NOISE = re.compile(
    rb"\[[^\[\]]{0,60}\]|\([A-Z][A-Z .,'-]{1,60}\)"
    rb"|\((?i:applause|laughter|laughs|inaudible|crosstalk|cheering|cheers|booing|ph|sic)\)"
)
_SHORT_FOR = {
    b"nt": b"not",
    b"re": b"are",
    b"ve": b"have",
    b"ll": b"will",
    b"m": b"am",
    b"s": b"is",
    b"d": b"would",
    b"ca": b"can",
    b"wo": b"will",
    b"gonna": b"going",
    b"wanna": b"want",
    b"gotta": b"got",
}
"""What contractions are short for. Their keys have a last bit of 0, which sorting does not see."""
_SAME = {
    b"percent": b"%",
    b"cuz": b"because",
    b"senator": b"sen",
    b"governor": b"gov",
    b"mister": b"mr",
    b"doctor": b"dr",
    b"madame": b"madam",
    b"okay": b"ok",
}
_SILENT = (b"uh", b"um", b"uhm", b"er", b"erm", b"ah", b"hmm", b"mm")

_PARTS, _WORD, _APOSTROPHE, _ALONE, _PASSED_OVER = range(5)
"""What a byte is: what parts words, of a word, an apostrophe, a word by itself, in a word but not of its
key."""


@cache
def _random() -> NDArray[np.uint64]:
    """A random number for each place of a word and each byte there; a capital has that of its small
    letter."""
    random = np.random.default_rng(1789).integers(0, 2**63, (_LONGEST, 256), dtype=np.uint64)
    random[:, ord("A") : ord("Z") + 1] = random[:, ord("a") : ord("z") + 1]
    return random


@cache
def _kinds() -> Bytes:
    kinds = np.zeros(256, np.uint8)
    for first, last in (b"09", b"az", b"AZ"):
        kinds[first : last + 1] = _WORD
    kinds[128:] = _WORD
    kinds[[ord("'"), ord("`")]] = _APOSTROPHE
    kinds[ord("%")] = _ALONE
    return kinds


@cache
def _replaced() -> tuple[Keys, Keys]:
    """Keys that stand for others, sorted, and those others; 0 for words that are left out."""
    known = {_key(word): _key(other) for word, other in _SAME.items()}
    known |= {_key(word): _key(other) - 1 for word, other in _SHORT_FOR.items()}
    known |= {_key(word): 0 for word in _SILENT}
    ones = sorted(known)
    return np.array(ones, np.uint32), np.array([known[key] for key in ones], np.uint32)


def _key(word: bytes) -> int:
    mixed = 0
    for place, byte in enumerate(word):
        mixed ^= int(_random()[place, byte])
    return (mixed >> 20) & 0xFFFFFFFF | 1


def keys_of(data: bytes) -> tuple[Keys, Offsets]:
    """The keys of the words in UTF-8 text, and the byte offsets at which the words start, of equal length."""
    if b"[" in data or b"(" in data:
        data = _NOISE.sub(lambda match: b" " * len(match[0]), data)
    text = np.frombuffer(data, np.uint8)
    kinds = _kinds()[text]
    wide = np.zeros(0, np.int64) if data.isascii() else _beyond_ascii(text, kinds)
    _numbers(text, kinds)
    negations = _negations(text, kinds)
    alone = np.flatnonzero(kinds == _ALONE)
    kinds[alone] = _WORD
    inside = (kinds == _WORD) | (kinds == _PASSED_OVER)
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    for forced in (wide, wide + 3, alone, alone + 1, negations):
        begins[forced[forced < len(text)]] = True
    counted = np.flatnonzero(kinds == _WORD)
    starts = np.flatnonzero(begins & (kinds == _WORD))
    if not len(starts):
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    firsts = np.searchsorted(counted, starts)
    place = np.arange(len(counted)) - np.repeat(firsts, np.diff(firsts, append=len(counted)))
    np.minimum(place, _LONGEST - 1, out=place)
    mixed = np.bitwise_xor.reduceat(_random().ravel()[place * 256 + text[counted]], firsts)
    keys = (mixed >> np.uint64(20)).astype(np.uint32) | np.uint32(1)
    ones, others = _replaced()
    found = np.searchsorted(ones, keys)
    found[found == len(ones)] = 0
    same = ones[found] == keys
    keys[same] = others[found[same]]
    kept = keys != 0
    return keys[kept], starts[kept].astype(np.int64)


def _beyond_ascii(text: Bytes, kinds: Bytes) -> Offsets:
    """Marks punctuation of two and three bytes; where characters begin that are words by themselves."""
    leads = np.flatnonzero((text == 0xE2) | (text == 0xEF))
    leads = leads[leads + 2 < len(text)]
    second, third = text[leads + 1], text[leads + 2]
    quotes = (text[leads] == 0xE2) & (second == 0x80) & ((third == 0x98) | (third == 0x99))
    parts = ((text[leads] == 0xE2) & (second < 0xB0)) | ((text[leads] == 0xEF) & (second == 0xBC))
    for ahead in range(3):
        kinds[leads[parts] + ahead] = _PARTS
    kinds[leads[quotes]] = _APOSTROPHE
    signs = np.flatnonzero(text == 0xC2)
    kinds[signs] = _PARTS
    kinds[signs[signs + 1 < len(text)] + 1] = _PARTS
    wide = np.flatnonzero((text >= 0xE3) & (text <= 0xE9))
    wide = wide[wide + 2 < len(text)]
    stops = (text[wide] == 0xE3) & (text[wide + 1] == 0x80)
    for ahead in range(3):
        kinds[wide[stops] + ahead] = _PARTS
    return np.asarray(wide[~stops], np.int64)


def _numbers(text: Bytes, kinds: Bytes) -> None:
    """Passes over the commas of 30,000."""
    commas = np.flatnonzero(text == ord(","))
    commas = commas[(commas > 0) & (commas + 1 < len(text))]
    digits = (text >= ord("0")) & (text <= ord("9"))
    kinds[commas[digits[commas - 1] & digits[commas + 1]]] = _PASSED_OVER


def _negations(text: Bytes, kinds: Bytes) -> Offsets:
    """Where an n't begins; its apostrophe is passed over, all others part words."""
    marks = np.flatnonzero(kinds == _APOSTROPHE)
    kinds[marks] = _PARTS
    after = marks + np.where(text[marks] == 0xE2, 3, 1)
    fits = (marks > 1) & (after < len(text))
    marks, after = marks[fits], after[fits]
    fits = ((text[marks - 1] | 32) == ord("n")) & ((text[after] | 32) == ord("t"))
    for ahead in range(3):
        inside = fits & (marks + ahead < after)
        kinds[marks[inside] + ahead] = _PASSED_OVER
    return np.asarray(marks[fits] - 1, np.int64)
