"""Letters of ours, as three readers understand them: the standard library's, one in Rust, ours."""

import tracemalloc
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from email.headerregistry import Address as HeaderAddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from app.domain.errors import RejectedError
from app.domain.messages import Address, Automatic
from app.domain.outgoing import LetterFile, QuotedLetter
from mail import compose, html, quoting, rich
from mail.flowed import unflow
from mail.parse import attachment_bytes, inline_parts, read
from mail.quoting import Kind
from tests.support.letters_out import (
    ANNA,
    PNG,
    QUOTED,
    SUPPORT,
    by_fast_parser,
    by_standard_library,
    file_of,
    letter,
    raw,
    standard,
    unfolded,
)

CYRILLIC_NAME = "Отчёт о доставке заказа № 4711 от третьего марта, с приложениями и подписями.pdf"


def test_readers_agree_on_the_headers() -> None:
    made = letter(
        cc=(Address('O"Brien, "Bob\\"', "bob@example.org"), Address("", "c@example.org")),
        reply_to=(Address("Zerno", "reply@zerno.example"),),
    )
    source = raw(made)
    theirs, ours = standard(source), read(source)
    assert theirs["from"].addresses == (
        HeaderAddress("Zerno, поддержка", "support", "zerno.example"),
    )
    assert [(a.display_name, a.addr_spec) for a in theirs["to"].addresses] == [
        ("Анна Петрова", "anna@xn--80a1acn3a.xn--j1amh")
    ]
    assert [(a.display_name, a.addr_spec) for a in theirs["cc"].addresses] == [
        ('O"Brien, "Bob\\"', "bob@example.org"),
        ("", "c@example.org"),
    ]
    assert theirs["subject"] == ours.subject == by_fast_parser(source).subject == made.subject
    assert theirs["date"].datetime.timestamp() == made.date
    assert theirs["message-id"] == "<nonce.token@zerno.example>"
    assert theirs["in-reply-to"] == "<question@customer.example>"
    assert theirs["references"] == "<first@customer.example> <question@customer.example>"
    assert (ours.message_id, ours.in_reply_to) == (made.message_id, (made.in_reply_to,))
    assert ours.references == made.references
    assert [a.address for a in ours.reply_to] == ["reply@zerno.example"]
    assert ours.defects == ()


def test_no_bcc_is_ever_written() -> None:
    names = [field.partition(b":")[0].lower() for field in unfolded(raw(letter()))]
    assert len(names) == len(set(names))
    assert set(names) == {
        b"from", b"to", b"subject", b"date", b"message-id", b"in-reply-to", b"references",
        b"x-postroom", b"mime-version", b"content-type",
    }  # fmt: skip


def test_our_own_copy_begins_with_who_got_it_unseen() -> None:
    people = [
        Address("Борис, юрист", "boris@пошта.укр"),
        Address("", "chief@zerno.example"),
        *(Address(f"Watcher {n}", f"watcher{n}@zerno.example") for n in range(100)),
    ]
    head = compose.copy_head(people)
    assert max(map(len, head.split(b"\r\n"))) <= 76
    copy = head + raw(letter())
    (field, *rest) = unfolded(copy)
    assert field.startswith(b"Bcc: ")
    assert rest == unfolded(raw(letter()))
    found = standard(copy)["bcc"].addresses
    assert [one.display_name for one in found] == [one.name for one in people]
    assert found[0].addr_spec == "boris@xn--80a1acn3a.xn--j1amh"
    assert [one.addr_spec for one in found[1:]] == [one.address for one in people[1:]]
    assert compose.copy_head([]) == b""
    with pytest.raises(RejectedError, match="no mail address"):
        compose.copy_head([Address("", "a@b.example>\r\nTo: <evil@evil.example")])


def test_a_letter_to_hidden_recipients_alone_says_so() -> None:
    found = standard(raw(letter(to=())))
    assert found["to"] == "undisclosed-recipients:;"
    assert found["to"].addresses == ()


