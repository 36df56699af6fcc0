"""What readers say about records: kept apart from them, applied to them, given to training.

`correction.py` has the values, each with the words that it is about; `locate.py` finds typed words in an
article; `keeping.py` keeps corrections in a store; `applying.py` works out what they make of a record and
`corrected.py` writes that as a record (`view.py` has the values); `gold.py` makes annotated articles of them;
`lines.py` takes them from one store to another, `listing.py` goes through what a store has.
"""

from onrecord.corrections.applying import apply
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
)
from onrecord.corrections.gold import Annotated, annotated
from onrecord.corrections.keeping import (
    Kept,
    Withdrawn,
    correction_numbered,
    corrections,
    corrections_of,
    keep,
    withdraw,
)
from onrecord.corrections.limits import typed_name
from onrecord.corrections.lines import TakenIn, take_in
from onrecord.corrections.listing import corrected_records, judged
from onrecord.corrections.locate import locate
from onrecord.corrections.view import Corrected, CorrectedSpeaker, CorrectedStatement, Judged

__all__ = [
    "KINDS",
    "About",
    "Annotated",
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
    "TakenIn",
    "Withdrawn",
    "WrongSpeaker",
    "about",
    "annotated",
    "apply",
    "checked",
    "corrected_record",
    "corrected_records",
    "correction_numbered",
    "corrections",
    "corrections_of",
    "from_json",
    "judged",
    "keep",
    "kind_of",
    "locate",
    "passages",
    "take_in",
    "typed_name",
    "withdraw",
]
