"""Strangers to a ticket, and who is of a domain that takes part."""

import pytest

from app.domain.circle import Circle
from app.domain.messages import Address


def people(*addresses: str) -> list[Address]:
    return [Address("", address) for address in addresses]


CIRCLE = Circle.of(people("anna@firma.example", "support@zerno.example", "", "ivan@пошта.укр"))


@pytest.mark.parametrize(
    ("address", "stranger", "foreign"),
    [
        ("Anna@Firma.example", False, False),
        ("anna+orders@firma.example", False, False),
        ("ivan@xn--80a1acn3a.xn--j1amh", False, False),
        ("boss@firma.example", True, False),
        ("boss@eu.firma.example", True, False),
        ("boss@example", True, True),
        ("boss@otherfirma.example", True, True),
        ("anna@firma.other", True, True),
    ],
)
def test_who_is_a_stranger(address: str, *, stranger: bool, foreign: bool) -> None:
    (person,) = people(address)
    assert (CIRCLE.is_stranger(person), CIRCLE.is_foreign(person)) == (stranger, foreign)
    assert CIRCLE.has(person) is not stranger


def test_where_nobody_is_known_nobody_is_a_stranger() -> None:
    (person,) = people("anna@firma.example")
    assert not Circle().is_stranger(person)
    assert not Circle().is_foreign(person)
    assert Circle.of([]).is_foreign(person)


def test_two_circles_are_one() -> None:
    both = Circle() | Circle.of(people("a@x.example")) | Circle.of(people("b@y.example"))
    assert [both.has(one) for one in people("a@x.example", "b@y.example", "c@x.example")] == [
        True,
        True,
        False,
    ]
