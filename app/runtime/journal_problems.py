"""What can be wrong between this computer and its team, each with what to do about it."""

from app.domain.problems import Problem, Severity

KIND = "journal"
"""Second part of the keys of these problems, after ``account:NAME``."""


def prefix(account: str) -> str:
    """How the keys of an account's problems with its team begin."""
    return f"account:{account}:{KIND}:"


def read_only(account: str, words: str, waiting: int) -> Problem:
    """Describe that the server lets us read the team's folder, or the mailbox, and not write."""
    return _problem(
        account,
        "journal-read-only",
        Severity.WARNING,
        f"The server does not let this computer write into the team's folder. {words}"
        + _waiting(waiting),
        "Ask whoever runs the mail server for the right to create the folder “Postroom” and to "
        "write into it. What others do still arrives; what you do is kept here and sent then.",
    )


def full(account: str, words: str, waiting: int) -> Problem:
    """Describe that the mailbox has no room for what we want to tell."""
    return _problem(
        account,
        "journal-full",
        Severity.WARNING,
        f"What you changed cannot be told to the team: {words}" + _waiting(waiting),
        "Make room in the mailbox: empty Trash and Junk, or get more space. What you do is kept "
        "here and sent by itself then.",
    )


def no_keyring(account: str, words: str) -> Problem:
    """Describe that this computer's key cannot be kept, so that it cannot take part."""
    return _problem(
        account,
        "journal-no-keyring",
        Severity.WARNING,
        f"This computer cannot join the team, for it has no safe place for its key. {words}",
        "Start the system's keyring and log in to it; it is tried again by itself.",
    )


def shut_out(account: str) -> Problem:
    """Describe that a teammate revoked this computer."""
    return _problem(
        account,
        "journal-revoked",
        Severity.ERROR,
        "A teammate removed this computer from the team: what you do here counts for nobody.",
        "If that was a mistake, ask them to take it back; or remove this mailbox here and connect "
        "it again.",
    )


def other_team(account: str, lines: int) -> Problem:
    """Describe that lines of another team stand in the folder."""
    return _problem(
        account,
        "journal-other-team",
        Severity.WARNING,
        f"In the folder “Postroom” stands what another team wrote ({lines:,} pieces); it has no "
        "effect here.",
        "If messages were copied there from another mailbox, delete these. If colleagues do not "
        "see what you do, one of you has to remove the mailbox in Postroom and connect it again.",
    )


def newer(account: str, lines: int) -> Problem:
    """Describe that others have a newer version, which says what this one does not understand."""
    return _problem(
        account,
        "journal-newer",
        Severity.NOTICE,
        f"A newer version of Postroom wrote what this one does not understand ({lines:,} pieces). "
        "It is kept.",
        "Update Postroom on this computer.",
    )


def refused(account: str, pieces: int, detail: str) -> Problem:
    """Describe that something in the folder does not count: forged, altered, or no journal."""
    return _problem(
        account,
        "journal-refused",
        Severity.WARNING,
        f"Something in the folder “Postroom” does not count ({pieces:,} pieces): {detail}",
        "It has no effect. If nobody of you put it there, look who else can write into the "
        "mailbox. You may delete it; “postroom doctor” tells more.",
    )


def lost_appends(account: str, waiting: int) -> Problem:
    """Describe that the server says it took messages, and does not have them."""
    return _problem(
        account,
        "journal-lost",
        Severity.WARNING,
        "The server says that it put what you changed into the folder “Postroom”, and it is not "
        "there." + _waiting(waiting),
        "It is tried again by itself. If it lasts, look whether a rule of the mailbox moves or "
        "deletes messages.",
    )


def _problem(account: str, code: str, severity: Severity, detail: str, remedy: str) -> Problem:
    return Problem(f"{prefix(account)}{code}", code, severity, detail, remedy)


def _waiting(count: int) -> str:
    if count == 0:
        return ""
    return " One change waits." if count == 1 else f" {count:,} changes wait."
