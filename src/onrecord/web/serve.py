"""What is served and where: the address, the token, and the server itself."""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.errors import CannotServe
from onrecord.web.app import make_app
from onrecord.web.desk import Serving, Site
from onrecord.web.guard import Door
from onrecord.web.limits import HEAD_SECONDS, MAX_CONNECTIONS

SHORTEST_TOKEN = 16
"""Characters of a token; a shorter one could be guessed."""

KEPT_SECONDS = 5
"""How long a connection on which nothing is asked for stays open."""

SHUTDOWN_SECONDS = 5


def serve(serving: Serving, door: Door, port: int, ready: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `ready` is told the address once requests are answered.

    Raises CannotServe where the address needs a token, or cannot be had; what the store and the sources
    raise where they cannot be opened.
    """
    if not is_loopback(door.host) and door.token is None:
        raise CannotServe(
            f"others could reach {door.host}: give --token, or set ONRECORD_TOKEN, or stay on 127.0.0.1"
        )
    if door.token is not None and len(door.token) < SHORTEST_TOKEN:
        raise CannotServe(f"a token of fewer than {SHORTEST_TOKEN} characters could be guessed")
    listening = _listen(door.host, port)
    site = Site(serving)
    try:
        site.start()
        _run(site, door, listening, ready)
    finally:
        listening.close()
        site.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise CannotServe(
            f"{host}:{port} cannot be listened on: {error.strerror or error}; --port names another"
        ) from error
    return listening


def _run(site: Site, door: Door, listening: socket.socket, ready: Callable[[str], None]) -> None:
    # What fails is told by `app`; uvicorn would tell it again.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        make_app(site, door),
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEPT_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        limit_concurrency=MAX_CONNECTIONS,
    )
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(f"http://{shown}:{port}/")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            site.end_waiting()
            await super().shutdown(sockets)

    # To be interrupted is how it ends, once what was asked before is answered.
    with suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listening])


class _Protocol(H11Protocol):
    """HTTP/1.1, with a time for the first lines of a request: a connection that says nothing is closed."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._head = asyncio.get_running_loop().call_later(HEAD_SECONDS, self._close_if_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        self._head.cancel()
        super().connection_lost(exc)

    def _close_if_silent(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()
