"""Which noun phrases the words of a source join: one, or several by commas and "and"."""

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class
from onrecord.speakers.heads import AND, Heads
from onrecord.speakers.labels import ORGANISATION, PERSON
from onrecord.speakers.mentions import NAME, NOMINAL, Mention

Chunk = tuple[int, int]

_CUTTING_MARKS = ("—", "–", "“", '"', "…", ":", ";")


def noun_phrases(heads: Heads, first: int, last: int) -> list[Chunk]:
    """The noun phrases that words [first, last) join, at least one, each cut where its head ends."""
    chunks = [(a, b) for a, b in _chunks(heads, first, last) if b > a]
    if len(chunks) > 1 and not _are_several(heads, chunks):
        return [(chunks[0][0], chunks[-1][1])]
    return chunks or [(first, last)]


def _chunks(heads: Heads, first: int, last: int) -> list[Chunk]:
    low, depth = heads.tokens.low, heads.tokens.depth
    chunks: list[Chunk] = []
    begin = at = first
    brackets = 0
    cut = -1  # where the head of the phrase that begins at `begin` ends, as soon as that is seen
    outer = min(depth[first:last])
    while at < last:
        name = heads.name_at.get(at) or heads.name_from.get(at)
        if name is not None:
            at = max(at + 1, min(name.last, last))
            continue
        word = low[at]
        if word in "([":
            brackets += 1
            if cut < 0:
                cut = at
        elif word in ")]":
            brackets = max(0, brackets - 1)
        elif brackets or depth[at] > outer:
            pass
        elif word in AND and at > begin:
            if cut >= 0 and not _resumes(heads, at + 1, last, cut, begin):
                break
            chunks.append((begin, cut if cut >= 0 else at))
            begin, cut = at + 1, -1
        elif word == "," and (cut < 0 or low[cut] in "(["):
            if _lists_on(heads, at, last):
                chunks.append((begin, cut if cut >= 0 else at))
                begin, cut = at + 1, -1
            elif cut < 0:
                cut = at
                if chunks:
                    break
        elif at > begin and cut < 0 and _ends_head(heads, at):
            cut = at
        at += 1
    if begin < last:
        chunks.append((begin, cut if cut >= 0 else last))
    return chunks


def _ends_head(heads: Heads, at: int) -> bool:
    """Whether a noun's head ends before word `at`: a preposition, a verb, another clause, a mark."""
    tokens = heads.tokens
    word = tokens.low[at]
    return (
        word in function_words("preposition")
        or word in function_words("relative")
        or word in function_words("boundary")
        or word in _CUTTING_MARKS
        or (word == "-" and tokens.end[at - 1] != tokens.start[at])
        or (word.endswith(("ing", "ed")) and head_class(tokens.low[at - 1]) is not None)
    )


def _lists_on(heads: Heads, at: int, last: int) -> bool:
    """Whether a comma separates names of a list (A, B and C) rather than opens an apposition."""
    low = heads.tokens.low
    name = heads.name_at.get(at + 1)
    if at + 1 < last and low[at + 1] == "others":
        return True
    if name is None or at + 1 >= last:
        return False
    before = heads.name_at.get(at - 1)
    if before is None and low[at - 1] != ")":
        return False
    after = name.last
    if after < last and low[after] == "(":
        while after < last and low[after] != ")":
            after += 1
        after += 1
    return after < last and (low[after] == "and" or (low[after] == "," and _lists_on(heads, after, last)))


def _resumes(heads: Heads, at: int, last: int, cut: int, begin: int) -> bool:
    """Whether what follows an "and" after an apposition or parenthesis names another one."""
    low = heads.tokens.low
    if low[cut] in "([":
        return at in heads.name_at or (at < last and heads.tokens.words[at][0].isupper())
    before = heads.name_from.get(begin) or heads.name_at.get(begin)
    after = heads.name_from.get(at)
    if before is None or before.label != PERSON or at >= last:
        return False
    if low[cut] == ",":
        return low[at - 2] == "," and (after is not None or low[at] == "others")
    return after is not None and after.label == PERSON


def _are_several(heads: Heads, chunks: list[Chunk]) -> bool:
    """Whether chunks joined by "and" are several sources, not one's several roles: founder and CEO X."""
    low = heads.tokens.low
    last = heads.of(*chunks[-1])
    if _is_one_body(heads, chunks, last):
        return False
    if last.form == NOMINAL and last.label == "person" and not last.plural:
        first = heads.of(*chunks[0])
        opens = low[chunks[-1][0]]
        bare = opens not in function_words("determiner") and opens not in function_words("possessive")
        return not (bare and first.form == NOMINAL and first.label == "person" and not first.plural)
    if last.form != NAME or last.label != PERSON:
        return True
    first = heads.of(*chunks[0])
    return first.form == NAME or first.plural or low[chunks[0][0]] in function_words("determiner")


def _is_one_body(heads: Heads, chunks: list[Chunk], last: Mention) -> bool:
    """Whether "and" stands inside an organisation's name: Central and East European Coalition."""
    if last.form != NAME or last.label != ORGANISATION or len(chunks) != 2:
        return False
    words, low = heads.tokens.words, heads.tokens.low
    first, end = chunks[0]
    if low[first] in function_words("determiner"):
        first += 1
    capitals = all(words[at][0].isupper() for at in range(first, end))
    return first < end and capitals and end - 1 not in heads.name_at
