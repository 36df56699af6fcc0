"""The unpacked bytes of an archive. Behind damage they go on at the next record that can be unpacked."""

import io
import re
import zlib

from onrecord.sources.streams import GZIP_MAGIC

CHUNK = 16 * 1024
"""Bytes that are taken in, and given out at most, at a time."""
LOOK_BACK = 512 * 1024
"""Packed bytes of the current member that are kept: damage is noticed some way behind where it is, and the
next intact member may have begun by then."""

_MEMBER = GZIP_MAGIC + b"\x08"
RECORD_START = re.compile(
    rb"WARC/\d\.\d\r?\n|(?:[a-z][a-z0-9+.-]{1,20}):\S*(?: \S+)* \d{12,18} \S+ \S+\r?\n", re.IGNORECASE
)
"""How a record begins: the first line of a WARC record, or the only header line of an ARC record."""


class BrokenPackingError(Exception):
    """The bytes up to here were given out; the next ones come from another record."""


class Unpacked:
    """Reads an archive's unpacked bytes from its packed stream, in bounded memory.

    `read` and `readline` raise BrokenPackingError once at each damaged place, and READ_ERRORS where the
    stream itself fails.
    """

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed = packed
        self._waiting = bytearray()
        """Unpacked, not yet read."""
        self._member: zlib._Decompress | None = None
        self._past = b""
        """The last packed bytes of the current member, for looking back."""
        self._rest = b""
        """Packed bytes that were taken in and belong to what comes."""
        self._ended = False
        self._trouble: BrokenPackingError | None = None
        self._rest = self._take_in()
        self._gzip = self._rest.startswith(GZIP_MAGIC)

    def read(self, size: int) -> bytes:
        """Up to `size` bytes: fewer only at the end, or where what comes is damaged."""
        while len(self._waiting) < size and self._more():
            pass
        found = bytes(self._waiting[:size])
        del self._waiting[:size]
        if len(found) < size:
            self._raise(found)
        return found

    def readline(self, limit: int) -> bytes:
        """A line with its end, or `limit` bytes of one."""
        while (
            (end := self._waiting.find(b"\n", 0, limit)) < 0 and len(self._waiting) < limit and self._more()
        ):
            pass
        size = end + 1 if end >= 0 else min(limit, len(self._waiting))
        found = bytes(self._waiting[:size])
        del self._waiting[:size]
        if end < 0 and size < limit:
            self._raise(found)
        return found

    def give_back(self, data: bytes) -> None:
        """Puts bytes that were read in front of those that come."""
        self._waiting[:0] = data

    def skip(self, size: int) -> int:
        """Reads over bytes; how many there were. Raises BrokenPackingError as reading does."""
        left = size
        while left and (found := self.read(min(left, CHUNK))):
            left -= len(found)
        return size - left

    def to_next_record(self) -> int:
        """Reads over bytes up to where a record begins, or to the end; how many they were."""
        passed, at_line_start = 0, True
        while True:
            try:
                line = self.readline(CHUNK)
            except BrokenPackingError:
                at_line_start = True
                continue
            if not line:
                return passed
            if at_line_start and RECORD_START.match(line):
                self.give_back(line)
                return passed
            passed += len(line)
            at_line_start = line.endswith(b"\n")

    def ends_here(self) -> bool:
        """Whether the current member of gzip data has nothing but line ends left, and is whole.

        The check sum that stands at its end is read then. False where the data is not gzipped. Raises
        BrokenPackingError where this member is damaged, whatever comes after it.
        """
        while self._member is not None and not self._waiting.strip(b"\r\n") and self._more():
            pass
        if self._trouble:
            self._waiting.clear()
            self._raise(b"")
        ended = self._gzip and self._member is None and not self._waiting.strip(b"\r\n")
        if ended:
            self._waiting.clear()
        return ended

    def drop_member(self) -> bool:
        """Goes on at the next member of gzip data, the current one not unpacked; whether it could."""
        if not self._gzip or self._member is None:
            return False
        self._waiting.clear()
        self._past = b""
        self._find_member(0)
        return True

    def _raise(self, found: bytes) -> None:
        """Raises what is wrong at this place, once what was read before it has been given out."""
        if self._trouble and not found:
            trouble, self._trouble = self._trouble, None
            raise trouble

    def _more(self) -> bool:
        """Unpacks a little more; False at the end, and at damage until it has been raised."""
        if self._trouble:
            return False
        if not self._rest and not self._ended:
            self._rest = self._take_in()
        if not self._gzip:
            self._waiting += self._rest
            found, self._rest = bool(self._rest), b""
            return found
        return self._inflate()

    def _inflate(self) -> bool:
        if self._member is None:
            self._rest = self._rest.lstrip(b"\0")  # Padding between members.
            while not self._rest:
                taken = self._take_in()
                if not taken:
                    return False
                self._rest = taken.lstrip(b"\0")
            if len(self._rest) < len(_MEMBER):
                self._rest += self._take_in()
            if not self._rest.startswith(_MEMBER):
                self._stop("something that is no gzip data stands between records")
                return False
            self._member, self._past = zlib.decompressobj(wbits=31), b""
        if not self._rest and not self._member.unconsumed_tail:
            self._stop("the gzip data ends early")
            return False
        taken = self._rest
        try:
            self._waiting += self._member.decompress(taken, CHUNK)
        except zlib.error:
            self._stop("the gzip data is damaged")
            return False
        self._past = (self._past + taken)[-LOOK_BACK:]
        if self._member.eof:
            self._rest, self._member, self._past = self._member.unused_data, None, b""
        else:
            self._rest = self._member.unconsumed_tail
            if self._rest:
                self._past = self._past[: -len(self._rest)]
        return True

    def _stop(self, what: str) -> None:
        self._trouble = BrokenPackingError(what)
        self._find_member(1)  # The current one begins at 0, or further back.

    def _find_member(self, start: int) -> None:
        """Sets reading to the next member that begins with a record, looking back through the current one."""
        self._member = None
        data = self._past + self._rest
        self._past = b""
        while True:
            found = data.find(_MEMBER, start)
            if found < 0:
                more = self._take_in()
                if not more:
                    self._rest = b""
                    return
                data, start = data[-(len(_MEMBER) - 1) :] + more, 0
                continue
            while len(data) - found < CHUNK and (more := self._take_in()):
                data = data[found:] + more
                found = 0
            if _begins_a_record(data[found : found + CHUNK]):
                self._rest = data[found:]
                return
            start = found + 1

    def _take_in(self) -> bytes:
        data = self._packed.read(CHUNK)
        self._ended = not data
        return data


def _begins_a_record(packed: bytes) -> bool:
    try:
        return bool(RECORD_START.match(zlib.decompressobj(wbits=31).decompress(packed, 4096)))
    except zlib.error:
        return False
