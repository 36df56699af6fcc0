"""What a request is told when there is no answer to it (RFC 9457, problem details)."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import msgspec

from onrecord.errors import (
    InvalidCorrection,
    InvalidRecord,
    InvalidSearch,
    OnRecordError,
    UnknownCorrection,
    UnknownSpeaker,
)


class Problem(msgspec.Struct, frozen=True):
    """Why there is no answer: `title` names the status, `detail` is one sentence for who asked."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"


class NoAnswer(Exception):
    """Ends a request with a status and a sentence; `retry_after` is in seconds."""

    def __init__(self, status: HTTPStatus, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.retry_after = status, detail, retry_after

    @property
    def problem(self) -> Problem:
        return Problem(int(self.status), self.status.phrase, self.detail)


def not_there(what: str) -> NoAnswer:
    """404, with what is not there."""
    return NoAnswer(HTTPStatus.NOT_FOUND, what)


@contextmanager
def meant() -> Iterator[None]:
    """Turns what the package raises on purpose into what a request is told."""
    try:
        yield
    except (UnknownSpeaker, UnknownCorrection) as error:
        raise NoAnswer(HTTPStatus.NOT_FOUND, str(error)) from error
    except (InvalidSearch, InvalidRecord, InvalidCorrection) as error:
        raise NoAnswer(HTTPStatus.BAD_REQUEST, str(error)) from error
    except OnRecordError as error:
        raise NoAnswer(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from error
