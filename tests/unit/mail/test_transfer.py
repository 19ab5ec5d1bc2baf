import base64
import random

import pytest

from mail import transfer


@pytest.mark.parametrize("size", [0, 1, 2, 3, 1_000, 5_000_001, 5_000_002, 5_000_003])
@pytest.mark.parametrize("damage", ["", "spaces", "no-padding", "inner-padding"])
def test_large_and_small_base64_agree_with_their_size(size: int, damage: str) -> None:
    content = random.Random(size).randbytes(size)
    encoded = base64.encodebytes(content)
    if damage == "spaces":
        encoded = encoded.replace(b"\n", b" \r\n\t")
    elif damage == "no-padding":
        encoded = encoded.rstrip().rstrip(b"=")
    elif damage == "inner-padding":
        encoded += base64.encodebytes(b"and more")
        content += b"and more"
    data = b"before" + encoded + b"behind"
    start, end = 6, 6 + len(encoded)

    assert transfer.decode_range(data, start, end, "base64") == content
    assert transfer.decoded_size(data, start, end, "base64") == size + 8 * (
        damage == "inner-padding"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("base64", ("base64", True)),
        (" BASE64 ; x", ("base64", True)),
        ("Quoted-Printable", ("qp", True)),
        ("quoted printable", ("qp", True)),
        ("8-bit", ("", True)),
        ("x-uuencode", ("uu", True)),
        ("", ("", True)),
        ("zip", ("", False)),
    ],
)
def test_names_of_encodings(value: str, expected: tuple[str, bool]) -> None:
    assert transfer.encoding_of(value) == expected
