"""HTTP's content codings undone, within a limit."""

import zlib

TOO_LONG = "is longer than {:,} bytes unpacked"


def undo_coding(body: bytes, coding: str, limit: int) -> tuple[bytes, str | None, str | None]:
    """The body without its codings ("gzip", "deflate", "br", several with commas), a note, and the trouble.

    A body that is not packed as the header says is taken as it is: crawlers undo codings and keep the header.
    One that ends early is read as far as it goes, with a note. Where there is trouble the body is empty.
    """
    note = None
    for name in reversed([name.strip().lower() for name in coding.split(",")]):
        if name in ("", "identity", "none", "utf-8"):
            continue
        if name in ("gzip", "x-gzip", "deflate"):
            unpacked, whole = _inflate(body, limit)
        elif name == "br":
            try:
                unpacked, whole = _unbrotli(body, limit)
            except ImportError:
                return b"", note, "is packed with Brotli; reading it needs the package brotli"
        elif _is_plain(body):
            continue
        else:
            return b"", note, f"is packed in a way that cannot be undone: {name[:40]}"
        if len(unpacked) > limit:
            return b"", note, TOO_LONG.format(limit)
        if unpacked:
            body = unpacked
            if not whole:
                note = f"The {name} data of the response ends early or is damaged; it is read up to there."
        elif body and not _is_plain(body):
            return b"", note, f"is said to be {name} data, but cannot be unpacked"
    return body, note, None


def _inflate(body: bytes, limit: int) -> tuple[bytes, bool]:
    """As much as can be inflated, up to one byte more than the limit, and whether that was all."""
    best = b""
    for bits in (
        47,
        -15,
    ):  # gzip and zlib by their headers; then deflate without one, as some servers send it
        inflater = zlib.decompressobj(wbits=bits)
        pieces, size, place = [], 0, 0
        try:
            while place < len(body) and size <= limit and not inflater.eof:
                data = body[place : place + 4096]
                place += len(data)
                while data and size <= limit:
                    piece = inflater.decompress(data, limit + 1 - size)
                    pieces.append(piece)
                    size += len(piece)
                    data = inflater.unconsumed_tail
        except zlib.error:
            pass
        found = b"".join(pieces)
        if inflater.eof or size > limit:
            return found, True
        best = max(best, found, key=len)
        if found:
            break
    return best, False


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    import brotli

    unpacker = brotli.Decompressor()
    pieces, size = [], 0
    try:
        data = body
        while size <= limit:
            piece = unpacker.process(data, output_buffer_limit=64 * 1024)
            pieces.append(piece)
            size += len(piece)
            if unpacker.is_finished() or (not piece and unpacker.can_accept_more_data()):
                break
            data = b""
    except brotli.error:
        pass
    return b"".join(pieces), unpacker.is_finished()


def _is_plain(body: bytes) -> bool:
    """Whether a body is text as it is: markup, or nothing that text cannot have."""
    head = body[:1024].lstrip()
    return head.startswith((b"<", b"{", b"\xef\xbb\xbf")) or not any(byte < 9 or byte > 126 for byte in head)
