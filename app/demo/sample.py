"""Builds the sample mailbox: every conversation of `resources/sample` as letters in folders."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b

from app.demo.compose import Outline, html_body, plain_body, write_letter
from app.demo.letters import SampleLetter
from app.demo.quoting import PHONE_SIGNATURE, Quoted, long_date, quote_html, quote_text
from app.demo.script import (
    LetterScript,
    Member,
    Person,
    Team,
    TicketScript,
    load_team,
    load_template,
    load_tickets,
    moment,
)

__all__ = ["SampleLetter", "build_sample", "sample_addresses"]

_UNREAD_SECONDS = 2 * 86400
_DATE = re.compile(r"\{\{date:(\d+d)\}\}")
_SOFT_BREAK = re.compile(r"(?<!^--) \n", re.MULTILINE)
"""A flowed line's end, but not the mark above a signature."""
_ANSWERED_AT_ONCE = timedelta(minutes=6)


def build_sample(now: int) -> list[SampleLetter]:
    """Return the whole mailbox as of ``now`` (seconds UTC), oldest first.

    The same ``now`` gives the same bytes. No letter is younger than ``now`` or older than sixty
    days; Message-IDs do not depend on ``now`` at all.
    """
    team, tickets = load_team(), load_tickets()
    chains = {ticket.name: _ids(ticket, team) for ticket in tickets}
    letters: list[SampleLetter] = []
    for ticket in tickets:
        letters += _Conversation(ticket, team, chains, now).letters()
    return sorted(letters, key=lambda letter: (letter.received, letter.ticket))


def sample_addresses() -> tuple[str, tuple[str, ...]]:
    """Return the shared inbox's address and the members' own."""
    team = load_team()
    return team.address, tuple(member.address for member in team.members.values())


@dataclass(frozen=True, slots=True)
class _Written:
    """A finished letter, as later letters of the conversation need to know it."""

    message_id: str
    references: tuple[str, ...]
    sender: Person
    recipients: str
    subject: str
    date: datetime
    text: str
    html: str


def _ids(ticket: TicketScript, team: Team) -> list[str]:
    found = []
    for index, script in enumerate(ticket.letters):
        address = team.address if script.by in team.members else _author(ticket, script).address
        text = f"{ticket.name}/{index}"
        local = blake2b(text.encode("utf-8"), digest_size=12).hexdigest()
        found.append(f"{local}@{address.partition('@')[2]}")
    return found


def _author(ticket: TicketScript, script: LetterScript) -> Person:
    return Person.of(script.by) if script.by else ticket.contact


