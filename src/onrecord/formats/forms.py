"""The forms that records are written in, and what each needs. A writer is imported when it is first used."""

import importlib
from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec

from onrecord.extras import library
from onrecord.record import Record


class Form(msgspec.Struct, frozen=True):
    """A form of records: its name, the usual ending of its files, its media type and what it is for.

    `binary` forms are written to a stream of bytes, others to one of text. `writer` is the function that
    writes it, as "module:function"; `extra` brings the `library` that it needs.
    """

    name: str
    ending: str
    media_type: str
    description: str
    writer: str
    binary: bool = False
    extra: str | None = None
    library: str | None = None

    def require(self) -> None:
        """Raises MissingExtra, which says what to install, where the form cannot be written."""
        if self.library and self.extra:
            library(self.library, self.extra)

    def write(self, records: Iterable[Record], out: Any) -> Sequence[str]:
        """Writes the records to a stream, each as it comes where the form allows that.

        Returns sentences on what the form could not carry, none where nothing was lost. Raises MissingExtra.
        """
        self.require()
        module, _, function = self.writer.partition(":")
        return cast(Sequence[str], getattr(importlib.import_module(module), function)(records, out))


FORMS = {
    form.name: form
    for form in (
        Form(
            "json",
            ".json",
            "application/json",
            "An array of records: everything that a reading finds.",
            "onrecord.formats.json:write_json_array",
        ),
        Form(
            "jsonl",
            ".jsonl",
            "application/jsonl",
            "The same records, one a line.",
            "onrecord.formats.json:write_jsonl",
        ),
        Form(
            "csv",
            ".csv",
            "text/csv",
            "A statement a row, for spreadsheets.",
            "onrecord.formats.tables:write_csv",
        ),
        Form(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            "A statement a row, for data frames and databases.",
            "onrecord.formats.tables:write_parquet",
            binary=True,
            extra="arrow",
            library="pyarrow",
        ),
        Form(
            "web-annotation",
            ".jsonld",
            'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
            "W3C Web Annotations, for annotation tools and linked data.",
            "onrecord.formats.annotation:write_annotations",
        ),
        Form(
            "schema-org",
            ".schema.jsonld",
            "application/ld+json",
            "Quotations and claims in schema.org's vocabulary, for pages and search engines.",
            "onrecord.formats.linked_data:write_linked_data",
        ),
        Form(
            "brat",
            ".zip",
            "application/zip",
            "A zip of brat's standoff files, to annotate by hand.",
            "onrecord.formats.brat:write_brat",
            binary=True,
        ),
        Form(
            "tei",
            ".xml",
            "application/tei+xml",
            "TEI, for scholarly editions and corpora.",
            "onrecord.formats.tei:write_tei",
            binary=True,
        ),
        Form(
            "conll",
            ".conllup",
            "text/plain",
            "A word a line, for training and evaluating taggers.",
            "onrecord.formats.conll:write_conll",
        ),
        Form(
            "spacy",
            ".spacy",
            "application/octet-stream",
            "spaCy's DocBin, for pipelines that go on in spaCy.",
            "onrecord.formats.docbin:write_docbin",
            binary=True,
            extra="spacy",
            library="spacy",
        ),
    )
}
"""Every form of records, by the name that `--format` takes."""
