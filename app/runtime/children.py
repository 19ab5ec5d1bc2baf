"""Child processes of ours that work for this one: how they are started, and what they answer."""

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent.parent
_SECRETS = {"POSTROOM_PASSWORD"}


def start(module: str, *words: str) -> subprocess.Popen[bytes]:
    """Run one of our modules with pipes to and from it; `OSError` where that cannot be."""
    # What reads hostile letters, or dictionaries of anybody, has no use for the password.
    environment = {k: v for k, v in os.environ.items() if k not in _SECRETS}
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, (str(_ROOT), environment.get("PYTHONPATH")))
    )
    # -P: the working directory may hold anything, even folders that are called like ours
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", module, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def plain_values(data: bytes) -> Any:  # noqa: ANN401 - whatever was written
    """Read a pickle of nothing but tuples, lists, dicts, texts, bytes and numbers.

    Raises nearly anything on nonsense, but builds nothing else: a child that was taken over by
    what it reads must not reach further.
    """
    return _PlainUnpickler(io.BytesIO(data)).load()


class _PlainUnpickler(pickle.Unpickler):
    """Knows no class and no function."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"{module}.{name} is not plain")
