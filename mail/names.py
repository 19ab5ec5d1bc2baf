"""File names of parts: what the sender declared, or a plain one that says what it is."""

from mail import params
from mail.cleantext import bare_filename, one_line
from mail.encwords import decode_text
from mail.headers import read_block
from mail.mime import Part

_EXTENSIONS = {
    "application/pdf": "pdf", "application/zip": "zip", "application/json": "json",
    "application/xml": "xml", "application/rtf": "rtf", "application/msword": "doc",
    "application/vnd.ms-excel": "xls", "application/gzip": "gz", "application/pgp-signature": "asc",
    "application/pgp-encrypted": "asc", "application/pgp-keys": "asc",
    "application/pkcs7-signature": "p7s", "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m", "application/x-pkcs7-mime": "p7m",
    "application/ms-tnef": "dat", "application/ics": "ics", "application/javascript": "js",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/jpeg": "jpg", "image/jpg": "jpg", "image/pjpeg": "jpg", "image/png": "png",
    "image/gif": "gif", "image/bmp": "bmp", "image/svg+xml": "svg", "image/webp": "webp",
    "image/tiff": "tif", "image/heic": "heic", "audio/mpeg": "mp3", "audio/wav": "wav",
    "audio/ogg": "ogg", "audio/amr": "amr", "video/mp4": "mp4", "video/quicktime": "mov",
    "text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv",
    "text/vcard": "vcf", "text/x-vcard": "vcf", "text/directory": "vcf", "text/xml": "xml",
    "text/x-patch": "patch", "text/x-diff": "diff", "text/rtf": "rtf", "text/css": "css",
    "text/rfc822-headers": "txt", "message/delivery-status": "txt",
    "message/disposition-notification": "txt", "message/feedback-report": "txt",
    "message/rfc822": "eml", "message/global": "eml",
}  # fmt: skip
LETTERS = frozenset(("message/rfc822", "message/global"))


def declared(part: Part, disposition: params.Structured, hint: str) -> str:
    """Return the bare file name that the part's headers declare, or ``""``."""
    for source, key in (
        (disposition, "filename"),
        (part.structured, "name"),
        (disposition, "name"),
    ):
        found = source.params.get(key)
        if found and (name := bare_filename(params.text_of(found, hint))):
            return name
    return ""


def made_up(kind: str, number: int) -> str:
    """Return a name for a part without one, by its type and its place among the attachments."""
    extension = _EXTENSIONS.get(kind)
    if extension is None:
        extension = {"text": "txt", "message": "eml", "multipart": "eml"}.get(
            kind.partition("/")[0], "bin"
        )
    return f"attachment-{number}.{extension}"


def of_letter(data: bytes, hint: str) -> str:
    """Return the name of an attached letter: its subject with ``.eml``."""
    headers = read_block(data.lstrip(b"\r\n")).headers
    subject = one_line(decode_text(headers.first("subject"), hint))
    return bare_filename(subject[:120] + ".eml") if subject else "message.eml"
