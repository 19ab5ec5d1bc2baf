"""On well-formed letters an independent reader and ours must find the same."""

from email.headerregistry import Address
from email.message import EmailMessage

import fast_mail_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.parse import attachment_bytes, read

_WORDS = st.text(st.sampled_from("abcXYZ абвіїєЁ äöüß 漢字 123"), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split()) or "x"
)
_NAMES = _WORDS.map(lambda text: text[:15].strip())
"""Short enough for one encoded word: between two, the writer of these letters loses a blank."""
_BODIES = st.text(st.sampled_from("abc абв äöü 漢 .,!?\n"), max_size=300)


@settings(max_examples=60, deadline=None)
@given(
    subject=_WORDS,
    name=_NAMES,
    body=_BODIES,
    html=st.none() | _BODIES,
    files=st.lists(st.tuples(_WORDS, st.binary(max_size=200)), max_size=3),
)
def test_two_readers_agree(
    subject: str, name: str, body: str, html: str | None, files: list[tuple[str, bytes]]
) -> None:
    letter = EmailMessage()
    letter["From"] = Address(name, "ann", "customer.example")
    letter["Subject"] = subject
    letter.set_content(f"Start {body}")
    if html is not None:
        letter.add_alternative(f"<p>{html}</p>", subtype="html")
    for filename, content in files:
        letter.add_attachment(
            content, maintype="application", subtype="pdf", filename=f"{filename}.pdf"
        )
    raw = letter.as_bytes()

    ours, theirs = read(raw), fast_mail_parser.parse_email(raw)

    assert ours.subject == " ".join(theirs.subject.split()) == subject
    assert theirs.from_ is not None
    assert [(a.name, a.address) for a in ours.sender] == [(name, theirs.from_.address)]
    assert ours.text.split() == theirs.text_plain[0].split()
    if html is not None:
        assert ours.html.split() == theirs.text_html[0].split()
    assert [
        (a.filename, a.content_type, attachment_bytes(raw, a.index)) for a in ours.attachments
    ] == [(a.filename, a.mimetype, bytes(a.content)) for a in theirs.attachments]
