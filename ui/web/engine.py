"""The web engine with every door shut: profile, request guard and our two address schemes."""

import os
from collections.abc import Callable
from urllib.parse import unquote

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from app.domain.ids import MessageKey
from app.domain.outgoing import DraftId
from app.services.read_models import PART_SCHEME
from ui.ports import Queries
from ui.tasks import Tasks
from ui.web.document import (
    EMPTY,
    PAGE_SCHEME,
    REMOTE_SCHEME,
    Document,
    content_policy,
    without_fragment,
)
from ui.web.remote import Picture, PictureFetcher

_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-translate",
    "--disable-client-side-phishing-detection",
    "--disable-breakpad",
    "--dns-prefetch-disable",
    "--no-pings",
    "--no-first-run",
    # The engine has no network at all: no name and no address leads anywhere. A preconnect link
    # opens a socket without asking the request interceptor, so refusing requests is not enough.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--disable-features=NetworkPrediction,PreconnectToSearch,OptimizationHints,MediaRouter",
)

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.JavascriptCanPaste,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.AllowRunningInsecureContent,
    QWebEngineSettings.WebAttribute.AllowGeolocationOnInsecureOrigins,
    QWebEngineSettings.WebAttribute.AllowWindowActivationFromJavaScript,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.TouchIconsEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.Accelerated2dCanvasEnabled,
    QWebEngineSettings.WebAttribute.XSSAuditingEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.BackForwardCacheEnabled,
)


def prepare_process() -> None:
    """Set what must stand before the engine's first use; call once, in the GUI thread.

    Flags that the person has set in the environment stay and come last.
    """
    own = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if _FLAGS[0] not in own:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join((*_FLAGS, own)).strip()
    for name in (PAGE_SCHEME, PART_SCHEME, REMOTE_SCHEME):
        if QWebEngineUrlScheme.schemeByName(name.encode()).name().isEmpty():
            scheme = QWebEngineUrlScheme(name.encode())
            scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
            scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
            QWebEngineUrlScheme.registerScheme(scheme)


class Wall(QWebEngineUrlRequestInterceptor):
    """Refuses every request but those for the open document and for our own two picture schemes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = EMPTY
        self.refused = 0
        """Requests refused so far; tests read it."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt: called for each request and each redirect."""
        if not self.allows(
            info.requestUrl(), info.resourceType(), bytes(info.requestMethod().data())
        ):
            self.refused += 1
            info.block(True)  # noqa: FBT003 - Qt's signature
            return
        info.setHttpHeader(QByteArray(b"Referer"), QByteArray(b""))

    def allows(self, url: QUrl, kind: QWebEngineUrlRequestInfo.ResourceType, method: bytes) -> bool:
        """The whole rule; redirects come through here again with their new address."""
        types = QWebEngineUrlRequestInfo.ResourceType
        if method != b"GET":
            return False
        if url.scheme() == PAGE_SCHEME:
            plain = without_fragment(url)
            return kind == types.ResourceTypeMainFrame and plain == self.document.url
        if kind != types.ResourceTypeImage:
            return False
        return url.scheme() in (PART_SCHEME, REMOTE_SCHEME, "data")


