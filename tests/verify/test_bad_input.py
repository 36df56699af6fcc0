"""Bad input gets a clear answer in bounded time and memory."""

import json
import time
from pathlib import Path

import pytest

from onrecord.verify import SourceIndex, verify_quotation
from onrecord.verify.document import Document, Turn

SAID = "We will build the bridge in stone, and the toll will be two crowns a head."


def test_a_folder_with_only_empty_sources_has_no_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.jsonl").write_text("\n")
    index, added = SourceIndex.build(tmp_path / "index", [tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert (index.documents, index.words, len(added.skipped)) == (0, 0, 2)
    assert verify_quotation("anything", index).verdict == "not_found"


def test_a_source_of_turns_without_words(tmp_path: Path) -> None:
    index = SourceIndex.of_documents(tmp_path / "index", [Document("a", (Turn(""), Turn("…")))])
    assert verify_quotation("anything at all", index).verdict == "not_found"


@pytest.mark.slow
def test_a_source_that_is_one_line_of_50_megabytes(tmp_path: Path) -> None:
    line = "".join(f"the word number {n} of the line is w{n % 9973} and " for n in range(1_150_000))
    assert len(line) > 50_000_000
    (tmp_path / "a.txt").write_text(line)
    started = time.process_time()
    index, _ = SourceIndex.build(tmp_path / "index", [tmp_path / "a.txt"])
    assert time.process_time() - started < 60
    started = time.process_time()
    one = verify_quotation("the word number 765432 of the line is", index)
    assert time.process_time() - started < 1
    assert (
        one.verdict == "verbatim"
        and one.found
        and line[one.found.span.start :].startswith("the word number 765432")
    )


def test_a_long_line_beyond_ascii_keeps_its_offsets(tmp_path: Path) -> None:
    line = "é — “ö” " * 700_000 + SAID + " ü" * 50_000
    (tmp_path / "a.txt").write_text(line, encoding="utf-8")
    index, _ = SourceIndex.build(tmp_path / "index", [tmp_path / "a.txt"])
    one = verify_quotation(SAID, index)
    assert one.verdict == "verbatim" and one.found
    assert line[one.found.span.start : one.found.span.end] == SAID.rstrip(".")


def test_ten_thousand_copies_of_one_source_are_one(tmp_path: Path) -> None:
    turns = [{"speaker": "Ann", "text": SAID}]
    lines = (json.dumps({"doc_id": f"copy{n}", "turns": turns}) for n in range(10_000))
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    index, added = SourceIndex.build(tmp_path / "index", [tmp_path / "a.jsonl"])
    assert (added.documents, added.copies) == (1, 9_999)
    assert verify_quotation("We will build the bridge", index).verdict == "verbatim"


def test_ten_thousand_sources_that_say_the_same_on_other_days(tmp_path: Path) -> None:
    from datetime import date, timedelta

    first = date(2000, 1, 1)
    documents = (
        Document(f"d{n}", (Turn(SAID, "Ann"),), date=(first + timedelta(n)).isoformat())
        for n in range(10_000)
    )
    index = SourceIndex.of_documents(tmp_path / "index", documents)
    started = time.process_time()
    one = verify_quotation("We will build the bridge in stone", index, published="2010-06-15")
    assert time.process_time() - started < 1
    assert one.verdict == "verbatim" and one.found and one.found.date == "2010-06-15"


def test_a_quotation_of_one_word(tmp_path: Path) -> None:
    index = SourceIndex.of_documents(tmp_path / "index", [Document("a", (Turn(SAID),))])
    assert verify_quotation("crowns", index).verdict == "verbatim"
    assert verify_quotation("kings", index).verdict == "not_found"
    assert verify_quotation("crowns", index).confidence < 0.9


def test_a_quotation_of_three_thousand_words_and_of_thirty_thousand(tmp_path: Path) -> None:
    text = " ".join(f"and w{n * 7919 % 10007} of v{n}" for n in range(9_000))
    index = SourceIndex.of_documents(tmp_path / "index", [Document("a", (Turn(text),))])
    three = " ".join(text.split()[4_000:7_000])
    for quote, verdict, limit in (
        (three, "verbatim", 2),
        (three.replace("v1500", "other"), "altered", 2),
        (text, "verbatim", 20),
        (text.replace("v1500", "other"), "altered", 20),
        ("nothing of this is there " * 6_000, "not_found", 20),
    ):
        started = time.process_time()
        assert verify_quotation(quote, index).verdict == verdict
        assert time.process_time() - started < limit


def test_a_source_in_another_language_and_script(tmp_path: Path) -> None:
    documents = [
        Document("fr", (Turn("Nous n’avons jamais fermé le port, et nous ne le fermerons pas."),)),
        Document("zh", (Turn("我们从来没有关闭过港口，我们也不会关闭港口。"),)),
        Document("ar", (Turn("لم نغلق الميناء قط ولن نغلقه أبدا في هذه المدينة"),)),
    ]
    index = SourceIndex.of_documents(tmp_path / "index", documents)
    for quote in ("jamais fermé le port, et nous", "没有关闭过港口，我们也不会", "نغلق الميناء قط ولن نغلقه"):
        assert verify_quotation(quote, index).verdict == "verbatim"
    assert verify_quotation("We have never closed the harbour", index).verdict == "not_found"


def test_mixed_encodings_in_one_folder(tmp_path: Path) -> None:
    for number, encoding in enumerate(("utf-8", "utf-16", "cp1252")):
        text = f"Café number {number} serves “naïve” soup to the harbour pilots."
        (tmp_path / f"{encoding}.txt").write_bytes(text.encode(encoding))
    index, added = SourceIndex.build(tmp_path / "index", [tmp_path])
    assert (index.documents, added.skipped) == (3, ())
    for number in range(3):
        assert verify_quotation(f"Café number {number} serves 'naïve' soup", index).verdict == "verbatim"
