"""How far the cue lexicon reaches, and what framing costs, on annotated articles.

    python benchmarks/framing.py ../shared/data/polnear/dev.jsonl.gz

Prints the share of attributions whose marking word the lexicon has, the tones, how many are negated and
hypothetical, how many have an addressee and a venue, and the microseconds a statement. No model runs: the
annotated spans are read.
"""

import gzip
import json
import sys
import time
from collections import Counter

from onrecord.statements.assembly import Draft
from onrecord.voice.circumstances import circumstances
from onrecord.voice.cues import lexicon
from onrecord.voice.framing import framed


def drafts(path: str) -> list[tuple[str, Draft]]:
    """The gold attributions of the first annotator by name, each with its article's text."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            for gold in article["annotators"][min(article["annotators"])]:
                source, cue, content = (
                    tuple(sorted((start, end) for start, end in gold[role]))
                    for role in ("source", "cue", "content")
                )
                found.append((article["text"], Draft(source, cue, content, 1.0)))
    return found


def main(path: str) -> None:
    statements = drafts(path)
    lexicon()
    began = time.perf_counter()
    framings = [framed(text, draft) for text, draft in statements]
    halfway = time.perf_counter()
    around = [
        circumstances(text, draft, mark)
        for (text, draft), (_, mark) in zip(statements, framings, strict=True)
    ]
    ended = time.perf_counter()
    cued = [framing for framing, _ in framings if framing.cue_lemma is not None]
    known = sum(framing.cue_tone is not None for framing in cued)
    print(f"{len(statements)} attributions, {len(cued)} with a cue")
    print(f"in the lexicon: {known / len(cued):.1%} of those with a cue")
    print(", ".join(f"{tone} {count}" for tone, count in Counter(f.cue_tone for f in cued).most_common()))
    print(f"negated {sum(f.negated for f in cued)}, hypothetical {sum(f.hypothetical for f in cued)}")
    addressed, placed = sum(bool(one.addressee) for one in around), sum(bool(one.venue) for one in around)
    print(f"with an addressee {addressed}, with a venue {placed}")
    per = 1e6 / len(statements)
    print(
        f"microseconds a statement: framing {(halfway - began) * per:.0f}, both {(ended - began) * per:.0f}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
