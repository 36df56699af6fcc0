"""The registry of forms: each is written, says what is lost, streams, and loads nothing before its use."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import made_up
import pytest
from odd_records import specimens

from onrecord.errors import MissingExtra, UnknownForm
from onrecord.formats import FORMS, Form, write, writing
from onrecord.record import Record

TEXT = [form for form in FORMS.values() if not form.binary]


every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@every_form
def test_a_form_takes_any_records_and_its_losses_are_sentences(form: Form) -> None:
    for records in ([], [made_up.full_record()], list(specimens()[-8:])):
        out = io.BytesIO() if form.binary else io.StringIO()
        lost = form.write(iter(records), out)
        assert all(sentence and "\n" not in sentence for sentence in lost)
        assert out.getvalue() or not records


@every_form
def test_a_form_is_told_by_the_ending_of_its_files(form: Form, tmp_path: Path) -> None:
    assert form.name == next(name for name, one in FORMS.items() if one is form)
    assert form.description.endswith(".") and form.ending.startswith(".") and "/" in form.media_type
    path = tmp_path / f"some.records{form.ending.upper()}"
    write([made_up.record("Ann Smith said it rains")], path)
    by_name = tmp_path / "other"
    write([made_up.record("Ann Smith said it rains")], by_name, form.name)
    if form.name != "spacy":
        assert path.read_bytes() == by_name.read_bytes()
    assert sorted(tmp_path.iterdir()) == [by_name, path]


def test_no_two_forms_have_the_same_ending_or_name() -> None:
    assert len({form.ending for form in FORMS.values()}) == len(FORMS)
    assert all(name == form.name for name, form in FORMS.items())


def test_an_ending_or_a_name_of_no_form_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        UnknownForm, match=r"the ending of .*a\.docx is no form of records; there are json, jsonl"
    ):
        write([], tmp_path / "a.docx")
    with pytest.raises(UnknownForm, match="docx is no form"):
        write([], tmp_path / "a.json", "docx")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_when_the_records_break_off(tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield made_up.record()
        raise RuntimeError

    path = tmp_path / "a.jsonld"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write(broken(), path)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a.jsonld", "before")]


def test_a_form_whose_library_is_not_there_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for form in FORMS.values():
        if form.library is None:
            assert form.extra is None
            continue
        monkeypatch.setitem(sys.modules, form.library, None)
        with pytest.raises(MissingExtra, match=rf"pip install 'onrecord\[{form.extra}\]'"):
            write([], tmp_path / "file", form.name)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", TEXT, ids=lambda form: form.name)
def test_text_is_written_record_by_record(form: Form) -> None:
    out = io.StringIO()
    grown = []

    def records() -> Iterator[Record]:
        for number in range(4):
            grown.append(out.tell())
            yield made_up.record("Ann Smith said it rains", id=f"{number}")

    form.write(records(), out)
    assert grown == sorted(set(grown)) or (form.name == "csv" and grown[1:] == sorted(set(grown[1:])))


def test_the_registry_loads_no_writer_and_no_library() -> None:
    code = (
        "import sys, onrecord.formats; "
        "print(sorted(name for name in sys.modules if name.startswith('onrecord.formats.')), "
        "sorted({'pyarrow', 'spacy', 'lxml', 'zipfile'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['onrecord.formats.forms', 'onrecord.formats.writing'] []"


def test_brat_is_a_zip(tmp_path: Path) -> None:
    FORMS["brat"]
    write([made_up.record("Ann Smith said it rains")], tmp_path / "a.zip")
    assert {Path(name).suffix for name in zipfile.ZipFile(tmp_path / "a.zip").namelist()} >= {".txt", ".ann"}


def test_json_is_utf_8_without_translated_line_ends(tmp_path: Path) -> None:
    record = made_up.full_record()
    write([record], tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == record.to_json() + b"\n"
    write([record], tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_bytes()) == [json.loads(record.to_json())]
    assert writing.FORMS is FORMS
