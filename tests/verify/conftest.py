"""Made-up sources, indexed once for all tests of verification."""

from pathlib import Path

import pytest

from onrecord.verify import SourceIndex

SOURCES = Path(__file__).parent / "sources"


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> SourceIndex:
    return SourceIndex.build(tmp_path_factory.mktemp("sources") / "index", [SOURCES])[0]
