"""One letter that is being written: head, text, quote, files and buttons."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from app.domain.circle import Circle
from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftContent, DraftKind
from app.domain.tickets import Status
from app.services.read_models import Conversation, LetterView
from app.services.team_models import PresenceView
from ui.composer.baggage import Baggage
from ui.composer.documents import blanks_of
from ui.composer.editor import ComposeEdit
from ui.composer.head import ComposerHead
from ui.composer.keeper import Keeper, Written
from ui.composer.kit import Kit
from ui.composer.links import LinkDialog
from ui.composer.notices import ComposerNotices
from ui.composer.quote import QuoteBelow
from ui.composer.send_buttons import SendButtons
from ui.composer.signature import SignatureLine
from ui.composer.toolbar import FormatBar

_ANSWERS = (DraftKind.REPLY, DraftKind.REPLY_ALL)
_GAP = 16
_AS_BEGUN = 1
"""The version of a draft that says nothing yet but to whom it goes."""
_NARROWEST = 280
"""Pixels; buttons for which there is no room give way."""
_LOW, _LOWEST = 480, 84
"""Pixels of all of it below which room is short, and of the text: some lines stay in sight."""


class ComposerPanel(QFrame):
    """GUI thread only. What is typed counts from the first moment, also before the draft is there.

    The panel saves by itself (`keeper`); sending is asked of whoever owns it, once all is safe.
    """

    send_wished = Signal(object)
    """All is saved and complete: send it. None, or seconds UTC before which it shall not leave."""
    left = Signal()
    """The person goes away from it; the draft is kept."""
    window_wished = Signal()
    began = Signal()
    """Something was typed for the first time since it was shown."""
    later_wished = Signal(object)
    """A callable that takes the seconds UTC at which to send."""
    templates_wished = Signal(bool)
    """See `ComposeEdit.templates_wanted`."""

    def __init__(self, kit: Kit, kind: DraftKind, ticket: TicketId | None) -> None:
        super().__init__()
        self.setObjectName("composer")
        self.kit, self.kind, self.ticket = kit, kind, ticket
        self.draft: Draft | None = None
        self._base = DraftContent()
        """What the fields on screen do not show: status afterwards, promise."""
        self._answered: LetterView | None = None
        self._touched = self._loading = False
        self._opened = kit.now()
        self.letters: int | None = None
        """How many the ticket had when it was last asked what is new among them."""
        self.head = ComposerHead()
        self.notices = ComposerNotices()
        self.edit = ComposeEdit(kit.theme.colours)
        self.edit.setMinimumHeight(_LOWEST)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.quote = QuoteBelow()
        self.signature = SignatureLine(kit)
        self.baggage = Baggage(kit, self.edit, self)
        self.formats = FormatBar(self.edit)
        self.buttons = SendButtons()
        self.keeper = Keeper(kit.runtime, kit.answers, self._written, kit.now, self)
        self.setMinimumWidth(_NARROWEST)
        self._complaint = QLabel()
        self._complaint.setObjectName("composer_complaint")
        self._complaint.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint.setWordWrap(True)
        self._complaint.setProperty("role", "danger")
        self._complaint.hide()
        self._lay_out()
        self._connect()
        self.head.show_content(kind, DraftContent())
        self.buttons.show_kind(kind)
        self.tint()

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.formats)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.notices)
        column.addWidget(self.edit, 1)
        for widget in (self.signature, self.quote, self.baggage.strip, self._complaint):
            column.addWidget(widget)
        column.addLayout(foot)
        self.column = column
        self.head.show_beside_title(self.buttons.saved)

    def _connect(self) -> None:
        edit, head = self.edit, self.head
        edit.edited.connect(self._touch)
        edit.cursorPositionChanged.connect(self.keeper.touch_cursor)
        edit.send_requested.connect(lambda close: self.send(Status.CLOSED if close else None))
        edit.left.connect(self.left)
        edit.link_wanted.connect(self._ask_link)
        edit.templates_wanted.connect(self.templates_wished)
        head.changed.connect(self._touch)
        head.close_requested.connect(self.left)
        head.window_requested.connect(self.window_wished)
        head.sender_only_requested.connect(self._sender_only)
        head.offer_from(self._offer)
        self.quote.changed.connect(self._touch)
        self.quote.taken.connect(edit.insert_below)
        self.signature.changed.connect(self._touch)
        self.formats.attach_requested.connect(self.baggage.ask)
        self.formats.templates_requested.connect(
            lambda: self.templates_wished.emit(False)  # noqa: FBT003 - a signal's argument
        )
        self.baggage.changed.connect(self._touch)
        self.baggage.complained.connect(self.complain)
        self.buttons.send_requested.connect(self.send)
        self.buttons.later_requested.connect(lambda: self.later_wished.emit(self.send_at))
        self.keeper.saved.connect(self._saved)
        self.keeper.failed.connect(self.buttons.say_unsaved)

    def tint(self) -> None:
        """Draw in the appearance's colours."""
        colours = self.kit.theme.colours
        self.head.tint(colours)
        self.formats.tint(colours.muted)
        self.buttons.tint(colours.muted)

    def retheme(self) -> None:
        """Another appearance was chosen."""
        self._loading = True
        self.edit.retheme(self.kit.theme.colours)
        self._loading = False
        self.tint()

    # --- the draft ----------------------------------------------------------------------------

    def show_draft(self, draft: Draft) -> None:
        """Show a draft; what was typed while it was being fetched is put where it was left."""
        typed = self.edit.mirror.lines() if self.draft is None and not self.edit.is_blank else ()
        self.draft, self.kind, self._base = draft, draft.kind, draft.content
        self._loading = True
        self.head.show_content(draft.kind, draft.content)
        self.edit.show_html(draft.content.body, draft.content.cursor)
        self.edit.set_plain(draft.content.plain_only)
        self.formats.show_plain(draft.content.plain_only)
        self.quote.keep(draft.content.quotes)
        self.signature.show_signature(draft.account, draft.content.signature)
        self.baggage.show_draft(draft)
        self.buttons.show_kind(draft.kind)
        self.notices.show_promise(draft.content.promise, self.kit.now())
        self._loading = False
        self.tint()
        self.keeper.begin(draft.id)
        if typed:
            self.edit.insert_lines(typed)
            self._touch()

    def show_turned(self, draft: Draft) -> None:
        """Show to whom the same draft goes now; what was typed meanwhile stays."""
        content = replace(draft.content, subject=self.head.subject.text())
        self.draft, self.kind = draft, draft.kind
        self._loading = True
        self.head.show_content(draft.kind, content)
        self.buttons.show_kind(draft.kind)
        self._loading = False
        self.tint()

    def show_conversation(self, conversation: Conversation | None) -> None:
        """Know who takes part, and which letter is answered."""
        if conversation is None or self.draft is None:
            return
        letters = conversation.letters
        people = [each for one in letters for each in (one.sender, *one.to, *one.cc, *one.reply_to)]
        self.head.judge(Circle.of(people))
        wanted = self.draft.answers
        found = [letter for letter in letters if wanted and letter.message_id == wanted]
        self._answered = found[-1] if found else None
        if self._answered is not None and self.kind in (*_ANSWERS, DraftKind.FORWARD):
            forwarded = self.kind is DraftKind.FORWARD
            self.quote.show_letter(self._answered, self.kit.now(), forwarded=forwarded)

    def show_company(self, present: Sequence[PresenceView]) -> None:
        """Warn of others who are at the same ticket."""
        self.notices.show_company(present, self.kit.now())

    def forget_news(self) -> None:
        """The person has seen what came."""
        self.letters = None
        self.notices.show_news(())

    @property
    def content(self) -> DraftContent:
        """What it says, text included; for long texts `keeper` is faster."""
        content, _ = self._written()
        return replace(content, body=self.edit.html())

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is in it but what it began with, a forward's files included."""
        draft = self.draft
        if draft is None:
            return self.edit.is_blank
        if self._touched or not self.edit.is_blank:
            return False
        fresh = draft.begun >= self._opened or not self.baggage.files
        return fresh and draft.version <= _AS_BEGUN and not self.baggage.under_way

    def set_base(self, **values: object) -> None:
        """Change what the fields do not show: ``then``, ``promise``, ``signature``."""
        self._base = replace(self._base, **values)  # type: ignore[arg-type]
        if "promise" in values:
            self.notices.show_promise(self._base.promise, self.kit.now())
        self._touch()

    @property
    def base(self) -> DraftContent:
        """See `set_base`."""
        return self._base

    def set_plain(self, plain: bool) -> None:  # noqa: FBT001 - a setter
        """Send plain text only, or formats too."""
        self.edit.set_plain(plain)
        self.formats.show_plain(plain)
        self._touch()

    def _written(self) -> Written:
        content = replace(
            self._base,
            to=self.head.to.addresses,
            cc=self.head.cc.addresses,
            bcc=self.head.bcc.addresses,
            subject=self.head.subject.text(),
            body="",
            plain_only=self.edit.plain,
            quotes=self.quote.kept if self._answered is not None else self._base.quotes,
            signature=self.signature.text,
            cursor=self.edit.textCursor().position(),
        )
        return content, self.edit.mirror.lines()

    def _touch(self) -> None:
        if self._loading:
            return
        self.keeper.touch()
        self._complaint.hide()
        if not self._touched:
            self._touched = True
            self.began.emit()

    def _saved(self, _version: int) -> None:
        now = self.kit.now()
        self.buttons.say_saved(now, now)

    # --- recipients ---------------------------------------------------------------------------

    def _sender_only(self) -> None:
        """Everybody goes but the one who wrote the letter that is answered."""
        letter = self._answered
        first = self.head.to.addresses[:1]
        if letter is not None and not letter.ours:
            first = letter.reply_to[:1] or (letter.sender,)
        self.head.show_people(first, (), ())
        self._touch()

    def _offer(self, text: str, then: Callable[[Sequence[Address]], None]) -> None:
        account = self.draft.account if self.draft else None
        self.kit.tasks.run(
            lambda queries: queries.addresses(account, text), then, lane="addresses", of=self
        )

    def _ask_link(self) -> None:
        dialog = LinkDialog(self.edit, self)
        dialog.open()

    # --- sending ------------------------------------------------------------------------------

    def send(self, then: Status | None, not_before: int | None = None) -> None:
        """Save all and wish for sending; what is missing is pointed at instead."""
        if self.draft is None or not self._is_complete():
            return
        self._base = replace(self._base, then=then)
        if self.baggage.under_way:
            self.baggage.wait(lambda: self.send(then, not_before))
            self.complain(self.tr("It is sent as soon as its files are taken in."))
            return
        self.buttons.let(False)  # noqa: FBT003 - a setter
        self.keeper.flush(lambda: self.send_wished.emit(not_before))

    def send_at(self, moment: int) -> None:
        """Send not before this time, seconds UTC."""
        self.send(self._base.then, moment)

    def not_sent(self, why: str = "") -> None:
        """It stays a draft: because of something to look at, or of ``why``."""
        self.buttons.let(True)  # noqa: FBT003 - a setter
        if why:
            self.complain(why)

    def complain(self, text: str) -> None:
        """Say what is in the way."""
        self._complaint.setText(text)
        self._complaint.show()

    def _is_complete(self) -> bool:
        wrong = self.head.wrong
        if wrong is not None:
            wrong.setVisible(True)
            wrong.field.setFocus()
            self.complain(self.tr("One of the recipients is no complete mail address."))
        elif self.kind is not DraftKind.CALL and self.head.nobody:
            self.head.to.field.setFocus()
            self.complain(self.tr("Nobody is named to whom this goes."))
        elif (blank := next(blanks_of(self.edit.document()), None)) is not None:
            self.edit.move_to(0)
            self.edit.next_blank()
            self.edit.setFocus()
            self.complain(self.tr("Still to be filled in: {what}").format(what=blank[2]))
        else:
            return True
        return False

    def focus(self) -> None:
        """Give the keyboard to where one would write."""
        if self.head.nobody and self.draft is not None and self.kind not in _ANSWERS:
            self.head.to.field.setFocus()
        else:
            self.edit.setFocus()

    def finish(self, then: Callable[[], None]) -> None:
        """Call ``then`` once all is safe: what was written, and files that are being taken in."""
        self.baggage.wait(lambda: self.keeper.flush(then))

    def release(self) -> None:
        """Save what is unsaved and end all that is under way; the panel is not used afterwards."""
        self.keeper.flush()
        self.baggage.stop()

    def stand_back(self, wanted: bool) -> None:  # noqa: FBT001 - a setter
        """While something else is to be looked at in it: leave out what can wait, if room is short.

        Nothing of it changes; `False` brings it back.
        """
        away = wanted and self.height() < _LOW
        self.quote.setVisible(not away and self.quote.there)
        self.signature.setVisible(not away and bool(self.signature.text))
        self.edit.setMinimumHeight(_LOWEST // 2 if away else _LOWEST)
        needed = self.column.totalMinimumHeightForWidth(self.width()) if away else 0
        self.setMinimumHeight(min(needed, _LOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many buttons as have room."""
        super().resizeEvent(event)
        edges = self.column.contentsMargins()
        room = event.size().width() - edges.left() - edges.right() - _GAP
        self.formats.fit(room - self.buttons.fit(room - self.formats.whole_width))
