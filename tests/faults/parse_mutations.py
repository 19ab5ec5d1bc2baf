"""Read many damaged letters: ``python -m tests.faults.parse_mutations --count 20000``.

Prints how many were read, how many broke the reader, and the slowest; exit status 1 on any
exception or a letter over two seconds.
"""

import argparse
import sys
import time
import traceback

from mail.parse import attachment_bytes, read
from tests.support.mutations import mutations
from tests.support.shown import unsafe_characters

_LIMIT_MS = 2_000.0


def main() -> int:
    parser = argparse.ArgumentParser(description="read damaged letters")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    exceptions = unsafe = 0
    slowest, slowest_label = 0.0, ""
    for label, raw in mutations(options.count, options.seed):
        started = time.perf_counter()
        try:
            message = read(raw)
            for attachment in message.attachments[:2]:
                attachment_bytes(raw, attachment.index)
        except Exception:  # noqa: BLE001 - every kind of exception is what is looked for
            exceptions += 1
            sys.stderr.write(f"{label}\n{traceback.format_exc()}\n")
            continue
        elapsed = (time.perf_counter() - started) * 1000
        if elapsed > slowest:
            slowest, slowest_label = elapsed, label
        if bad := unsafe_characters(message):
            unsafe += 1
            sys.stderr.write(f"{label}: {bad[:5]}\n")
    sys.stdout.write(
        f"letters {options.count}  exceptions {exceptions}  unsafe {unsafe}  "
        f"slowest {slowest:.1f} ms ({slowest_label})\n"
    )
    return 1 if exceptions or unsafe or slowest > _LIMIT_MS else 0


if __name__ == "__main__":
    sys.exit(main())
