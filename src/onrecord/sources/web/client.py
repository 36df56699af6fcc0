"""The one place that talks to the network."""

import random
import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
import msgspec

from onrecord.sources.content_coding import undo_coding
from onrecord.sources.settings import Validators
from onrecord.sources.web.addresses import is_public, resolve
from onrecord.sources.web.robots import (
    ALL_ALLOWED,
    MAX_ROBOTS_BYTES,
    NONE_ALLOWED,
    Robots,
    parse_robots,
)
from onrecord.version import __version__

ROBOT = "onrecord"
USER_AGENT = f"{ROBOT}/{__version__} (reads news articles; obeys robots.txt as {ROBOT})"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
"""The longest wait for the next bytes."""
TOTAL_SECONDS = 60.0
"""The longest time for one answer, however steadily its bytes drip."""
MAX_BYTES = 20 * 1024 * 1024
"""The most bytes of an answer, as sent and as unpacked."""
MAX_REDIRECTS = 8
TRIES = 3
BACKOFF_SECONDS = 1.0
"""The wait before the second try; it doubles with each, and up to half of it more is added by chance."""
MAX_WAIT_SECONDS = 60.0
"""A server that asks for a longer wait (Retry-After) is not tried again."""
SECONDS_BETWEEN = 1.0
"""The least time between two requests to one server, unless its robots.txt asks for more."""
MAX_SERVERS = 1000
"""So many servers' robots.txt are kept in memory."""

_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class Answer(msgspec.Struct, frozen=True):
    """What came from a URL in the end, unpacked: `url` is the last one, after redirects."""

    url: str
    type: str
    charset: str | None
    body: bytes
    notes: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """Why nothing came."""

    reason: str


class _PrivateAddressError(Exception):
    pass


class _Sent(msgspec.Struct, frozen=True):
    """One answer of one server, without following it."""

    status: int
    headers: dict[str, str]
    body: bytes
    whole: bool


class Client:
    """Fetches URLs, one at a time, and keeps what is needed to be polite from one to the next.

    `validators` is where ETag and Last-Modified are kept between runs, if they are. `sleep`, `clock` and
    `resolver` are for tests.
    """

    def __init__(
        self,
        allow_private: bool = False,
        validators: MutableMapping[str, Validators] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        resolver: Callable[[str, int], list[str]] = resolve,
    ) -> None:
        self._validators = validators
        self._sleep, self._clock = sleep, clock
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            max_connections=4,
            keepalive_expiry=15.0,
            network_backend=_Guarded(allow_private, resolver),
        )
        self._robots: dict[str, Robots] = {}
        self._last: dict[str, float] = {}

    def close(self) -> None:
        """Closes the connections that are still open."""
        self._pool.close()

    def fetch(self, url: str) -> Answer | Refused:
        """What is at a URL, or why it cannot be had; nothing is raised.

        Each redirect is looked at as the first URL is: its scheme, its address, its server's robots.txt.
        """
        first, here = url, url
        for _ in range(MAX_REDIRECTS + 1):
            target = _checked(here)
            if isinstance(target, Refused):
                return _on_the_way(target, first, here)
            robots = self._robots_of(target)
            if isinstance(robots, Refused):
                return _on_the_way(robots, first, here)
            if not robots.allows(target):
                return _on_the_way(
                    Refused("its server's robots.txt asks robots to leave it alone"), first, here
                )
            sent = self._ask(target, self._conditions(first, here), robots.delay)
            if isinstance(sent, Refused):
                return _on_the_way(sent, first, here)
            if sent.status in _REDIRECTS and (location := sent.headers.get("location")):
                here = urljoin(target, location).partition("#")[0]
                continue
            return self._answer(first, here, sent)
        return Refused(f"leads from one address to the next more than {MAX_REDIRECTS} times")

    def _conditions(self, first: str, here: str) -> dict[str, str]:
        known = self._validators.get(first) if self._validators is not None else None
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers if first == here else {}

    def _answer(self, first: str, here: str, sent: _Sent) -> Answer | Refused:
        if sent.status == 304:
            return Refused("has not changed since it was read last")
        if not 200 <= sent.status < 300:
            return _on_the_way(Refused(f"its server answers {_said(sent.status)}"), first, here)
        if len(sent.body) > MAX_BYTES:
            return _on_the_way(Refused(f"is longer than {MAX_BYTES:,} bytes"), first, here)
        body, note, trouble = undo_coding(sent.body, sent.headers.get("content-encoding", ""), MAX_BYTES)
        if trouble:
            return _on_the_way(Refused(trouble), first, here)
        notes = [note] if note else []
        if not sent.whole:
            notes.append("The connection broke before the end; what had come is read.")
        elif self._validators is not None and first == here:
            etag, modified = sent.headers.get("etag"), sent.headers.get("last-modified")
            if etag or modified:
                self._validators[first] = Validators(etag, modified)
            else:
                self._validators.pop(first, None)
        kind = sent.headers.get("content-type", "")
        charset = _CHARSET.search(kind)
        return Answer(
            here, kind.partition(";")[0].strip().lower(), charset[1] if charset else None, body, tuple(notes)
        )

    def _robots_of(self, url: str) -> Robots | Refused:
        """A server's rules. One that has none allows all; one out of order allows nothing (RFC 9309)."""
        parts = urlsplit(url)
        server = f"{parts.scheme}://{parts.netloc}"
        if server not in self._robots:
            here = f"{server}/robots.txt"
            for _ in range(MAX_REDIRECTS + 1):
                sent = self._ask(here, {}, None, MAX_ROBOTS_BYTES)
                if isinstance(sent, Refused):
                    return sent
                if sent.status not in _REDIRECTS or "location" not in sent.headers:
                    break
                target = _checked(urljoin(here, sent.headers["location"]))
                if isinstance(target, Refused):
                    break
                here = target
            if len(self._robots) >= MAX_SERVERS:
                self._robots.clear()
            self._robots[server] = _rules(sent) if isinstance(sent, _Sent) else ALL_ALLOWED
        return self._robots[server]

    def _ask(
        self, url: str, headers: dict[str, str], delay: float | None, limit: int = MAX_BYTES
    ) -> _Sent | Refused:
        """One server's answer, asked for again where that may help."""
        refused = Refused("could not be fetched")
        for attempt in range(TRIES):
            self._wait_for(urlsplit(url).netloc, delay)
            try:
                sent = self._send(url, headers, limit)
            except _PrivateAddressError as error:
                return Refused(f"{error}; --allow-private allows that")
            except socket.gaierror:
                return Refused("there is no server of that name")
            except httpcore2.UnsupportedProtocol:
                return Refused("is no address that can be fetched")
            except (httpcore2.TimeoutException, TimeoutError):
                refused = Refused("its server is too slow to answer")
            except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError, OSError) as error:
                refused = Refused(
                    f"the connection fails: {' '.join(str(error).split())[:120] or 'no reason given'}"
                )
            except (ValueError, UnicodeError):
                return Refused("is no address that can be fetched")
            else:
                if sent.status not in _AGAIN or attempt == TRIES - 1:
                    return sent
                asked = _retry_after(sent.headers.get("retry-after"))
                if asked is not None and asked > MAX_WAIT_SECONDS:
                    return Refused(
                        f"its server answers {_said(sent.status)} and asks to wait {asked:,.0f} seconds"
                    )
                if asked is not None:
                    self._sleep(asked)
                    continue
            if attempt < TRIES - 1:
                self._sleep(BACKOFF_SECONDS * 2**attempt * (1 + random.random() / 2))
        return refused

    def _wait_for(self, server: str, delay: float | None) -> None:
        least = max(SECONDS_BETWEEN, delay or 0.0)
        if server in self._last and (left := self._last[server] + least - self._clock()) > 0:
            self._sleep(left)
        if len(self._last) >= MAX_SERVERS:
            self._last.clear()
        self._last[server] = self._clock()

    def _send(self, url: str, conditions: dict[str, str], limit: int) -> _Sent:
        headers = {
            "Host": _host_header(url),
            "User-Agent": USER_AGENT,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **conditions,
        }
        timeouts = {
            "connect": CONNECT_SECONDS,
            "read": READ_SECONDS,
            "write": READ_SECONDS,
            "pool": READ_SECONDS,
        }
        deadline = self._clock() + TOTAL_SECONDS
        body, whole = bytearray(), True
        given: list[tuple[bytes | str, bytes | str]] = list(headers.items())
        with self._pool.stream("GET", url, headers=given, extensions={"timeout": timeouts}) as response:
            found: dict[str, str] = {}
            for name, value in response.headers:
                found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
            try:
                for piece in response.iter_stream():
                    body += piece
                    if len(body) > limit:
                        break
                    if self._clock() > deadline:
                        raise TimeoutError
            except (httpcore2.NetworkError, httpcore2.ProtocolError):
                if not body:
                    raise
                whole = False
        return _Sent(response.status, found, bytes(body), whole)


