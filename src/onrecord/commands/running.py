"""How every command ends: its exit code, and one sentence in place of a traceback."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import click

from onrecord.errors import OnRecordError
from onrecord.printable import printable

SOME_SKIPPED = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""
BROKEN_PIPE = 141
"""128 + SIGPIPE, as a shell reports it."""

debug_option = click.option("--debug", is_flag=True, help="Show the traceback of an error.")


class CouldNotRun(click.ClickException):
    """Ends a command with the sentence and COULD_NOT_RUN."""

    exit_code = COULD_NOT_RUN


@contextmanager
def failures_in_a_sentence(debug: bool) -> Iterator[None]:
    """Ends the command with its exit code and one sentence, whatever was raised, or a traceback."""
    try:
        yield
    except BrokenPipeError:
        # What is still buffered would fail again when the interpreter flushes it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except click.ClickException:
        raise
    except Exception as error:
        if debug:
            traceback.print_exc()
            sys.exit(COULD_NOT_RUN)
        raise CouldNotRun(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    if isinstance(error, OnRecordError):
        return printable(str(error))
    what = printable(f"{type(error).__name__}: {error}")
    return f"this should not have happened: {what} (--debug shows the traceback)"
