"""Where results go: standard output, or a file that takes its place only when it is whole."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from onrecord.commands.running import CouldNotRun


@contextmanager
def output_to(path: str | None) -> Iterator[Any]:
    """A text stream in UTF-8 with a `buffer` for bytes: standard output, or a new file at the path.

    The file gets its name at the end; where writing fails, what was there before stays, and nothing is left.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    unfinished = f"{path}.{os.getpid()}.unfinished"
    try:
        with open(unfinished, "w", encoding="utf-8", newline="") as out:
            yield out
        os.replace(unfinished, path)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise CouldNotRun(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
