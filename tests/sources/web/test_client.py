"""The polite client, against a server of the tests' own."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest
from fake_server import FakeServer, fake_server

from onrecord.sources.settings import Validators
from onrecord.sources.web import client as module
from onrecord.sources.web.client import Answer, Client, Refused

PAGE = b"<html><body><p>The ferry stays.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as server:
        server.routes["/a"] = (200, HTML, PAGE)
        yield server


class Waits:
    """Stands in for sleeping and for the clock: time passes only by waiting."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> float:
        return sum(self.slept)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def client(waits: Waits) -> Iterator[Client]:
    client = Client(allow_private=True, sleep=waits.sleep, clock=waits.clock)
    yield client
    client.close()


def reason(client: Client, url: str) -> str:
    found = client.fetch(url)
    assert isinstance(found, Refused), found
    return found.reason


def test_a_page_comes_with_its_type_and_charset_and_the_client_says_who_it_is(
    server: FakeServer, client: Client
) -> None:
    assert client.fetch(f"{server.url}/a#part") == Answer(f"{server.url}/a#part", "text/html", "utf-8", PAGE)
    path, headers = server.asked[-1]
    assert path == "/a"
    assert headers["user-agent"].startswith("onrecord/")


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_answer_is_unpacked(server: FakeServer, client: Client, coding: str, pack: object) -> None:
    server.routes["/z"] = (200, {**HTML, "Content-Encoding": coding}, pack(PAGE))  # type: ignore[operator]
    found = client.fetch(f"{server.url}/z")
    assert isinstance(found, Answer) and found.body == PAGE


def test_an_answer_that_is_too_long_or_unpacks_to_too_much_is_refused(
    server: FakeServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10_000)
    server.routes["/long"] = (200, HTML, b"x" * 10_001)
    server.routes["/bomb"] = (
        200,
        {**HTML, "Content-Encoding": "gzip"},
        gzip.compress(b"x" * 10_000_000)[:9_900],
    )
    assert reason(client, f"{server.url}/long") == "is longer than 10,000 bytes"
    assert reason(client, f"{server.url}/bomb") == "is longer than 10,000 bytes unpacked"


def test_redirects_are_followed_and_the_last_url_is_told(server: FakeServer, client: Client) -> None:
    server.routes["/old"] = (301, {"Location": "/newer"}, b"")
    server.routes["/newer"] = (302, {"Location": f"{server.url}/a#top"}, b"")
    found = client.fetch(f"{server.url}/old")
    assert isinstance(found, Answer) and found.url == f"{server.url}/a"


def test_redirects_in_a_circle_end(server: FakeServer, client: Client) -> None:
    server.routes["/round"] = (302, {"Location": "/round"}, b"")
    assert reason(client, f"{server.url}/round") == "leads from one address to the next more than 8 times"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("file:///etc/passwd", "has the scheme file, which is not fetched"),
        ("ftp://post.example/", "has the scheme ftp, which is not fetched"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_refused(
    server: FakeServer, client: Client, target: str, expected: str
) -> None:
    server.routes["/away"] = (302, {"Location": target}, b"")
    found = reason(client, f"{server.url}/away")
    assert found.startswith("redirected to ") and found.endswith(expected)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.9",
        "172.16.5.5",
        "169.254.169.254",
        "100.64.1.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::2",
        "fec0::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "nonsense",
    ],
)
def test_names_that_lead_to_private_addresses_are_refused(address: str) -> None:
    client = Client(resolver=lambda host, port: ["93.184.215.14", address])
    expected = (
        f"leads to {address}, which is not an address of the public Internet; --allow-private allows that"
    )
    assert expected in reason(client, "http://news.example/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_loopback_by_any_spelling_is_refused_without_being_asked(server: FakeServer, host: str) -> None:
    port = server.url.rpartition(":")[2]
    with_client = Client()
    found = reason(with_client, f"http://{host}:{port}/a")
    assert (
        "not an address of the public Internet" in found
        or "no server of that name" in found
        or "no address" in found
    )
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: FakeServer) -> None:
    """The first server counts as public here; the address that it leads to does not."""
    port = server.url.rpartition(":")[2]
    server.routes["/away"] = (302, {"Location": "http://inside.example/secret"}, b"")
    addresses = {"outside.example": "127.0.0.1", "inside.example": "10.0.0.7"}
    waits = Waits()
    client = Client(sleep=waits.sleep, clock=waits.clock, resolver=lambda host, _: [addresses[host]])
    public = module.is_public
    module.is_public = lambda address: address == "127.0.0.1" or public(address)  # type: ignore[assignment]
    try:
        found = reason(client, f"http://outside.example:{port}/away")
    finally:
        module.is_public = public
    assert "redirected to http://inside.example/secret: leads to 10.0.0.7" in found
    assert server.paths() == ["/away"]


