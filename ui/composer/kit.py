"""What writing letters needs of the window around it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.answers import Answers
from ui.ports import Commands, Queries, Runtime
from ui.tasks import Tasks
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    """GUI thread only."""

    window: QWidget
    queries: Queries
    """For short reads."""
    commands: Commands
    runtime: Runtime
    tasks: Tasks
    answers: Answers
    theme: Theme
    now: Callable[[], int]
