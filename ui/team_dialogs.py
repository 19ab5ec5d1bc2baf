"""Opens the dialogs about who works on a mailbox, and carries out what they decide."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.services.deeds import Done
from app.services.team_models import DeviceView, Journal, MemberView, TeamView
from ui.answers import Answers
from ui.deeds import Deeds, Wish
from ui.dialogs.ask import confirm, tell
from ui.dialogs.team import EditMemberDialog, GoneDialog, TeamDialog
from ui.dialogs.who import Answer, WhoDialog
from ui.people import name_of
from ui.ports import Queries, Runtime
from ui.settings import WindowSettings

translate = QCoreApplication.translate

_FRESH_MS = 1_000


class TeamDialogs:
    """GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        deeds: Deeds,
        *,
        queries: Queries,
        runtime: Runtime,
        answers: Answers,
        settings: WindowSettings,
        now: Callable[[], int],
    ) -> None:
        self._window, self._deeds = window, deeds
        self._queries, self._perform, self._answers = queries, runtime.perform, answers
        self._settings, self._now = settings, now

    # --- who sits here ------------------------------------------------------------------------

    def ask_once(self) -> None:
        """Ask for the first mailbox of which nobody has said who sits here, unless asked before."""
        for account in self._queries.accounts():
            if account.settings.imap is None or self._settings.was_asked(account.id):
                continue
            team = self._queries.team(account.id)
            if team.journal is Journal.NOT_JOINED and not team.joining:
                self.ask_who(account.id, lambda: None)
                return

    def ask_who(self, account: AccountId, then: Callable[[], None]) -> None:
        """Ask who sits at this computer; ``then`` once that is said.

        The team may know it later, when the mailbox is reached; it is told then what else was said.
        """
        if self._window.findChild(WhoDialog) is not None:
            return
        team = self._queries.team(account)
        if team.joining:
            self._say_joining()
            return
        self._settings.note_asked(account)
        dialog = WhoDialog(self._name(account), team.members, self._window)
        dialog.answered.connect(lambda answer: self._introduce(account, answer, then))
        dialog.open()

    def _say_joining(self) -> None:
        tell(
            self._window,
            translate("TeamDialogs", "This computer is joining the team"),
            translate(
                "TeamDialogs",
                "That needs the mailbox once. As soon as it was reached, you can do this.",
            ),
        )

    def _introduce(self, account: AccountId, answer: Answer, then: Callable[[], None]) -> None:
        from app.services import members  # noqa: PLC0415 - loads cryptography

        me = members.Me(answer.name, answer.address, answer.colour, answer.computer, answer.member)
        future = self._perform(members.introduce_me, account, me, now=self._now())

        def introduced(_: Done) -> None:
            then()

        self._answers.follow(future, introduced)

    # --- the team -----------------------------------------------------------------------------

    def show_team(self, account: AccountId | None) -> None:
        """Show who works on a mailbox, and follow it while the dialog is open."""
        known = [each.id for each in self._queries.accounts()]
        which = account if account in known else next(iter(known), None)
        if which is None:
            tell(
                self._window,
                translate("TeamDialogs", "There is no team yet"),
                translate("TeamDialogs", "A team belongs to a mailbox. Connect one first."),
            )
            return
        dialog = TeamDialog(self._name(which), self._now, self._window)
        dialog.edit_requested.connect(lambda member: self._edit(which, member))
        dialog.gone_requested.connect(lambda member: self._gone(which, member))
        dialog.back_requested.connect(lambda member: self._back(which, member))
        dialog.revoke_requested.connect(lambda device: self._ask_revoke(which, device))
        dialog.me_requested.connect(lambda: self.ask_who(which, lambda: None))
        dialog.show_team(self._queries.team(which))
        timer = QTimer(dialog)
        timer.setInterval(_FRESH_MS)
        timer.timeout.connect(lambda: dialog.show_team(self._queries.team(which)))
        timer.start()
        dialog.open()

    def _edit(self, account: AccountId, member: MemberView) -> None:
        dialog = EditMemberDialog(member, self._window)
        said = translate("TeamDialogs", "Changed for the whole team.")
        dialog.decided.connect(
            lambda name, address, colour: self._rename(
                account,
                replace(member, name=name, address=address, colour=colour),
                said,
            )
        )
        dialog.open()

    def _back(self, account: AccountId, member: MemberView) -> None:
        """Saying somebody's name brings them back."""
        said = translate("TeamDialogs", "{name} is back.").format(name=name_of(member))
        self._rename(account, member, said)

    def _rename(self, account: AccountId, member: MemberView, said: str) -> None:
        from app.services import members  # noqa: PLC0415

        future = self._perform(
            members.rename,
            account,
            member.id,
            name=member.name,
            address=member.address,
            colour=member.colour,
            now=self._now(),
        )
        self._do(future, said)

    def _gone(self, account: AccountId, member: MemberView) -> None:
        team: TeamView = self._queries.team(account)
        dialog = GoneDialog(member, team.members, self._window)

        def take(heir: MemberId | None, keep: bool) -> None:  # noqa: FBT001 - a signal's argument
            from app.services import members  # noqa: PLC0415

            future = self._perform(
                members.member_gone, account, member.id, heir=heir, keep=keep, now=self._now()
            )
            self._do(
                future, translate("TeamDialogs", "{name} has left.").format(name=name_of(member))
            )

        dialog.decided.connect(take)
        dialog.open()

    def _ask_revoke(self, account: AccountId, device: DeviceView) -> None:
        confirm(
            self._window,
            translate("TeamDialogs", "Is the computer “{name}” lost?").format(
                name=device.name or device.id
            ),
            translate(
                "TeamDialogs",
                "What it writes from now on counts for nobody. What it wrote before stays. Change "
                "the password of the mailbox too: whoever has the computer may still know it.",
            ),
            translate("TeamDialogs", "It is lost"),
            lambda: self._revoke(account, device),
        )

    def _revoke(self, account: AccountId, device: DeviceView) -> None:
        from app.services import members  # noqa: PLC0415

        self._do(
            self._perform(members.revoke_device, account, device.id, now=self._now()),
            translate("TeamDialogs", "That computer counts no more."),
        )

    def _do(self, future: "Future[Done]", said: str) -> None:
        self._deeds.do(Wish((), lambda _: said), lambda: future)

    def _name(self, account: AccountId) -> str:
        return next(
            (e.settings.name for e in self._queries.accounts() if e.id == account), str(account)
        )
