import io
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from made_up import full_record
from odd_records import odd_records, specimens
from polnear_reader import BratAnnotatedText

from onrecord.article import Article
from onrecord.errors import InvalidRecord
from onrecord.formats.brat import file_name, write_brat, write_brat_folder
from onrecord.formats.brat_reading import read_brat
from onrecord.formats.fragments import fragments
from onrecord.record import MadeBy, Record, Span, Statement


def zipped(records: Iterable[Record], folder: Path) -> tuple[Path, list[str]]:
    path = folder / "brat.zip"
    with path.open("wb") as out:
        losses = write_brat(records, out)
    return path, list(losses)


def annotations(record: Record) -> str:
    out = io.BytesIO()
    write_brat([record], out)
    with zipfile.ZipFile(out) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".ann"))
        return archive.read(name).decode()


def said(text: str, *spans: tuple[int, int], **more: object) -> Record:
    content = tuple(Span(*span) for span in spans)
    statement = Statement(
        id="s1",
        content=content,
        quote=" … ".join(text[a:b] for a, b in spans),
        manner="direct",
        confidence=1,
        **more,  # type: ignore[arg-type]
    )
    return Record(article=Article("a", text), statements=(statement,), made_by=MadeBy("0", "none"))


def test_a_statement_is_polnears_event_with_its_three_roles_and_a_note(record: Record) -> None:
    lines = annotations(record).splitlines()
    assert lines[:6] == [
        "T1\tAttribution 27 35\tinsisted",
        "T2\tSource 11 26\tMayor Ann Smith",
        "T3\tCue 27 35\tinsisted",
        "T4\tContent 0 10;61 93\t“We lost,” “but Bob never said we learned.”",
        "T5\tAddressee 39 48\treporters",
        "T6\tVenue 49 59\tat a rally",
    ]
    assert lines[6] == "E1\tAttribution:T1 Source:T2 Cue:T3 Content:T4 Addressee:T5 Venue:T6"
    assert lines[7].startswith("#1\tAnnotatorNotes E1\t{")
    assert json.loads(lines[7].split("\t")[2])["cue_tone"] == "distancing"


def test_every_record_comes_back_whole_from_a_zip_and_from_a_folder(tmp_path: Path) -> None:
    records = specimens()
    path, losses = zipped(records, tmp_path)
    assert losses == []
    assert tuple(read_brat(path)) == records
    assert write_brat_folder(records, tmp_path / "brat") == []
    assert tuple(read_brat(tmp_path / "brat")) == records


def test_polnears_own_reader_finds_the_spans_of_every_statement() -> None:
    for record in specimens():
        read = BratAnnotatedText(annotations(record)).get_event_specs()
        assert len(read) == len(record.statements)
        for statement, event in zip(record.statements, read.values(), strict=True):
            for role in ("source", "cue", "content"):
                pieces = fragments(record.article.text, getattr(statement, role))
                assert event.get(role, ()) == tuple((piece.start, piece.end) for piece in pieces)


def test_the_words_of_each_text_bound_annotation_are_the_texts_on_one_line_for_any_reader() -> None:
    count = 0
    for record in specimens():
        written = annotations(record)
        assert len(written.splitlines()) == written.count("\n")
        for line in written.splitlines():
            if line.startswith("T"):
                _, spec, words = line.split("\t")
                ranges = [tuple(map(int, one.split())) for one in spec.partition(" ")[2].split(";")]
                assert words == " ".join(record.article.text[start:end] for start, end in ranges)
                count += 1
    assert count > 500


def test_a_span_over_line_breaks_is_in_fragments_and_comes_back_in_one(tmp_path: Path) -> None:
    record = said("“We lost.\r\n \r\n“We\tlearned.”", (0, 27))
    assert "Content 0 9;14 17;18 27\t“We lost. “We learned.”" in annotations(record)
    (read,) = read_brat(zipped([record], tmp_path)[0])
    assert read == record


def test_two_spans_with_nothing_but_a_line_break_between_them_stay_two(tmp_path: Path) -> None:
    record = said("One\nTwo", (0, 3), (4, 7))
    assert list(read_brat(zipped([record], tmp_path)[0])) == [record]


@pytest.mark.parametrize(
    ("record", "sentence", "kept"),
    [
        (said("a \n b", (1, 4)), "1 statement has nothing but white space", 0),
        (said("a \n b", (1, 4), cue=(Span(0, 1),)), "1 statement has a span of white space alone", 1),
    ],
)
def test_white_space_alone_is_told_as_a_loss(
    record: Record, sentence: str, kept: int, tmp_path: Path
) -> None:
    path, losses = zipped([record], tmp_path)
    assert [loss.startswith(sentence) for loss in losses] == [True]
    (read,) = read_brat(path)
    assert read.statements == record.statements[:kept]


