"""One part of an index on disk: its documents' texts, the keys of their words, and the places of each key.

Files in the part's folder, numbers in the byte order of this machine's numpy (little-endian everywhere it
runs):

    text.bin    the turns' texts in UTF-8, a line feed after each
    keys.u32    the key of each word, in the order of the text (`anchors`), two zeros at the end
    order.u32   the words' numbers, sorted by their key, the next one's and the one after that
    every.u64   of that order every 256th sorting key, to begin a search with
    marks.i64   for every 16th word: the byte at which it starts, and the characters before it
    turns.i64   for each turn: first byte, characters before it, first word, speaker, document
    about.json  the documents: id, title, date, first turn; the speakers; times

All but about.json, turns and every.u64 is memory-mapped: a search reads a few pages of it.
"""

import mmap
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.verify.anchors import Keys, keys_of
from onrecord.verify.document import Document, days_of

MARK_EVERY = 16
SAMPLE_EVERY = 256
BATCH = 1 << 20
"""Bytes of text that are taken apart at once; more would leave the processor's cache."""
PART_WORDS = 1 << 22
"""Words of a range of keys that is sorted at a time, more or less."""

Ints = NDArray[np.int64]


class About(msgspec.Struct, frozen=True):
    """What a segment knows of its documents, in columns; first_turn has one more entry, the number of
    turns."""

    ids: tuple[str, ...]
    titles: tuple[str | None, ...]
    dates: tuple[str | None, ...]
    first_turn: tuple[int, ...]
    speakers: tuple[str, ...]
    times: dict[str, tuple[tuple[int, float], ...]]


def sorting_keys(first: Keys, second: Keys, third: Keys) -> NDArray[np.uint64]:
    """What places are sorted by: 26 bits of a word's key, 20 of the next one's, 18 of the one after that."""
    keys = (first >> 6).astype(np.uint64) << np.uint64(38)
    keys |= (second >> 12).astype(np.uint64) << np.uint64(18)
    keys |= (third >> 14).astype(np.uint64)
    return keys


