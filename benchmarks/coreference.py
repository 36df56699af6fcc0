"""Whether mentions are linked to whom they stand for, on texts in which people have said so.

    python benchmarks/coreference.py ../shared/data [--json benchmarks/coreference.json]

Everything is told by the bundled stages from the bare text, and once more with the nearest entity that fits
by gender, number and class taken at each choice, in place of the learnt chooser ("nearest").

GAP (Webster et al. 2018, Transactions of the ACL 6), validation: a pronoun and two names, A and B, of a
passage. The pronoun counts as A's where the entity that it is linked to holds a name that overlaps A, or
another mention that ends in A; likewise B's. As GAP scores, these are two decisions a passage; precision,
recall and F1 over all of them, over those of his and her pronouns, and the ratio of the latter two F1 (her /
his). `accuracy` is the share of passages with both decisions right, `of_named` of those alone whose pronoun
stands for A or B.

GUM (Zeldes 2017), dev: mentions of entity type person or organization,

- third-person pronouns (he, her, its, themselves …) whose cluster has another mention;
- nominals with an earlier mention of their cluster: neither pronoun nor name, that is, the head has no
  capital. The head is the last word before the first preposition, relative, comma or bracket, a possessive
  ending left out. One word that is a determiner, numeral or indefinite pronoun is no nominal, nor is one that
  joins several by "and" or "or". Those that open with "the", a demonstrative or a possessor are also given
  apart, as definite: the others are mostly predicates ("he was a businessman"), which GUM links and we do not
  look for.

A mention of ours is GUM's where it ends with GUM's head or with GUM's last word and does not begin before it;
of several such the shortest of GUM's, so that "London" is not "the mayor of London". An entity stands for the
cluster of most of its names among GUM's mentions; where it has no such name, of most of its mentions besides
the one that is judged; for none where two clusters are equally frequent. A mention is right where it is
linked to an entity that stands for its cluster. One that we do not find counts as not right; `linked` is the
share linked to anything.

PolNeAR, dev: the speakers of statements, as `onrecord evaluate --speakers` measures them.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord import Reader
from onrecord.evaluation import evaluate, read_gold
from onrecord.speaker_evaluation import figures, judge, read_speaker_gold
from onrecord.speakers.choices import Choice
from onrecord.speakers.identification import Gathered
from onrecord.speakers.mentions import IMPLICIT, NAME, PRONOUN, Mention
from onrecord.speakers.network import SpeakerNetwork
from onrecord.speakers.pronouns import PRONOUNS, RELATIVES
from onrecord.speakers.resolve import Resolved, resolve
from onrecord.statements.extraction import extract
from onrecord.statements.model import BUNDLED, Model

sys.path.append(str(Path(__file__).parents[1] / "training" / "speakers"))
from documents import joined, lines

PLURAL = {"they", "them", "their", "theirs", "themselves"}
DEFINITE = {"the", "this", "that", "these", "those"}
OWNED = {"'s", "’s", "'", "’"}
# What a GUM mention of one word may be besides a noun, and what stands after the head of a longer one.
NO_NOUN = re.compile(
    r"all|another|any\w*|both|each|every\w*|few|many|more|most|no|nobody|none|one|ones|other|others|several|"
    r"some\w*|such|th[ae]se?|this|those|what\w*|you\w*|\W*\d.*"
)
AFTER_HEAD = re.compile(
    r"about|after|against|among|as|at|before|behind|between|by|during|for|from|in|into|like|near|of|on|over|since|"
    r"than|that|through|to|under|which|who|whom|whose|with|within|without|[,;:(\[—–-]"
)
JOINED = re.compile(r"and|or|&")


class Nearest(SpeakerNetwork):
    """Takes the entity that was mentioned last, of those that fit: resolve offers them in that order."""

    def choose(self, choice: Choice) -> tuple[int, float]:
        return 0, 1.0


@dataclass(frozen=True)
class Marked:
    """A mention as GUM marks it: characters [start, end), where its head begins and ends, and its cluster."""

    start: int
    end: int
    head: tuple[int, int]
    cluster: str
    kind: str
    words: tuple[str, ...]


def resolved(text: str, model: Model, network: SpeakerNetwork) -> Resolved:
    gathered = Gathered()
    for passage in extract(text, model):
        gathered.add(passage, network)
    return resolve(text, gathered.mentions, gathered.sources, gathered.drafts, network.choose)


def members(found: Resolved) -> dict[int, list[Mention]]:
    """The mentions of each entity."""
    of: dict[int, list[Mention]] = defaultdict(list)
    for mention, entity in zip(found.mentions, found.of, strict=True):
        if entity >= 0:
            of[entity].append(mention)
    return of


def gap(path: Path, model: Model, network: SpeakerNetwork) -> dict[str, float]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    passages = [one for one in lines(path) if one["split"] == "validation"]
    for passage in passages:
        found = resolved(passage["text"], model, network)
        at = passage["pronoun_offset"]
        entity = next(
            (
                entity
                for mention, entity in zip(found.mentions, found.of, strict=True)
                if mention.start == at and mention.form == PRONOUN
            ),
            -1,
        )
        others = members(found)[entity]
        gender = PRONOUNS[passage["pronoun"].lower()].gender
        said = [holds(others, passage[f"{name}_offset"], len(passage[name])) for name in "AB"]
        gold = [passage["A_coref"], passage["B_coref"]]
        for group in ("all", gender):
            for ours, theirs in zip(said, gold, strict=True):
                counts[group][f"{ours} {theirs}"] += 1
        counts["all"]["linked"] += entity >= 0
        for group in ("all", gender):
            counts[group]["passages"] += 1
            counts[group]["right"] += said == gold
        counts["all"]["named right"] += any(gold) and said == gold
    named = sum(one["A_coref"] or one["B_coref"] for one in passages)
    f1 = {group: _f1(counted) for group, counted in counts.items()}
    return {
        "passages": len(passages),
        "linked": share(counts["all"]["linked"], len(passages)),
        **f1["all"],
        "f1_his": f1["m"]["f1"],
        "f1_her": f1["f"]["f1"],
        "her_to_his": round(f1["f"]["f1"] / f1["m"]["f1"], 3),
        "accuracy": share(counts["all"]["right"], len(passages)),
        "accuracy_his": share(counts["m"]["right"], counts["m"]["passages"]),
        "accuracy_her": share(counts["f"]["right"], counts["f"]["passages"]),
        "accuracy_of_named": share(counts["all"]["named right"], named),
    }


def holds(mentions: Iterable[Mention], start: int, length: int) -> bool:
    """Whether one of the mentions is the name of this length at `start`."""
    end = start + length
    return any(
        not m.joint and (start < m.end <= end or (m.form == NAME and m.start < end and start < m.end))
        for m in mentions
    )


def _f1(counted: Counter[str]) -> dict[str, float]:
    right, said = counted["True True"], counted["True True"] + counted["True False"]
    there = counted["True True"] + counted["False True"]
    return {
        "precision": share(right, said),
        "recall": share(right, there),
        "f1": share(2 * right, said + there),
    }


def gum(path: Path, model: Model, network: SpeakerNetwork) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in lines(path):
        if document["split"] != "dev":
            continue
        text, spans = joined(document["tokens"])
        marked = [mark(one, document["tokens"], spans) for one in document["mentions"]]
        found = resolved(text, model, network)
        judged(text, marked, found, counts)
    return {
        group: {
            "mentions": counted["all"],
            "linked": share(counted["linked"], counted["all"]),
            "right": share(counted["right"], counted["all"]),
        }
        for group, counted in sorted(counts.items())
    }


def judged(text: str, marked: list[Marked], found: Resolved, counts: dict[str, Counter[str]]) -> None:
    """Adds what a document's mentions came to."""
    ours = {place: one for place, m in enumerate(found.mentions) if (one := theirs(m, marked)) is not None}
    entity_of: dict[int, int] = {}
    names: dict[int, Counter[str]] = defaultdict(Counter)
    rest: dict[int, Counter[str]] = defaultdict(Counter)
    for place, one in ours.items():
        entity, mention = found.of[place], found.mentions[place]
        if entity_of.get(id(one), -1) < 0:
            entity_of[id(one)] = entity
        (names if mention.form == NAME else rest)[entity][one.cluster] += 1
    met: Counter[str] = Counter()
    size = Counter(one.cluster for one in marked)
    for one in sorted(marked, key=lambda m: (m.start, -m.end)):
        group = group_of(text, one)
        fits = group and one.kind in ("person", "organization")
        if fits and (met[one.cluster] or (group != "nominals" and size[one.cluster] > 1)):
            entity = entity_of.get(id(one), -1)
            others = names[entity] or rest[entity] - Counter([one.cluster])
            right = entity >= 0 and commonest(others) == one.cluster
            for name in (group, *wider(one, group)):
                counts[name]["all"] += 1
                counts[name]["linked"] += entity >= 0
                counts[name]["right"] += right
        met[one.cluster] += 1


