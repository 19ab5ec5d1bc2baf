"""How often Python looks for garbage in cycles, for the whole program."""

import gc

_YOUNG = 20_000
_RARELY = 20


def look_less_often() -> None:
    """Look for cycles after 20,000 new objects instead of 700. Any number of times, any thread.

    A transaction of a first sync makes some thousand objects and frees them at its end without the
    collector's help; looking through them again and again took 6 % of the writer's time.
    """
    gc.set_threshold(_YOUNG, _RARELY, _RARELY)
