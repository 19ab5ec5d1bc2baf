"""The page and view of a conversation: it never navigates, it reports what was clicked."""

from urllib.parse import unquote

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWebEngineCore import (
    QWebEngineFullScreenRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineScript,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from ui.web.document import ACTION_HOST, PAGE_SCHEME, Document, without_fragment
from ui.web.engine import Engine
from ui.web.in_place import KEEP, fits, putting

_TRIES = 3
"""To load a page of ours, which is here already."""


class ConversationPage(QWebEnginePage):
    """Shows the engine's open document and nothing else."""

    link_clicked = Signal(str)
    """A letter's link, as it stands in the letter."""
    action_clicked = Signal(str, str)
    """One of our own commands: its word and its argument."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(engine.profile, parent)
        self._engine = engine
        self.fullScreenRequested.connect(_refuse_full_screen)
        self.newWindowRequested.connect(self._new_window)
        self.permissionRequested.connect(lambda request: request.deny())
        self.certificateError.connect(lambda error: error.rejectCertificate())

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        type: QWebEnginePage.NavigationType,  # noqa: A002 - Qt's name
        isMainFrame: bool,  # noqa: N803, FBT001 - Qt's name
    ) -> bool:
        """Qt: only our own loading of the open document is accepted."""
        url = QUrl(url)
        if type == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._clicked(url)
            return False
        plain = without_fragment(url)
        return bool(
            isMainFrame
            and type == QWebEnginePage.NavigationType.NavigationTypeTyped
            and plain == self._engine.document.url
        )

    def javaScriptAlert(self, *_: object) -> None:
        """Scripts are off; should one ever run, it still could not open a dialog."""

    def javaScriptConsoleMessage(self, *_: object) -> None:
        """Say nothing: what a letter makes the engine complain about is not our log's business."""

    def _new_window(self, request: QWebEngineNewWindowRequest) -> None:
        """A click with the middle button or a modifier: the same as a plain one."""
        if request.isUserInitiated():
            self._clicked(request.requestedUrl())

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == PAGE_SCHEME:
            path = url.path(QUrl.ComponentFormattingOption.FullyEncoded).strip("/")
            nonce, _, rest = path.partition("/")
            word, _, argument = rest.partition("/")
            if url.host() == ACTION_HOST and nonce == self._engine.document.nonce:
                self.action_clicked.emit(word, unquote(argument))
        else:
            self.link_clicked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _refuse_full_screen(request: QWebEngineFullScreenRequest) -> None:
    request.reject()


class ConversationWebView(QWebEngineView):
    """The widget around the page."""

    document_shown = Signal(str)
    """The document of this address stands in the page."""

    def __init__(self, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.conversation_page = ConversationPage(engine, self)
        self.setPage(self.conversation_page)
        self.setObjectName("conversation_page")
        self.setAcceptDrops(False)
        self._wanted: tuple[Document, str] | None = None
        self._trying: tuple[Document, str]
        self._loading = False
        self._started = False
        """Whether the engine has begun; stopping earlier would end without a word."""
        self._tries = _TRIES
        """How often the page that is being loaded was begun; none is at first."""
        self._loaded: Document | None = None
        """What was loaded last as a whole page; None where there is no page to put letters in."""
        self.conversation_page.loadStarted.connect(self._begun)
        self.conversation_page.loadFinished.connect(self._finished)
        self.conversation_page.renderProcessTerminated.connect(self._lost)

    @property
    def loaded_url(self) -> str:
        """The address of the page in which documents stand; ``""`` while there is none."""
        return self._loaded.url if self._loaded is not None else ""

    def show_document(self, document: Document, fragment: str = "") -> None:
        """Show a document and scroll to a place in it; the newest wish wins.

        Where the page that is loaded differs in its letters alone, these are put in place: that
        takes the engine half of the time and a third of the work of a new page.

        One load at a time: of two that overlap, the engine may ask for the older one last, and
        refusing that would end both.
        """
        self._wanted = (document, fragment)
        if not self._loading:
            self._show_wanted()
        elif self._started:
            self.stop()

    def can_keep_place(self, document: Document) -> bool:
        """Whether a document can be put in place without moving whoever reads (`KEEP`)."""
        return not self._loading and fits(document, self._loaded)

    def _show_wanted(self) -> None:
        if self._wanted is None:
            return
        (document, fragment), self._wanted = self._wanted, None
        if fits(document, self._loaded):
            self._put(document, fragment)
        else:
            self._load(document, fragment)

    def _put(self, document: Document, fragment: str) -> None:
        """Letters have no scripts; this one runs apart from them, in a world of our own."""
        self._engine.open(document)

        def put(done: object) -> None:
            if self._engine.document is not document or self._loading:
                return  # something newer is on its way
            if done is True:
                self.document_shown.emit(document.url)
            elif self._loaded is not None:
                self._load(document, fragment)

        self.conversation_page.runJavaScript(
            putting(document, fragment), QWebEngineScript.ScriptWorldId.ApplicationWorld.value, put
        )

    def _load(self, document: Document, fragment: str) -> None:
        self._trying, self._tries = (document, fragment), 0
        self._try()

    def _try(self) -> None:
        document, fragment = self._trying
        self._tries += 1
        self._loading, self._started, self._loaded = True, False, None
        url = self._engine.open(document)
        if fragment and fragment != KEEP:
            url.setFragment(fragment)
        self.load(url)

    def _begun(self) -> None:
        self._started = True
        if self._wanted is not None:
            self.stop()

    def _finished(self, ok: bool) -> None:  # noqa: FBT001 - Qt's signature
        ours, self._loading = self._loading, False  # else what a page wished for was refused
        if ok:
            self._loaded = self._engine.document
        if self._wanted is not None:
            self._show_wanted()
        elif ok:
            self.document_shown.emit(self._engine.document.url)
        elif ours and self._tries < _TRIES:  # refusing the page before ended this one, too
            self._try()

    def _lost(self) -> None:
        """The process that draws the page has ended: the next page is loaded as a whole."""
        self._loaded = None

    def shut_down(self) -> None:
        """Delete the page now: a profile must outlive its pages."""
        self._loaded = None
        page = self.conversation_page
        self.setPage(None)  # type: ignore[arg-type]  # Qt allows none, its stub does not
        shiboken6.delete(page)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: copying, and nothing that navigates."""
        request = self.lastContextMenuRequest()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if request.selectedText():
            menu.addAction(self.tr("Copy"), self._copy)
        link = request.linkUrl()
        if link.scheme() in ("http", "https", "mailto"):
            address = link.toString(QUrl.ComponentFormattingOption.FullyEncoded)
            menu.addAction(
                self.tr("Copy link address"),
                lambda: QGuiApplication.clipboard().setText(address),
            )
        menu.addAction(self.tr("Select all"), self._select_all)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        self.conversation_page.triggerAction(QWebEnginePage.WebAction.Copy)

    def _select_all(self) -> None:
        self.conversation_page.triggerAction(QWebEnginePage.WebAction.SelectAll)
