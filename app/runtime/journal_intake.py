"""Messages of the team's folder into the database, with a process beside it where they are many."""

import logging
from collections.abc import Mapping, Sequence

from app.domain.ids import AccountId
from app.runtime.pack_reader import WORTH_BYTES, PackReader, PackReaderError
from app.runtime.writer import StoreWriter
from app.services.journal_reading import Message, Read
from app.services.journal_take import Taken, knows_nothing, take_many
from mail.journal_keys import TeamId

_LOG = logging.getLogger(__name__)


def take_in(
    writer: StoreWriter,
    account: AccountId,
    messages: Sequence[Message],
    *,
    uidvalidity: int,
    keys: Mapping[TeamId, bytes],
) -> Taken:
    """Take messages in, in one transaction; as `journal_take.take_many`. Not the writer's thread.

    What a new member finds is read by another process, because one thread would take twice as long.
    """

    def take(reading: Read | None) -> Taken:
        return writer.run(
            lambda store, transaction: take_many(
                store,
                transaction,
                account,
                messages,
                uidvalidity=uidvalidity,
                keys=keys,
                reading=reading,
            )
        )

    size = sum(len(message.raw) for message in messages)
    if size >= WORTH_BYTES and writer.run(lambda store, _: knows_nothing(store, account)):
        try:
            with PackReader(messages, keys, {}) as reader:
                reader.introduced()  # the writer need not wait for its start
                return take(reader)
        except PackReaderError as error:
            _LOG.info("The team's packs are read without a process of their own: %s", error)
    return take(None)