class _Conversation:
    """Writes the letters of one ticket in turn."""

    def __init__(
        self, ticket: TicketScript, team: Team, chains: Mapping[str, Sequence[str]], now: int
    ) -> None:
        self._ticket = ticket
        self._team = team
        self._chains = chains
        self._ids = chains[ticket.name]
        self._now = now
        self._written: list[_Written] = []

    def letters(self) -> list[SampleLetter]:
        """Return the conversation, oldest first."""
        return [self._letter(index, script) for index, script in enumerate(self._ticket.letters)]

    def _letter(self, index: int, script: LetterScript) -> SampleLetter:
        date = self._date(script)
        member = self._team.members.get(script.by)
        parent = self._parent(index, script)
        if script.eml:
            raw = self._from_template(index, script, date, parent)
        else:
            outline = self._outline(index, script, date, member, parent)
            raw = write_letter(outline)
            self._remember(outline)
        # A letter needs a moment to arrive, but never a moment that has not come yet.
        received = min(int(date.timestamp()) + (1 if member else 4 + index % 9), self._now)
        folder = "Sent" if member else "INBOX"
        flags = self._flags(index, received, ours=member is not None)
        return SampleLetter(folder, raw, received, flags, self._ticket.name)

    def _date(self, script: LetterScript) -> datetime:
        date = moment(script.at, self._now, self._ticket.zone).replace(microsecond=0)
        if self._written and date <= self._written[-1].date:
            return self._written[-1].date + _ANSWERED_AT_ONCE
        return date

    def _parent(self, index: int, script: LetterScript) -> _Written | None:
        number = index if script.answers is None else script.answers
        return self._written[number - 1] if number else None

    def _flags(self, index: int, received: int, *, ours: bool) -> frozenset[str]:
        later = self._ticket.letters[index + 1 :]
        if ours:
            return frozenset({"\\Seen"})
        if any(script.by in self._team.members for script in later):
            return frozenset({"\\Seen", "\\Answered"})
        fresh = received > self._now - _UNREAD_SECONDS
        return frozenset() if fresh else frozenset({"\\Seen"})

    # --- what a person wrote ---------------------------------------------------------------

    def _outline(
        self,
        index: int,
        script: LetterScript,
        date: datetime,
        member: Member | None,
        parent: _Written | None,
    ) -> Outline:
        ticket = self._ticket
        client = script.client or ("thunderbird" if member else self._client_of(script))
        outline = Outline(
            message_id=self._ids[index],
            sender=self._sender(script, member),
            to=self._to(script, member),
            cc=[Person.of(text) for text in script.cc],
            subject=self._subject(script, parent),
            date=date,
            lang=ticket.lang,
            client=client,
            text=self._text(script, member, client),
            table=script.table,
            headers=script.headers,
            attach=[self._dated(spec) for spec in script.attach],
            inline=script.inline,
            html=script.client_format != "plain",
            charset="utf-8" if member else ticket.charset,
            raw_headers=script.raw_headers,
        )
        self._refer(outline, script, parent)
        return outline

    def _client_of(self, script: LetterScript) -> str:
        return "gmail" if script.by else self._ticket.client

    def _sender(self, script: LetterScript, member: Member | None) -> Person:
        if member:
            return Person(member.name[self._ticket.lang], self._team.address)
        return _author(self._ticket, script)

    def _to(self, script: LetterScript, member: Member | None) -> list[Person]:
        if script.to:
            return [Person.of(text) for text in script.to]
        if not member:
            return [Person("", self._team.address)]
        theirs = [w.sender for w in self._written if w.sender.address != self._team.address]
        return [theirs[-1] if theirs else self._ticket.contact]

    def _subject(self, script: LetterScript, parent: _Written | None) -> str:
        subject = self._ticket.subject
        if script.refers_to or parent is None or not subject:
            return subject if parent is None or script.refers_to else "Re:"
        return f"{script.reply_prefix}{subject}"

    def _text(self, script: LetterScript, member: Member | None, client: str) -> str:
        lang, zone = self._ticket.lang, self._ticket.zone
        text = _DATE.sub(
            lambda found: long_date(moment(f"{found[1]} 12:00", self._now, zone), lang),
            script.text,
        )
        if member and client == "iphone":
            return f"{text}\n\n{member.phone[lang]}"
        if member:
            return f"{text}\n\n-- \n{member.signature[lang].strip()}"
        sign = self._ticket.sign if script.sign is None else script.sign
        if script.by:
            sign = script.sign or ""
        if client == "iphone" and text:
            return f"{text}\n\n{PHONE_SIGNATURE[lang]}"
        return f"{text}\n\n-- \n{sign}" if sign and text else text

    def _dated(self, spec: Mapping[str, object]) -> dict[str, object]:
        if spec["kind"] != "letter":
            return dict(spec)
        date = moment(str(spec["at"]), self._now, self._ticket.zone)
        return {**spec, "date": format_datetime(date)}

    def _refer(self, outline: Outline, script: LetterScript, parent: _Written | None) -> None:
        if script.refers_to:
            foreign = self._chains[script.refers_to]
            outline.in_reply_to, outline.references = foreign[-1], foreign[-3:]
        elif parent is not None and script.references:
            outline.in_reply_to = parent.message_id
            outline.references = (*parent.references, parent.message_id)
        if parent is not None and script.quote:
            old = self._quoted(parent, outline.date)
            outline.quoted_text = quote_text(outline.client, outline.lang, old)
            outline.quoted_html = quote_html(outline.client, outline.lang, old)

    def _quoted(self, parent: _Written, answered: datetime) -> Quoted:
        return Quoted(
            name=parent.sender.name or parent.sender.address,
            address=parent.sender.address,
            to=parent.recipients,
            subject=parent.subject,
            date=parent.date.astimezone(answered.tzinfo),
            message_id=parent.message_id,
            text=parent.text,
            html=parent.html,
        )

    def _remember(self, outline: Outline) -> None:
        # A quoted picture is gone from the reply: programs keep its place, not its bytes.
        shown = replace(outline, inline=None, text=outline.text.replace("[[img]]", "").strip("\n"))
        self._written.append(
            _Written(
                outline.message_id,
                tuple(outline.references),
                outline.sender,
                ", ".join(f"{p.name} <{p.address}>".strip() for p in outline.to),
                outline.subject,
                outline.date,
                _SOFT_BREAK.sub("\n", plain_body(shown)),
                html_body(shown),
            )
        )

    # --- letters that are a template -------------------------------------------------------

    def _from_template(
        self, index: int, script: LetterScript, date: datetime, parent: _Written | None
    ) -> bytes:
        references = (*parent.references, parent.message_id) if parent else ()
        values = {
            "DATE": format_datetime(date),
            "ID": self._ids[index],
            "PARENT_ID": parent.message_id if parent else "",
            "PARENT_DATE": format_datetime(parent.date) if parent else "",
            "REFERENCES": " ".join(f"<{ref}>" for ref in references),
        }
        source = load_template(script.eml)
        for name, value in values.items():
            source = source.replace(f"@@{name}@@", value)
        author = _author(self._ticket, script)
        self._written.append(
            _Written(
                self._ids[index],
                references,
                author,
                self._team.address,
                self._ticket.subject,
                date,
                _template_text(source),
                "",
            )
        )
        return source.replace("\n", "\r\n").encode(script.encode)


def _template_text(source: str) -> str:
    """The readable part of a template, for the answer that quotes it."""
    found = re.search(r"Content-Type: text/plain[^\n]*\n(?:[^\n]+\n)*\n(.*?)\n--", source, re.S)
    return found[1].strip() if found else ""
