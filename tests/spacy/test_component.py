"""The component in a spaCy pipeline."""

import importlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import Reader
from onrecord.errors import UnreadableModel
from onrecord.formats.docbin import LONGEST_WORD
from onrecord.formats.spacy_docs import GROUPS, aligned, is_exact
from onrecord.record import ROLES, Span
from onrecord.spacy import make_component

ROOT = Path(__file__).parents[2]
TEXT = (
    "“We lost,” Mayor Ann Smith told the council on Monday, “but we learned.” "
    "She insisted that the bridge “will open in May.”"
)
BLANK = spacy.blank("en")
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    return nlp


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_the_entry_point_in_pyproject_is_the_factory() -> None:
    with open(ROOT / "pyproject.toml", "rb") as file:
        declared = tomllib.load(file)["project"]["entry-points"]["spacy_factories"]
    assert list(declared) == ["onrecord"]
    module, _, name = declared["onrecord"].partition(":")
    assert getattr(importlib.import_module(module), name) is make_component
    assert Language.has_factory("onrecord")


def test_an_installed_package_brings_the_component_without_being_imported(tmp_path: Path) -> None:
    with open(ROOT / "pyproject.toml", "rb") as file:
        declared = tomllib.load(file)["project"]["entry-points"]["spacy_factories"]
    installed = tmp_path / "made_up-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: made_up\nVersion: 1\n")
    lines = [f"{name} = {value}" for name, value in declared.items()]
    (installed / "entry_points.txt").write_text("\n".join(["[spacy_factories]", *lines]) + "\n")
    code = "import spacy; print(spacy.blank('en').add_pipe('onrecord').__class__.__name__)"
    path = os.pathsep.join([str(tmp_path), str(ROOT / "src")])
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert run.stdout == "OnRecord\n", run.stderr


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_record_is_the_one_that_a_reader_makes_of_the_same_text(
    path: Path, nlp: Language, reader: Reader
) -> None:
    text = path.read_bytes().decode()
    doc = nlp(text)
    assert doc.text == text
    assert doc._.record == reader.read(text)
    statements = doc._.statements
    assert [one.exact for one in statements] == list(doc._.record.statements)
    assert [one.exact for one in doc._.speakers] == list(doc._.record.speakers)
    for one in statements:
        assert one.quote == one.exact.quote
        assert (one.speaker and one.speaker.exact.id) == one.exact.speaker
        told = {(differing.role, differing.exact): differing.tokens for differing in one.differing}
        for role in ROLES:
            for exact, found in zip(getattr(one.exact, role), getattr(one, role), strict=True):
                is_same = found.text == text[exact.start : exact.end]
                assert is_same == ((role, exact) not in told)
                assert told.get((role, exact), found) == found


def test_the_spans_are_along_tokens_and_say_whose_they_are(nlp: Language) -> None:
    doc = nlp(TEXT)
    first, second = doc._.statements
    assert [span.text for span in first.content] == ["“We lost,”", "“but we learned.”"]
    assert (first.source[0].text, first.cue[0].text) == ("Mayor Ann Smith", "told")
    assert first.speaker.name == second.speaker.name == "Ann Smith"
    assert [span.text for span in first.speaker.mentions] == ["We", "Ann Smith", "we", "She"]
    content = doc.spans["onrecord:content"]
    assert [(span.text, span.label_, span.id_, span.kb_id_) for span in content] == [
        ("“We lost,”", "content", "s1", "p1"),
        ("“but we learned.”", "content", "s1", "p1"),
        ("that the bridge “will open in May.”", "content", "s2", "p1"),
    ]
    assert [span.label_ for span in doc.spans["onrecord"]][:4] == ["content", "source", "cue", "addressee"]


