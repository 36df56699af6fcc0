"""The reading as a component of a spaCy pipeline: `nlp.add_pipe("onrecord")`. Needs the extra "spacy".

    component.py    the component and its factory, which spaCy finds by the package's entry point
    statements.py   what `doc._.statements` and `doc._.speakers` are: a record's, along the Doc's tokens

`onrecord.formats.spacy_docs` puts the record on the Doc, `onrecord.formats.docbin` writes Docs to a file.
"""

from onrecord.spacy.component import OnRecord, make_component
from onrecord.spacy.statements import Differing, DocSpeaker, DocStatement

__all__ = ["Differing", "DocSpeaker", "DocStatement", "OnRecord", "make_component"]
