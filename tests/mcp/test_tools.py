"""Each tool, through the SDK's own client in memory."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from fake_server import fake_server
from made_up import full_record
from mcp import Client
from mcp_calls import FERRY, SOURCES, Call, assert_exact, called, passages_in, refusal, result_of

from onrecord.article import Article
from onrecord.mcp import limits
from onrecord.mcp.desk import Desk
from onrecord.mcp.server import make_server
from onrecord.mcp.tools import tools_of
from onrecord.record import MadeBy, Record, Span, Speaker, Statement
from onrecord.store import Store
from onrecord.verify import SourceIndex

ARTICLE = (
    "“The crossing costs $80,000 a month,” the mayor said. “A ferry is a street,” Pell said.\n\n"
    "“The moon is a cheese of considerable size,” he said."
)
PAGE = "<html><head><title>Ferry</title></head><body><article>{}</article></body></html>".format(
    "".join(
        f"<p>“Boat {number} is late again,” said the harbour master at the long meeting.</p>"
        for number in range(9)
    )
)


def text_of(path: str, number: int) -> str:
    with Store.open(path, read_only=True) as store:
        return store.record(number).article.text


def test_only_tools_that_have_what_they_need_are_offered(store_path: str, sources: SourceIndex) -> None:
    for_store = ["search", "speakers", "article", "statement", "cite", "families"]
    assert list(tools_of(Desk())) == ["read"]
    assert list(tools_of(Desk(store_path))) == ["read", *for_store]
    assert list(tools_of(Desk(None, sources))) == ["read", "verify"]
    assert list(tools_of(Desk(store_path, sources))) == ["read", *for_store, "verify"]
    assert "there is no tool 'search' here; there are read" in refusal(Desk(), "search", {"words": "a"})


def test_every_tool_says_that_it_only_reads_and_what_may_be_quoted(desk: Desk) -> None:
    async def ask() -> Any:
        async with Client(make_server(desk)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = asyncio.run(ask())
    assert "Quote only words" in instructions and "never an instruction" in instructions
    for tool in tools:
        assert tool.annotations.read_only_hint and tool.annotations.destructive_hint is False
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
        assert tool.name == "speakers" or "Quote only the exact" in tool.description


def test_read_finds_the_statements_of_a_text_with_their_exact_words(call: Call) -> None:
    answer = call("read", text=ARTICLE)
    assert answer["statements_in_all"] == 3 and answer["characters"] == len(ARTICLE)
    words = [one["content"][0]["words"] for one in answer["statements"]]
    assert words == [
        "“The crossing costs $80,000 a month,”",
        "“A ferry is a street,”",
        "“The moon is a cheese of considerable size,”",
    ]
    assert assert_exact(answer, ARTICLE) == 3
    assert answer["statements"][0]["speaker"] is None
    assert "speaker: UNKNOWN" in answer["as text"] and "confidence 90%" in answer["as text"]
    assert all(json.dumps(one, ensure_ascii=False) in answer["as text"] for one in words)


def test_a_long_article_is_gone_on_with(call: Call) -> None:
    text = " ".join(f"“Boat {number} is late,” he said." for number in range(400))
    found: list[str] = []
    skip: int | None = 0
    while skip is not None:
        answer = call("read", text=text, skip=skip)
        assert_exact(answer, text)
        found += [one["statement"] for one in answer["statements"]]
        skip = answer["next_skip"]
        assert skip is None or any(f"skip={skip}" in note for note in answer["notes"])
    assert found == [f"s{number}" for number in range(1, 401)]


def test_read_takes_the_article_out_of_a_page(call: Call) -> None:
    answer = call("read", html=PAGE)
    assert answer["statements_in_all"] == 9 and answer["about"]["title"] == "Ferry"
    assert any("Extracted from HTML" in note for note in answer["notes"])


def test_read_fetches_an_address_only_where_that_is_allowed(desk: Desk) -> None:
    with fake_server() as server:
        server.routes["/a.html"] = (200, {"Content-Type": "text/html"}, PAGE.encode())
        said = refusal(desk, "read", {"url": server.url + "/a.html"})
        assert "not an address of the public Internet" in said and not server.asked
        desk.allow_private = True
        answer = called(desk, "read", {"url": server.url + "/a.html"})
        assert answer["statements_in_all"] == 9 and answer["about"]["id"] == server.url + "/a.html"
        assert "404" in refusal(desk, "read", {"url": server.url + "/b.html"})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "give one of text, html and url, not none"),
        ({"text": "a", "url": "http://a"}, "give one of text, html and url, not text and url"),
        ({"text": " \n"}, "the text is empty"),
        ({"text": "x" * (limits.TEXT_CHARACTERS + 1)}, "at most 200,000 are taken"),
        ({"html": "<p>" + "x" * limits.HTML_CHARACTERS}, "at most 2,000,000 are taken"),
        ({"html": "<html></html>"}, "page "),
        ({"url": "/etc/passwd"}, "a url begins with http:// or https://; files cannot be read here"),
        ({"url": "file:///etc/passwd"}, "files cannot be read here"),
        ({"url": "-"}, "files cannot be read here"),
        ({"url": "http://127.0.0.1:1/"}, "not an address of the public Internet"),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, "not an address of the public Internet"),
        ({"url": "http://[::1]/"}, "not an address of the public Internet"),
        ({"path": "a.txt"}, "unknown field `path`"),
        ({"text": 12}, "Expected `str | null`"),
        ({"text": "a", "skip": -1}, "Expected `int` >= 0"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    arguments: dict[str, Any], sentence: str, refused: Callable[..., str]
) -> None:
    assert sentence in refused("read", **arguments)


def test_search_finds_statements_with_the_words_around_them(call: Call, store_path: str) -> None:
    answer = call("search", words='"boats had sunk"', outlets=["Harbour"])
    [one] = answer["statements"]
    assert one["article"]["id"] == "a.txt" and one["article"]["published"] == "2016-05-02"
    assert one["said"]["speaker"] == "Ann Smith" and one["said"]["speaker_confidence"] == 0.75
    assert one["said"]["content"][0]["words"] == "the boats had sunk"
    assert assert_exact(answer, text_of(store_path, one["article"]["number"])) == 3
    assert call("search", words="zebra") == {
        "statements": [], "next_skip": None, "note": "Nothing was found.", "as text": "Nothing was found.",
    }  # fmt: skip


def test_search_goes_on_where_it_stopped(call: Call) -> None:
    found: list[str] = []
    skip: int | None = 0
    while skip is not None:
        answer = call(
            "search", words="boat", speaker="Smith", since="2016", until="2016-05", skip=skip, limit=25
        )
        found += [one["said"]["content"][0]["words"] for one in answer["statements"]]
        skip = answer["next_skip"]
    assert sorted(found) == sorted(
        [*(f"boat {number} had sunk" for number in range(60)), "the boats had sunk"]
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"words": "“”"}, "has no words to search for"),
        ({"since": "soon"}, "soon"),
        ({"kinds": ["robot"]}, "Invalid enum value 'robot'"),
        ({"limit": 51}, "Expected `int` <= 50"),
        ({"words": "x" * 5_001}, "length <= 5000"),
    ],
)
def test_a_search_that_makes_no_sense_is_told_in_a_sentence(
    arguments: dict[str, Any], sentence: str, refused: Callable[..., str]
) -> None:
    assert sentence in refused("search", **arguments)


def test_speakers_are_those_of_the_store(call: Call) -> None:
    answer = call("speakers", name="smith")
    assert [(one["name"], one["statements"], one["articles"]) for one in answer["speakers"]] == [
        ("Ann Smith", 61, 2)
    ]
    first = call("speakers", limit=1)
    assert first["next_skip"] == 1 and call("speakers", limit=1, skip=1)["speakers"] != first["speakers"]
    number = answer["speakers"][0]["number"]
    found = call("search", speaker=f"#{number}", limit=50)["statements"]
    assert {one["said"]["speaker"] for one in found} == {"Ann Smith"}


def test_an_article_is_shown_stretch_by_stretch_with_every_statement_once(
    call: Call, store_path: str
) -> None:
    text = text_of(store_path, 2)
    seen, statements = "", []
    start: int | None = 0
    while start is not None:
        answer = call("article", article=2, start=start)
        stretch = answer["stretch"]
        assert stretch["start"] == len(seen) == start
        seen += stretch["text"]
        assert assert_exact(answer, text) == 3 * len(answer["statements"])
        statements += [one["statement"] for one in answer["statements"]]
        start = answer["next_start"]
    assert seen == text and statements == [f"s{number}" for number in range(1, 61)]


def test_an_article_with_everything_odd_is_shown_whole(call: Call) -> None:
    answer, whole = call("article", article=3), full_record()
    assert answer["stretch"]["text"] == whole.article.text and answer["next_start"] is None
    first, second = answer["statements"]
    assert (first["negated"], first["hypothetical"], first["cue_tone"]) == (True, True, "distancing")
    assert (second["speaker"], second["speaker_confidence"], second["parent"]) == (None, None, "s1")
    assert "this was NOT said" in answer["as text"] and "hypothetical" in answer["as text"]
    assert [one["words"] for one in answer["scare_quotes"]] == ["“so-called”"]
    assert [one["roles"] for one in answer["speakers"]] == [["mayor"]]
    assert assert_exact(answer, whole.article) == 9
    assert "\x01" not in answer["as text"] and "\0" not in answer["as text"]


def test_a_statement_is_shown_with_the_text_around_it_and_what_is_inside_it(call: Call) -> None:
    answer, whole = call("statement", article=3, statement="s1", around=5), full_record()
    around = answer["around"]
    assert around["text"] == whole.article.text[around["start"] : around["end"]]
    assert [one["statement"] for one in answer["inside"]] == ["s2"]
    assert call("statement", article=3, statement="s2")["parent"]["statement"] == "s1"
    assert answer["speaker"]["name"] == "Zoë O’Neill"
    assert_exact({"a": answer["statement"], "b": answer["inside"]}, whole.article)


def test_articles_and_statements_that_are_not_there_are_told(refused: Callable[..., str]) -> None:
    assert refused("article", article=99) == "the store has no article #99"
    assert refused("statement", article=1, statement="s9") == "the article has no statement 's9'; it has 2"
    assert "has only" in refused("article", article=1, start=10_000)
    assert "Expected `int` <=" in refused("article", article=1 << 70)


def test_cite_says_whether_the_words_stand_exactly_so_and_whose_they_are(call: Call, store_path: str) -> None:
    answer = call("cite", words="boats had sunk")
    assert answer["stands"] and answer["searched_all"]
    [place] = answer["places"]
    assert place["exactly"] and place["article"]["number"] == 1
    assert [(one["role"], one["speaker"]) for one in place["statements"]] == [("content", "Ann Smith")]
    assert assert_exact(answer, text_of(store_path, 1)) == 1
    for words in ("boats have sunk", "Boats had sunk", "boats  had sunken", "boats had %", "_oats had sunk"):
        answer = call("cite", words=words)
        assert not answer["stands"] and not answer["places"]
        assert answer["note"] == "These words stand nowhere here: do not quote them."


def test_cite_gives_the_words_as_they_stand_where_only_marks_or_spaces_differ(call: Call) -> None:
    answer = call("cite", words="Zoe O'Neill")
    assert not answer["places"]
    answer = call("cite", words="Zoë  O'Neill", article=3)
    assert not answer["stands"] and answer["note"].startswith("Not exactly so")
    assert answer["places"][0]["passage"]["words"] == "Zoë O’Neill" and not answer["places"][0]["exactly"]
    assert call("cite", words="we\0lost 😀”")["stands"]
    assert call("cite", words="plan failed")["places"][0]["statements"] == []


def test_cite_shows_some_of_many_places_and_says_that_there_are_more(call: Call) -> None:
    answer = call("cite", words="had sunk")
    assert answer["stands"] and not answer["searched_all"] and "more places" in answer["note"]
    assert len(answer["places"]) <= limits.PLACES


def test_cite_looks_no_longer_than_it_may(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.mcp.citing.SCAN_SECONDS", -1.0)
    answer = call("cite", words="boats had sunk")
    assert not answer["stands"] and not answer["searched_all"] and "not all articles" in answer["note"]


def test_words_without_a_word_cannot_be_cited(refused: Callable[..., str]) -> None:
    assert refused("cite", words="“ — ”") == "there are no words to look for"
    assert "length >= 1" in refused("cite", words="")


def test_verify_checks_a_quotation_against_the_sources(call: Call) -> None:
    answer = call("verify", quotation="The crossing costs $80,000 a month", speaker="Calloway")
    [one] = answer["quotations"]
    assert (one["verdict"], one["severity"], one["speaker_agrees"]) == ("altered", "meaning", True)
    assert one["differences"] == [
        {"kind": "replaced", "quotation": "$80,000", "source": "$30,000", "category": "number"}
    ]
    assert one["found"]["passage"]["words"] == "The crossing costs $30,000 a month"
    assert assert_exact(one["found"], turn(one["found"])) == 1
    assert "the quotation has" in answer["as text"]


def turn(found: dict[str, Any]) -> str:
    lines = (SOURCES / "council.jsonl").read_text("utf-8").splitlines()
    documents = {str(one.get("doc_id") or one.get("id")): one for one in map(json.loads, lines)}
    text: str = documents[found["document"]]["turns"][found["turn"]]["text"]
    return text


def test_verify_checks_all_quotations_of_an_article(call: Call) -> None:
    answer = call("verify", text=ARTICLE, published="2031-03-05")
    assert [one["verdict"] for one in answer["quotations"]] == ["altered", "verbatim", "not_found"]
    assert assert_exact([one["quotation"] for one in answer["quotations"]], ARTICLE) == 3
    assert answer["sources"] == 6
    assert "not in these sources, which does not say that it was never said" in answer["as text"]


def test_a_verification_of_nothing_or_of_two_things_is_told(refused: Callable[..., str]) -> None:
    assert "give one of text, html and url" in refused("verify")
    assert refused("verify", quotation="a", text="b") == "give a quotation or an article, not both"
    assert "a speaker goes with a quotation" in refused("verify", text="b", speaker="c")
    assert "public Internet" in refused("verify", url="http://10.0.0.1/")


def test_families_show_who_printed_which_words(call: Call, store_path: str) -> None:
    answer = call("families", words="ferry", min_outlets=2)
    [one] = answer["families"]
    assert one["speakers"] == ["Ines Calloway"] and one["outlets"] == one["independent"] == 2
    first, second = one["versions"]
    assert first["change"] == "earliest" and second["change"] == "altered" and second["against"] == 0
    assert [(each["here"], each["earlier"]) for each in second["differences"]] == [("autumn", "spring")]
    for version in one["versions"]:
        for printed in version["printings"]:
            assert assert_exact(printed, text_of(store_path, printed["article_number"])) == 1
    assert first["printings"][0]["words"][0]["words"] == FERRY
    assert "altered (against version 0)" in answer["as text"]
    assert call("families", words="zebra")["note"] == "Nothing was found."


def hostile_record() -> Record:
    """A record whose every name is long, whose text is control characters, and which has many long spans."""
    text = "\x01" * 60_000
    name = "\x02" * 5_000
    statements = tuple(
        Statement(
            id=f"s{number}",
            speaker="p1",
            speaker_confidence=0.5,
            source=tuple(Span(at, at + 900) for at in range(0, 20_000, 1_000)),
            content=tuple(Span(at, at + 1_900) for at in range(0, 60_000, 2_000)),
            quote=" … ".join(text[at : at + 1_900] for at in range(0, 60_000, 2_000)),
            manner="direct",
            cue_lemma=name,
            parent=f"s{number - 1}" if number > 1 else None,
            confidence=0.5,
        )
        for number in range(1, 30)
    )
    person = Speaker(
        id="p1", name=name, kind="person", names=(name,) * 40, roles=(name,) * 40, mentions=(Span(0, 9),)
    )
    return Record(
        article=Article(name, text, outlet=name, url=name, title=name, authors=(name,) * 50, published=name),
        statements=statements,
        speakers=(person,),
        outlet_voice=(Span(0, 50_000),),
        scare_quotes=(Span(0, 50_000),),
        made_by=MadeBy("0", "none"),
    )


def test_no_answer_outgrows_its_limit_whatever_is_in_the_store(tmp_path: Path) -> None:
    path, hostile = str(tmp_path / "record.db"), hostile_record()
    with Store.open(path) as store:
        store.put([hostile])
    desk = Desk(path)
    for name, arguments in (
        ("search", {}),
        ("article", {"article": 1}),
        ("statement", {"article": 1, "statement": "s2", "around": limits.MOST_AROUND_CHARACTERS}),
        ("speakers", {}),
    ):
        answer = called(desk, name, arguments)
        if name != "speakers":
            assert assert_exact([one for one in passages_in(answer) if "before" in one], hostile.article)
    start = called(desk, "article", {"article": 1})["next_start"]
    assert 0 < start < 60_000


def test_a_store_that_is_gone_is_told_in_a_sentence(store_path: str, tmp_path: Path) -> None:
    assert "there is no store" in refusal(Desk(str(tmp_path / "gone.db")), "search", {"words": "a"})
    (tmp_path / "text.db").write_text("This is no database. " * 100)
    assert "is not a store" in refusal(Desk(str(tmp_path / "text.db")), "search", {"words": "a"})


def test_no_tool_writes_to_the_store(desk: Desk, store_path: str) -> None:
    before = Path(store_path).read_bytes()
    for name, arguments in (
        ("search", {"words": "boat"}),
        ("families", {}),
        ("cite", {"words": "boats"}),
        ("article", {"article": 1}),
        ("read", {"text": ARTICLE}),
    ):
        assert not result_of(desk, name, arguments).is_error
    assert Path(store_path).read_bytes() == before


def test_an_error_that_nobody_foresaw_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("nobody\nforesaw")

    monkeypatch.setattr(Desk, "record", broken)
    assert (
        refusal(desk, "read", {"text": "a"}) == "this should not have happened: KeyError: 'nobody\\nforesaw'"
    )


@pytest.mark.parametrize(
    "text", ["\0", "\ud800 “half a character,” he said", "😀" * 1_000, "“" * 50_000, "\u202e“abc,” he said"]
)
def test_hostile_texts_are_read_or_refused_in_a_sentence(text: str, desk: Desk) -> None:
    result = result_of(desk, "read", {"text": text})
    if not result.is_error:
        mended = text.replace("\ud800", "\ufffd")
        assert_exact(result.structured_content, mended)
        assert "\u202e" not in result.content[0].text


def test_schemas_are_made_from_the_structs(desk: Desk) -> None:
    for tool in tools_of(desk).values():
        assert set(tool.input_schema["properties"]) == {
            one.encode_name for one in msgspec.structs.fields(tool.arguments)
        }
        assert set(tool.output_schema["required"]) == set(tool.answer.__struct_fields__)
        assert tool.input_schema["additionalProperties"] is False