class SegmentWriter:
    """Writes a segment into a folder, document by document; `finish` sorts the places."""

    def __init__(self, folder: Path, batch: int = BATCH) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.words = 0
        self._batch = batch
        self._text: BinaryIO = (folder / "text.bin").open("wb")
        self._keys: BinaryIO = (folder / "keys.u32").open("wb")
        self._ids: list[str] = []
        self._titles: list[str | None] = []
        self._dates: list[str | None] = []
        self._first_turn = [0]
        self._speakers: dict[str, int] = {}
        self._times: dict[str, tuple[tuple[int, float], ...]] = {}
        self._turns = array("q")
        self._marks: list[Ints] = []
        self._bytes = self._characters = 0
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._located = 0

    @property
    def documents(self) -> int:
        return len(self._ids)

    def add(self, document: Document) -> None:
        """Adds one document; its words count once its batch is written."""
        number = len(self._ids)
        self._ids.append(document.id)
        self._titles.append(document.title)
        self._dates.append(document.date)
        for turn in document.turns:
            speaker = -1
            if turn.speaker:
                speaker = self._speakers.setdefault(turn.speaker, len(self._speakers))
            data = turn.text.encode()
            # Characters and words are known once the batch is taken apart.
            self._turns.extend((self._bytes + self._waiting_bytes, 0, 0, speaker, number))
            if turn.times:
                self._times[str(len(self._turns) // 5 - 1)] = turn.times
            self._wait(data)
        self._first_turn.append(len(self._turns) // 5)

    def _wait(self, data: bytes) -> None:
        at = 0
        while len(data) - at > 4 * BATCH:
            cut = _cut(data, at + 2 * BATCH)
            self._waiting.append(data[at:cut])
            self._waiting_bytes += cut - at
            self._flush()
            at = cut
        self._waiting += (data[at:], b"\n") if at else (data, b"\n")
        self._waiting_bytes += len(data) - at + 1
        if self._waiting_bytes > self._batch:
            self._flush()

    def _flush(self) -> None:
        data = b"".join(self._waiting)
        self._waiting, self._waiting_bytes = [], 0
        if not data:
            return
        keys, starts = keys_of(data)
        first = -self.words % MARK_EVERY
        marked = starts[first::MARK_EVERY]
        new = np.array(self._turns[5 * self._located :: 5], np.int64)
        local = new - self._bytes
        if data.isascii():
            characters, at_turns, total = marked, local, len(data)
        else:
            text = np.frombuffer(data, np.uint8)
            counted = np.cumsum((text & 0xC0) != 0x80, dtype=np.int64)
            before = np.concatenate((np.zeros(1, np.int64), counted))
            characters, at_turns, total = before[marked], before[local], int(counted[-1])
        self._marks.append(np.stack((marked + self._bytes, characters + self._characters), 1))
        first_words = np.searchsorted(starts, local) + self.words
        self._turns[5 * self._located + 1 :: 5] = array("q", (at_turns + self._characters).tobytes())
        self._turns[5 * self._located + 2 :: 5] = array("q", first_words.astype(np.int64).tobytes())
        self._located += len(new)
        self._text.write(data)
        self._keys.write(keys.tobytes())
        self.words += len(keys)
        self._bytes += len(data)
        self._characters += total

    def finish(self) -> None:
        """Writes what is left and sorts the places; the folder then holds a whole segment."""
        self._flush()
        self._keys.write(bytes(8))
        self._text.close()
        self._keys.close()
        marks = np.concatenate(self._marks) if self._marks else np.zeros((0, 2), np.int64)
        end = np.array([[self._bytes, self._characters]], np.int64)
        np.concatenate((marks, end)).tofile(self.folder / "marks.i64")
        ends = (self._bytes, self._characters, self.words, -1, len(self._ids))
        self._turns.extend(ends)
        (self.folder / "turns.i64").write_bytes(self._turns.tobytes())
        about = About(
            tuple(self._ids),
            tuple(self._titles),
            tuple(self._dates),
            tuple(self._first_turn),
            tuple(self._speakers),
            self._times,
        )
        (self.folder / "about.json").write_bytes(msgspec.json.encode(about))
        _sort(self.folder, self.words)

    def abandon(self) -> None:
        """Closes the files of a segment that will not be finished."""
        self._text.close()
        self._keys.close()


def _cut(data: bytes, at: int) -> int:
    """A place to part the text near `at`: after white space, else before a character."""
    for blank in (b"\n", b" "):
        found = data.find(blank, at, at + BATCH)
        if found >= 0:
            return found + 1
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def _sort(folder: Path, words: int) -> None:
    """Writes the places in order, a range of keys at a time: memory does not grow with the words."""
    keys: Keys = np.memmap(folder / "keys.u32", np.uint32, "r")
    bits = max(4, (words // PART_WORDS).bit_length())
    samples, left = [np.zeros(0, np.uint64)], 0
    with open(folder / "order.u32", "wb") as out:
        for part in range(1 << bits):
            places = _places_of(keys, words, part, 32 - bits)
            by = sorting_keys(keys[places], keys[places + 1], keys[places + 2])
            order = np.argsort(by, kind="stable")
            out.write(places[order].astype(np.uint32).tobytes())
            samples.append(by[order[left::SAMPLE_EVERY]])
            left = (left - len(places)) % SAMPLE_EVERY
    np.concatenate(samples).tofile(folder / "every.u64")


def _places_of(keys: Keys, words: int, part: int, shift: int) -> Ints:
    """The words whose keys begin with the bits of a part."""
    found = [np.zeros(0, np.int64)]
    for first in range(0, words, PART_WORDS):
        here = keys[first : min(first + PART_WORDS, words)] >> np.uint32(shift) == part
        found.append(np.flatnonzero(here) + first)
    return np.concatenate(found)


class Segment:
    """A segment opened for searching. Raises OSError where a file is missing, ValueError where one is
    damaged."""

    def __init__(self, folder: Path) -> None:
        self.about = msgspec.json.decode((folder / "about.json").read_bytes(), type=About)
        self.marks: Ints = np.asarray(np.memmap(folder / "marks.i64", np.int64, "r")).reshape(-1, 2)
        self.turns = np.fromfile(folder / "turns.i64", np.int64).reshape(-1, 5)
        # As plain arrays, because each look into a memmap makes an object of its class, which takes longer.
        self.keys: Keys = np.asarray(np.memmap(folder / "keys.u32", np.uint32, "r"))
        self.words = len(self.keys) - 2
        self._every = np.fromfile(folder / "every.u64", np.uint64)
        empty = np.zeros(0, np.uint32)
        order = np.memmap(folder / "order.u32", np.uint32, "r") if self.words else empty
        self.order: Keys = np.asarray(order)
        if len(self.order) != self.words or len(self.marks) != -(-self.words // MARK_EVERY) + 1:
            raise ValueError(f"the files in {folder} do not fit together")
        with open(folder / "text.bin", "rb") as file:
            size = file.seek(0, 2)
            if size != self.marks[-1, 0] or len(self._every) != -(-self.words // SAMPLE_EVERY):
                raise ValueError(f"the files in {folder} do not fit together")
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        first_words = self.turns[:, 2]
        self._first_words = np.ascontiguousarray(first_words)
        days = [days_of(date) or (0, 0) for date in self.about.dates]
        self._weighed: tuple[str, NDArray[np.float64]] | None = None
        self.days = np.array(days, np.int64).reshape(-1, 2)

    def for_date(self, date: str, weigh: Callable[[Ints, str], NDArray[np.float64]]) -> NDArray[np.float64]:
        """What `weigh` makes of the documents' days and a date; the last one is kept, since it comes
        again."""
        if self._weighed is None or self._weighed[0] != date:
            self._weighed = date, weigh(self.days, date)
        return self._weighed[1]

    @property
    def first_words(self) -> Ints:
        """For each turn, and once more at the end, the number of its first word."""
        return self._first_words

    def ranges(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """Where in `order` the places are whose sorting keys lie between low and high, both included."""
        return self._first(low, False), self._first(high, True)

    def _first(self, wanted: NDArray[np.uint64], after: bool) -> Ints:
        side = np.searchsorted(self._every, wanted, side="right" if after else "left")
        low = np.maximum(side - 1, 0) * SAMPLE_EVERY
        high = np.minimum(side * SAMPLE_EVERY, self.words)
        while True:
            searching = low < high
            if not searching.any():
                return low
            middle = (low + high) >> 1
            places = self.order[np.minimum(middle, self.words - 1)].astype(np.int64)
            keys = self.keys
            found = sorting_keys(keys[places], keys[places + 1], keys[places + 2])
            before = (found <= wanted if after else found < wanted) & searching
            low = np.where(before, middle + 1, low)
            high = np.where(before | ~searching, high, middle)

    def passage(self, turn: int, first: int, last: int) -> tuple[str, int]:
        """The text of a turn from about one word to about another (exclusive), and its offset in the turn.

        Words are numbers in the segment; the text can begin some words earlier and end some later.
        """
        low, characters = (int(value) for value in self.turns[turn, :2])
        high = int(self.turns[turn + 1, 0]) - 1
        offset = 0
        mark = max(first, 0) // MARK_EVERY
        if first > int(self.turns[turn, 2]) and self.marks[mark, 0] > low:
            low, offset = int(self.marks[mark, 0]), int(self.marks[mark, 1]) - characters
        mark = min(-(-last // MARK_EVERY), len(self.marks) - 1)
        if last < int(self.turns[turn + 1, 2]):
            high = min(high, int(self.marks[mark, 0]))
        return self._text[low:high].decode("utf-8", errors="replace"), offset

    def turn_text(self, turn: int) -> str:
        """All of a turn's text."""
        return self.passage(turn, -1, int(self.turns[turn + 1, 2]) + 1)[0]

    def speaker(self, turn: int) -> str | None:
        """The speaker of a turn, as the source names him."""
        number = int(self.turns[turn, 3])
        return None if number < 0 else self.about.speakers[number]

    def time(self, turn: int, offset: int) -> float | None:
        """The second from which on the character of a turn is said, where the source has times."""
        times = self.about.times.get(str(turn))
        return max((second for at, second in times if at <= offset), default=None) if times else None


def segment_words(segments: Iterable[Segment]) -> int:
    """How many words the segments hold together."""
    return sum(segment.words for segment in segments)
