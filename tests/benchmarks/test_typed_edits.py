"""The benchmark of typed edits: each edit does what its kind says, and an item's label follows from it."""

import random
from collections import Counter
from pathlib import Path

import pytest
from typed_edits import cuts, joins, kinds, light, meaning, noise, transcripts
from typed_edits.change import Change, applied
from typed_edits.item import Item
from typed_edits.making import Maker
from typed_edits.stretches import Stretch, is_clean, part_stretches, sentences, with_noise
from typed_edits.transcripts import Transcripts, Turn, plain

HERE = Path(__file__).parents[2] / "benchmarks" / "verification"
HEARINGS = Transcripts(transcripts.read(HERE / "sources" / "hearings.jsonl"))
HELD_OUT = Transcripts(transcripts.read(HERE / "held_out" / "hearings.jsonl"))


def made(seed: int = 1, most: int = 6) -> list[Item]:
    return list(Maker(HEARINGS, HELD_OUT, seed, most).items(HERE / "paraphrases.tsv"))


ITEMS = made()


def quotes(text: str, changes: list[Change]) -> set[str]:
    return {applied(text, [change])[0] for change in changes}


def sentence(text: str) -> Stretch:
    return Stretch(Turn("d", 0, "", text), 0, len(text), (0, len(text)))


@pytest.mark.parametrize(
    ("find", "text", "quote"),
    [
        (meaning.negation_added, "We are the last of them.", "We are not the last of them."),
        (meaning.negation_added, "They can pay for it all.", "They cannot pay for it all."),
        (meaning.negation_left_out, "He did not tell the truth.", "He did tell the truth."),
        (meaning.negation_replaced, "They don't know the way.", "They do know the way."),
        (meaning.negation_replaced, "A boat without lights sank.", "A boat with lights sank."),
        (meaning.pronoun, "My boys know that we won.", "My boys know that they won."),
        (meaning.number, "It cost 420 crowns in May.", "It cost 720 crowns in May."),
        (meaning.number, "It cost four crowns in May.", "It cost nine crowns in May."),
        (meaning.quantifier, "Most of them stayed here.", "Some of them stayed here."),
        (meaning.limit_left_out, "It took almost all of it.", "It took all of it."),
        (meaning.modal, "The mayor must answer now.", "The mayor may answer now."),
        (meaning.antonym, "It was a victory for us.", "It was a defeat for us."),
        (meaning.content_word, "He wrote to the mayor.", "He wrote to the bishop."),
        (light.contraction, "It is late and we are tired.", "It is late and we're tired."),
        (light.tense, "She says it every day.", "She said it every day."),
        (light.function_word, "We met at the gate.", "We met in the gate."),
        (light.that_added, "I know we will win it.", "I know that we will win it."),
        (cuts.word_left_out, "He stood there quite alone.", "He stood there alone."),
        (joins.swapped_words, "A land of milk and wool, once.", "A land of wool and milk, once."),
        (noise.numerals, "He had seventy-two hens.", "He had 72 hens."),
        (noise.numerals, "He had 72 hens.", "He had seventy-two hens."),
        (noise.spelling, "A labour of love.", "A labor of love."),
        (noise.bracket, "Then they left again.", "Then they [the committee] left again."),
    ],
)
def test_an_edit_makes_the_change_of_its_kind(find: kinds.Finder, text: str, quote: str) -> None:
    assert quote in quotes(text, list(find(text)))


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (meaning.negation_left_out, "It is not only late but dark."),
        (meaning.negation_added, "We never were in the town, nor will be."),
        (meaning.quantifier, "After all we had a good many of them."),
        (meaning.modal, "They came of their own free will to us."),
        (meaning.number, "In a second it was over."),
        (noise.numerals, "On March 12, 1998 there were two hundred."),
        (light.tense, "We ought to have called it what she called it."),
    ],
)
def test_no_edit_is_made_where_its_label_would_be_wrong(find: kinds.Finder, text: str) -> None:
    assert not find(text)


@pytest.mark.parametrize(
    ("cut", "text", "kept"),
    [
        (
            cuts.condition_behind,
            "We will all stay here with you tonight if they ask us.",
            "We will all stay here with you tonight",
        ),
        (
            cuts.condition_before,
            "If they ask us now, we will all stay here with you tonight.",
            "we will all stay here with you tonight.",
        ),
        (
            cuts.denial_before,
            "I don't think that the old bridge is safe for any of us.",
            "the old bridge is safe for any of us.",
        ),
        (
            cuts.view_before,
            "Some people say that the old bridge is safe for all of us.",
            "the old bridge is safe for all of us.",
        ),
    ],
)
def test_a_cut_takes_away_what_the_kept_words_depend_on(cut: object, text: str, kept: str) -> None:
    assert [part.text for part in cut(sentence(text))] == [kept]  # type: ignore[operator]


