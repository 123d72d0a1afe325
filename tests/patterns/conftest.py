"""What tests of patterns share."""

from collections.abc import Iterator

import pytest

from patterns import cache
from people.access import Desk, roles_in
from people.models import Coalition, User


@pytest.fixture(autouse=True)
def _no_files_of_other_tests() -> Iterator[None]:
    """Leave no datasets on disk: keys of rows come again in the next test."""
    yield
    for path in cache.path_of(0).parent.glob("*"):
        path.unlink()


@pytest.fixture
def desk(bram: User, noord: Coalition) -> Desk:
    """The desk of Bram, analyst of Noord."""
    return Desk(bram, noord, roles_in(bram, noord))
