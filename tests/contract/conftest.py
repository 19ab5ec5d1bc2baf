"""The servers that one suite runs on: a fake, pymap, Dovecot, and Dovecot with less to offer."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial

import pytest

from mail.quirks import Feature
from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox, fake_mailbox, pymap_mailbox

_EVERYTHING = (
    "IMAP4rev1 LITERAL+ SASL-IR ENABLE IDLE UIDPLUS LIST-EXTENDED LIST-STATUS ESEARCH MOVE "
    "SPECIAL-USE UNSELECT CONDSTORE QRESYNC COMPRESS=DEFLATE AUTH=PLAIN"
)
_COMPRESSED = "with everything, compressed"
_WITHOUT = {
    f"without {feature}": {feature}
    for feature in (
        Feature.IDLE,
        Feature.CONDSTORE,
        Feature.MOVE,
        Feature.UIDPLUS,
        Feature.SPECIAL_USE,
        Feature.LIST_STATUS,
        Feature.QRESYNC,
        Feature.ENABLE,
        Feature.ESEARCH,
        Feature.SASL_IR,
        Feature.UNSELECT,
        Feature.LITERAL_PLUS,
    )
} | {"without anything": set(Feature)}


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot(tokens=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def poorer(request: pytest.FixtureRequest) -> Iterator[dict[str, Dovecot]]:
    """Dovecot with less or more, by what it is called: those that the tests of this run ask for."""
    asked = {
        str(item.callspec.params.get("mailbox"))
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    }
    running: dict[str, Dovecot] = {}
    with ExitStack() as stack:
        for name in sorted(asked & _WITHOUT.keys()):
            missing: set[str] = set(_WITHOUT[name])
            if Feature.CONDSTORE in missing:
                missing.add(Feature.QRESYNC)  # which says that it can do the other as well
            words = [word for word in _EVERYTHING.split() if word not in missing]
            running[name] = start_dovecot(capability=" ".join(words))
            stack.callback(running[name].stop)
        if _COMPRESSED in asked:
            running[_COMPRESSED] = start_dovecot(compress=True)
            stack.callback(running[_COMPRESSED].stop)
        yield running


_WHOLE = ("fake", "pymap", "dovecot", "without anything")
_IN_PART = {
    f"without {feature}"
    for feature in (
        Feature.IDLE,
        Feature.CONDSTORE,
        Feature.MOVE,
        Feature.UIDPLUS,
        Feature.SPECIAL_USE,
    )
}
_PART = {
    "test_inbox_and_sent_are_known_by_role",
    "test_counters_follow_what_arrives",
    "test_vanished_letters_are_left_out",
    "test_changed_flags_come_since_a_counter",
    "test_news_of_a_letter_come_by_themselves",
    "test_a_long_lived_connection_sees_what_arrives",
    "test_a_flag_is_set_and_cleared_and_a_colleague_sees_it",
    "test_letters_move_with_their_flags_and_the_rest_stays",
    "test_one_letter_is_removed_and_another_marked_one_stays",
    "test_an_archive_and_a_trash_are_known_by_name",
}
"""What the most telling extensions change; `make test` runs it on a server without each of them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the soak what is neither a whole suite nor the part."""
    for item in items:
        if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
            continue
        server = item.callspec.params.get("mailbox")
        known = server in _WHOLE or (server in _IN_PART and item.originalname in _PART)
        if server in _SERVERS and not known:
            item.add_marker(pytest.mark.soak)


_SERVERS = (*_WHOLE, *(name for name in (*_WITHOUT, _COMPRESSED) if name not in _WHOLE))


@pytest.fixture(params=_SERVERS)
def mailbox(
    request: pytest.FixtureRequest, dovecot: Dovecot, poorer: dict[str, Dovecot]
) -> Iterator[Mailbox]:
    servers: dict[str, Callable[[], AbstractContextManager[Mailbox]]] = {
        "fake": fake_mailbox,
        "pymap": pymap_mailbox,
        "dovecot": partial(dovecot_mailbox, dovecot),
    }
    name = request.param
    if name == _COMPRESSED:
        servers[name] = partial(dovecot_mailbox, poorer[name], wanted=frozenset(Feature))
    with servers[name]() if name in servers else dovecot_mailbox(poorer[name]) as mailbox:
        yield mailbox
