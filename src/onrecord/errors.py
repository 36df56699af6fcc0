"""What can go wrong, named by what the user can do about it.

    OnRecordError
    ├── InvalidArticle    give another text: this one cannot be an article
    ├── InvalidRecord     mend whatever made the record: it contradicts its own text or itself
    ├── InvalidGold       mend the annotated file: accuracy measured on part of it would mislead
    ├── UnreadableModel   give another model folder, or install the package again
    ├── UnreadableIndex   give another index of sources, or delete it and have it built again
    ├── NothingToRead     give another path: there is nothing at this one
    ├── UnusableStore     give another store, or upgrade: this one is none, is newer, damaged or out of reach
    ├── StoreBusy         try again: another writer has held the store for too long
    ├── StoreFull         make room: the disk of the store is full; what was reported as recorded is in it
    ├── UnknownForm       name another form to write records in, or another ending of the file
    ├── InvalidSearch     ask otherwise: a search by something that there is not
    ├── UnknownSpeaker    name the speaker otherwise: none, or several, are called so in the store
    ├── InvalidCorrection give another correction: it does not fit its article
    ├── UnknownCorrection give another number: the store has no such correction
    ├── CannotAnswer      ask a tool of the MCP server otherwise, or for less: the sentence says how
    ├── ReadingStopped    see why: the processes that read articles cannot start
    ├── CannotServe       serve elsewhere: this address cannot be had, or needs a token
    └── MissingExtra      install the extra that is named

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


class UnusableStore(OnRecordError):
    """A store that is not there, is none, was made by a newer version, is damaged or out of reach."""


class StoreBusy(OnRecordError):
    """A store that another writer has held for too long."""


class StoreFull(OnRecordError):
    """A store that cannot grow, because its disk is full; nothing that was recorded before is lost."""


class UnknownForm(OnRecordError, ValueError):
    """A form that records are not written in."""


class InvalidSearch(OnRecordError, ValueError):
    """A search without words to search for, or by a day or a kind that there is not."""


class UnknownSpeaker(OnRecordError, LookupError):
    """A name that no speaker of a store has, or several have."""


class InvalidCorrection(OnRecordError, ValueError):
    """A correction that contradicts itself or does not fit its article, or words that do not stand there."""


class UnknownCorrection(OnRecordError, LookupError):
    """The number of a correction that a store does not have."""


class CannotAnswer(OnRecordError):
    """A call of a tool of the MCP server that there is no answer to."""


class ReadingStopped(OnRecordError):
    """Processes that read articles and cannot be started, or do not stay alive."""


class CannotServe(OnRecordError):
    """An address that cannot be listened on, or not without a token."""


class MissingExtra(OnRecordError, ImportError):
    """A library that only an extra of this package brings."""
