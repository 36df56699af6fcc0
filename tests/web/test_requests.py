"""What is asked and sent, and what is refused with a sentence."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from serving import Serve
from starlette.requests import Request

from onrecord.web import limits, readings
from onrecord.web.limits import MAX_BODY_BYTES, MAX_TEXT, whole_body
from onrecord.web.problems import NoAnswer

SAID = "“We lost,” she said."


def test_a_text_is_read_and_its_reading_stays_at_its_address(serve: Serve) -> None:
    client = serve()
    read = client.post("/read.json", json={"text": SAID, "title": "A loss"}).json()
    assert read["record"]["statements"][0]["quote"] == "“We lost,”"
    kept = client.get(f"/readings/{read['id']}.json").json()
    assert (kept["id"], kept["record"]) == (read["id"], read["record"])
    by_form = client.post("/read", data={"text": SAID, "title": "A loss"})
    assert (by_form.status_code, by_form.headers["location"]) == (303, f"/readings/{read['id']}")


@pytest.mark.parametrize("kind", ["text/plain; charset=utf-8", "text/html"])
def test_a_text_can_be_sent_as_it_is(serve: Serve, kind: str) -> None:
    page = f"<html><body><article><p>{SAID} {'It was a long day. ' * 50}</p></article></body></html>"
    body = page if kind == "text/html" else SAID
    answer = serve().post("/read.json", content=body.encode(), headers={"content-type": kind})
    assert answer.status_code == 200 and answer.json()["record"]["statements"][0]["quote"] == "“We lost,”"


def test_a_file_is_read_under_its_name_whatever_its_form(serve: Serve) -> None:
    client = serve()
    for name, data in (
        ("a.txt", SAID.encode()),
        ("a.jsonl", b'{"text": "\xe2\x80\x9cWe lost,\xe2\x80\x9d she said."}'),
    ):
        sent = client.post("/read.json", files={"file": (f"../../{name}", data)}).json()
        assert sent["record"]["article"]["text"] == SAID
        assert sent["record"]["article"]["id"] == name
    refused = client.post("/read.json", files={"file": ("a.pdf", b"%PDF-1.7 \0\1\2")})
    assert refused.status_code == 422 and refused.json()["detail"] == "a.pdf is a PDF file, not text"


@pytest.mark.parametrize(
    ("sent", "status", "detail"),
    [
        ({}, 400, "give a text, HTML or a URL"),
        ({"text": SAID, "url": "http://news.example"}, 400, "give text or url"),
        ({"text": SAID, "tilte": "A"}, 400, "unknown field `tilte`"),
        ({"text": 5}, 400, "text: Expected `str | null`, got `int`"),
        ({"text": " \n"}, 422, "there is nothing in the text"),
        ({"text": "a\0b"}, 422, "this is binary data, not text"),
        ({"text": "x" * (MAX_TEXT + 1)}, 413, "the text has 1,000,001 characters"),
        ({"url": "http://127.0.0.1:9/"}, 422, "not an address of the public Internet"),
        ({"url": "http://[::1]/"}, 422, "not an address of the public Internet"),
        ({"url": "file:///etc/passwd"}, 422, "has the scheme file"),
        ({"url": "javascript:alert(1)"}, 422, "has the scheme javascript"),
        ({"html": "<p>"}, 422, ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    serve: Serve, sent: dict[str, Any], status: int, detail: str
) -> None:
    answer = serve().post("/read.json", json=sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"text": "\xff"}', "application/json", 400),
        (b'{"text": "\\ud800 said"}', "application/json", 400),
        (b"text=%ff&x", "application/x-www-form-urlencoded", 400),
        (b"--a\r\nrubbish", "multipart/form-data; boundary=a", 400),
        (b"--a", "multipart/form-data", 400),
        (b"\xff\xfe", "text/plain; charset=utf-8", 400),
        (b"x", "text/plain; charset=nonsense", 400),
        (b"x", "image/png", 415),
    ],
)
def test_a_malformed_request_is_refused_not_failed(serve: Serve, body: bytes, kind: str, status: int) -> None:
    answer = serve().post("/read.json", content=body, headers={"content-type": kind})
    assert answer.status_code == status and answer.json()["detail"]


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(serve: Serve) -> None:
    client = serve()
    large = b"x" * (MAX_BODY_BYTES + 1)
    said = client.post("/read.json", content=large, headers={"content-type": "text/plain"})
    unsaid = client.post("/read.json", content=iter([large]), headers={"content-type": "text/plain"})
    assert said.status_code == unsaid.status_code == 413


def test_a_body_that_drips_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.05)

    async def drip() -> dict[str, Any]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    request = Request({"type": "http", "headers": [], "method": "POST"}, drip)
    # In a thread of its own: a browser that is running has this one's event loop.
    with ThreadPoolExecutor(1) as thread, pytest.raises(NoAnswer, match="did not come within"):
        thread.submit(asyncio.run, whole_body(request)).result()


def test_a_misspelled_parameter_is_refused_and_an_unknown_page_is_not_there(serve: Serve) -> None:
    client = serve()
    assert "there is no parameter 'limt'" in client.get("/home.json?limt=5").json()["detail"]
    assert client.get("/nothing").status_code == 404
    assert client.get("/readings/abc.json").status_code == 404
    assert client.get("/read").status_code == 405


def test_a_text_that_ends_the_process_that_reads_it_costs_only_itself(serve: Serve) -> None:
    client = serve()
    for text in ("die", "kill"):
        answer = client.post("/read.json", json={"text": text})
        assert answer.status_code == 500 and "ended the process" in answer.json()["detail"]
    assert "ValueError" in client.post("/read.json", json={"text": "raise"}).json()["detail"]
    assert client.post("/read.json", json={"text": SAID}).status_code == 200


def test_a_text_that_takes_too_long_is_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    client = serve()
    assert client.post("/read.json", json={"text": SAID}).status_code == 200
    monkeypatch.setattr(readings, "READ_SECONDS", 0.3)
    answer = client.post("/read.json", json={"text": "hang"})
    assert answer.status_code == 503 and answer.headers["retry-after"] == "10"
    monkeypatch.undo()
    assert client.post("/read.json", json={"text": SAID + " Again."}).status_code == 200


def test_when_too_many_wait_one_more_is_told_to_come_again(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MAX_WAITING", 0)
    answer = serve().post("/read.json", json={"text": SAID})
    assert answer.status_code == 503 and answer.headers["retry-after"] == "5"


def test_the_oldest_reading_is_forgotten_first(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "MAX_READINGS", 2)
    client = serve()
    ids = [client.post("/read.json", json={"text": f"“{n},” she said."}).json()["id"] for n in range(3)]
    assert [client.get(f"/readings/{id}.json").status_code for id in ids] == [404, 200, 200]


def test_what_has_not_changed_is_not_sent_again(serve: Serve, small_store: str) -> None:
    import made_up

    from onrecord.store import Store

    client = serve(store=small_store)
    first = client.get("/home.json")
    known = {"if-none-match": first.headers["etag"]}
    again = client.get("/home.json", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    with Store.open(small_store) as store:
        store.put([made_up.record("Cy Young said yes", id="c.txt")])
    changed = client.get("/home.json", headers=known)
    assert changed.status_code == 200
    assert changed.json()["holdings"]["articles"] == first.json()["holdings"]["articles"] + 1
