"""How often the manner of a statement is right, on annotated articles whose manners a reader labelled.

    python benchmarks/manner.py ../shared/data/polnear/dev.jsonl.gz ../shared/data/polnear/dev.speakers.jsonl

First with the annotated spans, where "marks alone" is how it would be if all marks held the speaker's words;
then of the attributions that the bundled model finds.
"""

import sys
from collections import Counter
from collections.abc import Iterable

from onrecord import Reader
from onrecord.evaluation import read_gold
from onrecord.record import Span
from onrecord.speaker_evaluation import judge, read_speaker_gold
from onrecord.statements.assembly import Draft, Spans
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import quoted_stretches
from onrecord.voice.manner import manner, manners
from onrecord.voice.scare import scare_quotes


def main(articles: str, labels: str) -> None:
    labelled = read_speaker_gold(labels)
    of_article = {article.id: article for article in read_gold(articles)}
    right: Counter[str] = Counter()
    mistaken: Counter[tuple[str, str]] = Counter()
    for name in sorted({one.id for one in labelled}):
        article = of_article[name]
        bounds = paragraphs(article.text)
        quoted = quoted_stretches(article.text, bounds)
        drafts = [
            Draft(_spans(one.source), _spans(one.cue), _spans(one.content), 1.0)
            for one in article.attributions
        ]
        apart = scare_quotes(article.text, quoted, bounds, drafts)
        found = manners(article.text, quoted, bounds, drafts, apart)
        for one in labelled:
            if one.id == name:
                right["rules"] += found[one.index] == one.manner
                right["marks alone"] += manner(article.text, drafts[one.index].content, quoted) == one.manner
                mistaken[one.manner, found[one.index]] += found[one.index] != one.manner
    print(f"{len(labelled)} labelled attributions, annotated spans")
    for way, count in right.items():
        print(f"{way}: {count / len(labelled):.1%} right")
    for (label, given), count in mistaken.most_common():
        if count:
            print(f"{label} taken for {given}: {count}")
    named = {one.id for one in labelled}
    gold = [article for article in of_article.values() if article.id in named]
    reader = Reader()
    judged = judge(gold, labelled, [reader.read(article.text) for article in gold])
    same = sum(one.manner == one.gold.manner for one in judged)
    print(f"{len(judged)} of them found by the bundled model: {same / len(judged):.1%} right")


def _spans(spans: Iterable[Span]) -> Spans:
    return tuple(sorted((span.start, span.end) for span in spans))


if __name__ == "__main__":
    main(*sys.argv[1:])