def test_what_robots_txt_asks_to_leave_alone_is_not_asked_for(server: FakeServer, client: Client) -> None:
    server.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    assert "robots.txt" in reason(client, f"{server.url}/private/1")
    assert server.paths() == []
    assert isinstance(client.fetch(f"{server.url}/a"), Answer)


def test_a_server_is_asked_no_oftener_than_it_wants(server: FakeServer, client: Client, waits: Waits) -> None:
    server.routes["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    for _ in range(3):
        client.fetch(f"{server.url}/a")
    assert waits.slept == [7.0, 7.0, 7.0]
    assert [path for path, _ in server.asked].count("/robots.txt") == 1


def test_a_server_whose_robots_txt_is_out_of_order_is_left_alone(server: FakeServer, client: Client) -> None:
    server.routes["/robots.txt"] = (503, {}, b"")
    assert "robots.txt" in reason(client, f"{server.url}/a")


def test_what_has_not_changed_is_not_sent_again(server: FakeServer, waits: Waits) -> None:
    def page(handler: object) -> tuple[int, dict[str, str], bytes]:
        known = handler.headers.get("If-None-Match") == '"1"'  # type: ignore[attr-defined]
        return (304, {}, b"") if known else (200, {**HTML, "ETag": '"1"', "Last-Modified": "a day"}, PAGE)

    server.routes["/p"] = page
    kept: dict[str, Validators] = {}
    client = Client(True, kept, waits.sleep, waits.clock)
    assert isinstance(client.fetch(f"{server.url}/p"), Answer)
    assert kept == {f"{server.url}/p": Validators('"1"', "a day")}
    assert reason(client, f"{server.url}/p") == "has not changed since it was read last"
    assert server.asked[-1][1]["if-modified-since"] == "a day"


def test_a_server_in_trouble_is_asked_again_later_each_time(
    server: FakeServer, client: Client, waits: Waits
) -> None:
    answers = iter([(500, {}, b""), (503, {"Retry-After": "9"}, b""), (200, HTML, PAGE)])
    server.routes["/t"] = lambda _: next(answers)
    assert isinstance(client.fetch(f"{server.url}/t"), Answer)
    assert len(server.paths()) == 3
    assert 9.0 in waits.slept and any(1.0 <= wait <= 1.5 for wait in waits.slept)


def test_a_server_that_asks_for_an_hour_or_stays_in_trouble_is_given_up(
    server: FakeServer, client: Client
) -> None:
    server.routes["/h"] = (429, {"Retry-After": "3600"}, b"")
    server.routes["/t"] = (502, {}, b"")
    assert reason(client, f"{server.url}/h") == (
        "its server answers 429 (Too Many Requests) and asks to wait 3,600 seconds"
    )
    assert reason(client, f"{server.url}/t") == "its server answers 502 (Bad Gateway)"
    assert reason(client, f"{server.url}/none") == "its server answers 404 (Not Found)"
    assert server.paths().count("/t") == 3


def test_a_server_that_sends_nothing_or_drips_is_given_up(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_SECONDS", 0.1)
    monkeypatch.setattr(module, "TOTAL_SECONDS", 0.3)

    def silent(_: object) -> None:
        time.sleep(0.4)

    def drips(handler: object) -> None:
        handler.send_response(200)  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "1000")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        for _ in range(12):
            handler.wfile.write(b"x")  # type: ignore[attr-defined]
            handler.wfile.flush()  # type: ignore[attr-defined]
            time.sleep(0.05)

    server.routes.update({"/silent": silent, "/drips": drips})
    client = Client(allow_private=True, sleep=lambda _: None)
    assert reason(client, f"{server.url}/silent") == "its server is too slow to answer"
    assert reason(client, f"{server.url}/drips") == "its server is too slow to answer"


def test_what_had_come_before_the_connection_broke_is_kept_with_a_note(
    server: FakeServer, client: Client
) -> None:
    server.routes["/cut"] = _cut
    found = client.fetch(f"{server.url}/cut")
    assert isinstance(found, Answer) and found.body == PAGE
    assert found.notes == ("The connection broke before the end; what had come is read.",)


def _cut(handler: object) -> None:
    handler.send_response(200)  # type: ignore[attr-defined]
    handler.send_header("Content-Length", "9999")  # type: ignore[attr-defined]
    handler.end_headers()  # type: ignore[attr-defined]
    handler.wfile.write(PAGE)  # type: ignore[attr-defined]


def test_a_name_without_a_server_and_no_address_at_all_are_said(client: Client) -> None:
    with fake_server() as gone:
        url = gone.url
    assert reason(client, f"{url}/a").startswith("the connection fails: ")
    assert reason(client, "http:///a") == "is no address that can be fetched"
