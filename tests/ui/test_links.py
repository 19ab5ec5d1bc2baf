"""A link is shown for what it is."""

import pytest

from ui.web.links import inspect


def texts(*shown: str) -> frozenset[str]:
    return frozenset(shown)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "vbscript:x",
        "postroom://ticket/1",
        "http://",
        "https://[::1",
        "",
        "relative/path",
        "ftp://host.example/",
    ],
)
def test_only_pages_and_addresses_can_be_opened(url: str) -> None:
    assert inspect(url) is None


def test_the_host_is_what_the_browser_would_use() -> None:
    target = inspect("https://www.bank.example@evil.example/www.bank.example?x=bank.example")
    assert target is not None
    assert target.host == "evil.example"
    assert target.has_credentials


def test_a_text_that_names_another_host_is_told() -> None:
    for shown in ("www.bank.example", "https://bank.example/login", "Go to bank.example now"):
        target = inspect("https://tracker.evil.example/c?u=1", texts(shown))
        assert target is not None
        assert target.disguised_as.endswith("bank.example")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.shop.example/x", "shop.example"),
        ("https://shop.example/x", "www.shop.example"),
        ("https://shop.example/x", "click here"),
        ("https://shop.example/x", "https://shop.example/x"),
        ("https://shop.example/x", "version 2.5 of file.txt"),
        ("mailto:anna@shop.example", "anna@shop.example"),
        ("https://пекарня.example/", "пекарня.example"),
    ],
)
def test_an_honest_text_is_not_accused(url: str, shown: str) -> None:
    target = inspect(url, texts(shown))
    assert target is not None
    assert target.disguised_as in ("", "file.txt")


def test_international_names_are_shown_in_both_forms() -> None:
    target = inspect("https://пекарня.example/меню")
    assert target is not None
    assert target.host.startswith("xn--")
    assert target.host_unicode == "пекарня.example"
    assert not target.mixed_scripts
    back = inspect(f"https://{target.host}/")
    assert back is not None
    assert back.host_unicode == "пекарня.example"


def test_a_name_that_mixes_alphabets_is_told() -> None:
    target = inspect("https://pаypal.example/")  # the first "а" is Cyrillic
    assert target is not None
    assert target.mixed_scripts
    assert target.host.startswith("xn--")


def test_mail_addresses_show_their_domain() -> None:
    target = inspect("mailto:Anna%40home@shop.example?subject=Hi")
    assert target is not None
    assert target.host == "shop.example"


def test_a_broken_punycode_label_is_left_as_it_is() -> None:
    target = inspect("https://xn--zzzzzzzzzzz99999999999999.example/")
    assert target is not None
    assert target.host == "xn--zzzzzzzzzzz99999999999999.example"
