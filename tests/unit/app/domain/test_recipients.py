"""Whom an answer goes to: the contact of that letter, never ourselves, never a stranger."""

import pytest

from app.domain.messages import Address
from app.domain.outgoing import DraftContent, DraftKind
from app.domain.recipients import (
    Answered,
    Recipients,
    answer_subject,
    is_ours,
    recipients,
    recipients_joined,
)

OWN = frozenset({"support@shop.example", "hilfe@shop.example", "ann@shop.example"})
ANNA = Address("Anna", "anna@northwind.example")
BOSS = Address("", "boss@northwind.example")
STRANGER = Address("Stranger", "stranger@elsewhere.example")
US = Address("Support", "support@shop.example")
ANN = Address("Ann", "Ann@Shop.example")


def letter(
    *,
    sender: tuple[Address, ...] = (ANNA,),
    reply_to: tuple[Address, ...] = (),
    to: tuple[Address, ...] = (US,),
    cc: tuple[Address, ...] = (),
    ours: bool = False,
) -> Answered:
    return Answered(sender, reply_to, to, cc, "Order", ours)


def to(*people: Address, cc: tuple[Address, ...] = ()) -> Recipients:
    return Recipients(people, cc)


@pytest.mark.parametrize(
    ("answered", "alone", "everybody"),
    [
        (letter(), to(ANNA), to(ANNA)),
        (letter(cc=(BOSS, STRANGER)), to(ANNA), to(ANNA, cc=(BOSS, STRANGER))),
        (letter(to=(US, BOSS), cc=(ANN,)), to(ANNA), to(ANNA, cc=(BOSS,))),
        (letter(reply_to=(BOSS,)), to(BOSS), to(BOSS)),
        (letter(reply_to=(BOSS,), cc=(BOSS,)), to(BOSS), to(BOSS)),
        (letter(reply_to=(US,)), to(ANNA), to(ANNA)),  # a group address answers to itself
        (letter(sender=(US,), reply_to=(ANNA,)), to(ANNA), to(ANNA)),  # a form on the web
        (letter(sender=(US,), reply_to=(ANNA,), ours=True), to(ANNA), to(ANNA)),
        (letter(sender=(ANN,), to=(ANNA,), cc=(BOSS,), ours=True), to(ANNA), to(ANNA, cc=(BOSS,))),
        (letter(sender=(ANN,), to=(US,), cc=(ANNA,), ours=True), to(ANNA), to(ANNA)),
        (letter(sender=(ANN,), to=(US,), ours=True), to(ANN), to(ANN)),  # among ourselves
        (letter(sender=(Address("x", ""),)), to(), to()),
        (letter(to=(Address("", "support+shop@shop.example"), ANNA)), to(ANNA), to(ANNA)),
        (letter(to=(Address("", "ANNA@northwind.example"),)), to(ANNA), to(ANNA)),
    ],
)
def test_recipients(answered: Answered, alone: Recipients, everybody: Recipients) -> None:
    assert recipients(DraftKind.REPLY, answered, OWN) == alone
    assert recipients(DraftKind.REPLY_ALL, answered, OWN) == everybody
    assert recipients(DraftKind.CALL, answered, OWN) == alone
    assert recipients(DraftKind.FORWARD, answered, OWN) == to()
    assert recipients(DraftKind.NEW, answered, OWN) == to()


def test_a_name_is_taken_from_wherever_it_stands() -> None:
    answered = letter(sender=(Address("", ANNA.address), ANNA))
    assert recipients(DraftKind.REPLY, answered, OWN).to == (ANNA,)


def test_our_own_addresses() -> None:
    assert is_ours("Support@SHOP.example", OWN)
    assert is_ours("support+new@shop.example", OWN)
    assert is_ours("Hilfe@xn--80a1acn3a.xn--j1amh", {"hilfe@пошта.укр"})
    assert not is_ours("support@shop.example.evil.example", OWN)
    assert not is_ours("", OWN)


def test_an_answer_to_all_widens_what_was_begun() -> None:
    begun = DraftContent(to=(ANNA,), body="<p>x</p>")
    wide = DraftContent(to=(Address("", "Anna@northwind.example"),), cc=(BOSS,))
    assert recipients_joined(begun, wide) == DraftContent(to=(ANNA,), cc=(BOSS,), body="<p>x</p>")


@pytest.mark.parametrize(
    ("kind", "subject", "expected"),
    [
        (DraftKind.REPLY, "Order", "Re: Order"),
        (DraftKind.REPLY_ALL, "RE: Re[2]: Отв: Відп: AW: Order", "Re: Order"),
        (DraftKind.REPLY, "Fwd: Пересл: Заказ", "Re: Заказ"),
        (DraftKind.FORWARD, "Re: Замовлення", "Fwd: Замовлення"),
        (DraftKind.FORWARD, "Fwd: Order", "Fwd: Order"),
        (DraftKind.CALL, "Re: Order", "Order"),
        (DraftKind.REPLY, "", "Re:"),
        (DraftKind.REPLY, "Re:", "Re:"),
        (DraftKind.NEW, "", ""),
    ],
)
def test_subjects(kind: DraftKind, subject: str, expected: str) -> None:
    assert answer_subject(kind, subject) == expected