def test_a_span_that_ends_within_a_token_keeps_its_exact_characters_beside_the_tokens() -> None:
    nlp = spacy.blank("xx")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split(" "))  # type: ignore[assignment]
    nlp.add_pipe("onrecord")
    doc = nlp(TEXT)
    second = doc._.statements[1]
    assert not second.differing
    mention = doc._.speakers[0].differing[0]
    assert (mention.role, mention.exact, mention.tokens.text) == ("mention", Span(1, 3), "“We")
    assert doc._.speakers[0].mentions[0].text == "“We"


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("ab'.,“” \n\t\0é😀\u200b-"), min_size=1, max_size=30),
    data=st.data(),
)
def test_tokens_of_a_span_hold_all_its_words_and_no_token_beside_them(text: str, data: st.DataObject) -> None:
    doc = BLANK.make_doc(text)
    assert doc.text == text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = aligned(doc, Span(start, end))
    assert len(found)
    touched = [token.i for token in doc if token.idx < end and start < token.idx + len(token)]
    if touched:
        assert (found.start, found.end) == (touched[0], touched[-1] + 1)
    else:
        assert text[start:end].isspace()
    assert is_exact(Span(start, end), found) == ((found.start_char, found.end_char) == (start, end))


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\0\x01 “a\0b,” he said.", "😀 said: “Zo\u0308e 👩‍👩‍👧 left.”", "x" * 30_000, "“"]
)
def test_odd_texts_are_read_as_they_are(text: str, nlp: Language, reader: Reader) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert doc._.record == reader.read(text)


def test_pipe_reads_in_order_with_the_context_of_each_in_one_process_or_two(nlp: Language) -> None:
    texts = [(f"Ann Smith said that {number} boats had sunk.", number) for number in range(6)]
    for processes in (1, 2):
        read = list(nlp.pipe(texts, as_tuples=True, n_process=processes, batch_size=2))
        assert [context for _, context in read] == list(range(6))
        for doc, number in read:
            assert [one.quote for one in doc._.statements] == [f"that {number} boats had sunk"]
            assert doc._.statements[0].speaker.name == "Ann Smith"
            assert [span.text for span in doc.spans["onrecord:cue"]] == ["said"]


def test_a_text_that_cannot_be_read_stops_no_others_where_errors_are_handled() -> None:
    class Refusing:
        def __call__(self, doc: Doc) -> Doc:
            if "bad" in doc.text:
                raise ValueError(doc.text)
            return doc

    Language.component("refusing", func=Refusing())
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    nlp.add_pipe("refusing")
    failed: list[str] = []
    nlp.set_error_handler(lambda name, component, docs, error: failed.extend(doc.text for doc in docs))
    assert [doc.text for doc in nlp.pipe(["Good.", "A bad one.", "Good too."])] == ["Good.", "Good too."]
    assert failed == ["A bad one."]


def test_a_pipeline_comes_back_from_disk_with_the_component_and_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"threads": 2})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["onrecord"]
    assert again.get_pipe("onrecord").threads == 2  # type: ignore[attr-defined]
    assert again(TEXT)._.record == nlp(TEXT)._.record


def test_a_doc_comes_back_from_bytes_with_its_record(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.record == doc._.record
    assert [one.content[0].text for one in again._.statements] == [
        one.content[0].text for one in doc._.statements
    ]


def test_a_pipeline_without_the_component_puts_nothing_on_record(nlp: Language) -> None:
    with nlp.select_pipes(disable=["onrecord"]):
        doc = nlp(TEXT)
    assert (doc._.record, doc._.statements, doc._.speakers) == (None, (), ())
    assert not doc.spans


def test_a_folder_without_a_model_is_told_when_the_component_is_added(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel):
        spacy.blank("en").add_pipe("onrecord", config={"model": str(tmp_path)})


def test_displacy_draws_the_spans(nlp: Language) -> None:
    doc, options = nlp(TEXT), {"spans_key": "onrecord"}
    drawn = displacy.parse_spans(doc, options)["spans"]
    roles = {(span["label"], span["start"], span["end"]) for span in drawn}
    assert ("content", 0, len("“We lost,”")) in roles and ("cue", 27, 31) in roles
    assert len(drawn) == len(doc.spans["onrecord"])
    assert "insisted" in displacy.render(doc, style="span", options=options, jupyter=False)


def test_the_example_in_the_document_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    document = (ROOT / "docs" / "spacy.md").read_text("utf-8")
    code, _, rest = document.partition("```python\n")[2].partition("```\n")
    shown = [line.removeprefix("    ") for line in rest.strip("\n").split("\n\n")[0].splitlines()]
    exec(code, {})
    assert capsys.readouterr().out.splitlines() == shown


def test_every_group_of_spans_is_in_the_document() -> None:
    document = (ROOT / "docs" / "spacy.md").read_text("utf-8")
    assert all(f"`{group}`" in document or f"onrecord:{group}" in document for group in GROUPS)
    assert f"{LONGEST_WORD:,} characters" in document
