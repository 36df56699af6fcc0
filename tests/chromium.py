"""One Chromium for the tests, and pages in it that tell of everything that went wrong."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

HOW = "needs Chromium: make chromium installs it where this user may"

_FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def binary() -> str | None:
    """Where Chromium is; None where it is not."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    # As root its own sandbox cannot start; what it shows is from this machine.
    alone = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=binary(), args=[*_FLAGS, *alone])
        try:
            yield running
        finally:
            running.close()


class Watched:
    """A page, and what went wrong on it: `faults` must be empty at the end, but for what a test expects.

    Errors and warnings of the console (violations of the content-security policy among them), errors of
    scripts, dialogs, requests that failed and requests to any other host.
    """

    def __init__(self, page: Page, own: str, refusals: Sequence[int]) -> None:
        self.page = page
        self._refusals = tuple(f"status of {status} " for status in refusals)
        self.faults: list[str] = []
        self._own = urlsplit(own).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("requestfailed", self._failed)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in self._refusals):
            self.faults.append(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != self._own and parts.scheme not in ("data", "blob", "about"):
            self.faults.append(f"request: {request.url}")

    def _failed(self, request: Any) -> None:
        # A page that is left while it loads, and a download, are no faults.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}: {request.failure}")


@contextmanager
def watched(running: Browser, own: str, refusals: Sequence[int] = (), **options: Any) -> Iterator[Watched]:
    """A page of a new browser context; at the end there must be no faults.

    `refusals`: statuses that a test means to be refused with, which the console tells of.
    """
    context = running.new_context(**options)
    context.set_default_timeout(15_000)
    try:
        seen = Watched(context.new_page(), own, refusals)
        yield seen
        assert not seen.faults, "\n".join(seen.faults)
    finally:
        context.close()


def text_of(page: Page) -> str:
    """The characters of an article's text as a page has them, U+FFFC for each that it shows by a sign."""
    return str(
        page.evaluate(
            """() => {
                const walk = (node) => node.nodeType === Node.TEXT_NODE ? node.data
                    : node.dataset?.length ? "\\ufffc".repeat(node.dataset.length)
                    : [...node.childNodes].map(walk).join("");
                return [...document.querySelectorAll("#text > [data-start]")].map(walk).join("");
            }"""
        )
    )
