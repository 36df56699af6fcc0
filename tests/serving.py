"""What the tests of the reading room ask."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient

Serve = Callable[..., TestClient]
"""Serves a store, an index of sources, behind a door; the fixture `serve` of tests/web/conftest.py."""

Open = Callable[..., Any]
"""Opens a page in a browser; the fixture `look`."""

COMMAND = (sys.executable, "-c", "from onrecord.cli import main; main()", "serve")


@contextmanager
def running(*options: str, **environment: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A server on a port of its own: its address, and its process."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--readers", "1", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    assert process.stdout
    try:
        told = re.search(r"http://\S+/", process.stdout.readline())
        assert told, process.communicate()[1]
        yield told[0], process
    finally:
        process.kill()
        process.communicate()