def test_the_same_letter_has_the_same_bytes_and_another_one_other_boundaries() -> None:
    made = letter(files=(file_of(b"x" * 5000),), quoted=QUOTED)
    assert raw(made) == raw(made)
    other = raw(replace(made, message_id="other@zerno.example"))
    assert standard(other).get_boundary() != standard(raw(made)).get_boundary()


def test_the_tree_of_parts() -> None:
    picture = file_of(PNG, "shot.png", "image/png", "pasted-1")
    file = file_of(b"%PDF", "a.pdf", "application/pdf")
    body = '<p>look <img src="cid:pasted-1" alt="the error"></p>'
    plain, alternative = "text/plain", ("multipart/alternative", "text/plain", "text/html")
    for files, plain_only, kinds in (
        ((), True, (plain,)),
        ((), False, alternative),
        ((file,), True, ("multipart/mixed", plain, "application/pdf")),
        ((file,), False, ("multipart/mixed", *alternative, "application/pdf")),
        ((picture,), False, ("multipart/related", *alternative, "image/png")),
        (
            (picture, file),
            False,
            ("multipart/mixed", "multipart/related", *alternative, "image/png", "application/pdf"),
        ),
        ((picture,), True, ("multipart/mixed", plain, "image/png")),
    ):
        source = raw(letter(files=files, plain_only=plain_only, body=body))
        assert by_standard_library(source).kinds == kinds
        assert read(source).defects == ()


def test_pictures_are_shown_where_they_stand() -> None:
    body = '<p>first <img src="cid:pasted-1" alt="x"> then <img src="cid:b@c"></p>'
    files = (
        file_of(PNG, "one.png", "image/png", "pasted-1"),
        file_of(PNG + b"2", "two.png", "image/png", "b@c"),
        file_of(b"removed", "three.png", "image/png", "taken-out-of-the-text"),
    )
    source = raw(letter(body=body, files=files))
    parts = inline_parts(source)
    shown = html.clean(
        read(source).html,
        cid_url=lambda cid: f"cid:{cid}" if cid in parts else None,
        allow_remote_images=False,
    )
    assert shown.html.count("<img") == 2
    assert sorted(content for _, content in parts.values()) == sorted((PNG, PNG + b"2"))
    assert b"three.png" not in source
    assert "[x] then [two.png]" in read(source).text


@pytest.mark.parametrize(
    "name",
    [
        "report.pdf",
        "two words.pdf",
        CYRILLIC_NAME,
        "схема (1).png",
        "ж" * 170 + ".txt",
        "a'b%c;d=e.txt",
        "semi;colon=x.txt",
        "日本語のとても長い名前" * 8 + ".docx",
        "👍🏽.txt",
    ],
)
def test_file_names_are_read_by_old_and_new_programs(name: str) -> None:
    source = raw(letter(files=(file_of(b"content", name, "application/pdf"),)))
    theirs = next(iter(standard(source).iter_attachments()))
    ours = read(source).attachments[0]
    assert theirs.get_filename() == ours.filename == name
    # old Outlook and some web mail look at "name" of Content-Type alone
    kind = standard(source).get_payload()[-1]["content-type"]  # type: ignore[index]
    assert str(kind).startswith("application/pdf")
    (fast,) = by_fast_parser(source).attachments
    assert bytes(fast.content) == b"content"


