"""What must hold for every source and every quotation."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.verify import SourceIndex, Verification, verify_quotation
from onrecord.verify.document import Document, Turn
from onrecord.verify.segment import Segment
from onrecord.verify.words import words_of

WORDS = [
    *(
        "the",
        "a",
        "of",
        "to",
        "and",
        "in",
        "we",
        "they",
        "will",
        "can",
        "must",
        "not",
        "never",
        "it's",
        "don't",
    ),
    *(
        "we're",
        "boat",
        "harbour",
        "night",
        "council",
        "old",
        "new",
        "price",
        "rope",
        "glass",
        "sings",
        "carried",
    ),
    *(
        "quietly",
        "1931",
        "30,000",
        "twenty",
        "five",
        "percent",
        "“paper”",
        "whale’s",
        "morning-watch",
        "Ann",
        "Berg",
    ),
]
STOPS = (" ", " ", " ", ", ", ". ", " – ", "; ", "? ", "\n")
FRESH = ("zinc", "quarrel", "velvet", "orbit", "lantern")
"""Content words that no made-up source has."""

words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=60)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Made-up sentences: words with stops between them."""
    chosen = draw(words)
    return "".join(word + draw(st.sampled_from(STOPS)) for word in chosen).strip()


sources = st.lists(texts(), min_size=1, max_size=4, unique=True)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def indexed(folder: str, said: list[str]) -> SourceIndex:
    documents = [Document(f"d{hash(text)}", (Turn(text, "Ann"),), date="2031-01-01") for text in said]
    return SourceIndex.of_documents(Path(folder) / "index", documents)


def verified(said: list[str], quote: str) -> Verification:
    with TemporaryDirectory() as folder:
        return verify_quotation(quote, indexed(folder, said))


def stretch(text: str, data: st.DataObject) -> str:
    found = words_of(text)
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first + 1, len(found)))
    start, end = found.starts[first], max(found.ends[first:last])
    # Not from within a word: a contraction is two words.
    assume(start == 0 or not text[start - 1].isalnum() or not text[start].isalnum())
    assume(text[start] not in "'’" and not text[start:].startswith("n't"))
    return text[start:end]


@relaxed
@given(sources, st.data())
def test_a_stretch_of_a_source_quoted_as_it_is_is_verbatim(said: list[str], data: st.DataObject) -> None:
    quote = stretch(data.draw(st.sampled_from(said)), data)
    one = verified(said, quote)
    assert one.verdict in ("verbatim", "trimmed"), quote
    assert not one.differences and one.found
    if one.verdict == "trimmed":
        # Only a cut inside a sentence can turn the sense.
        assert one.found.text not in said


@relaxed
@given(sources, st.data())
def test_a_single_changed_content_word_is_never_verbatim(said: list[str], data: st.DataObject) -> None:
    quote = stretch(data.draw(st.sampled_from(said)), data)
    found = words_of(quote)
    at = data.draw(st.integers(0, len(found) - 1))
    # Half of a contraction is no content word.
    assume(
        "'" not in found.forms[at] and found.text[found.ends[at] : found.ends[at] + 1] not in ("'", "’", "n")
    )
    changed = quote[: found.starts[at]] + data.draw(st.sampled_from(FRESH)) + quote[found.ends[at] :]
    assert verified(said, changed).verdict not in ("verbatim", "trimmed")


@relaxed
@given(sources, st.data())
def test_the_verdict_does_not_depend_on_case_punctuation_or_the_order_of_the_sources(
    said: list[str], data: st.DataObject
) -> None:
    quote = stretch(data.draw(st.sampled_from(said)), data)
    if data.draw(st.booleans()):
        quote = f"{quote} {data.draw(st.sampled_from(FRESH))}"
    verdict = verified(said, quote).verdict
    assert verified(said, quote.upper()).verdict == verdict
    assert verified(said[::-1], quote).verdict == verdict
    unstopped = (
        quote.replace(", ", " ").replace("; ", " ").replace("? ", " ").replace("“", "").replace("”", "")
    )
    assert verified(said, unstopped).verdict == verdict


@relaxed
@given(sources, st.text(max_size=200), st.data())
def test_every_span_lies_in_its_text(said: list[str], noise: str, data: st.DataObject) -> None:
    first, second = stretch(said[0], data), stretch(said[-1], data)
    quote = data.draw(
        st.sampled_from([f"{first} {noise} {second}", f"{second} … [{noise}] {first}", noise or "x"])
    )
    quote = quote.encode("utf-8", "ignore").decode()
    assume(quote.strip())
    with TemporaryDirectory() as folder:
        index = indexed(folder, said)
        one = verify_quotation(quote, index)
        for found in (one.found, *one.elsewhere):
            if found is not None:
                turn = turn_text(index.segments[0], found.document)
                assert turn[found.span.start : found.span.end] == found.text
        for difference in one.differences:
            if difference.quote:
                assert 0 <= difference.quote.start < difference.quote.end <= len(quote)
            if difference.source:
                place = (one.found, *one.elsewhere)[difference.piece]
                assert place and difference.source.end <= len(turn_text(index.segments[0], place.document))
    assert one.quote == quote
    assert Verification.__struct_fields__


def turn_text(segment: Segment, document: str) -> str:
    return segment.turn_text(segment.about.first_turn[segment.about.ids.index(document)])


def test_stretches_of_a_long_source_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """Thousands of sentences of few words: most runs of three words are frequent."""
    random_ = random.Random(3)
    said = [" ".join(random_.choices(WORDS, k=random_.randint(4, 30))) + "." for _ in range(3_000)]
    index = SourceIndex.of_documents(
        tmp_path / "index",
        [Document(f"d{n}", (Turn(" ".join(said[n : n + 100])),)) for n in range(0, 3_000, 100)],
    )
    for _ in range(150):
        text = " ".join(said[random_.randrange(0, 3_000) :][:1])
        quoted = text.split()
        first = random_.randrange(len(quoted))
        quote = " ".join(quoted[first : first + random_.randint(1, 30)])
        one = verify_quotation(quote, index)
        assert one.verdict in ("verbatim", "trimmed"), quote
