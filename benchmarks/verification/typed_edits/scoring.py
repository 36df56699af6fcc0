"""The figures of a set of answers: verdicts, severity, changes of meaning by their sort, places, words found.

An answer is a verification: {"article": the item's id, "verdict", "severity", "found": null or {"document",
"turn", "span"}, "elsewhere": [more of them], "differences": [{"kind", "quote", "source", "category"}]}.
`category` and `elsewhere` may be missing; spans of `quote` are offsets into the item's quotation.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from typed_edits.kinds import KINDS, SEVERAL

Json = dict[str, Any]
Pair = tuple[Json, Json]

VERDICTS = ("verbatim", "trimmed", "elided", "spliced", "altered", "not_found")
CATEGORIES = ("negation", "number", "name", "pronoun", "modal", "quantifier", "content word")
NAMED_IN_THE_TARGET = CATEGORIES[:-1]
OVERLAP = 0.5
"""The share of the two spans' characters that they must have in common for the place to be right."""


def paired(items: Iterable[Json], answers: Iterable[Json]) -> list[Pair]:
    """Each item with its answer. Raises ValueError where an item has none, or one is of no item."""
    by_id = {answer.get("article"): answer for answer in answers}
    wanted = list(items)
    missing = [one["id"] for one in wanted if one["id"] not in by_id]
    if missing:
        raise ValueError(f"{len(missing)} items have no answer, the first {missing[0]}")
    strange = set(by_id) - {one["id"] for one in wanted}
    if strange:
        raise ValueError(f"{len(strange)} answers are of no item, one for {min(map(str, strange))}")
    return [(one, by_id[one["id"]]) for one in wanted]


def figures(pairs: list[Pair]) -> Json:
    """All figures; shares in per cent, each with how many it is of."""
    single = [pair for pair in pairs if pair[0]["kind"] not in SEVERAL]
    several = [pair for pair in pairs if pair[0]["kind"] in SEVERAL]
    kinds = by(single, "kind")
    return {
        "verdict, single edits": share(single, is_right_verdict),
        "verdict, single edits, mean of the kinds": mean(
            share(found, is_right_verdict) for found in kinds.values()
        ),
        "verdict, several edits": share(several, is_right_verdict),
        "verdict by kind": {
            kind.name: share(found, is_right_verdict)
            for kind in KINDS
            if (found := by(pairs, "kind").get(kind.name))
        },
        "verdict by verdict": shares(single, "verdict", is_right_verdict),
        "verdict by grade": shares(pairs, "grade", is_right_verdict),
        "verdict by length": shares(single, "length", is_right_verdict),
        "verdict by where the edit is": shares([p for p in single if p[0]["edits"]], "at", is_right_verdict),
        "severity": share(pairs, lambda item, answer: item["severity"] == answer["severity"]),
        "changes of meaning": meaning(pairs),
        "place": share([p for p in pairs if p[0]["places"]], is_right_place),
        "all places of what is spliced": share([p for p in pairs if len(p[0]["places"]) > 1], has_all_places),
        "edited words in a difference": edited_words(pairs),
    }


def meaning(pairs: list[Pair]) -> Json:
    """How well changes of meaning are flagged. By category: recall, and of the answers that name it, how many
    items are of it; items with words of any sort added are left out there."""
    changed = [pair for pair in pairs if pair[0]["severity"] == "meaning"]
    flagged = [pair for pair in pairs if is_flagged(*pair)]
    words = [pair for pair in changed if pair[0]["category"] in NAMED_IN_THE_TARGET]
    not_changed = [pair for pair in pairs if pair[0]["severity"] != "meaning"]
    false = sum(is_flagged(*pair) for pair in not_changed)
    right = sum(is_flagged(*pair) for pair in words)
    found: Json = {
        "recall": share(changed, is_flagged),
        "precision": share(flagged, lambda item, answer: item["severity"] == "meaning"),
        "recall, the six of the target": share(words, is_flagged),
        "precision, the six against all that is no change of meaning": [
            per_cent(right, right + false),
            right + false,
        ],
    }
    for category in CATEGORIES:
        ours = [pair for pair in pairs if pair[0]["category"] == category and pair[0]["kind"] not in SEVERAL]
        names = [pair for pair in pairs if has_one_sort(pair[0]) and category in categories(pair[1])]
        found[category] = {
            "recall": share(ours, is_flagged),
            "recall, its category named": share(
                ours, lambda item, answer: item["category"] in categories(answer)
            ),
            "precision where named": share(names, lambda item, answer, c=category: item["category"] == c),  # type: ignore[misc]
        }
    return found


