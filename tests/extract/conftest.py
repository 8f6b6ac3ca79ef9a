"""What reads articles, made once for all tests of this folder."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.making import bundled_extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return bundled_extractor()
