"""Identifiers as types of their own, so that one kind can never be passed for another."""

from typing import NewType

AccountId = NewType("AccountId", int)
"""Row id of an account (one login to one mailbox)."""

FolderId = NewType("FolderId", int)
"""Row id of a folder; folder names are data that a server chose and never identify anything."""

MessageKey = NewType("MessageKey", int)
"""Row id of a message in this database. Never leaves the machine."""

MessageId = NewType("MessageId", str)
"""An RFC 5322 Message-ID without angle brackets; what letters, events and teammates share."""

TicketId = NewType("TicketId", int)
"""Row id of a ticket in this database; never reused, never leaves the machine."""

TicketCode = NewType("TicketCode", str)
"""The short code that people quote; see `app.domain.codes`."""
