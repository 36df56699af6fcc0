"""An HTTP response as a crawler kept it: its head parsed, its body unchunked and unpacked."""

import re

import msgspec

from onrecord.sources.content_coding import TOO_LONG, undo_coding

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]*)?\r?\n")


class Response(msgspec.Struct, frozen=True):
    """A response; `status` is None where the record has no HTTP head. `trouble` says why there is no body."""

    status: int | None
    type: str
    charset: str | None
    location: str | None
    body: bytes
    notes: tuple[str, ...] = ()
    trouble: str | None = None


def parse_response(block: bytes, limit: int) -> Response:
    """The response in a record's block; a body that would be longer than `limit` bytes is left out."""
    status = _STATUS.match(block)
    if not status:
        return Response(None, "", None, None, block)
    end = re.search(rb"\r?\n\r?\n", block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    notes: list[str] = []
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body, whole = unchunk(body)
        if not whole:
            notes.append("The chunks of the response are damaged or end early; what there was is read.")
    body, note, trouble = undo_coding(body, headers.get("content-encoding", ""), limit)
    if note:
        notes.append(note)
    if trouble is None and len(body) > limit:
        trouble = TOO_LONG.format(limit)
    kind, _, _ = headers.get("content-type", "").partition(";")
    charset = _CHARSET.search(headers.get("content-type", ""))
    return Response(
        int(status[1]),
        kind.strip().lower(),
        charset[1] if charset else None,
        headers.get("location"),
        body,
        tuple(notes),
        trouble,
    )


def unchunk(body: bytes) -> tuple[bytes, bool]:
    """The body without its chunk sizes, and whether it was whole.

    Crawlers that undo the chunks keep the header: a body that does not begin with a size is as it was.
    Where a size is wrong, what follows is taken as it is.
    """
    pieces, place = [], 0
    while True:
        size = _CHUNK_SIZE.match(body, place)
        if not size:
            pieces.append(body[place:])
            return b"".join(pieces), place == 0
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces), True
        chunk = body[size.end() : size.end() + length]
        pieces.append(chunk)
        place = size.end() + length
        if len(chunk) < length:
            return b"".join(pieces), False
        if body[place : place + 2] == b"\r\n":
            place += 2
        elif body[place : place + 1] == b"\n":
            place += 1
