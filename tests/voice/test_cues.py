"""The lexicon: every line is well formed, and every form leads to its word."""

from typing import get_args

import pytest

from onrecord.voice.cues import Part, Role, Tone, entries_at, lemma_of, lexicon, regular_forms
from onrecord.voice.word_lists import rows


def test_every_line_of_the_lexicon_names_a_known_class_and_a_source() -> None:
    seen = set()
    for word, part, tone, role, addressee, source in rows("cue_lexicon.tsv"):
        assert part in get_args(Part), word
        assert tone in get_args(Tone), word
        assert role in get_args(Role), word
        assert addressee in ("object", "to", "-"), word
        assert source, word
        assert (word, part) not in seen, f"{word} stands twice"
        seen.add((word, part))


def test_every_source_that_a_line_names_is_told_in_the_head_of_the_file() -> None:
    from importlib.resources import files

    data = files("onrecord.voice").joinpath("data", "cue_lexicon.tsv").read_text("utf-8")
    head = " ".join(line for line in data.splitlines() if line.startswith("#"))
    for row in rows("cue_lexicon.tsv"):
        for source in row[5].split("; "):
            assert source.split()[0] in head, row


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("admitted", "admit"),
        ("denies", "deny"),
        ("found", "find"),
        ("thought", "think"),
        ("felt", "feel"),
        ("urging", "urge"),
        ("vowed", "vow"),
        ("told", "tell"),
        ("swore", "swear"),
        ("analyses", "analysis"),
    ],
)
def test_inflected_forms_have_their_lemma(form: str, lemma: str) -> None:
    assert lemma in {entry.lemma for entry in lexicon().words[form]}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("yodelled", "yodell"),
        ("wading", "wade"),
        ("paddling", "paddle"),
        ("plodded", "plod"),
        ("juries", "jury"),
    ],
)
def test_rules_guess_the_lemma_of_a_word_that_the_lexicon_lacks(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


def test_the_rules_of_spelling_make_regular_forms() -> None:
    assert regular_forms("deny", "verb") == ("denies", "denied", "denying")
    assert regular_forms("urge", "verb") == ("urges", "urged", "urging")
    assert regular_forms("speech", "noun") == ("speeches",)


def test_the_longest_phrase_goes_before_its_first_word() -> None:
    (entry,), length = entries_at(["pointed", "out", "that"], 0)
    assert (entry.lemma, entry.tone, length) == ("point out", "factive", 2)
    entries, length = entries_at(["pointed", "north"], 0)
    assert length == 1
    assert entries[0].lemma == "point"
