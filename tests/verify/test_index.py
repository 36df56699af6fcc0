"""The index on disk: built once, added to, merged, refused where it is damaged."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import UnreadableIndex
from onrecord.verify import SourceIndex, verify_quotation
from onrecord.verify.document import Document, Turn
from onrecord.verify.index import default_folder, documents_of


def document(number: int) -> Document:
    return Document(
        f"d{number}",
        (Turn(f"Speaker {number} counted w{number} boats in the é harbour.", "Ann"), Turn("Yes.")),
    )


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    said = [
        Document(
            "a",
            (Turn("One two.", "Ann", ((0, 1.5), (4, 2.0))), Turn(""), Turn("Three é “four”.")),
            "T",
            "2031-01-01",
        ),
        Document("b", (Turn("x " * 200 + "end"),)),
    ]
    index = SourceIndex.of_documents(tmp_path / "index", said)
    assert [one for part in index.segments for one in documents_of(part)] == said


def test_files_are_read_once_and_added_to(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "a.txt").write_text("The ferry leaves at nine in the evening.")
    folder = tmp_path / "index"
    assert SourceIndex.build(folder, [tmp_path / "s"])[1].documents == 1
    assert SourceIndex.build(folder, [tmp_path / "s"])[1].documents == 0
    (tmp_path / "s" / "b.txt").write_text("The bakery opens at three in the morning.")
    index, added = SourceIndex.build(folder, [tmp_path / "s"])
    assert (added.documents, added.rebuilt, index.documents) == (1, False, 2)
    assert verify_quotation("The ferry leaves at nine", index).verdict == "verbatim"
    assert verify_quotation("The bakery opens at three", index).verdict == "verbatim"


def test_a_changed_file_has_all_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The ferry leaves at nine in the evening.")
    SourceIndex.build(tmp_path / "index", [path])
    path.write_text("The bakery opens at three in the morning, every day.")
    index, added = SourceIndex.build(tmp_path / "index", [path])
    assert (added.rebuilt, index.documents) == (True, 1)
    assert verify_quotation("The ferry leaves at nine in the evening", index).verdict == "not_found"
    assert len([p for p in (tmp_path / "index").iterdir() if p.is_dir()]) == 1


def test_many_parts_find_what_one_finds(tmp_path: Path) -> None:
    whole = SourceIndex.of_documents(tmp_path / "one", map(document, range(300)))
    parts = SourceIndex.of_documents(tmp_path / "many", map(document, range(300)), segment_words=200)
    assert len(whole.segments) == 1 and len(parts.segments) > 5
    assert (parts.words, parts.documents) == (whole.words, whole.documents)
    for number in (0, 150, 299):
        one, other = (
            verify_quotation(f"Speaker {number} counted w{number} boats", i) for i in (whole, parts)
        )
        assert one == other and one.found and one.found.document == f"d{number}"


def test_small_additions_are_merged(tmp_path: Path) -> None:
    for number in range(40):
        index = SourceIndex.of_documents(tmp_path / "index", [document(number)])
    assert index.documents == 40 and len(index.segments) <= 7
    found = verify_quotation("Speaker 7 counted w7 boats in the é harbour", index).found
    assert found and found.document == "d7"
    assert {p.name for p in (tmp_path / "index").iterdir() if p.is_dir()} == set(index.manifest.segments)


def test_an_interrupted_run_leaves_the_index_as_it_was_and_can_be_run_again(tmp_path: Path) -> None:
    SourceIndex.of_documents(tmp_path / "index", [document(1)])

    def broken() -> Iterator[Document]:
        yield document(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SourceIndex.of_documents(tmp_path / "index", broken())
    assert SourceIndex.open(tmp_path / "index").documents == 1
    assert not list((tmp_path / "index").glob("building-*"))
    assert SourceIndex.of_documents(tmp_path / "index", map(document, range(1, 4))).documents == 3


def test_what_is_no_index_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableIndex, match="there is no index"):
        SourceIndex.open(tmp_path)
    (tmp_path / "index.json").write_text("{}x")
    with pytest.raises(UnreadableIndex, match="is not an index"):
        SourceIndex.open(tmp_path)
    (tmp_path / "index.json").write_text(json.dumps({"version": 99}))
    with pytest.raises(UnreadableIndex, match="version 99"):
        SourceIndex.open(tmp_path)


@pytest.mark.parametrize(
    "name", ["text.bin", "keys.u32", "order.u32", "marks.i64", "turns.i64", "about.json", "every.u64"]
)
def test_a_damaged_part_is_refused(tmp_path: Path, name: str) -> None:
    index = SourceIndex.of_documents(tmp_path / "index", map(document, range(50)))
    (tmp_path / "index" / index.manifest.segments[0] / name).unlink()
    with pytest.raises(UnreadableIndex, match="damaged"):
        SourceIndex.open(tmp_path / "index")


@pytest.mark.parametrize("name", ["text.bin", "keys.u32", "order.u32", "marks.i64", "turns.i64", "every.u64"])
def test_a_part_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    index = SourceIndex.of_documents(tmp_path / "index", map(document, range(50)))
    path = tmp_path / "index" / index.manifest.segments[0] / name
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(UnreadableIndex, match="damaged"):
        SourceIndex.open(tmp_path / "index")


def test_the_index_of_one_source_stands_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text("x")
    assert default_folder([str(tmp_path)]) == tmp_path / ".onrecord-index"
    assert default_folder([str(tmp_path / "a.txt")]) == tmp_path / ".a.txt.onrecord-index"
    several = default_folder([str(tmp_path / "b"), str(tmp_path / "a")])
    assert several.parent == tmp_path / "cache" / "onrecord"
    assert several == default_folder([str(tmp_path / "a"), str(tmp_path / "b")])