def wider(one: Marked, group: str) -> list[str]:
    """The other groups that a mention is counted in."""
    if group != "nominals":
        return ["pronouns"]
    opening = PRONOUNS.get(one.words[0])
    owned = bool(OWNED.intersection(one.words)) or (opening is not None and opening.case == "possessive")
    return ["definite nominals"] if owned or one.words[0] in DEFINITE else []


def mark(mention: dict, tokens: list[str], spans: list[tuple[int, int]]) -> Marked:
    first, last = mention["start"], mention["end"]
    if last > first and tokens[last] in OWNED:
        last -= 1
    head = next(
        (at - 1 for at in range(first + 1, last + 1) if AFTER_HEAD.fullmatch(tokens[at].lower())), last
    )
    if head > first and tokens[head] in OWNED:
        head -= 1
    return Marked(
        spans[first][0],
        spans[last][1],
        spans[head],
        mention["cluster"],
        mention["etype"],
        tuple(word.lower() for word in tokens[first : head + 1]),
    )


def group_of(text: str, one: Marked) -> str:
    """The group that a mention of GUM's is counted in, "" for none."""
    if len(one.words) == 1:
        word = one.words[0]
        known = PRONOUNS.get(word)
        if known is not None:
            name = "they" if word in PLURAL else {"m": "he", "f": "she"}.get(known.gender, "it")
            return name if known.person == 3 else ""
        if word in RELATIVES or NO_NOUN.fullmatch(word):
            return ""
    joins = any(JOINED.fullmatch(word) for word in one.words)
    return "" if joins or not text[one.head[0]].islower() else "nominals"


