"""``python -m app``: the command ``postroom``."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one line for a Python that is too old
    sys.exit(f"Postroom needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
