"""The made-up passages that the model learns from are marked up as their README says."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import marked_up

FOLDER = Path(__file__).parents[2] / "training" / "made_up"
PASSAGES = [
    passage.strip()
    for path in sorted(FOLDER.glob("*.txt"))
    for passage in re.split(r"^%%\s*$", path.read_text("utf-8"), flags=re.M)
    if passage.strip()
]


def texts(text: str, spans: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_markup_becomes_spans_of_the_text_without_it() -> None:
    text, found = marked_up("{1S|Ann} {1C|said} {1T|that {2S|Bob} {2C|had promised} {2T|to leave}}.")
    assert text == "Ann said that Bob had promised to leave."
    outer, inner = found
    assert texts(text, outer["content"]) == ["that Bob had promised to leave"]
    assert (texts(text, inner["source"]), texts(text, inner["content"])) == (["Bob"], ["to leave"])
    assert (outer["nested"], inner["nested"]) == (False, True)


def test_two_statements_that_share_a_source_are_not_nested() -> None:
    text, found = marked_up("{1S|{2S|She}} {1C|thanked} {1T|them}, {2C|saying} {2T|it had rained}.")
    assert [texts(text, one["source"]) for one in found] == [["She"], ["She"]]
    assert not any(one["nested"] for one in found)


def test_a_brace_left_open_is_refused() -> None:
    with pytest.raises(ValueError, match="brace"):
        marked_up("{1S|Ann said")


@given(st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"])))
def test_text_without_markup_is_itself(text: str) -> None:
    assert marked_up(text) == (text, [])


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_each_passage_is_well_formed(number: int) -> None:
    text, found = marked_up(PASSAGES[number])
    assert not re.search(r"[{}|]", text)
    for one in found:
        assert one["content"], "an attribution has no content"
        for spans in (one["source"], one["cue"], one["content"]):
            assert all(0 <= start < end <= len(text) for start, end in spans)
        assert not any("\n" in content for content in texts(text, one["content"]))
