"""Articles, readings and corrections as pages, and what is sent from them."""

import csv
import io
import re

import hostile_articles
import made_up
import msgspec
import pytest
from serving import Serve
from starlette.testclient import TestClient

from onrecord.article import Article
from onrecord.formats import FORMS
from onrecord.record import Record
from onrecord.store import Store

SAID = "“We lost,” she said."


@pytest.fixture
def room(serve: Serve, small_store: str) -> TestClient:
    return serve(store=small_store)


def text_of(page: str) -> str:
    """The text as a browser has it: what stands in the paragraphs, U+FFFC for each that cannot."""
    inner = page.split('id="text"', 1)[1].split("\n</div>", 1)[0]
    paragraphs = re.findall(r"<p data-start=.*?>(.*?)</p>", inner, re.S)
    plain = re.sub(r"<span[^>]*data-length=\"1\"[^>]*></span>", "\ufffc", "".join(paragraphs))
    return _unescaped(re.sub(r"<[^>]+>", "", plain))


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _expected(text: str) -> str:
    """The text with U+FFFC for what has no place in a page; the others are as they are."""
    from onrecord.web.visible import pieces

    return "".join("\ufffc" if piece.unseen is not None else piece.text for piece in pieces(text))


def test_the_page_holds_the_text_to_the_character(room: TestClient) -> None:
    page = room.get("/articles/1").text
    assert text_of(page) == _expected(made_up.full_record().article.text)
    assert 'data-name="NUL"' in page


def test_the_article_is_whole_as_json_and_its_statements_as_csv(room: TestClient) -> None:
    answer = room.get("/articles/1.json").json()
    assert msgspec.convert(answer["record"], Record) == made_up.full_record()
    assert answer["shown"] == ["s1", "s2"] and answer["readers"] is None
    rows = list(csv.DictReader(io.StringIO(room.get("/articles/1.csv").text)))
    assert [row["statement"] for row in rows] == ["s1", "s2"]


def test_a_filter_leaves_what_fits_in_every_form(room: TestClient) -> None:
    for filter, ids in (
        ("speaker=p1", ["s1"]),
        ("speaker=nobody", ["s2"]),
        ("unsaid=true&uncertain=true", ["s1"]),
    ):
        assert room.get(f"/articles/1.json?{filter}").json()["shown"] == ids
        page = room.get(f"/articles/1?{filter}").text
        assert re.findall(r'<li id="m-(\w+)"', page) == ids
        assert "Show all" in page
        assert room.get(f"/articles/1.csv?{filter}").text.count("\n") == 2
    assert room.get("/articles/1?manner=loud").status_code == 400


def test_words_are_pointed_out_at_their_place(room: TestClient) -> None:
    page = room.get("/articles/2?words=0-3 10-14").text
    assert re.findall(r'class="asked"( id="words")?', page).count(' id="words"') == 1
    assert room.get("/articles/2?words=3-1").status_code == 400


def test_an_article_that_there_is_not_is_not_found(room: TestClient) -> None:
    for path in (
        "/articles/99",
        "/articles/99.json",
        "/articles/99/export/csv",
        "/articles/0",
        "/articles/x",
    ):
        assert room.get(path).status_code == 404, path


def test_only_addresses_of_the_web_become_links(
    serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = str(tmp_path_factory.mktemp("store") / "a.db")
    addresses = ("javascript:alert(1)", "https://news.example/a?b=<c>", "data:text/html,x", "http://[half")
    with Store.open(path) as store:
        for number, url in enumerate(addresses):
            made = made_up.record("Ann said a", id=f"{number}.txt", outlet=f"Outlet {number}")
            store.put([msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, url=url))])
    client = serve(store=path)
    linked = ['rel="noreferrer noopener"' in client.get(f"/articles/{n}").text for n in (1, 2, 3, 4)]
    assert linked == [False, True, False, False]


def test_every_form_that_can_be_had_here_is_a_file_with_its_name(room: TestClient) -> None:
    for name, form in FORMS.items():
        try:
            form.require()
        except ImportError:
            continue
        answer = room.get(f"/articles/2/export/{name}")
        assert answer.status_code == 200, name
        assert answer.headers["content-disposition"] == f'attachment; filename="article-2{form.ending}"'
        assert answer.headers["content-type"].startswith(form.media_type.partition(";")[0])
        assert answer.content
    assert "there is no form 'pdf'" in room.get("/articles/2/export/pdf").json()["detail"]