class _Guarded(httpcore2.NetworkBackend):
    """Connects to public addresses only, and to the very address that was looked at."""

    def __init__(self, allow_private: bool, resolver: Callable[[str, int], list[str]]) -> None:
        self._allow_private, self._resolve = allow_private, resolver
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._resolve(host, port)
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise _PrivateAddressError(
                        f"leads to {address}, which is not an address of the public Internet"
                    )
        failure: Exception = OSError("it has no address")
        for address in addresses[:4]:
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


@contextmanager
def open_client(allow_private: bool = False) -> Iterator[Client]:
    """A client that is closed at the end."""
    client = Client(allow_private)
    try:
        yield client
    finally:
        client.close()


def _checked(url: str) -> str | Refused:
    """The URL in the spelling in which it is sent, or why it is not fetched."""
    try:
        parsed = httpx2.URL(url.strip())
        port = parsed.port
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        return Refused("is no address that can be fetched")
    if parsed.scheme not in ("http", "https"):
        return Refused(f"has the scheme {parsed.scheme[:20] or 'of no kind'}, which is not fetched")
    if not parsed.host or port == 0:
        return Refused("is no address that can be fetched")
    return str(parsed.copy_with(fragment=None, username=None, password=None))


def _host_header(url: str) -> str:
    return httpx2.URL(url).netloc.decode("ascii")


def _rules(sent: _Sent) -> Robots:
    if 200 <= sent.status < 300:
        body, _, _ = undo_coding(sent.body, sent.headers.get("content-encoding", ""), MAX_ROBOTS_BYTES)
        return parse_robots(body.decode("utf-8", errors="replace"), ROBOT)
    return NONE_ALLOWED if sent.status >= 500 or sent.status == 429 else ALL_ALLOWED


def _retry_after(value: str | None) -> float | None:
    """The seconds that a server asks to wait."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _said(status: int) -> str:
    from http import HTTPStatus

    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _on_the_way(refused: Refused, first: str, here: str) -> Refused:
    return refused if first == here else Refused(f"redirected to {here[:200]}: {refused.reason}")