def test_a_name_in_the_way_of_old_programs_is_there_too() -> None:
    source = raw(letter(files=(file_of(b"content", CYRILLIC_NAME, "application/pdf"),)))
    begin = source.index(b"Content-Type: application/pdf;")
    field = source[begin : source.index(b"\r\nContent-Transfer", begin)]
    words = field.decode("ascii").partition('name="')[2].rstrip('"').split()
    decoded = b"".join(b64decode(word.removeprefix("=?utf-8?B?")[:-2]) for word in words)
    assert decoded.decode() == CYRILLIC_NAME


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.exe", "a.exe"),
        ('a"b\r\nContent-Type: text/html.txt', "a_b Content-Type_ text_html.txt"),
        ("\x00\u202egpj.exe", "gpj.exe"),
        ("", "attachment-1.pdf"),
        ("con.txt", "_con.txt"),
    ],
)
def test_file_names_are_made_harmless(name: str, shown: str) -> None:
    source = raw(letter(files=(file_of(b"x", name, "application/pdf"),)))
    assert by_standard_library(source).file_names == (shown,)
    assert read(source).attachments[0].filename == shown


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, 999, 34_199, 34_200, 34_201, 100_000])
def test_files_arrive_byte_for_byte(size: int) -> None:
    content = bytes((n * 7 + n // 251) % 256 for n in range(size))
    files = (file_of(content, "a.bin"), file_of(b"tail\r\n.\r\n", "b.txt", "text/plain"))
    source = raw(letter(files=files))
    assert attachment_bytes(source, 0) == content
    assert attachment_bytes(source, 1) == b"tail\r\n.\r\n"
    theirs = list(standard(source).iter_attachments())
    assert theirs[0].get_payload(decode=True) == content


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("image/png", "image/png"),
        ("Application/PDF", "application/pdf"),
        ("message/rfc822", "application/octet-stream"),
        ("multipart/mixed; boundary=x", "application/octet-stream"),
        ("text/html\r\nX-Evil: 1", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("image/png; x=1", "application/octet-stream"),
    ],
)
def test_types_of_files_are_plain_or_not_told(kind: str, written: str) -> None:
    source = raw(letter(files=(file_of(b"x", "a.bin", kind),)))
    assert by_standard_library(source).kinds[-1] == written
    assert b"X-Evil" not in source


def test_a_large_file_costs_little_memory() -> None:
    piece = bytes(range(256)) * 1024

    def content() -> Iterator[bytes]:
        for _ in range(20):  # 5 MB
            yield piece

    made = letter(files=(LetterFile("big.bin", "application/zip", 20 * len(piece), content),))
    length = 0
    tracemalloc.start()
    try:
        for part in compose.compose(made):
            length += len(part)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert length == compose.size(made)
    assert peak < 1_000_000


@pytest.mark.parametrize("content", [b"shorter", b"longer than it was"])
def test_a_file_that_changed_is_not_sent(content: bytes) -> None:
    made = letter(files=(LetterFile("Счёт.pdf", "application/pdf", 10, lambda: [content]),))
    with pytest.raises(RejectedError, match="Счёт"):
        list(compose.compose(made))


# -- text


def test_everything_is_short_lines_of_ascii() -> None:
    body = "".join(
        f"<p>{text}</p>"
        for text in (
            "длинное слово " * 100,
            "x" * 3000,
            "From here",
            ".",
            "-- ",
            "a=b_c =_d",
            "👍" * 90,
        )
    )
    source = raw(
        letter(
            body=body,
            quoted=QUOTED,
            subject="ж" * 500,
            signature="Иван\n" + "z" * 200,
            files=(file_of(b"x" * 1000, CYRILLIC_NAME),),
        )
    )
    assert source.isascii()
    lines = source.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 78
    body_lines = source.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert not [line for line in body_lines if line.startswith((b"From ", b"."))]
    assert read(source).defects == ()


def test_headers_fold_where_they_can_and_stay_below_the_limit_where_they_cannot() -> None:
    made = letter(
        subject="s" * 2000,
        references=tuple(f"{'r' * 300}{n}@x.example" for n in range(200)),
        to=tuple(Address("Имя " * 40, f"{'a' * 60}{n}@{'d' * 60}.example") for n in range(50)),
    )
    source = raw(made)
    head = source.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 998
    found = read(source)
    assert found.subject == made.subject
    assert len(found.to) == 50
    assert found.references[0] == made.references[0]
    assert found.references[-1] == made.in_reply_to
    assert len(found.references) == 30


def test_ids_that_cannot_be_written_are_left_out() -> None:
    made = letter(
        in_reply_to="odd id@x",
        references=("a@b", "c>\r\nBcc: evil@evil.example", "ж@x", "d@e"),
    )
    found = standard(raw(made))
    assert found["references"] == "<a@b> <d@e>"
    assert found["in-reply-to"] is None
    assert found["bcc"] is None


def test_plain_text_flows() -> None:
    long = "Слово за слово, и так далее. " * 20
    body = (
        f"<p>{long}</p><p>From here &gt; there<br>&gt; not a quote<br>  x</p>"
        f"<ol><li>{long}</li></ol><pre>{'code ' * 30}</pre><blockquote><p>{long}</p></blockquote>"
    )
    made = letter(body=body, signature="Иван\nZerno", plain_only=True)
    part = standard(raw(made))
    assert part.get_content_type() == "text/plain"
    assert part["content-type"].params["format"] == "flowed"
    lines = part.get_payload(decode=True).decode().split("\r\n")  # type: ignore[union-attr]
    assert max(len(line) for line in lines if "code" not in line) <= 76
    assert "-- " in lines
    # only soft breaks and the signature's mark end with a blank, and no soft break is empty
    assert all(line.strip(" >") for line in lines if line.endswith(" "))
    assert lines[0].endswith(" ")
    assert " > not a quote" in lines
    assert " From here > there" in lines
    joined = unflow("\n".join(lines)).split("\n")
    assert joined[0] == long.rstrip()
    assert "From here > there" in joined
    assert f"1. {long}".rstrip() in joined
    assert f"> {long}".rstrip() in joined
    assert "    " + ("code " * 30).rstrip() in joined
    assert joined[-4:-1] == ["-- ", "Иван", "Zerno"]
    assert read(raw(made)).text.split("\n")[0] == long.rstrip()


def test_a_soft_break_never_looks_like_a_signature() -> None:
    words = "x" * 68 + " -- " + "y" * 69 + " -- z"
    made = letter(body=f"<p>{words}</p>", plain_only=True)
    text = standard(raw(made)).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "\r\n-- \r\n" not in text
    assert read(raw(made)).text.strip() == words


_PIECES = (
    *(
        "слово",
        "x" * 90,
        "From ",
        "-- ",
        "--",
        ".",
        "> ",
        ">",
        " ",
        "  ",
        "\n",
        "\n\n",
        "=20",
        "a, ",
    ),
    *("=_b", "👍🏽", "word " * 20, "длинные слова " * 7),
)
_TYPED = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@settings(max_examples=150)
@given(_TYPED, st.booleans())
def test_what_was_typed_is_what_is_read(typed: str, plain_only: bool) -> None:
    body = rich.from_plain(typed)
    source = raw(letter(body=body, plain_only=plain_only))
    assert max(map(len, source.split(b"\r\n"))) <= 78
    read_back = read(source).text.rstrip("\n").split("\n")
    assert [line.rstrip() for line in read_back] == [
        line.rstrip() for line in rich.to_plain(body).split("\n")
    ]


def test_a_blank_that_nobody_filled_keeps_the_letter_here() -> None:
    made = letter(body='<p>Order <mark data-blank="order number">⟦order number⟧</mark></p>')
    for work in (compose.compose, compose.size):
        with pytest.raises(RejectedError, match="order number"):
            work(made)


# -- quotes


@pytest.mark.parametrize(
    ("language", "zone", "line"),
    [
        ("en", 0, "On 3 March 2026, 14:02 UTC, Анна Петрова <anna@пошта.укр> wrote:"),
        ("en", 120, "On 3 March 2026, 16:02, Анна Петрова <anna@пошта.укр> wrote:"),
        ("ru", 180, "3 марта 2026 г., 17:02, Анна Петрова <anna@пошта.укр> пишет:"),
        ("uk", 120, "3 березня 2026 р., 16:02, Анна Петрова <anna@пошта.укр> пише:"),
        ("de", 60, "On 3 March 2026, 15:02, Анна Петрова <anna@пошта.укр> wrote:"),
    ],
)
def test_our_quotes_and_signatures_are_known_as_such(language: str, zone: int, line: str) -> None:
    made = letter(quoted=QUOTED, signature="Иван\n+380 44 123", language=language, zone=zone)
    found = read(raw(made))
    split = quoting.split(found.text)
    assert split.new_text == "Hello Anna,\n\nit is on its way."
    assert split.reply_text == split.new_text
    kinds = [part.kind for part in split.parts]
    assert kinds == [Kind.NEW, Kind.SIGNATURE, Kind.QUOTED]
    assert split.parts[1].text.strip() == "-- \nИван\n+380 44 123"
    assert split.parts[2].text.startswith(line + "\n> Добрый день!\n>\n> Где мой заказ 4711?\n>> я")
    clean = html.clean(found.html, cid_url=lambda _: None, allow_remote_images=False)
    assert [kind for kind, _ in clean.parts] == [Kind.NEW, Kind.SIGNATURE, Kind.QUOTED]
    assert "it is on its way" in clean.parts[0][1]
    assert "+380" in clean.parts[1][1]
    assert "4711" in clean.parts[2][1]


@pytest.mark.parametrize("html_of_it", ["", "<p>Где мой <b>заказ</b> 4711?</p>"])
@pytest.mark.parametrize(
    ("language", "head"),
    [
        (
            "en",
            [
                "---------- Forwarded message ----------",
                "From: Анна Петрова <anna@пошта.укр>",
                "Date: 3 March 2026, 14:02 UTC",
                "Subject: Где мой заказ?",
                "To: Zerno, поддержка <support@zerno.example>",
            ],
        ),
        (
            "ru",
            [
                "---------- Пересылаемое сообщение ----------",
                "От: Анна Петрова <anna@пошта.укр>",
                "Дата: 3 марта 2026 г., 14:02 UTC",
                "Тема: Где мой заказ?",
                "Кому: Zerno, поддержка <support@zerno.example>",
            ],
        ),
        (
            "uk",
            [
                "---------- Переслане повідомлення ----------",
                "Від: Анна Петрова <anna@пошта.укр>",
                "Дата: 3 березня 2026 р., 14:02 UTC",
                "Тема: Где мой заказ?",
                "Кому: Zerno, поддержка <support@zerno.example>",
            ],
        ),
    ],
)
def test_a_letter_is_passed_on_below_a_block_that_says_whose_it_is(
    language: str, head: list[str], html_of_it: str
) -> None:
    quoted = replace(QUOTED, html=html_of_it)
    found = read(raw(letter(quoted=quoted, forwarded=True, language=language)))
    assert "\n".join(head) + "\n\nДобрый день!" in found.text
    split = quoting.split(found.text)
    assert split.new_text == "Hello Anna,\n\nit is on its way."
    clean = html.clean(found.html, cid_url=lambda _: None, allow_remote_images=False)
    assert [kind for kind, _ in clean.parts] == [Kind.NEW, Kind.QUOTED]
    for line in (*head[1:], "заказ"):
        assert line in clean.html.replace("&lt;", "<").replace("&gt;", ">")


def test_nothing_in_a_quote_loads_anything() -> None:
    hostile = (
        '<p onclick="x()">a<img src="https://evil.example/p.gif" alt="pic"><img src="cid:known">'
        '<img src="cid:unknown"><script>x()</script><style>p{}</style><iframe src="x"></iframe>'
        '<a href="javascript:x()">b</a><form action="https://evil.example"><input></form></p>'
    )
    quoted = replace(QUOTED, html=hostile)
    files = (
        file_of(PNG, "k.png", "image/png", "known"),
        file_of(PNG, "o.png", "image/png", "other"),
    )
    source = raw(letter(quoted=quoted, forwarded=True, files=files))
    text = read(source).html
    assert "evil.example" not in text
    assert "onclick" not in text
    assert "javascript" not in text
    assert "x()" not in text
    assert "[pic]" in text
    assert text.count("<img") == 1
    # what a letter that is passed on does not show goes along as a file
    assert [a.filename for a in read(source).attachments] == ["k.png", "o.png"]


_TRICKS = (
    *('<img alt="', '">', "<img alt='", "'>", '" src="cid:known', '" src="cid:other', "x", "<"),
    *("<script>alert(1)</script>", "<img src=https://evil.example/a.gif>", "><a b", ">"),
    *('<img src="https://evil.example/b.gif" alt="', '<a href="https://ok.example/" title="'),
    *("</a>", '<p style="', '<table background="https://evil.example/c.gif">', "&quot;"),
    *('<svg onload="x()">', "<!--", "-->", '<font face="', "<style>", "<iframe srcdoc='", "&gt;"),
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_TRICKS), max_size=8).map("".join))
def test_no_trick_in_a_quote_loads_anything(trick: str) -> None:
    shown = html.clean(trick, cid_url=lambda cid: f"cid:{cid}", allow_remote_images=True).html
    for given_html in (trick, shown):
        quoted = replace(QUOTED, html=given_html)
        files = (file_of(PNG, "k.png", "image/png", "known"),)
        source = raw(letter(quoted=quoted, files=files))
        page = lxml_html.document_fromstring(read(source).html)
        for element in page.iter():
            assert element.tag not in ("script", "style", "iframe", "svg", "form", "object", "link")
            assert not [name for name in element.attrib if name.startswith(("on", "data-"))]
            assert "background" not in element.attrib
            if element.tag == "img":
                assert element.get("src") == f"cid:{read(source).attachments[0].content_id}"
            if element.tag == "a":
                assert "evil" not in str(element.get("href"))