@settings(deadline=None)
@given(record=odd_records())
def test_whatever_is_not_told_as_a_loss_comes_back(
    record: Record, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, losses = zipped([record], tmp_path_factory.mktemp("brat"))
    lost = {loss.split(" ")[1].rstrip("s,"): int(loss.split(" ")[0]) for loss in losses if "left out" in loss}
    (read,) = read_brat(path)
    assert len(record.statements) - len(read.statements) == lost.get("statement", 0)
    assert marked(record) - marked(read) == lost.get("mention", 0)
    assert len(BratAnnotatedText(annotations(record)).get_event_specs()) == len(read.statements)
    if not lost:
        assert read == record


def marked(record: Record) -> int:
    """How many mentions, scare quotes and stretches of the outlet's there are."""
    mentions = sum(len(speaker.mentions) for speaker in record.speakers)
    return mentions + len(record.scare_quotes) + len(record.outlet_voice)


def test_file_names_are_safe_unique_and_tell_the_article(tmp_path: Path) -> None:
    ids = [
        "../../etc/passwd",
        "/abs",
        "a/b",
        "a b",
        "A/B",
        "",
        "..",
        "CON",
        "é" * 400,
        "x\0\n",
        "C:\\x",
        ".hidden",
    ]
    records = [msgspec.structs.replace(said("x", (0, 1)), article=Article(id, "x")) for id in ids]
    path, _ = zipped(records, tmp_path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert len({name.lower() for name in names}) == len(names) == 2 + 3 * len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name) for name in names)
    assert [read.article.id for read in read_brat(path)] == ids
    assert file_name(7, "https://news.example/a") == "000007-https_news.example_a"


def test_the_same_records_make_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write_brat([full_record()], out)
    assert first.getvalue() == second.getvalue()


def test_the_configuration_names_every_type_that_is_written() -> None:
    out = io.BytesIO()
    write_brat([], out)
    with zipfile.ZipFile(out) as archive:
        configuration = archive.read("annotation.conf").decode()
        assert archive.namelist() == ["annotation.conf", "visual.conf"]
    entities = configuration.partition("[entities]")[2].partition("[relations]")[0].split()
    lines = [line for record in specimens() for line in annotations(record).split("\n")]
    written = {line.split("\t")[1].split(" ")[0] for line in lines if line.startswith("T")}
    assert written == {*entities, "Attribution"}


def test_records_are_written_one_at_a_time() -> None:
    written: list[int] = []

    class Out(io.BytesIO):
        def write(self, data: object) -> int:
            written.append(produced)
            return super().write(data)  # type: ignore[arg-type]

    produced = 0

    def records() -> Iterable[Record]:
        nonlocal produced
        for _ in range(3):
            produced += 1
            yield said("x", (0, 1))

    write_brat(records(), Out())
    assert {1, 2, 3} <= set(written)


def test_annotations_of_others_are_read_as_statements(tmp_path: Path) -> None:
    text = "“We lost,” Ann Smith said. She left."
    (tmp_path / "theirs.txt").write_text(text, "utf-8")
    (tmp_path / "theirs.ann").write_text(
        "T1\tAttribution 21 25\tsaid\nT2\tSource 11 20\tAnn Smith\nT3\tCue 21 25\tsaid\n"
        "T4\tContent 0 10\t“We lost,”\nE1\tAttribution:T1 Source:T2 Cue:T3 Content:T4 \n"
        "T5\tDiscuss 0 3\t“We\n#1\tAnnotatorNotes E1\tunsure\n",
        "utf-8",
    )
    (read,) = read_brat(tmp_path)
    assert read.article == Article("theirs", text)
    assert read.statements == (
        Statement(
            id="E1",
            source=(Span(11, 20),),
            cue=(Span(21, 25),),
            content=(Span(0, 10),),
            quote="“We lost,”",
            manner="direct",
            confidence=1,
        ),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T1\tSource 0 3\tBob", "the words of T1 are not those of the text"),
        ("T1\tSource 0-3\tAnn", "T1 is not a type, offsets and words"),
        ("T1\tCue 4 8\tsaid\nE1\tAttribution:T1 Cue:T1", "E1 is an attribution without content"),
        ("E1\tAttribution:T9 Content:T9", "T9"),
    ],
)
def test_annotations_that_contradict_the_text_are_refused_with_their_file(
    line: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("Ann said so.", "utf-8")
    (tmp_path / "x.ann").write_text(f"{line}\n", "utf-8")
    with pytest.raises(InvalidRecord, match=rf"x\.ann: .*{re.escape(why)}"):
        list(read_brat(tmp_path))


def test_a_statement_whose_parent_is_deleted_in_brat_has_none(record: Record, tmp_path: Path) -> None:
    write_brat_folder([record], tmp_path)
    (path,) = tmp_path.glob("*.ann")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("E1\t")), "utf-8")
    (read,) = read_brat(tmp_path)
    assert [(one.id, one.parent) for one in read.statements] == [("s2", None)]


def test_pieces_moved_in_brat_outweigh_the_note(tmp_path: Path) -> None:
    write_brat_folder([said("One\nTwo more", (0, 3), (4, 7))], tmp_path)
    (path,) = tmp_path.glob("*.ann")
    moved = path.read_text("utf-8").replace("Content 0 3;4 7\tOne Two", "Content 4 12\tTwo more")
    path.write_text(moved, "utf-8")
    (read,) = read_brat(tmp_path)
    assert read.statements[0].content == (Span(4, 12),)
