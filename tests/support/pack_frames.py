"""A reading of packs all of whose answers went through the frames of a process's pipes."""

from collections.abc import Iterator, Mapping, Sequence

from app.domain.events import DeviceId
from app.domain.fold import Brief
from app.domain.streams import Stream
from app.runtime import pack_frames as frames
from app.services.journal_reading import Ending, Message, Part, Reading
from mail.journal_keys import TeamId


class FramedReading:
    """Implements `journal_reading.Read`; ``parts_read`` tells whether it was used."""

    def __init__(self, messages: Sequence[Message], teams: Mapping[TeamId, bytes]) -> None:
        asked = frames.request(frames.of_request(messages, teams, {}))
        self._reading = Reading(*asked)
        self.parts_read = 0

    def introduced(self) -> dict[DeviceId, bytes]:
        return frames.devices(frames.of_devices(self._reading.introduced()))

    def wait_no_more(self, lines: Mapping[bytes, int]) -> None:
        assert not lines

    def parts(self) -> Iterator[Part]:
        for part in self._reading.parts():
            self.parts_read += 1
            yield frames.part(frames.of_part(part))

    def ending(self) -> Ending:
        return frames.ending(frames.of_ending(self._reading.ending()))

    def folds(self, groups: Sequence[Sequence[Stream]]) -> Iterator[Brief]:
        asked = frames.groups(frames.of_groups(groups))
        for brief in self._reading.folds(asked):
            yield from frames.folds(frames.of_folds([brief]))