def has_one_sort(item: Json) -> bool:
    """Whether it is known of what sort all changes of meaning in an item are."""
    return item["kind"] not in SEVERAL and (item["severity"] != "meaning" or item["category"] is not None)


def is_right_verdict(item: Json, answer: Json) -> bool:
    return answer["verdict"] == item["verdict"] or answer["verdict"] in item["also"]


def is_flagged(item: Json, answer: Json) -> bool:
    return bool(answer["severity"] == "meaning")


def categories(answer: Json) -> set[str]:
    return {one["category"] for one in answer.get("differences") or () if one.get("category")}


def places_of(answer: Json) -> list[Json]:
    return [place for place in (answer.get("found"), *(answer.get("elsewhere") or ())) if place]


def is_right_place(item: Json, answer: Json) -> bool:
    """Whether the first place given is one of the item's."""
    given = places_of(answer)[:1]
    return any(is_same(place, one) for place in item["places"] for one in given)


def has_all_places(item: Json, answer: Json) -> bool:
    """Whether every piece has a place that overlaps it, sentences that follow each other as one place too."""
    given = places_of(answer)
    return all(any(overlap(place, one)[0] >= OVERLAP for one in given) for place in item["places"])


def is_same(place: Json, found: Json) -> bool:
    of_item, of_answer = overlap(place, found)
    return min(of_item, of_answer) >= OVERLAP or (of_item == 1.0 and of_answer > 0)


def overlap(place: Json, found: Json) -> tuple[float, float]:
    """The shares of the item's span and of the answer's that lie in the other."""
    if (place["document"], place["turn"]) != (found["document"], found["turn"]):
        return 0.0, 0.0
    (a, b), (c, d) = place["span"], found["span"]
    common = max(0, min(b, d) - max(a, c))
    return common / max(b - a, 1), common / max(d - c, 1)


def edited_words(pairs: list[Pair]) -> list[float]:
    """The share of edits that touch a difference, on the quotation's side or, where words were left out, the
    source's."""
    found = count = 0
    for item, answer in pairs:
        differences = answer.get("differences") or ()
        for edit in item["edits"]:
            side = "quote" if edit["quote"] else "source"
            spans = [one[side] for one in differences if one.get(side)]
            count += 1
            found += any(span[0] < edit[side][1] and edit[side][0] < span[1] for span in spans)
    return [per_cent(found, count), count]


def by(pairs: Iterable[Pair], field: str) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[0][field], []).append(pair)
    return found


def shares(pairs: Iterable[Pair], field: str, holds: Callable[[Json, Json], bool]) -> dict[str, list[float]]:
    return {name: share(found, holds) for name, found in sorted(by(pairs, field).items())}


def share(pairs: list[Pair], holds: Callable[[Json, Json], bool]) -> list[float]:
    return [per_cent(sum(bool(holds(*pair)) for pair in pairs), len(pairs)), len(pairs)]


def per_cent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def mean(found: Iterable[list[float]]) -> list[float]:
    values = [value for value, _ in found]
    return [round(sum(values) / max(len(values), 1), 2), len(values)]


def confusion(pairs: Iterable[Pair]) -> Mapping[tuple[str, str], int]:
    return Counter((item["verdict"], answer["verdict"]) for item, answer in pairs)