def test_the_words_of_a_picture_that_stays_here_are_only_words() -> None:
    hostile = '<p><img src="https://evil.example/" alt="><script>x()</script><b>&quot;"></p>'
    clean = html.clean(hostile, cid_url=lambda _: None, allow_remote_images=True).html
    for quoted in (replace(QUOTED, html=hostile), replace(QUOTED, html=clean)):
        text = read(raw(letter(quoted=quoted))).html
        assert "<script" not in text
        assert '[&gt;&lt;script&gt;x()&lt;/script&gt;&lt;b&gt;"]' in text


def test_a_quote_of_any_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mail.compose_body._MOST_QUOTED", 10_000)
    endless = QuotedLetter(ANNA, 0, "x", (), "line\n" * 6_000, "<p>line</p>" * 6_000)
    source = raw(letter(quoted=endless))
    assert len(source) < 50_000
    assert read(source).text.rstrip().endswith("[…]")


# -- marks


def test_an_automatic_letter_says_so_and_is_known_as_one() -> None:
    source = raw(letter(automatic=True))
    found = standard(source)
    assert found["auto-submitted"] == "auto-replied"
    assert found["x-auto-response-suppress"] == "All"
    assert found["precedence"] == "auto_reply"
    assert read(source).automatic is Automatic.AUTO_REPLY


