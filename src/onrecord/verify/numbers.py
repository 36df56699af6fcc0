"""Numbers in one form, whether written in digits or in words: "$58 billion", "58 billion dollars".

A number becomes "#" and its value, an ordinal "#" and its value and "th", a sum of money the number and the
name of the currency. It works on words as `words` has taken them apart, so that punctuation plays no part.
"""

from decimal import Decimal, InvalidOperation

from onrecord.verify.spelling import data_lines


def _values(kind: str) -> dict[str, int]:
    """The words of one kind in data/numbers.tsv with their values."""
    rows = (line.split("\t") for line in data_lines("numbers.tsv"))
    return {word: int(value) for name, word, value in rows if name == kind}


UNITS, TENS, SCALES = _values("units"), _values("tens"), _values("scales")
ORDINAL_UNITS, ORDINAL_TENS = _values("ordinal_units"), _values("ordinal_tens")
DECADES = _values("decades")
CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro"}
MONEY = {"dollar": "dollar", "dollars": "dollar", "pound": "pound", "pounds": "pound", "euros": "euro"}

STARTS = frozenset(
    (*UNITS, *TENS, *ORDINAL_UNITS, *ORDINAL_TENS, *DECADES, *CURRENCIES, "hundred", "%", "half")
)
"""Words with which something that is to be put in one form can begin, beside digits and "a"."""

_LARGEST_YEAR_PART = 20


class _Cursor:
    """Reads one number from words at a place; `at` is where it has got to."""

    def __init__(self, forms: list[str], at: int) -> None:
        self.forms, self.at = forms, at

    def peek(self, ahead: int = 0) -> str:
        return self.forms[self.at + ahead] if self.at + ahead < len(self.forms) else ""

    def small(self) -> int | None:
        """A number below a hundred in words."""
        word = self.peek()
        if word in TENS:
            self.at += 1
            unit = UNITS.get(self.peek(), 0)
            if 1 <= unit <= 9:
                self.at += 1
                return TENS[word] + unit
            return TENS[word]
        if word in UNITS:
            self.at += 1
            return UNITS[word]
        return None

    def group(self) -> Decimal | None:
        """Digits, or a number below a thousand in words, or one in the way of years (nineteen eighty)."""
        word = self.peek()
        if word[:1].isdigit():
            value = _decimal(word)
            if value is not None:
                self.at += 1
                return value if self.peek() != "hundred" else self._hundreds(value)
            return None
        if word in ("a", "hundred"):
            if word == "a":
                if self.peek(1) != "hundred" and self.peek(1) not in SCALES:
                    return None
                self.at += 1
            return self._hundreds(Decimal(1)) if self.peek() == "hundred" else Decimal(1)
        small = self.small()
        if small is None:
            return None
        if self.peek() == "hundred":
            return self._hundreds(Decimal(small))
        if 10 <= small <= _LARGEST_YEAR_PART:
            before = self.at
            rest = self.small()
            if rest is not None and rest >= 10:
                return Decimal(100 * small + rest)
            self.at = before
        return Decimal(small)

    def _hundreds(self, value: Decimal) -> Decimal:
        self.at += 1
        before = self.at
        if self.peek() == "and":
            self.at += 1
        rest = self.small()
        if rest is None:
            self.at = before
            return value * 100
        return value * 100 + rest

    def fraction(self, value: Decimal) -> Decimal:
        """What "point five" or "and a half" adds, the latter only before a scale."""
        if self.peek() == "point" and (self.peek(1) in UNITS or self.peek(1)[:1].isdigit()):
            self.at += 1
            digits = ""
            while (word := self.peek()) and (UNITS.get(word, 10) < 10 or word.isdigit()):
                digits += str(UNITS.get(word, word))
                self.at += 1
            return value + Decimal(f"0.{digits}") if digits else value
        if self.forms[self.at : self.at + 3] == ["and", "a", "half"] and self.peek(3) in SCALES:
            self.at += 3
            return value + Decimal("0.5")
        return value

    def number(self) -> Decimal | None:
        """A whole number: groups with their scales, each smaller than the one before."""
        if self.forms[self.at : self.at + 2] == ["half", "a"] and self.peek(2) in SCALES:
            self.at += 3
            return Decimal("0.5") * SCALES[self.forms[self.at - 1]]
        total, last = Decimal(0), None
        digits = self.peek()[:1].isdigit()
        while True:
            start = self.at
            if last is not None and self.peek() == "and":
                self.at += 1
            value = self.group()
            if value is None:
                self.at = start
                break
            value = self.fraction(value)
            scale = SCALES.get(self.peek())
            if scale is not None:
                self.at += 1
            elif last is not None and (digits or value >= last):
                self.at = start
                break
            if last is not None and scale is not None and scale >= last:
                self.at = start
                break
            total += value * (scale or 1)
            last = scale
            if scale is None:
                break
        return total if self.at > start or last is not None else None


def one_form(forms: list[str], starts: list[int], ends: list[int], flags: bytearray) -> None:
    """Puts every number among the words in one form, in place; a number of several words becomes one.

    starts, ends, flags: the words' character offsets and marks, kept as long as `forms`.
    """
    at = 0
    while at < len(forms):
        word = forms[at]
        if word == "per" and forms[at + 1 : at + 2] == ["cent"]:
            forms[at : at + 2] = ["percent"]
            del starts[at + 1], ends[at], flags[at + 1]
        if word not in STARTS and word != "a" and not word[0].isdigit():
            at += 1
            continue
        currency = CURRENCIES.get(word)
        cursor = _Cursor(forms, at + (currency is not None))
        replaced = _ordinal(cursor) or _value(cursor)
        if replaced is None:
            if word == "%":
                forms[at] = "percent"
            elif currency:
                forms[at] = currency
            at += 1
            continue
        if currency is None and replaced[-1:] != "h" and cursor.peek() in MONEY:
            currency = MONEY[cursor.peek()]
            cursor.at += 1
        new = [replaced, currency] if currency else [replaced]
        start, end, mark = starts[at], ends[cursor.at - 1], flags[at]
        forms[at : cursor.at] = new
        starts[at : cursor.at] = [start] * len(new)
        ends[at : cursor.at] = [end] * len(new)
        flags[at : cursor.at] = bytes([mark]) * len(new)
        at += len(new)


def _value(cursor: _Cursor) -> str | None:
    word = cursor.peek()
    if word in DECADES:
        cursor.at += 1
        return f"#{DECADES[word]}s"
    if word[:1].isdigit() and word[-1] == "s" and word[:-1].isdigit():
        cursor.at += 1
        return f"#{word}"
    value = cursor.number()
    return None if value is None else f"#{_plain(value)}"


def _ordinal(cursor: _Cursor) -> str | None:
    word = cursor.peek()
    if word in ORDINAL_UNITS or word in ORDINAL_TENS:
        cursor.at += 1
        return f"#{ORDINAL_UNITS.get(word) or ORDINAL_TENS[word]}th"
    if word in TENS and 1 <= ORDINAL_UNITS.get(cursor.peek(1), 0) <= 9:
        cursor.at += 2
        return f"#{TENS[word] + ORDINAL_UNITS[cursor.forms[cursor.at - 1]]}th"
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
        cursor.at += 1
        return f"#{int(word[:-2])}th" if len(word) < 20 else f"#{word[:-2]}th"
    return None


def _decimal(word: str) -> Decimal | None:
    try:
        value = Decimal(word.replace(",", ""))
    except InvalidOperation:
        return None
    return value if len(word) < 30 else None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
