"""Letters that are written in a `FakeMailbox`: kept in memory, sent nowhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any, cast

from app.domain.errors import RejectedError
from app.domain.ids import AccountId, TicketId
from app.domain.messages import Address
from app.domain.outgoing import (
    UNDO_SECONDS,
    Draft,
    DraftContent,
    DraftFile,
    DraftId,
    DraftKind,
    FileId,
    Outgoing,
    Sending,
)
from app.domain.streams import Anchor
from app.services.deeds import Deed, Done, DraftBack
from app.services.outgoing_models import DraftView, OutgoingView

SIGNATURE = "Olena\nZerno"


@dataclass(frozen=True)
class FakeVersion:
    """An earlier form."""

    version: int
    saved: int
    content: DraftContent


@dataclass
class FakeWriting:
    """Drafts and letters on their way; commands are those of `app.services.drafts`, by name."""

    drafts: dict[DraftId, Draft] = field(default_factory=dict)
    tickets: dict[DraftId, TicketId | None] = field(default_factory=dict)
    discarded: set[DraftId] = field(default_factory=set)
    letters: dict[DraftId, OutgoingView] = field(default_factory=dict)
    versions: dict[DraftId, list[FakeVersion]] = field(default_factory=dict)
    bytes_of: dict[FileId, bytes] = field(default_factory=dict)
    coming: dict[FileId, tuple[DraftId, DraftFile]] = field(default_factory=dict)
    contacts: list[Address] = field(default_factory=list)
    answered: Callable[[TicketId], tuple[Address, str, str]] | None = None
    """Whom an answer in a ticket goes to, its subject, and the Message-ID that it answers."""
    done: list[str] = field(default_factory=list)
    """Names of the commands, in order."""
    refusal: Exception | None = None
    """What sending fails with."""
    signature: str = SIGNATURE
    passed_on: tuple[DraftFile, ...] = ()
    """What is attached to a letter that is passed on."""
    one_at_a_time: Any = field(default_factory=RLock)
    """As the writer's thread does it: files are taken in by threads of their own."""

    def knows(self, name: str) -> bool:
        """Whether a command is one of these."""
        return hasattr(self, f"_{name}")

    def perform(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
        """Run a command. Raises what it refuses."""
        command = cast("Callable[..., object]", getattr(self, f"_{name}"))
        with self.one_at_a_time:
            self.done.append(name)
            return command(*args, **kwargs)

    def touched(self, args: tuple[Any, ...]) -> TicketId | None:
        """The ticket that a command was about, as far as it is known."""
        first = args[0] if args else None
        return self.tickets.get(DraftId(first)) if isinstance(first, int) else None

    # --- commands -------------------------------------------------------------------------------

    def _begin(
        self,
        kind: DraftKind,
        *,
        account: AccountId,
        ticket: TicketId | None = None,
        letter: object = None,  # noqa: ARG002 - as the command has it
        now: int,
    ) -> Draft:
        for key, draft in self.drafts.items():
            unfinished = key not in self.discarded and key not in self.letters
            if unfinished and ticket is not None and self.tickets[key] == ticket:
                return draft
        who, subject, answers = self._whom(ticket)
        content = DraftContent(to=(who,) if who else (), subject=subject, signature=self.signature)
        key = DraftId(len(self.drafts) + 1)
        anchor = Anchor(answers) if answers else None
        files = self.passed_on if kind is DraftKind.FORWARD else ()
        self.drafts[key] = Draft(
            key, account, kind, anchor, answers, content, files, begun=now, saved=now, version=1
        )
        self.tickets[key] = ticket
        return self.drafts[key]

    def _whom(self, ticket: TicketId | None) -> tuple[Address | None, str, str]:
        if ticket is None or self.answered is None:
            return None, "", ""
        return self.answered(ticket)

    def _save(
        self, draft: DraftId, written: tuple[DraftContent, Sequence[Any]], *, now: int
    ) -> int:
        from ui.composer.lines import to_html  # noqa: PLC0415 - the window is not always there

        content, lines = written
        known = self.drafts[draft]
        content = replace(content, body=to_html(lines))
        if content == known.content:
            return known.version
        self.versions.setdefault(draft, []).insert(
            0, FakeVersion(known.version, known.saved, known.content)
        )
        version = known.version + 1
        self.drafts[draft] = replace(known, content=content, version=version, saved=now)
        return version

    def _restore_version(self, draft: DraftId, version: int, *, now: int) -> Draft:
        found = next(each for each in self.versions[draft] if each.version == version)
        self.drafts[draft] = replace(self.drafts[draft], content=found.content, saved=now)
        return self.drafts[draft]

    def _add_file(
        self, draft: DraftId, name: str, kind: str, size: int, content_id: str = ""
    ) -> FileId:
        key = FileId(len(self.coming) + 1)
        self.coming[key] = (draft, DraftFile(key, name, kind, size, content_id))
        self.bytes_of[key] = b""
        if size == 0:
            self._take_in(key)
        return key

    def _add_piece(self, file: FileId, number: int, data: bytes) -> bool:  # noqa: ARG002
        self.bytes_of[file] += data
        whole = len(self.bytes_of[file]) >= self.coming[file][1].size
        if whole:
            self._take_in(file)
        return whole

    def _take_in(self, file: FileId) -> None:
        draft, known = self.coming[file]
        self.drafts[draft] = replace(self.drafts[draft], files=(*self.drafts[draft].files, known))

    def _remove_file(self, draft: DraftId, file: FileId) -> None:
        kept = tuple(each for each in self.drafts[draft].files if each.id != file)
        self.drafts[draft] = replace(self.drafts[draft], files=kept)

    def _discard(self, draft: DraftId, *, now: int) -> Done:  # noqa: ARG002
        self.discarded.add(draft)
        return Done(Deed.DISCARD, (), "", (DraftBack(AccountId(1), draft),), 1)

    def _seen_now(self, draft: DraftId) -> None:
        assert draft in self.drafts

    def _send(self, draft: DraftId, *, now: int, not_before: int | None = None) -> Outgoing:
        if self.refusal is not None:
            raise self.refusal
        known = self.drafts[draft]
        leaves = max(now + UNDO_SECONDS, not_before or 0)
        self.letters[draft] = self.letter(draft, leaves, now=now)
        return Outgoing(
            draft, known.account, known.anchor, f"{draft}@ours", Sending.QUEUED, now, leaves
        )

    def letter(self, draft: DraftId, leaves: int, *, now: int) -> OutgoingView:
        """A draft as a letter that waits."""
        known, content = self.drafts[draft], self.drafts[draft].content
        return OutgoingView(
            draft=draft,
            account=known.account,
            kind=known.kind,
            ticket=self.tickets[draft],
            code=None,
            message_id=f"{draft}@ours",
            state=Sending.QUEUED,
            queued=now,
            not_before=leaves,
            chosen=leaves,
            tries=0,
            held=None,
            said="",
            refusals=(),
            waits_for=None,
            to=content.to,
            cc=content.cc,
            bcc=content.bcc,
            subject=content.subject,
            snippet="",
            html=content.body,
            signature=content.signature,
            files=known.files,
            then=content.then,
            promise=content.promise,
        )

    def _take_back(self, draft: DraftId, *, now: int) -> Draft:  # noqa: ARG002
        if self.letters.pop(draft, None) is None:
            raise RejectedError("This letter has been sent.")
        return self.drafts[draft]

    def _retry(self, draft: DraftId, *, now: int) -> None:
        self.letters[draft] = replace(
            self.letters[draft], state=Sending.QUEUED, held=None, not_before=now
        )

    _send_again = _retry

    def _say_arrived(self, draft: DraftId, *, now: int) -> None:  # noqa: ARG002
        del self.letters[draft]

    def _set_signature(self, account: AccountId, text: str, **_: object) -> None:  # noqa: ARG002
        self.signature = text

    # --- reads ----------------------------------------------------------------------------------

    def draft_views(self) -> list[DraftView]:
        """What is being written."""
        return [
            DraftView(
                id=key,
                account=draft.account,
                kind=draft.kind,
                ticket=self.tickets[key],
                code=None,
                to=draft.content.to,
                subject=draft.content.subject,
                snippet="",
                files=draft.files,
                begun=draft.begun,
                saved=draft.saved,
            )
            for key, draft in self.drafts.items()
            if key not in self.discarded and key not in self.letters
        ]


class FakeDraftQueries:
    """Reads of a `FakeWriting`."""

    writing: FakeWriting

    def drafts(self, account: AccountId | None = None) -> Sequence[DraftView]:  # noqa: ARG002
        return self.writing.draft_views()

    def outbox(self, account: AccountId | None = None) -> Sequence[OutgoingView]:  # noqa: ARG002
        return list(self.writing.letters.values())

    def draft(self, key: DraftId) -> Draft | None:
        return self.writing.drafts.get(key)

    def draft_versions(self, key: DraftId) -> Sequence[FakeVersion]:
        return self.writing.versions.get(key, ())

    def draft_file(self, file: FileId) -> Iterator[bytes]:
        return iter((self.writing.bytes_of[file],))

    def draft_picture(self, key: DraftId, content_id: str) -> tuple[str, bytes] | None:
        for file in self.writing.drafts[key].files:
            if file.content_id == content_id:
                return file.content_type, self.writing.bytes_of[file.id]
        return None

    def addresses(self, account: AccountId | None, text: str) -> Sequence[Address]:  # noqa: ARG002
        wanted = text.casefold()
        return [
            each
            for each in self.writing.contacts
            if wanted in f"{each.name} {each.address}".casefold()
        ]
