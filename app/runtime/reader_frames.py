"""What parent and reader process say to each other through two pipes.

To the child, a batch: a header (number of letters, whether to flush each answer), the letters'
lengths, the letters. From the child: `READY` once, then for each letter a length and that many
bytes of a pickled `LetterFacts`; length 0 where the letter exceeded its limits.
"""

import struct

HEADER = struct.Struct(">I?")
LENGTH = struct.Struct(">Q")
READY = b"R"
WALL_SECONDS = 15.0
"""A letter that hangs inside a library ends the child after this; the parent starts a new one."""