def test_what_a_harmless_cut_takes_away_holds_no_condition_denial_or_view() -> None:
    text = "If they ask us, we will all stay here with you tonight, and we will sing, all of us, until dawn."
    assert all(not part.text.startswith("we will all") for part in part_stretches(sentence(text)))


def test_transcript_noise_is_left_out_and_nothing_else() -> None:
    text = "I, I know, uh, that it is late. [laughter] The, the boat is gone."
    # A word said twice at the start of a turn counts as noise; so does an aside.
    assert applied(text, noise.transcript_noise(text))[0] == "I know that it is late. The, the boat is gone."


def test_sentences_do_not_end_at_an_abbreviation() -> None:
    turn = Turn("d", 0, "", "Mr. Ipsworth came at nine. He left at ten.")
    assert [one.text for one in sentences(turn, 0, len(turn.text))] == [
        "Mr. Ipsworth came at nine.",
        "He left at ten.",
    ]


@pytest.mark.parametrize(
    "text", ["It is the the end.", "So [laughter] we left.", "We, uh, left.", "It is … over."]
)
def test_a_text_with_noise_or_words_said_twice_is_not_clean(text: str) -> None:
    assert not is_clean(text)


def test_edits_are_spans_of_the_changed_words_on_both_sides() -> None:
    text = "We must not go to town."
    quote, edits = applied(text, [Change(8, 12, ""), Change(18, 22, "sea"), Change(0, 1, "w", counts=False)])
    assert quote == "we must go to sea."
    assert [(e.quote, e.source) for e in edits] == [(None, (8, 11)), ((14, 17), (18, 22))]


def test_the_same_seed_gives_the_same_items_and_another_one_others() -> None:
    assert made() == ITEMS
    assert made(seed=2) != ITEMS


def test_every_kind_of_edit_but_the_rarest_is_made_of_the_hearings() -> None:
    counts = Counter(one.kind for one in ITEMS)
    assert {kind.name for kind in kinds.KINDS} - set(counts) <= {"limit_left_out", "numerals", "spelling"}


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.id)
def test_spans_lie_in_their_texts_and_the_label_follows_from_the_edit(one: Item) -> None:
    texts = {(turn.document, turn.number): turn.text for turn in HEARINGS.turns}
    quoted = [texts[p.document, p.turn][p.span[0] : p.span[1]] for p in one.places]
    assert all(quoted)
    for edit in one.edits:
        assert edit.quote is None or one.quote[edit.quote[0] : edit.quote[1]].strip()
        assert edit.source is None or texts[one.places[0].document, one.places[0].turn][slice(*edit.source)]
    same_words = bool(quoted) and plain(one.quote) == plain(quoted[0])
    if one.kind in ("unchanged", "part_of_sentence", "case", "capitals", "punctuation", "quotation_marks"):
        assert same_words
    if one.verdict in ("altered", "elided", "spliced"):
        assert not HEARINGS.times(one.quote)
    if one.verdict == "elided":
        words = iter(plain(quoted[0]).split())
        assert all(word in words for word in plain(one.quote).split())
    if one.verdict == "trimmed":
        assert same_words
    assert (one.verdict == "not_found") == (not one.places)


def test_what_was_not_said_shares_no_run_of_five_words_with_the_transcripts() -> None:
    absent = [one for one in ITEMS if one.verdict == "not_found"]
    assert absent
    assert not any(HEARINGS.share_a_run(one.quote, 5) for one in absent)


def test_a_paragraph_without_words_has_no_stretch() -> None:
    blank = Transcripts([Turn("d", 0, "", "One two three four five six seven eight, uh, nine.\n \n  \n")])
    assert len(with_noise(blank, random.Random(1))) == 1


def test_pieces_of_one_turn_are_far_apart() -> None:
    for joined in [
        found for _, found in zip(range(5), joins.same_turn(HEARINGS, random.Random(1)), strict=False)
    ]:
        one, other = joined.pieces
        assert other.start - one.end > 5 * joins.FAR_WORDS


def test_the_shipped_transcripts_are_those_that_the_lists_name() -> None:
    shipped = {
        place: {turn.document for turn in transcripts.read(HERE / place)} for place in ("sources", "held_out")
    }
    for line in (HERE / "words" / "addresses.tsv").read_text("utf-8").splitlines()[1:]:
        place, name = line.split("\t")
        assert f"address/{name}" in shipped[place]
    turns = {(turn.document, turn.number) for turn in HEARINGS.turns}
    for line in (HERE / "paraphrases.tsv").read_text("utf-8").splitlines()[1:]:
        document, number, _ = line.split("\t")
        assert (document, int(number)) in turns


def test_a_file_that_is_no_transcript_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"doc_id": "a"}\n')
    with pytest.raises(transcripts.BadTranscripts, match=r"bad\.jsonl:1 is not a document with turns"):
        list(transcripts.read(bad))
    with pytest.raises(transcripts.BadTranscripts, match="there is no transcript"):
        list(transcripts.read(tmp_path / "none"))
