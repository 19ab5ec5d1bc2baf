"""Every trouble has a code of its own and says what to do about it."""

import pytest

from app.domain.errors import (
    AuthError,
    MalformedDataError,
    PostroomError,
    Reason,
    RejectedError,
    StorageError,
    TransientError,
)
from app.domain.problems import Problem, Severity
from app.runtime import problems
from app.runtime.problems import ProblemList


@pytest.mark.parametrize(
    ("error", "code", "word"),
    [
        (AuthError("no"), "wrong-password", "password"),
        (AuthError("no", reason=Reason.WEB_LOGIN), "web-login", "browser"),
        (RejectedError("no"), "account-rejected", "settings"),
        (RejectedError("no", reason=Reason.CERTIFICATE), "certificate", "hotel"),
        (RejectedError("no", reason=Reason.INSECURE), "insecure", "port"),
        (TransientError("no"), "offline", "by itself"),
        (TransientError("no", reason=Reason.QUOTA), "quota", "room"),
        (TransientError("no", reason=Reason.BUSY), "busy", "by itself"),
        (TransientError("no", reason=Reason.NOT_UNDERSTOOD), "strange-server", "by itself"),
        (MalformedDataError("no"), "strange-server", "by itself"),
        (StorageError("no"), "storage", "space"),
        (StorageError("no", reason=Reason.DISK_FULL), "disk-full", "room"),
    ],
)
def test_each_failure_has_its_remedy(error: PostroomError, code: str, word: str) -> None:
    problem = problems.connection_problem("support", error)
    assert (problem.key, problem.code) == ("account:support:connection", code)
    assert word in problem.remedy
    assert problem.detail == "no"


def test_every_reason_is_known() -> None:
    for reason in Reason:
        assert problems.connection_problem("a", TransientError("x", reason=reason)).remedy


def test_a_servers_own_words_are_marked_as_such() -> None:
    problem = problems.server_says("support", "Click http://evil.example now")
    assert problem.detail.startswith("The mail server of support says: “")
    assert problem.severity is Severity.NOTICE


def _problem(key: str) -> Problem:
    return Problem(key, "x", Severity.NOTICE, "d", "r")


def test_a_look_at_one_folder_ends_only_its_problems() -> None:
    standing = ProblemList()
    for key in (
        "storage",
        "account:a:connection",
        "account:a:removed:INBOX",
        "account:a:removed:Sent",
        "account:b:removed:INBOX",
    ):
        standing.put(_problem(key))
    standing.replace_of_folders("a", ["INBOX"], [_problem("account:a:withheld:INBOX")])
    assert [p.key for p in standing.all()] == [
        "storage",
        "account:a:removed:Sent",
        "account:b:removed:INBOX",
        "account:a:withheld:INBOX",
    ]


def test_listeners_hear_only_of_changes() -> None:
    standing = ProblemList()
    heard: list[tuple[Problem, ...]] = []
    standing.subscribe(heard.append)
    standing.put(_problem("one"))
    standing.put(_problem("one"))
    standing.replace("one", [])
    standing.replace("one", [])
    assert [len(shown) for shown in heard] == [1, 0]