def test_a_typed_letter_is_not_taken_for_an_automatic_one() -> None:
    for made in (letter(), letter(logged=True), letter(quoted=QUOTED, forwarded=True)):
        assert read(raw(made)).automatic is None
    assert standard(raw(letter(logged=True)))["x-postroom"] == "call"


# -- addresses


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("anna@example.org", "anna@example.org"),
        ("Anna.O'Neil+tag@Example.ORG", "Anna.O'Neil+tag@example.org"),
        ("anna@почта.рф", "anna@xn--80a1acny.xn--p1ai"),
        ("anna@ＥＸＡＭＰＬＥ。org", "anna@example.org"),
        ("anna@faß.de", "anna@xn--fa-hia.de"),  # not fass.de
        ("two..dots@docomo.example", '"two..dots"@docomo.example'),
        ('"john doe"@example.org', '"john doe"@example.org'),
        ('"plain"@example.org', "plain@example.org"),
        ("root@localhost", "root@localhost"),
        ("a@[127.0.0.1]", "a@[127.0.0.1]"),
        ("a@[IPv6:::1]", "a@[IPv6:::1]"),
        ("a@under_score.example", "a@under_score.example"),
        ("a@example.org.", "a@example.org"),
        # longer than RFC 5321 asks of servers (4.5.3.1.1), and in use for answers to robots
        (f"{'x' * 100}@example.org", f"{'x' * 100}@example.org"),
    ],
)
def test_addresses_are_written(address: str, written: str) -> None:
    source = raw(letter(to=(Address("", address),)))
    assert source.partition(b"\r\nSubject")[0].endswith(f"\r\nTo: {written}".encode())
    assert not compose.needs_utf8(letter(to=(Address("", address),)))


