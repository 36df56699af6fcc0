"""The records of a WARC or ARC file, each with its header and as much of its block as is wanted."""

import re
from collections.abc import Iterator

import msgspec

from onrecord.sources.archives.unpacking import RECORD_START, BrokenPackingError, Unpacked
from onrecord.sources.streams import READ_ERRORS, why_unreadable

MAX_BLOCK_BYTES = 32 * 1024 * 1024
"""A longer record is passed over: a page is refused at 20 MiB, a record of more is a film, or a bomb."""
MAX_PASSED_BYTES = 512 * 1024 * 1024
"""So much of a record is unpacked only to pass over it; then the next member of gzip data is looked for."""
MAX_HEADER_LINES = 200
MAX_LINE_BYTES = 64 * 1024

_WARC = re.compile(rb"WARC/\d\.\d\s*$")
_NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")
_HEADERS = re.compile(
    rb"^(?:WARC-[A-Z][a-zA-Z-]+:|HTTP/\d\.\d \d{3} )|<(?:!doctype\s+html|html)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""Signs that bytes behind a record are another one, whose first line is lost."""


class Record(msgspec.Struct, frozen=True):
    """A record: its type ("response", "revisit", …), headers by lower-case name, and its block.

    `notes` say what was wrong with a record that could be read all the same.
    """

    number: int
    type: str
    headers: dict[str, str]
    block: bytes
    notes: tuple[str, ...] = ()

    @property
    def url(self) -> str | None:
        """The address it was fetched from."""
        return self.headers.get("warc-target-uri", "").strip("<>") or None


class Damage(msgspec.Struct, frozen=True):
    """A place where a record could not be read, and why."""

    number: int
    reason: str


def read_records(stream: Unpacked) -> Iterator[Record | Damage]:
    """The records of an archive in their order, with a Damage for each that cannot be read.

    Reading goes on at the next record that begins; nothing is raised.
    """
    number = 0
    while True:
        try:
            line = stream.readline(MAX_LINE_BYTES)
            while line in (b"\r\n", b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            if not line:
                return
            number += 1
            found = _warc(stream, number) if _WARC.match(line) else _arc(stream, number, line)
            if found is not None:
                yield found
        except BrokenPackingError as broken:
            number += 1
            yield Damage(number, f"{broken}; reading goes on at the next whole record")
        except READ_ERRORS as error:
            yield Damage(number + 1, f"{why_unreadable(error)}; nothing from here on could be read")
            return


def _warc(stream: Unpacked, number: int) -> Record | Damage:
    headers: dict[str, str] = {}
    name = ""
    for _ in range(MAX_HEADER_LINES):
        line = stream.readline(MAX_LINE_BYTES)
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        if not text:
            break
        if text[0] in " \t" and name:
            headers[name] += " " + text.strip()
        else:
            name, _, value = text.partition(":")
            name = name.strip().lower()
            headers.setdefault(name, value.strip())
    else:
        stream.to_next_record()
        return Damage(number, "has a header without end")
    return _with_block(
        stream, number, headers.get("warc-type", "").lower(), headers, headers.get("content-length")
    )


def _arc(stream: Unpacked, number: int, line: bytes) -> Record | Damage:
    """An ARC record, whose header is one line: URL, address, date, type, length (version 2 has more)."""
    fields = line.decode("utf-8", errors="replace").split()
    dated = next((place for place, field in enumerate(fields) if re.fullmatch(r"\d{12,18}", field)), None)
    if dated is None or dated < 2 or not re.match(r"[a-z][a-z0-9+.-]*:", fields[0], re.IGNORECASE):
        # A line that is no header is not worth a word of its own where the next record follows at once.
        passed = stream.to_next_record() + len(line)
        return Damage(number, f"is no record: {passed:,} bytes that begin with none")
    headers = {
        "warc-target-uri": " ".join(fields[: dated - 1]),  # An address may have spaces in it.
        "warc-date": fields[dated],
        "content-type": fields[dated + 1] if dated + 1 < len(fields) - 1 else "",
    }
    kind = "warcinfo" if fields[0].lower().startswith("filedesc:") else "response"
    return _with_block(stream, number, kind, headers, fields[-1])


def _with_block(
    stream: Unpacked, number: int, kind: str, headers: dict[str, str], length: str | None
) -> Record | Damage:
    if length is None or not re.fullmatch(r"\d{1,15}", length):
        stream.to_next_record()
        return Damage(number, f"has a length that is no number: {length}" if length else "has no length")
    size = int(length)
    if size > MAX_BLOCK_BYTES:
        _pass_over(stream, size)
        return Damage(number, f"is longer than {MAX_BLOCK_BYTES:,} bytes unpacked")
    notes: tuple[str, ...] = ()
    block = b""
    try:
        block = stream.read(size)
        if len(block) < size:
            stream.read(1)  # Says what is wrong, where something is.
    except BrokenPackingError as broken:
        return Damage(number, f"{broken}; {len(block):,} of its {size:,} bytes could be unpacked")
    if len(block) < size and _NEXT.search(block):
        return _without_the_next(stream, Record(number, kind, headers, block))
    if len(block) < size:
        notes = (f"The archive ends early: {len(block):,} of the record's {size:,} bytes are there.",)
    return _checked_end(stream, Record(number, kind, headers, block, notes))


def _checked_end(stream: Unpacked, record: Record) -> Record | Damage:
    """The record, its length put right where the bytes behind it show that it is wrong."""
    try:
        if stream.ends_here():
            return record
        end = stream.readline(MAX_LINE_BYTES)
        while end in (b"\r\n", b"\n"):
            end = stream.readline(MAX_LINE_BYTES)
    except BrokenPackingError as broken:
        return Damage(record.number, f"{broken} in or right behind it, so that it cannot be trusted")
    if not end:
        return record
    stream.give_back(end)
    if RECORD_START.match(end) or _WARC.match(end):
        return record
    if _NEXT.search(record.block):
        return _without_the_next(stream, record)
    try:
        rest = _up_to_next(stream) if record.type == "response" else None
    except BrokenPackingError as broken:
        return Damage(record.number, f"{broken} in or right behind it, so that it cannot be trusted")
    if rest is not None and _HEADERS.search(rest):
        stream.give_back(rest)  # What follows is another record, whose first line is damaged.
    elif rest is not None:
        note = "The record is longer than it says: read up to where the next begins."
        return msgspec.structs.replace(record, block=record.block + rest.rstrip(b"\r\n"), notes=(note,))
    return record


def _without_the_next(stream: Unpacked, record: Record) -> Record:
    """The record up to where another begins inside its block; that one is given back."""
    swallowed = _NEXT.search(record.block)
    assert swallowed
    stream.give_back(record.block[swallowed.end() :])
    block = record.block[: swallowed.start()]
    size = record.headers.get("content-length", f"{len(record.block)}")
    note = f"The record says that it has {size} bytes, but the next begins after {len(block):,}."
    return msgspec.structs.replace(record, block=block, notes=(note,))


def _up_to_next(stream: Unpacked) -> bytes | None:
    """The bytes up to where the next record begins or the file ends, None where they are too many."""
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_BLOCK_BYTES:
        line = stream.readline(MAX_LINE_BYTES)
        if not line:
            break
        if RECORD_START.match(line):
            stream.give_back(line)
            break
        pieces.append(line)
        size += len(line)
    return b"".join(pieces) if size <= MAX_BLOCK_BYTES else None


def _pass_over(stream: Unpacked, size: int) -> None:
    passed = stream.skip(min(size, MAX_PASSED_BYTES))
    if passed == MAX_PASSED_BYTES < size and not stream.drop_member():
        stream.skip(size - passed)
