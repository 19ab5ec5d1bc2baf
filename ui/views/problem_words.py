"""Background troubles in the interface language, by their stable code."""

from PySide6.QtCore import QCoreApplication

from app.domain.problems import Problem

translate = QCoreApplication.translate


def in_words(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do; a code without words here keeps its English sentences."""
    return problem.detail, problem.remedy
