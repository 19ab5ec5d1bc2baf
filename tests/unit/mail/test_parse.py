"""What `parse` takes from the header fields that servers on the way write."""

from mail.parse import parse


def test_servers_say_where_a_letter_was_delivered() -> None:
    raw = (
        b"Delivered-To: Support@Shop.example\nX-Original-To: sales@shop.example\n"
        b"Envelope-To: <sales@shop.example>\nTo: sales@shop.example\n\nx"
    )
    assert parse(raw).delivered_to == ("support@shop.example", "sales@shop.example")
    assert parse(b"To: a@b.example\n\nx").delivered_to == ()
