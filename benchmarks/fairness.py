"""Whether some people's statements are found, and ascribed to them, less often than others'.

    python benchmarks/fairness.py ../shared/data/polnear [--json benchmarks/fairness.json]

Speakers: the attributions of the dev articles whose speaker was named by a reader, in groups by that speaker:

- women and men: persons, by the gazetteer's gender of the first word of a name of several. Where it has none
  (Obama, a name that both bear), by the "he" or "she" that is the annotated source of an attribution of the
  same speaker in the same article; `pronouns_agree` counts how often both tell the same.
- Western and other first names, as the gazetteer has them
- the kinds of speakers

Of each group: how many are `annotated`, `found` by the extractor, and of those found right, wrong and without
a speaker, with 95 % intervals (Wilson 1927); then the difference between two groups with its interval
(Newcombe 1998, Statistics in Medicine 17, method 10). These intervals take attributions for independent.
Those of one article are not, so `by_article` is another one, from drawing the articles anew 2,000 times
(bootstrap, percentiles). `names` is how many different speakers a group has, `commonest` the share of its
found attributions that its two most frequent have.

Statements: all attributions of the 84 dev articles whose source tells a woman or a man: "he" or "she", a name
with Mr., Mrs. or Ms., a name of several words whose first the gazetteer knows, or a surname that only such
names of one gender have in that article. Of each group: how many are found, how many of these get a speaker,
and where the source is a name, how often the speaker has its surname.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from random import Random

from onrecord import Reader
from onrecord.evaluation import GoldArticle, attributions_of, evaluate, read_gold
from onrecord.measures import paired
from onrecord.record import Record, words
from onrecord.speaker_evaluation import GoldSpeaker, SpeakerJudgement, by_article, judge, read_speaker_gold
from onrecord.speakers.gazetteer import first_name_gender, is_western

HE = {"he": "men", "him": "men", "his": "men", "she": "women", "her": "women", "hers": "women"}
TITLES = {"mr": "men", "mrs": "women", "ms": "women", "miss": "women"}
GROUP = {"m": "men", "f": "women"}
FULL_NAME = re.compile(r"\b([A-Z][\w’'-]+) (?:[A-Z]\.? )?([A-Z][\w’'-]+)\b")
# A name at the end of a source's head, with what may stand before it: "Gov. Ann Smith", "Ms. Smith", "Smith".
HEAD = re.compile(
    r"^(?:.*?\b)?(?:(?P<title>Mr|Mrs|Ms|Miss)\b\.? )?"
    r"(?:(?P<first>[A-Z][\w’'-]+) (?:[A-Z]\.? )?)?(?P<last>[A-Z][\w’'-]+)$"
)
Z = 1.96


def wilson(part: int, whole: int) -> list[float]:
    """The 95 % interval of a share, in per cent."""
    if not whole:
        return [0.0, 100.0]
    low, high = _wilson(part, whole)
    return [round(100 * low, 1), round(100 * high, 1)]


def _wilson(part: int, whole: int) -> tuple[float, float]:
    share = part / whole
    middle = share + Z * Z / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    return max(0.0, (middle - reach) / (1 + Z * Z / whole)), (middle + reach) / (1 + Z * Z / whole)


Parts = dict[str, tuple[int, int]]
"""Of each article the part and the whole of a share."""


def difference(one: Parts, other: Parts) -> dict[str, object]:
    """The first share less the second in points, with its intervals."""
    (a, n), (b, m) = total(one.values()), total(other.values())
    if not n or not m:
        return {}
    p, q = a / n, b / m
    (p_low, p_high), (q_low, q_high) = _wilson(a, n), _wilson(b, m)
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    interval = [round(100 * low, 1), round(100 * high, 1)]
    return {"points": round(100 * (p - q), 1), "interval": interval, "by_article": drawn_anew(one, other)}


def drawn_anew(one: Parts, other: Parts, times: int = 2000) -> list[float]:
    """The middle 95 % of the differences, in points, that articles drawn anew with replacement give."""
    draw = Random(1)
    articles = sorted(set(one) | set(other))
    found = []
    for _ in range(times):
        drawn = draw.choices(articles, k=len(articles))
        (a, n), (b, m) = (total(parts.get(name, (0, 0)) for name in drawn) for parts in (one, other))
        if n and m:
            found.append(100 * (a / n - b / m))
    found.sort()
    return [round(found[len(found) // 40], 1), round(found[-1 - len(found) // 40], 1)]


def total(parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    listed = list(parts)
    return sum(part for part, _ in listed), sum(whole for _, whole in listed)


def count(part: int, whole: int) -> dict[str, object]:
    return {
        "count": part,
        "share": round(100 * part / whole, 1) if whole else None,
        "interval": wilson(part, whole),
    }


class Who:
    """Tells of annotated speakers whether they are women or men."""

    def __init__(self, gold: Sequence[GoldArticle], speakers: Sequence[GoldSpeaker]) -> None:
        self._by_pronoun: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        of_article = {article.id: article for article in gold}
        for one in speakers:
            article = of_article[one.id]
            source = words(article.text, article.attributions[one.index].source).lower()
            if one.kind == "person" and source in HE:
                self._by_pronoun[one.id, one.speaker][HE[source]] += 1

    def by_pronoun(self, one: GoldSpeaker) -> str:
        counted = self._by_pronoun[one.id, one.speaker]
        return next(iter(counted)) if len(counted) == 1 else ""

    def by_name(self, one: GoldSpeaker) -> str:
        name = one.speaker.split()
        return GROUP.get(first_name_gender(name[0]) or "", "") if len(name) > 1 else ""

    def gender(self, one: GoldSpeaker) -> str:
        if one.kind != "person":
            return ""
        return self.by_name(one) or self.by_pronoun(one) or "persons, gender not told"

    def names(self, one: GoldSpeaker) -> str:
        name = one.speaker.split()
        known = is_western(name[0]) if one.kind == "person" and len(name) > 1 else None
        return "" if known is None else "Western first names" if known else "other first names"


def speakers(
    gold: Sequence[GoldArticle], named: Sequence[GoldSpeaker], records: Sequence[Record]
) -> dict[str, object]:
    who = Who(gold, named)
    judged = {(one.gold.id, one.gold.index): one for one in judge(gold, named, records)}
    groups: dict[str, list[GoldSpeaker]] = defaultdict(list)
    for one in named:
        for group in (who.gender(one), who.names(one), f"kind {one.kind}"):
            if group:
                groups[group].append(one)
    told: dict[str, object] = {}
    for group in sorted(groups):
        told[group] = figures(groups[group], judged)
    persons = {(one.id, one.speaker): one for one in named if one.kind == "person"}.values()
    both = [(who.by_name(one), who.by_pronoun(one)) for one in persons]
    told["pronouns_agree"] = {
        "told by both": sum(a != "" != b for a, b in both),
        "the same": sum(a == b != "" for a, b in both),
    }
    told["differences"] = {
        f"{first} less {second}, {what}": difference(
            *(parts_of(what, groups[group], judged) for group in (first, second))
        )
        for first, second in (
            ("women", "men"),
            ("other first names", "Western first names"),
            ("kind organisation", "kind person"),
        )
        for what in ("found", "right", "wrong", "none", "right where the source is a pronoun or missing")
    }
    return told


Judged = dict[tuple[str, int], SpeakerJudgement]


def part_of(what: str, group: Sequence[GoldSpeaker], judged: Judged) -> tuple[int, int]:
    found = [judged[one.id, one.index] for one in group if (one.id, one.index) in judged]
    match what:
        case "found":
            return len(found), len(group)
        case "right":
            return sum(one.right for one in found), len(found)
        case "wrong":
            return sum(one.name is not None and not one.right for one in found), len(found)
        case "none":
            return sum(one.name is None for one in found), len(found)
    unnamed = [one for one in found if one.unnamed_source]
    return sum(one.right for one in unnamed), len(unnamed)


def parts_of(what: str, group: Sequence[GoldSpeaker], judged: Judged) -> Parts:
    of_article: dict[str, list[GoldSpeaker]] = defaultdict(list)
    for one in group:
        of_article[one.id].append(one)
    return {name: part_of(what, ones, judged) for name, ones in of_article.items()}


def figures(group: Sequence[GoldSpeaker], judged: Judged) -> dict[str, object]:
    persons = Counter(one.speaker for one in group if (one.id, one.index) in judged)
    frequent = sum(number for _, number in persons.most_common(2))
    pronouns = part_of("pronouns", group, judged)
    return {
        "annotated": len(group),
        "names": len({one.speaker for one in group}),
        "commonest": round(100 * frequent / persons.total(), 1) if persons else 0.0,
        **{what: count(*part_of(what, group, judged)) for what in ("found", "right", "wrong", "none")},
        "pronouns": pronouns[1],
        "pronouns_right": count(*pronouns),
    }


def statements(gold: Iterable[GoldArticle], records: Iterable[Record]) -> dict[str, object]:
    by_article: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for article, record in zip(gold, records, strict=True):
        surnames = surnames_of(article.text)
        pairs = dict(paired(article.text, article.attributions, attributions_of(record)))
        outer = [statement for statement in record.statements if statement.parent is None]
        for place, one in enumerate(article.attributions):
            source = words(article.text, one.source)
            group, surname = gender_of(source, surnames)
            if not group:
                continue
            speaker = record.speaker_of(outer[pairs[place]]) if place in pairs else None
            for name in (group, f"{group}, {'names' if surname else 'pronouns'}"):
                counted = by_article[name][article.id]
                counted["annotated"] += 1
                counted["found"] += place in pairs
                counted["with a speaker"] += speaker is not None
                counted["same surname"] += bool(
                    surname and speaker and surname in map(_without_owner, speaker.name.split())
                )
    told: dict[str, object] = {}
    for group, articles in sorted(by_article.items()):
        counted = sum(articles.values(), Counter())
        told[group] = {
            "annotated": counted["annotated"],
            "found": count(counted["found"], counted["annotated"]),
            "with a speaker": count(counted["with a speaker"], counted["found"]),
        }
        if group.endswith("names"):
            told[group] |= {"same surname": count(counted["same surname"], counted["found"])}  # type: ignore[operator]
    for how, what, of in (
        ("", "found", "annotated"),
        (", names", "found", "annotated"),
        (", pronouns", "found", "annotated"),
        ("", "with a speaker", "found"),
        (", names", "same surname", "found"),
    ):
        women, men = (
            {name: (counted[what], counted[of]) for name, counted in by_article[f"{group}{how}"].items()}
            for group in ("women", "men")
        )
        told[f"women less men{how}: {what}"] = difference(women, men)
    return told


def surnames_of(text: str) -> dict[str, str]:
    """The surnames that in a text only women, or only men, have."""
    seen: dict[str, set[str]] = defaultdict(set)
    for first, last in FULL_NAME.findall(text):
        seen[_without_owner(last)].add(GROUP.get(first_name_gender(first) or "", ""))
    return {name: next(iter(only)) for name, groups in seen.items() if len(only := groups - {""}) == 1}


def gender_of(source: str, surnames: dict[str, str]) -> tuple[str, str]:
    """The group that a source tells, "" for none, and the surname in it, "" where it is a pronoun."""
    if source.lower() in HE:
        return HE[source.lower()], ""
    head = re.split(r"[,(\n]", source, maxsplit=1)[0].strip()
    match = HEAD.match(head)
    if match is None or re.search(r"\b(?:and|of|for)\b|[’']s\b", head):
        return "", ""
    surname = match["last"]
    if match["title"]:
        return TITLES[match["title"].lower()], surname
    known = GROUP.get(first_name_gender(match["first"]) or "", "") if match["first"] else ""
    return known or surnames.get(surname, ""), surname


def _without_owner(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--json", type=Path)
    o = parser.parse_args()
    gold = read_gold(o.polnear / "dev.jsonl.gz")
    named = read_speaker_gold(o.polnear / "dev.speakers.jsonl")
    by_article(gold, named)
    _, records = evaluate(gold, Reader().read_many)
    told = {"speakers": speakers(gold, named, records), "statements": statements(gold, records)}
    text = _flat(json.dumps(told, indent=1))
    print(text)
    if o.json:
        o.json.write_text(text + "\n", "utf-8")


def _flat(text: str) -> str:
    """JSON with the innermost objects and arrays on one line each."""
    text = re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda m: "[" + " ".join(m[1].split()) + "]", text)
    return re.sub(r"\{\s+([^{}]*?)\s+\}", lambda m: "{" + " ".join(m[1].split()) + "}", text)


if __name__ == "__main__":
    main()
