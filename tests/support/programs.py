"""Programs of the system that a test cannot do without."""

import os
import shutil

import pytest


def require_program(name: str, package: str) -> str:
    """Return the program's path.

    Where it is missing the test fails in CI, which must have it, and is skipped elsewhere.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
    if found := shutil.which(name, path=path):
        return found
    reason = f"{name} is not installed (Debian: apt-get install {package})"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
