"""Who may ask, and what every answer says to the browser.

On loopback without a token, names other than this machine's own are refused: a page elsewhere could have its
own name lead here (DNS rebinding). A page of another origin may neither read nor send anything: what it
fetches is refused by what browsers say of a request (Fetch Metadata, Origin), and no answer allows sharing.
"""

import hmac
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import NoAnswer

COOKIE = "onrecord"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""Nothing from elsewhere and nothing within a page runs, is loaded or is sent to; no text becomes markup."""

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: browsers would then send "Origin: null" with the own forms of this site.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

OPEN = "/static/"
"""What needs no token: the style of the page that asks for it. It is the same wherever onrecord is."""

_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


Refuse = Callable[[Request, NoAnswer], Awaitable[Response]]
"""Makes the answer to a request that is not let in."""


class Door(msgspec.Struct, frozen=True):
    """How a server is reached: the host it listens on, and the token that opens it, if it needs one."""

    host: str = "127.0.0.1"
    token: str | None = None


class Guard:
    """Lets in what may come in, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, door: Door, refuse: Refuse) -> None:
        self._app, self._door, self._refuse = app, door, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        try:
            self._check(scope, headers)
        except NoAnswer as refused:
            answer = await self._refuse(Request(scope, receive), refused)
            await answer(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)

    def _check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        if self._door.token is None and _name_of(host) not in _OWN_NAMES:
            raise NoAnswer(
                HTTPStatus.MISDIRECTED_REQUEST, f"this server is not called {host!r}, but localhost"
            )
        origin = headers.get("origin")
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            raise NoAnswer(HTTPStatus.FORBIDDEN, "pages of another origin may not use this server")
        site = headers.get("sec-fetch-site", "none")
        navigates = headers.get("sec-fetch-mode") == "navigate" and scope["method"] in ("GET", "HEAD")
        if site not in ("none", "same-origin") and not navigates:
            raise NoAnswer(HTTPStatus.FORBIDDEN, "pages of another origin may not use this server")
        is_open = scope["path"] == "/enter" or scope["path"].startswith(OPEN)
        if self._door.token is not None and not is_open and not self._has_token(headers):
            raise NoAnswer(
                HTTPStatus.UNAUTHORIZED, "this server needs its token: Authorization: Bearer …, or /enter"
            )

    def _has_token(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            given = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return is_token(given, self._door.token or "")


def is_token(given: str, token: str) -> bool:
    """Whether it is the token, in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.strip().encode(), token.encode())


def _name_of(host: str) -> str:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name
