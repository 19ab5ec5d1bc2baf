"""A bad network on loopback; see `app.bench.proxy`, which benchmarks share."""

from app.bench.proxy import Proxy

__all__ = ["Proxy"]