def test_utf8_before_the_at_stands_in_utf8() -> None:
    made = letter(to=(Address("Анна", "анна.петрова@почта.рф"),))
    assert compose.needs_utf8(made)
    source = raw(made)
    assert "анна.петрова@xn--80a1acny.xn--p1ai".encode() in source
    assert read(source).to == (Address("Анна", "анна.петрова@xn--80a1acny.xn--p1ai"),)
    assert source.partition(b"\r\n\r\n")[2].isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "@example.org",
        "anna@",
        "a@b@c.example",
        "a b@example.org, evil@evil.example",
        "a@b.example>\r\nBcc: evil@evil.example",
        "a@b.example\nBcc: evil@evil.example",
        "a\r@b.example",
        "a\0@b.example",
        "a<b@c.example",
        '"a@b.example>, <evil"@evil.example',
        '"a\\"@b.example',
        "a@b..example",
        "a@-b.example",
        "a@b.example/../c",
        "a@b c.example",
        "a@example.org:25",
        "a@[127.0.0.1",
        "a@[evil]",
        "a@[IPv6:x]",
        "(comment)a@b.example",
        "a@b.example (comment)",
        "group: a@b.example;",
        "a@\u202eexample.org",
        "a@exa\u200bmple.org",
        "а\u202e@example.org",
        "=?utf-8?q?a=40b?=@",
        "=?utf-8?q?evil=40evil.example=2C?=@b.example",
        '"=?utf-8?q?a?= b"@b.example',
        "é=?utf-8?q?a?=@b.example",
        "Anna anna@b.example",
        "anna\u3164@b.example",  # a letter of which nothing is seen
        "anna@b\u115f.example",
        "anna@xn--b.example",
        "anna@xn--ж.example",
        "a@" + "x" * 64 + ".example",
        "a@" + ".".join(["x" * 60] * 5),
        "a" * 400 + "@b.example",
        "\U00010330" * 250 + "@b.example",  # 1,000 bytes on a line that may have 998
    ],
)
def test_what_is_no_single_address_is_refused_in_words(address: str) -> None:
    for made in (
        letter(to=(Address("x", address),)),
        letter(cc=(ANNA, Address("", address))),
        letter(sender=Address("", address)),
        letter(reply_to=(Address("", address),)),
    ):
        with pytest.raises(RejectedError, match=r"mail address|after @") as refused:
            compose.compose(made)
        assert "\n" not in str(refused.value)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "message_id", ["", "x", "a b@c", "a@b>\r\nX: y", "ж@x", "<a@b>", "a" * 999]
)
def test_a_message_id_that_is_none_is_refused(message_id: str) -> None:
    with pytest.raises(RejectedError, match="Message-ID"):
        compose.compose(letter(message_id=message_id))


def test_display_text_is_made_one_line() -> None:
    made = letter(
        subject="one\r\nBcc: evil@evil.example\n\n\x00two\u2028three",
        sender=Address("A\r\nTo: evil@evil.example", SUPPORT.address),
    )
    source = raw(made)
    found = by_standard_library(source)
    assert found.recipients == ("anna@xn--80a1acn3a.xn--j1amh",)
    assert "bcc" not in found.header_names
    assert read(source).subject == "one Bcc: evil@evil.example two three"
    assert read(source).sender[0].name == "A To: evil@evil.example"