def test_a_form_whose_library_is_not_here_says_what_to_install(
    room: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        FORMS, "csv", msgspec.structs.replace(FORMS["csv"], library="no_such_library", extra="arrow")
    )
    answer = room.get("/articles/2/export/csv")
    assert answer.status_code == 501 and "onrecord[arrow]" in answer.json()["detail"]


def test_a_reading_is_kept_once(room: TestClient) -> None:
    id = room.post("/read.json", json={"text": SAID, "outlet": "The Post"}).json()["id"]
    assert f'action="/readings/{id}/keep"' in room.get(f"/readings/{id}").text
    first = room.post(f"/readings/{id}/keep.json", json={}).json()
    assert first == {"number": 3, "already": False}
    again = room.post(f"/readings/{id}/keep")
    assert (again.status_code, again.headers["location"]) == (303, "/articles/3")
    assert 'href="/articles/3"' in room.get(f"/readings/{id}").text
    assert room.post("/readings/none/keep.json", json={}).status_code == 404


def test_without_a_store_nothing_offers_to_keep(serve: Serve) -> None:
    client = serve()
    id = client.post("/read.json", json={"text": SAID}).json()["id"]
    assert "/keep" not in client.get(f"/readings/{id}").text
    assert client.post(f"/readings/{id}/keep.json", json={}).status_code == 403
    assert client.get(f"/readings/{id}/export/jsonl").content == (
        msgspec.json.encode(client.get(f"/readings/{id}.json").json()["record"]) + b"\n"
    )


def test_a_correction_is_shown_in_place_with_the_machines_record_beneath(room: TestClient) -> None:
    sent = room.post(
        "/articles/2/corrections",
        data={
            "kind": "speaker",
            "statement": "s1",
            "name": "Cy Young",
            "by": "A Reader",
            "remark": "He did.",
        },
    )
    assert (sent.status_code, sent.headers["location"]) == (303, "/articles/2#correction-1")
    page = room.get("/articles/2").text
    assert "It is Cy Young who says it" in page and "A Reader" in page and "He did." in page
    assert re.search(r"The machine:</span> <bdi>Ann Smith</bdi>", page)
    answer = room.get("/articles/2.json").json()
    speakers = {one["id"]: one["name"] for one in answer["record"]["speakers"]}
    assert speakers[answer["record"]["statements"][0]["speaker"]] == "Cy Young"
    machine = room.get("/articles/2.json?corrected=false").json()["record"]
    assert [one["name"] for one in machine["speakers"]] == ["Ann Smith", "Bob Jones"]
    exported = (
        room.get("/articles/2/export/csv").text,
        room.get("/articles/2/export/csv?corrected=false").text,
    )
    assert ["Cy Young" in one for one in exported] == [True, False]


def test_a_correction_is_withdrawn_and_stays_in_the_list(room: TestClient) -> None:
    room.post("/articles/2/corrections", data={"kind": "not_a_statement", "statement": "s2", "by": "A"})
    page = room.get("/articles/2").text
    assert "Not statements, say readers" in page and 'id="s2"' not in page
    assert room.post("/corrections/1/withdraw.json", json={"by": " "}).status_code == 400
    assert room.post("/corrections/1/withdraw.json", json={"by": "B"}).json()["withdrawn"]["by"] == "B"
    assert 'id="s2"' in room.get("/articles/2").text
    (row,) = csv.DictReader(io.StringIO(room.get("/corrections.csv").text))
    assert (row["standing"], row["by"], row["withdrawn_by"], row["says"]) == (
        "withdrawn",
        "A",
        "B",
        "this is not a statement",
    )
    assert room.get("/corrections.json?withdrawn=false").json()["rows"] == []