def theirs(mention: Mention, marked: list[Marked]) -> Marked | None:
    """The mention of GUM's that one of ours is, None where there is no such."""
    if mention.joint or mention.form == IMPLICIT:
        return None
    fitting = [
        one
        for one in marked
        if mention.end in (one.head[1], one.end) and mention.start >= one.start and not _apart(mention, one)
    ]
    return min(fitting, key=lambda one: one.end - one.start, default=None)


def _apart(mention: Mention, one: Marked) -> bool:
    """Whether what joins several ends with ours as its last member."""
    return any(JOINED.fullmatch(word) for word in one.words) and mention.start > one.start


def commonest(counted: Counter[str]) -> str | None:
    top = counted.most_common(2)
    return None if not top or (len(top) > 1 and top[0][1] == top[1][1]) else top[0][0]


def share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def speakers(folder: Path, network: SpeakerNetwork) -> dict[str, float]:
    reader = Reader()
    reader._speakers = network
    named = read_speaker_gold(folder / "dev.speakers.jsonl")
    ids = {one.id for one in named}
    gold = [article for article in read_gold(folder / "dev.jsonl.gz") if article.id in ids]
    _, records = evaluate(gold, reader.read_many)
    found = figures(judge(gold, named, records), len(named))
    return {
        name: round(getattr(found, name), 4) for name in ("found", "right", "wrong", "none", "pronouns_right")
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path)
    o = parser.parse_args()
    model = Model(BUNDLED, 1)
    told = {}
    for name, network in (("bundled", SpeakerNetwork()), ("nearest", Nearest())):
        told[name] = {
            "gap_validation": gap(o.data / "speaker_coref" / "gap.jsonl.gz", model, network),
            "gum_dev": gum(o.data / "speaker_coref" / "gum.jsonl.gz", model, network),
            "polnear_dev_speakers": speakers(o.data / "polnear", network),
        }
    text = json.dumps(told, indent=1)
    print(text)
    if o.json:
        o.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
