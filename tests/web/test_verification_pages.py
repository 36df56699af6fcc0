"""Quotations over their sources, the sources themselves, and a quotation by itself."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from family_articles import article
from serving import Serve
from starlette.testclient import TestClient

from onrecord.record import Span
from onrecord.store import Store
from onrecord.verify import SourceIndex, verify
from onrecord.verify.catalogue import SourceTurn
from onrecord.verify.document import Document, Turn
from onrecord.web.sourcing import LONGEST, document_of, shown_turn, source_name

FERRY = "We will never close the harbour as long as one of us can still hold an oar, and you know it."
DEBATE = Document(
    "council/2031 03.json",
    (
        *(Turn(f"Point of order number {number}.", "CHAIR") for number in range(50)),
        Turn(f"Thank you. {FERRY} Good night.", "ANN SMITH"),
        Turn("The bread is dear; the rope is worse, and the tar is not to be had at all.", None),
    ),
    title="Debate on the <ferry>",
    date="2016-05-01",
)
QUOTED = FERRY.replace("never", "not ever").rstrip(".")


@pytest.fixture
def checked(serve: Serve, tmp_path: Path) -> TestClient:
    """A store of one article that quotes a debate, and says something that is in no source."""
    store, index = str(tmp_path / "record.db"), str(tmp_path / "index")
    others = [Document(f"d{number}", (Turn(f"Words of {number}."),), date="2016") for number in range(7)]
    SourceIndex.of_documents(index, [DEBATE, *others])
    with Store.open(store) as writing:
        writing.put(
            [
                article(
                    "The Post", "2016-05-02",
                    ("Ann Smith", "said", FERRY.replace("harbour", "port")),
                    ("Bob Jones", "said", "nobody has ever seen a greener moon than that over Sandrick"),
                )
            ]
        )  # fmt: skip
    return serve(store=store, index=index)


def test_the_quotations_of_an_article_stand_over_their_sources(checked: TestClient) -> None:
    answer = checked.get("/articles/1/verification.json").json()
    first, second = answer["verifications"]
    assert (first["verdict"], second["verdict"], second["found"]) == ("altered", "not_found", None)
    assert first["found"]["document"] == DEBATE.id and first["found"]["turn"] == 50
    page = checked.get("/articles/1/verification").text
    assert '<ins><span class="unseen">only here: </span>port</ins>' in page
    assert '<del><span class="unseen">only in the source: </span>harbour</del>' in page
    assert "not in these sources" in page and "Debate on the &lt;ferry&gt;" in page


def test_it_is_what_verify_says(checked: TestClient, tmp_path: Path) -> None:
    with Store.open(tmp_path / "record.db") as store:
        wanted = verify(store.record(1), SourceIndex.open(tmp_path / "index"))
    answer = checked.get("/articles/1/verification.json").json()
    assert [one["confidence"] for one in answer["verifications"]] == [one.confidence for one in wanted]
    lines = list(csv.DictReader(io.StringIO(checked.get("/articles/1/verification.csv").text)))
    assert [line["quote"] for line in lines] == [row["quote"] for row in answer["rows"]]
    assert [line["quote"] for line in lines] == [one.quote for one in wanted]
    assert [line["speaker"] for line in lines] == ["Ann Smith", "Bob Jones"]


def test_the_place_found_opens_at_its_very_words(checked: TestClient) -> None:
    page = checked.get("/articles/1/verification").text
    link = unescape(re.findall(r'href="(/sources/[^"]+)"', page)[0])
    assert link.endswith("#words")
    source = checked.get(link.partition("#")[0])
    assert source.status_code == 200
    marked = re.findall(r'<mark id="words">(.*?)</mark>', source.text)
    assert marked == [FERRY.rstrip(".")]
    assert 'id="t45"' in source.text and 'id="t44"' not in source.text


def test_the_turns_of_a_source_are_paged_once_each(checked: TestClient) -> None:
    own = f"/sources/{source_name(DEBATE.id)}.json"
    seen, after = [], ""
    while after is not None:
        answer = checked.get(own, params={"limit": 20, "after": after}).json()
        seen += [turn["turn"] for turn in answer["turns"]]
        after = answer["next"]
    assert seen == list(range(52))
    assert checked.get(own, params={"turn": 30, "limit": 20}).json()["previous"] == "turn-5"
    assert checked.get(own, params={"turn": 52}).status_code == 404
    assert checked.get("/sources/nothing.json").json()["detail"] == "the sources have no document 'nothing'"


def test_sources_are_listed_and_found_by_words(checked: TestClient) -> None:
    seen, after = [], ""
    while after is not None:
        answer = checked.get("/sources.json", params={"limit": 3, "after": after}).json()
        seen += [row["document"] for row in answer["rows"]]
        after = answer["next"]
    assert seen == [DEBATE.id, *(f"d{number}" for number in range(7))]
    (row,) = checked.get("/sources.json?words=FERRY+2031").json()["rows"]
    assert (row["document"], row["turns"], row["speakers"]) == (DEBATE.id, 52, ["CHAIR", "ANN SMITH"])


@pytest.mark.parametrize("id", ["a", "a/b", "..", ".", "a.json", "~2F", "a%2Fb", "ä\u202e ?#&", "a\\b", "-_"])
def test_any_id_of_a_document_is_one_segment_of_a_path_and_comes_back(id: str) -> None:
    name = source_name(id)
    assert re.fullmatch(r"[\w~-]+", name, re.ASCII) and document_of(name) == id


def test_a_quotation_by_itself_is_checked_by_form_and_by_api(checked: TestClient) -> None:
    sent = {"quotation": f"“{QUOTED}”", "speaker": "Ann Smith", "published": "2016-05-03"}
    by_form = checked.post("/verify", data=sent)
    assert by_form.status_code == 303
    page = checked.get(by_form.headers["location"])
    assert page.status_code == 200 and "as the article says" in page.text
    (one,) = checked.post("/verify.json", json=sent).json()["verifications"]
    assert one["found"]["turn"] == 50 and one["speaker_agrees"] is True
    assert (
        one
        == checked.get(by_form.headers["location"].replace("/verify?", "/verify.json?")).json()[
            "verification"
        ]
    )


def test_a_text_is_read_and_its_quotations_checked(checked: TestClient) -> None:
    text = "“We lost,” she said."
    done = checked.post("/verify.json", json={"text": text}).json()
    by_form = checked.post("/verify", data={"text": text})
    assert by_form.headers["location"] == f"/readings/{done['reading']}/verification"
    answer = checked.get(f"/readings/{done['reading']}/verification.json").json()
    assert answer["verifications"] == done["verifications"] != []


@pytest.mark.parametrize(
    "sent", [{}, {"quotation": "“ ”"}, {"quotation": "a", "text": "b"}, {"quotation": "x" * 3_001}]
)
def test_what_is_neither_a_quotation_nor_a_text_is_refused(checked: TestClient, sent: dict[str, str]) -> None:
    assert checked.post("/verify.json", json=sent).status_code == 400


def test_without_sources_there_is_nothing_to_check_against(serve: Serve, small_store: str) -> None:
    client = serve(store=small_store)
    for path in ("/sources.json", "/verify.json", "/articles/1/verification.json"):
        answer = client.get(path)
        assert answer.status_code == 404 and "serve --against" in answer.json()["detail"]
    assert client.post("/verify.json", json={"text": "We lost."}).status_code == 404


def test_of_a_turn_as_long_as_a_book_the_part_around_the_words_is_shown() -> None:
    text = "abcdefghij" * 30_000
    shown = shown_turn(SourceTurn(turn=0, speaker=None, time=None, text=text), (Span(150_003, 150_006),))
    assert [piece for piece, found in shown.pieces if found] == ["def"]
    assert sum(len(piece) for piece, _ in shown.pieces) == LONGEST and shown.cut_before and shown.cut_after