def test_what_does_not_fit_is_shown_again_as_it_was_typed_with_the_reason(room: TestClient) -> None:
    typed = {"kind": "span", "statement": "s1", "role": "content", "words": "they <won>", "by": "A “Reader”"}
    sent = room.post("/articles/2/corrections", data=typed)
    assert sent.status_code == 303 and sent.headers["location"].startswith("/articles/2/correct?")
    page = room.get(sent.headers["location"]).text
    assert "does not stand in the article" in page
    assert ">they &lt;won&gt;</textarea>" in page and 'value="A “Reader”"' in page
    assert room.get("/corrections.json").json()["rows"] == []
    refused = room.post("/articles/2/corrections.json", json=typed)
    assert refused.status_code == 400 and "does not stand" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("sent", "why"), [({"by": ""}, "name is missing"), ({"by": "A\x01"}, "line of text")]
)
def test_who_says_it_must_have_a_name(room: TestClient, sent: dict[str, str], why: str) -> None:
    said = {"kind": "not_a_statement", "statement": "s1", **sent}
    again = room.post("/articles/2/corrections", data=said).headers["location"]
    assert again.startswith("/articles/2/correct?") and why in room.get(again).text


def test_the_filter_stays_with_the_machines_record(room: TestClient) -> None:
    page = room.get("/articles/2?corrected=false&speaker=p1").text
    assert '<input type="hidden" name="corrected" value="false">' in page
    assert '<a href="/articles/2?corrected=false">Show all</a>' in page


def test_a_check_of_the_whole_article_is_shown_in_its_head(room: TestClient) -> None:
    room.post("/articles/2/corrections", data={"kind": "checked", "by": "A Reader"})
    assert re.search(r"Checked by <bdi>A Reader</bdi>", room.get("/articles/2").text)


def test_corrections_come_in_pages(room: TestClient) -> None:
    for number in range(5):
        sent = {"kind": "speaker", "statement": "s1", "name": f"Cy {number}", "by": "A"}
        assert room.post("/articles/2/corrections.json", json=sent).status_code == 200
    path, numbers = "/corrections.json?limit=2", []
    while path:
        answer = room.get(path)
        numbers += [row["kept"]["number"] for row in answer.json()["rows"]]
        path = answer.links["next"]["url"] if "next" in answer.links else ""
    assert numbers == [5, 4, 3, 2, 1]


def test_the_same_text_elsewhere_is_linked(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = str(tmp_path_factory.mktemp("store") / "a.db")
    with Store.open(path) as store:
        store.put([made_up.record("Ann said a", outlet=outlet) for outlet in ("One", "Two", "Three")])
    page = serve(store=path).get("/articles/2").text
    assert re.findall(r'<a href="/articles/(\d)"><bdi>(\w+)</bdi>', page) == [("1", "One"), ("3", "Three")]


def test_no_article_becomes_markup(serve: Serve) -> None:
    client = serve()
    for path in sorted(hostile_articles.FOLDER.glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            try:
                article = msgspec.convert(msgspec.json.decode(line), Article)
            except (msgspec.MsgspecError, ValueError):
                continue
            if "\0" in article.text or not article.text.strip():
                continue
            sent = client.post("/read.json", json={"text": article.text, "title": article.title})
            assert sent.status_code == 200, path.name
            page = client.get(f"/readings/{sent.json()['id']}").text
            text = sent.json()["record"]["article"]["text"]
            assert text_of(page) == _expected(text), path.name


def test_the_pages_of_the_api_tell_of_every_view_and_action(serve: Serve) -> None:
    client = serve()
    described = client.get("/openapi.json").json()["paths"]
    page = client.get("/api").text
    for path, methods in described.items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page


def test_what_the_api_shows_as_an_example_can_be_sent(room: TestClient) -> None:
    for one in room.get("/api.json").json()["operations"]:
        url = re.search(r"'http://localhost:8000(.*?)'$", one["example"])
        sent = re.search(r"-d '(.*?)' ", one["example"])
        assert url
        if sent is None:
            answer = room.get(url[1])
            # Of some there is none with the number 1 here, which is told, and is not "no such page".
            assert answer.status_code in (200, 404) and "there is no page" not in answer.text, url[1]
        elif "ID" not in url[1] and "withdraw" not in url[1]:
            answer = room.post(url[1], content=sent[1], headers={"content-type": "application/json"})
            assert answer.status_code in (200, 400) or "no source documents" in answer.text, answer.text