class PageHandler(QWebEngineUrlSchemeHandler):
    """Serves the open document; there is no size limit as with ``setHtml``."""

    def __init__(self, policy: Callable[[], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._policy = policy
        self.document = EMPTY

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt: answer one request."""
        url = without_fragment(job.requestUrl())
        if url != self.document.url:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        headers = {
            QByteArray(b"Content-Security-Policy"): QByteArray(self._policy()),
            QByteArray(b"X-DNS-Prefetch-Control"): QByteArray(b"off"),
            QByteArray(b"Referrer-Policy"): QByteArray(b"no-referrer"),
        }
        job.setAdditionalResponseHeaders(headers)
        _reply(job, b"text/html;charset=utf-8", self.document.html)


class PartHandler(QWebEngineUrlSchemeHandler):
    """Serves inline pictures of the open ticket's letters, read by a worker thread."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.document = EMPTY

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt: answer one request."""
        reading = self._reading(job.requestUrl())
        if reading is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return

        def answer(part: tuple[str, bytes] | None) -> None:
            if not shiboken6.isValid(job):
                return
            if part is None or not part[0].startswith("image/"):
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            else:
                _reply(job, part[0].encode("ascii", "replace"), part[1])

        def failed(error: Exception) -> None:  # noqa: ARG001 - the worker has logged it
            if shiboken6.isValid(job):
                job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)

        self._tasks.run(reading, answer, failed)

    def _reading(self, url: QUrl) -> Callable[[Queries], tuple[str, bytes] | None] | None:
        """How to read what an address means; None where it is not of the open document."""
        key, content_id = part_of(url)
        if key is not None:
            known = key in self.document.keys
            return (lambda queries: queries.inline_part(key, content_id)) if known else None
        draft, content_id = draft_part_of(url)
        if draft is None or draft not in self.document.drafts:
            return None
        return lambda queries: queries.draft_picture(draft, content_id)


class RemoteHandler(QWebEngineUrlSchemeHandler):
    """Serves the remote pictures that the open document lists, by their place in it."""

    def __init__(self, fetcher: PictureFetcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetcher = fetcher
        self.document = EMPTY

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt: answer one request."""
        url, images = job.requestUrl(), self.document.images
        place = url.path().strip("/")
        listed = place.isascii() and place.isdigit() and int(place) < len(images)
        if url.host() != "picture" or not listed:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return

        def answer(picture: Picture | None) -> None:
            if not shiboken6.isValid(job):
                return
            if picture is None:
                job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            else:
                _reply(job, picture.content_type.encode(), picture.data)

        self._fetcher.fetch(images[int(place)], answer)


def part_of(url: QUrl) -> tuple[MessageKey | None, str]:
    """Read an address made by `part_url`; None where it is not of that form."""
    number, content_id = _numbered(url, "letter")
    return (None if number is None else MessageKey(number)), content_id


def draft_part_of(url: QUrl) -> tuple[DraftId | None, str]:
    """Read an address made by `draft_part_url`; None where it is not of that form."""
    number, content_id = _numbered(url, "draft")
    return (None if number is None else DraftId(number)), content_id


def _numbered(url: QUrl, host: str) -> tuple[int | None, str]:
    path = url.path(QUrl.ComponentFormattingOption.FullyEncoded).strip("/")
    key, _, content_id = path.partition("/")
    if url.host() != host or not (key.isascii() and key.isdigit()) or not content_id:
        return None, ""
    return int(key), unquote(content_id)


def _reply(job: QWebEngineUrlRequestJob, content_type: bytes, data: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(content_type), buffer)


class Engine(QObject):
    """An off-the-record profile with its guards; one a window, GUI thread only."""

    def __init__(
        self,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        fetcher: PictureFetcher | None = None,
    ) -> None:
        super().__init__(parent)
        self.profile = QWebEngineProfile(self)
        self.wall = Wall(self.profile)
        self._pages = PageHandler(self._policy, self.profile)
        self._parts = PartHandler(tasks, self.profile)
        self._remote = RemoteHandler(fetcher or PictureFetcher(self), self.profile)
        self._document = EMPTY
        self._close_doors()

    @property
    def document(self) -> Document:
        """What may be shown now."""
        return self._document

    def open(self, document: Document) -> QUrl:
        """Make this document the only one that requests can reach; returns its address."""
        self._document = document
        for guard in (self.wall, self._pages, self._parts, self._remote):
            guard.document = document
        return QUrl(document.url)

    def _policy(self) -> bytes:
        return content_policy().encode("ascii")

    def _close_doors(self) -> None:
        profile = self.profile
        profile.setUrlRequestInterceptor(self.wall)
        profile.installUrlSchemeHandler(PAGE_SCHEME.encode(), self._pages)
        profile.installUrlSchemeHandler(PART_SCHEME.encode(), self._parts)
        profile.installUrlSchemeHandler(REMOTE_SCHEME.encode(), self._remote)
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        profile.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        profile.cookieStore().setCookieFilter(lambda request: False)  # noqa: ARG005
        profile.setSpellCheckEnabled(False)
        profile.setPushServiceEnabled(False)
        profile.setHttpUserAgent("Mozilla/5.0")
        profile.setHttpAcceptLanguage("en")
        profile.downloadRequested.connect(_refuse_download)
        for attribute in _OFF:
            profile.settings().setAttribute(attribute, False)  # noqa: FBT003 - Qt's signature
        profile.settings().setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()
