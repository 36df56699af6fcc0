"""What readers say about records: kept apart from them, applied to them, given to training.

`correction.py` has the values, each with the words that it is about; `locate.py` finds typed words in an
article; `keeping.py` keeps corrections in a store; `applying.py` works out what they make of a record and
`corrected.py` writes that as a record; `gold.py` makes annotated articles of them; `lines.py` takes them from
one store to another.
"""

from onrecord.corrections.applying import Corrected, CorrectedSpeaker, CorrectedStatement, Judged, apply
from onrecord.corrections.corrected import corrected_record
from onrecord.corrections.correction import (
    KINDS,
    About,
    Checked,
    Correction,
    Missing,
    NotAStatement,
    OtherSpan,
    Passage,
    WrongSpeaker,
    about,
    checked,
    from_json,
    kind_of,
    passages,
    typed_name,
)
from onrecord.corrections.keeping import (
    Kept,
    Withdrawn,
    correction_numbered,
    corrections,
    corrections_of,
    keep,
    withdraw,
)
from onrecord.corrections.locate import locate

__all__ = [
    "KINDS",
    "About",
    "Checked",
    "Corrected",
    "CorrectedSpeaker",
    "CorrectedStatement",
    "Correction",
    "Judged",
    "Kept",
    "Missing",
    "NotAStatement",
    "OtherSpan",
    "Passage",
    "Withdrawn",
    "WrongSpeaker",
    "about",
    "apply",
    "checked",
    "corrected_record",
    "correction_numbered",
    "corrections",
    "corrections_of",
    "from_json",
    "keep",
    "kind_of",
    "locate",
    "passages",
    "typed_name",
    "withdraw",
]
