"""The one place where bytes come in: files and standard input, ungzipped where they are gzip data."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol, cast

GZIP_MAGIC = b"\x1f\x8b"

HEAD_BYTES = 64 * 1024
"""How much of a file its form is told by."""

MAX_ARTICLE_BYTES = 256 * 1024 * 1024
"""A longer text, or line of JSON Lines, is refused: it is no article, and all of it would be in memory."""

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading from an opened stream can raise; `why_unreadable` words it."""


def why_unreadable(error: Exception) -> str:
    """The reason for a Skipped, from one of READ_ERRORS."""
    if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
        return f"cannot be opened or read: {error.strerror or error}"
    return "gzip data is broken or cut short"


@contextmanager
def open_stream(path: str) -> Iterator[tuple[bytes, io.BufferedReader]]:
    """The first HEAD_BYTES at `path`, and all of its bytes (those of the head again) as a stream.

    "-" is standard input, which stays open. Gzip data is told by its first bytes, not by the name.
    Raises READ_ERRORS, as does reading from the stream.
    """
    with open_packed(path) as (_, packed):
        yield unpacked(packed)


@contextmanager
def open_packed(path: str) -> Iterator[tuple[bytes, io.BufferedReader]]:
    """The first bytes at `path`, unpacked, at most HEAD_BYTES, and all of its bytes as they are, as a stream.

    For what is read in packed pieces (archives); `unpacked` gives the stream of everything else. The head is
    cut short where the packed data is broken. "-" is standard input, which stays open.
    """
    with ExitStack() as opened:
        raw = sys.stdin.buffer if path == "-" else opened.enter_context(open(path, "rb"))
        head, stream = _peek(cast(_Bytes, raw))
        yield _unpacked_head(head), stream


def unpacked(packed: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    """The first HEAD_BYTES of a stream that may be gzip data, unpacked, and all of them as a stream."""
    head, stream = _peek(cast(_Bytes, packed))
    if head.startswith(GZIP_MAGIC):
        head, stream = _peek(gzip.GzipFile(fileobj=stream))
    return head, stream


def _unpacked_head(head: bytes) -> bytes:
    if not head.startswith(GZIP_MAGIC):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except zlib.error:
        return b""


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def read1(self, size: int, /) -> bytes: ...


class _Rejoined(io.RawIOBase):
    """A stream whose head was read already, whole again; standard input cannot be rewound."""

    def __init__(self, head: bytes, rest: _Bytes) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            chunk, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            chunk = self._rest.read1(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _peek(stream: _Bytes) -> tuple[bytes, io.BufferedReader]:
    head = stream.read(HEAD_BYTES)
    return head, io.BufferedReader(_Rejoined(head, stream), HEAD_BYTES)
