"""Finds the outside test sets, which are never part of this repository."""

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).parents[3] / "shared" / "corpora"


def corpus(name: str) -> Path:
    """Return the folder of one set, or skip the test where it is not on this machine.

    The sets are looked for in ``POSTROOM_CORPORA``, else in ``../shared/corpora``.
    """
    folder = Path(os.environ.get("POSTROOM_CORPORA") or _DEFAULT) / name
    if not folder.is_dir():
        pytest.skip(f"the outside test set {name!r} is not on this machine")
    return folder
