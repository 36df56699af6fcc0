"""The files in `data/`, and the key that names are looked up by.

The first line of each file says where it comes from; then it has a row a line, with tabs between the cells.
"""

import unicodedata
from importlib.resources import files

_DATA = files("onrecord.speakers") / "data"
_SWAPPED = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ə": "e",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)


def text_of(name: str) -> str:
    """A file without its first line, which says where it comes from."""
    return (_DATA / name).read_text("utf-8").partition("\n")[2].removesuffix("\n")


def rows(name: str) -> list[list[str]]:
    """The cells of each row of a file."""
    return [line.split("\t") for line in text_of(name).split("\n")]


def columns(name: str, n_columns: int) -> list[list[str]]:
    """The columns of a long file, all of whose rows have as many cells: much faster than row by row."""
    cells = text_of(name).replace("\n", "\t").split("\t")
    return [cells[column::n_columns] for column in range(n_columns)]


def key_of(text: str) -> str:
    """What texts are looked up by: lower case, no accents, full stops, leading "the" or final "'s"."""
    key = text.lower().replace(".", "")
    if not key.isascii():
        letters = unicodedata.normalize("NFD", key.translate(_SWAPPED))
        key = "".join(c for c in letters if not unicodedata.combining(c))
    key = " ".join(key.split()).removesuffix("'s")
    return key[4:] if key.startswith("the ") else key
