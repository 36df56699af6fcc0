"""What was not said in the transcripts: stretches of others, paraphrases, clauses added."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from typed_edits.stretches import Stretch, part_stretches, stretches
from typed_edits.transcripts import Transcripts

LONGEST_RUN = 5
"""Words in a row that a stretch of another document may share with the transcripts, less one."""


def of_other_documents(
    transcripts: Transcripts, held_out: Transcripts, rng: random.Random
) -> Iterator[Stretch]:
    """Stretches of documents held out that share no run of words with the transcripts."""
    for stretch in stretches(held_out, rng):
        if not transcripts.share_a_run(stretch.text, LONGEST_RUN):
            yield stretch


def clauses(transcripts: Transcripts, held_out: Transcripts, rng: random.Random) -> Iterator[str]:
    """Clauses of documents held out, from eight to fourteen words, with no run of the transcripts."""
    for stretch in stretches(held_out, rng):
        parts = [stretch] if stretch.words <= 14 else [p for p in part_stretches(stretch) if p.words <= 14]
        for part in parts[:1]:
            clause = part.text.rstrip(".,;:!?")
            if not re.search(r"[.!?] ", clause) and not transcripts.share_a_run(clause, 4):
                yield clause


def paraphrases(path: Path, transcripts: Transcripts) -> Iterator[tuple[str, int, str]]:
    """Document, turn and paraphrase, of those whose document is among the transcripts."""
    known = {turn.document for turn in transcripts.turns}
    for line in path.read_text("utf-8").splitlines()[1:]:
        document, turn, text = line.split("\t")
        if document in known:
            yield document, int(turn), text
