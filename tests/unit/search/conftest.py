"""A speller over the dictionaries that come with packages, made once for each process."""

import pytest

from app.services.spelling import vocabularies
from search.dictionaries import find_dictionaries, package_folders
from search.spelling import Speller


@pytest.fixture(scope="session")
def packaged_speller() -> Speller:
    return Speller(find_dictionaries(folders=package_folders()), vocabularies())


@pytest.fixture
def speller(packaged_speller: Speller) -> Speller:
    """Knows nothing of what other tests taught it."""
    packaged_speller.know([])
    return packaged_speller
