"""What the speaker stage learns from: marked texts, and at every choice what is right."""

import importlib
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import FakeNetwork, scene

FOLDER = Path(__file__).parents[2] / "training" / "speakers"
sys.path.append(str(FOLDER))
documents = importlib.import_module("documents")
gold = importlib.import_module("gold")
readings = importlib.import_module("readings")

PASSAGES = list(documents.made_up())


def passage(tmp_path: Path, text: str) -> "documents.Document":  # type: ignore[name-defined]
    (tmp_path / "made_up_1.txt").write_text(f"# Made up.\n{text}\n", "utf-8")
    (found,) = documents.made_up(tmp_path)
    return found


def test_braces_mark_who_is_meant(tmp_path: Path) -> None:
    found = passage(tmp_path, "{1|Ann} said that {0|it} rained on {2|her {3|aunt}}.")
    assert found.text == "Ann said that it rained on her aunt."
    marked = {found.text[start:end]: entity for (start, end), entity in found.marks.items()}
    assert marked == {"Ann": "1", "it": documents.NOTHING, "her aunt": "2", "aunt": "3"}


@pytest.mark.parametrize("text", ["{1|Ann said", "Ann} said", "{1|Ann said {2|so}"])
def test_a_brace_without_its_partner_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        passage(tmp_path, text)


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_each_made_up_passage_is_well_formed(number: int) -> None:
    one = PASSAGES[number]
    assert one.marks
    assert not any(mark in one.text for mark in "{}|")
    for start, end in one.marks:
        assert 0 <= start < end <= len(one.text)
        assert one.text[start:end] == one.text[start:end].strip()


@given(
    st.lists(
        st.sampled_from(["Ann", "said", ",", ".", '"', "“", "”", "(", ")", "'s", "n't", "$", "6"]),
        max_size=20,
    )
)
def test_tokens_keep_their_places_when_they_are_joined(tokens: list[str]) -> None:
    text, spans = documents.joined(tokens)
    assert [text[start:end] for start, end in spans] == tokens


def test_the_right_candidate_is_the_one_that_is_marked_alike() -> None:
    it = scene("{P Ann Smith} met {P Tess Ott}. Later [1s she] [1c said] that [1x she was wet].")
    first, second = (it.text.index(" she "), it.text.rindex(" she "))
    marks = {
        (it.text.index("Ann Smith"), it.text.index(" met")): "1",
        (it.text.index("Tess Ott"), it.text.index(". Later")): "2",
        (first + 1, first + 4): "1",
        (second + 1, second + 4): documents.NOTHING,
    }
    document = documents.Document("a", it.text, marks, names={"1": ["Ann Smith"], "2": ["Tess Ott"]})
    one, other = gold.examples(readings.Reading(document, it.passage), FakeNetwork([it.scores]))
    assert [len(one.choice.candidates), len(other.choice.candidates)] == [2, 2]
    assert (one.is_source, other.is_source) == (True, False)
    assert len(one.right) == 1
    assert other.right == []
