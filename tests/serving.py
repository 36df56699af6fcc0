"""What the tests of the reading room ask."""

from collections.abc import Callable

from starlette.testclient import TestClient

Serve = Callable[..., TestClient]
"""Serves a store, an index of sources, behind a door; the fixture `serve` of tests/web/conftest.py."""
