"""Files of drafts: taken in piece by piece, so that no transaction is long whatever their size."""

from collections.abc import Iterable, Iterator

from app.domain.errors import RejectedError
from app.domain.messages import Attachment
from app.domain.outgoing import DraftFile, DraftId, FileId
from app.services.draft_rows import written
from app.store import Store, Transaction
from app.store.drafts import PIECE_BYTES, FileSource
from mail.cleantext import bare_filename
from mail.parse import attachment_bytes

__all__ = ["PIECE_BYTES"]

MOST_BYTES = 1 << 30
"""Of one file; no server takes nearly as much."""


def add_file(  # noqa: PLR0917 - what a file is, in the order in which people say it
    store: Store,
    transaction: Transaction,
    draft: DraftId,
    name: str,
    content_type: str,
    size: int,
    content_id: str = "",
) -> FileId:
    """Begin a file; it belongs to the draft once all its bytes came by `add_piece`.

    ``size`` in bytes; 0 is whole at once. ``content_id`` for a picture that stands in the text.
    Raises `RejectedError` where the draft is not being written, or the file is too large.
    """
    written(store, draft)
    if not 0 <= size <= MOST_BYTES:
        raise RejectedError(f"“{name}” is too large for any letter.")
    file = store.drafts.add_file(draft, bare_filename(name), content_type, size, content_id)
    if size == 0:
        store.drafts.complete(file)
    transaction.drafts.add(draft)
    return file


def add_piece(
    store: Store, transaction: Transaction, file: FileId, number: int, data: bytes
) -> bool:
    """Store one piece of a file, from 0; return whether the file is whole now.

    Each piece but the last has `PIECE_BYTES`. A piece may come again. Raises `RejectedError` where
    the draft is gone, or a piece does not fit.
    """
    draft, known = _file(store, file)
    offset = number * PIECE_BYTES
    if number < 0 or not data or len(data) != min(PIECE_BYTES, known.size - offset):
        raise RejectedError(f"“{known.name}” changed while it was read: attach it again.")
    written(store, draft)
    store.drafts.add_piece(file, number, data)
    if store.drafts.bytes_of(file) < known.size:
        return False
    store.drafts.complete(file)
    transaction.drafts.add(draft)
    return True


def remove_file(store: Store, transaction: Transaction, draft: DraftId, file: FileId) -> None:
    """Take a file out of a draft; `restore_file`, or an earlier version, brings it back."""
    written(store, draft)
    store.drafts.take_out(draft, file)
    transaction.drafts.add(draft)


def restore_file(store: Store, transaction: Transaction, draft: DraftId, file: FileId) -> None:
    """Put a file back that was taken out."""
    written(store, draft)
    store.drafts.take_out(draft, file, removed=False)
    transaction.drafts.add(draft)


def pass_on(
    store: Store, draft: DraftId, source: FileSource, attached: Iterable[Attachment]
) -> None:
    """Let attachments of a letter go with a draft; their bytes stay where they are."""
    for one in attached:
        store.drafts.add_file(
            draft,
            one.filename,
            one.content_type,
            one.size,
            one.content_id if one.inline else "",
            FileSource(source.letter, one.index),
        )


def file_pieces(store: Store, file: FileId) -> Iterator[bytes]:
    """Yield a file's bytes in pieces; of an attachment that is passed on, all that there are.

    Raises `RejectedError` where the file is no more.
    """
    found = store.drafts.file(file)
    if found is None:
        raise RejectedError("This file is no more.")
    _, known, source = found
    if source is None:
        yield from store.drafts.pieces(file)
        return
    try:
        data = attachment_bytes(store.letters.source(source.letter), source.index)
    except IndexError:
        raise RejectedError(f"“{known.name}” is no more.") from None
    for at in range(0, len(data), PIECE_BYTES):
        yield data[at : at + PIECE_BYTES]


def _file(store: Store, file: FileId) -> tuple[DraftId, DraftFile]:
    found = store.drafts.file(file)
    if found is None or found[2] is not None:
        raise RejectedError("This file is no more.")
    return found[0], found[1]
