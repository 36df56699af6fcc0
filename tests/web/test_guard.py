"""Who may ask, and what every answer says to the browser."""

import pytest
from serving import Serve

from onrecord.web.guard import Door

TOKEN = "a token of many letters"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8123", "[::1]:80"])
def test_names_of_this_machine_are_answered(serve: Serve, host: str) -> None:
    assert serve().get("/home.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["news.example", "localhost.news.example", "127.0.0.1.news.example", "", "[", "10.0.0.1"]
)
def test_another_name_that_leads_here_is_refused(serve: Serve, host: str) -> None:
    answer = serve().get("/home.json", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["detail"].startswith("this server is not called")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://news.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
@pytest.mark.parametrize("path", ["/home.json", "/static/style.css", "/openapi.json"])
def test_a_page_of_another_origin_reads_nothing(serve: Serve, headers: dict[str, str], path: str) -> None:
    answer = serve().get(path, headers=headers)
    assert answer.status_code == 403 and "another origin" in answer.text
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_page_of_another_origin_sends_nothing_even_by_a_form(serve: Serve) -> None:
    by_form = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "origin": "http://news.example"}
    assert serve().post("/read", data={"text": "“No,” he said."}, headers=by_form).status_code == 403
    without_origin = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert serve().post("/read", data={"text": "“No,” he said."}, headers=without_origin).status_code == 403


def test_a_link_elsewhere_may_lead_here_and_this_sites_own_pages_may_ask(serve: Serve) -> None:
    client = serve()
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    own = {"sec-fetch-site": "same-origin", "origin": "http://localhost"}
    assert client.get("/", headers=link).status_code == 200
    assert client.post("/read.json", json={"text": "“No,” he said."}, headers=own).status_code == 200


@pytest.mark.parametrize("path", ["/", "/home.json", "/nothing", "/static/style.css", "/static/nothing"])
def test_every_answer_has_the_headers_that_keep_a_browser_from_running_anything(
    serve: Serve, path: str
) -> None:
    headers = serve().get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_with_a_token_nothing_is_answered_without_it(serve: Serve) -> None:
    client = serve(door=Door("0.0.0.0", TOKEN), base="http://desk.example:8000")
    assert client.get("/static/style.css").status_code == client.get("/enter").status_code == 200
    for path in ("/", "/home.json", "/openapi.json", "/nothing", "/static", "/enter/../home.json"):
        answer = client.get(path)
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer"), path
    wrong = {"authorization": "Bearer another token of letters"}
    assert client.get("/home.json", headers=wrong).status_code == 401
    assert client.get("/home.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_browser_gives_the_token_once(serve: Serve) -> None:
    client = serve(door=Door("0.0.0.0", TOKEN), base="http://desk.example:8000")
    assert client.post("/enter", data={"token": "wrong"}).status_code == 401
    entered = client.post("/enter", data={"token": TOKEN})
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/home.json").status_code == 200
