"""A page that is a file."""

import io

from onrecord.sources.html.reading import MAX_PAGE_BYTES
from onrecord.sources.page import Page
from onrecord.sources.streams import READ_ERRORS, why_unreadable


def page_of(id: str, stream: io.BufferedReader) -> Page:
    """The page in a stream; where its gzip data ends early, what came before, with a note.

    Raises READ_ERRORS where nothing at all could be read.
    """
    data = bytearray()
    notes: tuple[str, ...] = ()
    while len(data) <= MAX_PAGE_BYTES:
        try:
            chunk = stream.read1(64 * 1024)
        except READ_ERRORS as error:
            if not data:
                raise
            notes = (f"The end is missing: {why_unreadable(error)}.",)
            break
        if not chunk:
            break
        data += chunk
    return Page(id, bytes(data), notes=notes)
