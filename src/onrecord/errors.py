"""What can go wrong, named by what the user can do about it.

    OnRecordError
    ├── InvalidArticle    give another text: this one cannot be an article
    ├── InvalidRecord     mend whatever made the record: it contradicts its own text or itself
    ├── InvalidGold       mend the annotated file: accuracy measured on part of it would mislead
    ├── UnreadableModel   give another model folder, or install the package again
    ├── UnreadableIndex   give another index of sources, or delete it and have it built again
    └── NothingToRead     give another path: there is nothing at this one

An article that cannot be read among others is no error but a value: `onrecord.sources.Skipped`.
Each error keeps its cause (`__cause__`) where another error led to it.
"""


class OnRecordError(Exception):
    """Any error that this package raises on purpose; its message is a sentence for the user."""


class InvalidArticle(OnRecordError, ValueError):
    """A text or a field that no article can have."""


class InvalidRecord(OnRecordError, ValueError):
    """A record, or a part of one, that contradicts its own text or itself."""


class InvalidGold(OnRecordError, ValueError):
    """An annotated file that accuracy cannot be measured on."""


class UnreadableModel(OnRecordError):
    """A folder that holds no model, or a damaged one."""


class UnreadableIndex(OnRecordError):
    """A folder that holds no index of source documents, or a damaged one."""


class NothingToRead(OnRecordError):
    """A path at which there is no file, or a pattern that no file matches."""
