"""What one request may cost: bytes, seconds, and how many may wait."""

import asyncio
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from onrecord.web.problems import NoAnswer

MAX_BODY_BYTES = 8 * 1024 * 1024
"""The most bytes that a request may send; a page of news has a tenth of that."""

MAX_TEXT = 1_000_000
"""The longest text that is read, in characters: 170,000 words, which take half a minute."""

BODY_SECONDS = 20.0
"""The longest time for a request's body to come in, however steadily it drips."""

HEAD_SECONDS = 10.0
"""The longest time for a request's first lines, from the opening of its connection."""

READ_SECONDS = 60.0
"""The longest time to wait for a reading, its turn and the fetching of its page included."""

ANSWER_SECONDS = 30.0
"""The longest time for any other answer."""

MAX_WAITING = 200
"""So many readings wait their turn; one more is told to come again."""

MAX_CONNECTIONS = 500
"""So many connections are open at once; one more is told to come again."""

MAX_READINGS = 200
"""So many readings are kept in memory, the last used ones."""


async def whole_body(request: Request) -> bytes:
    """All of a request's body. Raises NoAnswer where it is too large, too slow, or its sender has gone."""
    too_large = NoAnswer(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"a request may send {MAX_BODY_BYTES:,} bytes at most; onrecord read and ingest take more",
    )
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > MAX_BODY_BYTES:
                    raise too_large
    except TimeoutError:
        raise NoAnswer(
            HTTPStatus.REQUEST_TIMEOUT, f"the request's body did not come within {BODY_SECONDS:.0f} seconds"
        ) from None
    except ClientDisconnect:
        raise NoAnswer(HTTPStatus.BAD_REQUEST, "the request's body broke off") from None
    return b"".join(parts)
