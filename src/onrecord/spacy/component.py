"""The component: a Doc in, the same Doc with its record out."""

import os
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.formats.spacy_docs import record_of, set_record
from onrecord.reader import Reader
from onrecord.spacy.statements import speakers_of, statements_of

_EXTENSIONS = {"record": record_of, "statements": statements_of, "speakers": speakers_of}


class OnRecord:
    """Reads a Doc's text and puts the record on the Doc; tokens and other annotations stay as they are.

    `model` is a folder with a model's files, the bundled one by default; `threads` are those of one reading.
    The model is loaded when the first Doc comes, in each process anew. Raises UnreadableModel where the
    folder holds none.
    """

    def __init__(self, model: str | None = None, threads: int = 1) -> None:
        self.model, self.threads = model, threads
        self._reader: Reader | None = None
        self._process = 0
        if model is not None:
            self._loaded()  # The bundled one is there; a wrong folder is told here, not at the first Doc.

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with the record of its text. Raises InvalidArticle as `Reader.read`."""
        set_record(doc, self._loaded().read(doc.text))
        return doc

    def _loaded(self) -> Reader:
        # An engine that another process has loaded is no use after a fork.
        if self._reader is None or self._process != os.getpid():
            self._reader = Reader(Path(self.model) if self.model else None, self.threads)
            self._process = os.getpid()
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model, "threads": self.threads, "_reader": None, "_process": 0}


@Language.factory(
    "onrecord",
    assigns=["doc.spans", "doc._.record", "doc._.statements", "doc._.speakers"],
    default_config={"model": None, "threads": 1},
)
def make_component(nlp: Language, name: str, model: str | None, threads: int) -> OnRecord:
    """What `nlp.add_pipe("onrecord", config={"model": FOLDER, "threads": 1})` adds."""
    return OnRecord(model, threads)


def _register() -> None:
    """Gives every Doc `_.record`, `_.statements` and `_.speakers`.

    Raises ValueError, as spaCy does, where another package has taken one of the names.
    """
    for name, getter in _EXTENSIONS.items():
        there = Doc.get_extension(name)[2] if Doc.has_extension(name) else None
        # One of this module's own, loaded anew, may take the place of the one before.
        is_ours = getattr(there, "__name__", None) == getter.__name__
        Doc.set_extension(name, getter=getter, force=is_ours)


_register()
