"""Opens the dialog about acknowledgements, tries them on past letters, and saves the decision."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.acknowledgement import Policy
from app.domain.ids import AccountId
from app.services import acknowledgement_policy as policies
from app.services.acknowledgement_preview import Preview, preview
from app.services.acknowledgement_texts import STARTERS
from ui.answers import Answers
from ui.deeds import Deeds, Wish
from ui.dialogs.acknowledgement import AcknowledgementDialog
from ui.dialogs.ask import tell
from ui.ports import Queries, Runtime
from ui.tasks import Tasks

translate = QCoreApplication.translate


class Acknowledging:
    """GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        deeds: Deeds,
        *,
        queries: Queries,
        runtime: Runtime,
        tasks: Tasks,
        answers: Answers,
        now: Callable[[], int],
    ) -> None:
        self._window, self._deeds = window, deeds
        self._queries, self._runtime, self._tasks = queries, runtime, tasks
        self._answers, self._now = answers, now

    def show(self, account: AccountId | None) -> None:
        """Show what holds for a mailbox, the first one that sends without it."""
        found = [one for one in self._queries.accounts() if one.settings.imap is not None]
        mailbox = next((one for one in found if one.id == account), next(iter(found), None))
        if mailbox is None:
            tell(
                self._window,
                translate("Acknowledgement", "There is nothing to acknowledge yet"),
                translate("Acknowledgement", "Connect a mailbox first."),
            )
            return
        policy = self._queries.read(policies.draft_policy, mailbox.id)
        name = mailbox.settings.address or mailbox.settings.name
        dialog = AcknowledgementDialog(name, policy, STARTERS.get, self._now, self._window)
        dialog.preview_wanted.connect(lambda wanted: self._preview(dialog, mailbox.id, wanted))
        dialog.decided.connect(lambda wanted, on: self._save(dialog, mailbox.id, wanted, on=on))
        dialog.open()

    def _preview(self, dialog: AcknowledgementDialog, account: AccountId, policy: Policy) -> None:
        def work(queries: Queries) -> Preview:
            return queries.read(preview, account, policy, now=self._now())

        lane = "acknowledgement"
        dialog.finished.connect(lambda *_: self._tasks.cancel(lane))
        self._tasks.run(work, dialog.show_preview, lane=lane)

    def _save(
        self, dialog: AcknowledgementDialog, account: AccountId, policy: Policy, *, on: bool
    ) -> None:
        words = (
            translate("Acknowledgement", "New letters are acknowledged from now on.")
            if on
            else translate("Acknowledgement", "New letters are not acknowledged.")
        )
        future = self._runtime.perform(policies.switch, account, policy, on=on, now=self._now())
        self._deeds.do(
            Wish((), lambda _: words, nothing=words, failed=lambda _: True), lambda: future
        )
        self._answers.follow(
            future,
            lambda _: dialog.accept(),
            lambda error: dialog.complain(str(error)),
            of=dialog,
        )
