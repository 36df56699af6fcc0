"""What the tests of several stages need."""

import pytest
from tokenizers import Tokenizer

from onrecord.statements.model import BUNDLED


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
