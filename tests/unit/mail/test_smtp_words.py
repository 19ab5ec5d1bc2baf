"""What servers say when they refuse, and what a person is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hindrances import Hindrance
from mail.smtp_words import explain, known_hindrance, sentence

_SAID = {
    Hindrance.NO_SUCH_PERSON: (
        (
            "550 5.1.1 The email account that you tried to reach does not exist. Please try "
            "double-checking the recipient's email address for typos or unnecessary spaces."
        ),
        (
            "550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown in virtual "
            "mailbox table"
        ),
        "550 No such user here",
        "550 Unrouteable address: unknown user",
        (
            "550 5.1.10 ADR.RecipientNotFound; Recipient anna@example.com not found by SMTP "
            "address lookup"
        ),
        "550 Invalid recipient anna@example.com",
        "553 sorry, no mailbox here by that name (#5.1.1)",
        "550 user not found",
        "551 somewhere else",
    ),
    Hindrance.NO_SUCH_DOMAIN: (
        "550 5.1.2 bad destination system address",
        "450 4.1.2 <a@b.example>: Recipient address rejected: Domain not found",
        "556 5.1.10 Domain does not accept mail (nullMX)",
        "550 Host unknown",
    ),
    Hindrance.MAILBOX_FULL: (
        "552 5.2.2 The email account that you tried to reach is over quota",
        "452 4.2.2 The recipient's inbox is out of storage space",
        "552 mailbox full",
        "550 Quota exceeded",
        "452 insufficient storage",
    ),
    Hindrance.MAILBOX_CLOSED: (
        "550 5.2.1 The email account that you tried to reach is disabled",
        "554 delivery error: This mailbox is inactive, not active since long",
        "550 5.1.6 recipient no longer on server",
    ),
    Hindrance.TOO_LARGE: (
        "552 5.3.4 Message size exceeds fixed maximum message size",
        "552 5.2.3 Your message exceeded our message size limits",
        "523 the message size exceeds the recipient's size limit",
        "552 Message too large",
        "554 message size limit exceeded",
        "552 no",
    ),
    Hindrance.SPAM: (
        "554 5.7.1 Message rejected under suspicion of SPAM",
        "550 5.7.1 Service unavailable, client host blocked using Spamhaus",
        (
            "554 5.7.1 Your access to this mail system has been rejected due to the sending MTA's "
            "poor reputation"
        ),
        "550 5.7.1 [192.0.2.1] Our system found that this message is likely unsolicited mail",
        "550 This message contains a virus",
    ),
    Hindrance.SENDER_UNPROVED: (
        "550 5.7.26 This mail is unauthenticated, which poses a security risk",
        "550 5.7.23 The message was rejected because of Sender Policy Framework violation",
        (
            "550 5.7.1 Unauthenticated email from zerno.example is not accepted due to domain's "
            "DMARC policy"
        ),
        "550 SPF check failed",
    ),
    Hindrance.SENDER_REFUSED: (
        "553 5.7.1 <x@y.example>: Sender address rejected: not owned by user support",
        "554 5.2.252 SendAsDenied; support@y.example not allowed to send as x@y.example",
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        "553 Sorry, that sender is not allowed",
    ),
    Hindrance.RELAY: (
        "554 5.7.1 <anna@example.com>: Relay access denied",
        "550 5.7.1 Unable to relay",
        "550 Relaying denied",
        "550 5.7.64 TenantAttribution; Relay Access Denied",
    ),
    Hindrance.LOG_IN: (
        "535 5.7.8 Username and Password not accepted",
        "530 5.7.0 Authentication Required",
        "534 5.7.9 Application-specific password required",
        "535 no",
    ),
    Hindrance.RATE: (
        "550 5.4.5 Daily user sending quota exceeded",
        "421 4.7.28 Our system has detected an unusual rate of mail",
        "452 4.3.1 rate limit exceeded",
        "450 4.7.1 too many messages from you",
    ),
    Hindrance.LATER: (
        "450 4.2.0 <anna@example.com>: Recipient address rejected: Greylisted, see postgrey",
        "451 4.7.1 Greylisting in action, please come back later",
        "421 4.3.2 Service shutting down",
        "451 Requested action aborted: try again later",
        "450 no",
        "499 what",
    ),
    Hindrance.TOO_MANY_RECIPIENTS: ("452 4.5.3 Too many recipients", "550 5.5.3 too many"),
    Hindrance.NOT_UNDERSTOOD: (
        "555 5.5.4 Unsupported option: SMTPUTF8",
        "550 5.6.7 non-ASCII addresses not permitted for that sender/recipient",
    ),
    Hindrance.UNREACHABLE: ("mail.example.org:465 did not answer in time.", ""),
    Hindrance.OTHER: ("550 no", "554 5.7.0 no", "554 transaction failed", "599 ?"),
}


@pytest.mark.parametrize("hindrance", _SAID)
def test_what_servers_say_is_told_plainly(hindrance: Hindrance) -> None:
    for said in _SAID[hindrance]:
        plain = explain(said)
        assert plain.hindrance is hindrance, said
        assert plain.sentence == sentence(hindrance)
        assert plain.passing == said.startswith("4")


def test_the_code_counts_where_it_is_known_apart() -> None:
    assert explain("mailbox unavailable, sorry", 450).passing
    assert not explain("go away", 550).passing
    assert explain("go away", 535).hindrance is Hindrance.LOG_IN
    assert explain("5.2.2 over", 552).hindrance is Hindrance.MAILBOX_FULL


def test_every_trouble_has_one_sentence() -> None:
    sentences = [sentence(hindrance) for hindrance in Hindrance]
    assert len(set(sentences)) == len(sentences)
    assert all(text.endswith(".") and "\n" not in text for text in sentences)


@given(st.text(max_size=300), st.integers(0, 999))
def test_any_words_have_a_meaning(said: str, code: int) -> None:
    assert explain(said, code).sentence


def test_only_words_of_servers_that_tell_something_have_a_known_meaning() -> None:
    assert known_hindrance("552 5.2.2 over quota") is Hindrance.MAILBOX_FULL
    for said in ("", "550 no", "The password is in the keyring of another computer.", "4711"):
        assert known_hindrance(said) is None
