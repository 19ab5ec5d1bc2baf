"""Fetches remote pictures that the person has allowed; the web engine itself has no network."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

_LIMIT = 10_000_000
"""Bytes of one picture; more is no picture that a letter needs."""
_TIMEOUT_MS = 20_000
_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp")
"""No SVG: it is a document, and nothing that came from outside may be one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A fetched picture."""

    content_type: str
    data: bytes


class PictureFetcher(QObject):
    """GETs pictures by HTTPS without cookies, referrer, cache or redirects; GUI thread only.

    A redirect would reach a host that the letter does not name, so it ends the fetch.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manager = QNetworkAccessManager(self)

    def fetch(self, address: str, then: Callable[[Picture | None], None]) -> None:
        """Call ``then`` with the picture, or with None where there is none to be had."""
        url = QUrl(address)
        if url.scheme() != "https" or not url.host():
            then(None)
            return
        reply = self._manager.get(_request(url))
        reply.downloadProgress.connect(lambda got, _: reply.abort() if got > _LIMIT else None)
        reply.finished.connect(lambda: self._finished(reply, then))

    @staticmethod
    def _finished(reply: QNetworkReply, then: Callable[[Picture | None], None]) -> None:
        kind = str(reply.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) or "")
        kind = kind.partition(";")[0].strip().lower()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        fine = reply.error() is QNetworkReply.NetworkError.NoError and status == 200
        picture = Picture(kind, bytes(reply.readAll().data())) if fine and kind in _TYPES else None
        reply.deleteLater()
        then(picture)


def _request(url: QUrl) -> QNetworkRequest:
    request = QNetworkRequest(url)
    what, manual = QNetworkRequest.Attribute, QNetworkRequest.LoadControl.Manual
    request.setAttribute(
        what.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    )
    request.setAttribute(what.CookieLoadControlAttribute, manual)
    request.setAttribute(what.CookieSaveControlAttribute, manual)
    request.setAttribute(what.AuthenticationReuseAttribute, manual)
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "Mozilla/5.0")
    request.setTransferTimeout(_TIMEOUT_MS)
    return request
