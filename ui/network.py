"""Tells the machinery what the system says of the network: another one, back again, costly."""

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation

from ui.ports import Runtime

Reachability = QNetworkInformation.Reachability


class NetworkWatch(QObject):
    """GUI thread only; where the system tells nothing, nothing happens."""

    def __init__(self, runtime: Runtime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._online: bool | None = None
        features = QNetworkInformation.Feature
        wanted = features.Reachability | features.Metered
        if not (
            QNetworkInformation.loadBackendByFeatures(wanted)
            or QNetworkInformation.loadBackendByFeatures(features.Reachability)
        ):
            return
        told = QNetworkInformation.instance()
        told.reachabilityChanged.connect(self.reached)
        if told.supports(features.Metered):
            told.isMeteredChanged.connect(self.metered)
            self.metered(told.isMetered())

    def reached(self, reachability: Reachability) -> None:
        """Connect anew when the network came back or became another one."""
        online = reachability in (Reachability.Online, Reachability.Unknown)
        if online and self._online is not True:
            self._runtime.network_changed()
        self._online = online

    def metered(self, metered: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Fetch sparingly over a network that costs by volume."""
        self._runtime.set_metered(metered)
