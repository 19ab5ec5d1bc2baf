"""What can be guessed about a mailbox from its address, so that little must be typed. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count

from app.domain.accounts import Security


class Service(StrEnum):
    """Who runs the mailbox."""

    OTHER = "other"
    GMAIL = "gmail"
    MICROSOFT = "microsoft"
    ICLOUD = "icloud"
    FASTMAIL = "fastmail"
    YANDEX = "yandex"
    MAIL_RU = "mail.ru"
    UKR_NET = "ukr.net"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where letters are fetched and sent."""

    imap_host: str
    imap_port: int
    smtp_host: str
    smtp_port: int
    security: Security = Security.TLS


NAMES = {
    Service.GMAIL: "Gmail, Google Workspace",
    Service.MICROSOFT: "Outlook, Microsoft 365",
    Service.ICLOUD: "iCloud",
    Service.FASTMAIL: "Fastmail",
    Service.YANDEX: "Yandex",
    Service.MAIL_RU: "Mail.ru",
    Service.UKR_NET: "Ukr.net",
}

_SERVERS = {
    Service.GMAIL: Servers("imap.gmail.com", 993, "smtp.gmail.com", 465),
    Service.MICROSOFT: Servers("outlook.office365.com", 993, "smtp.office365.com", 587),
    Service.ICLOUD: Servers("imap.mail.me.com", 993, "smtp.mail.me.com", 587),
    Service.FASTMAIL: Servers("imap.fastmail.com", 993, "smtp.fastmail.com", 465),
    Service.YANDEX: Servers("imap.yandex.com", 993, "smtp.yandex.com", 465),
    Service.MAIL_RU: Servers("imap.mail.ru", 993, "smtp.mail.ru", 465),
    Service.UKR_NET: Servers("imap.ukr.net", 993, "smtp.ukr.net", 465),
}

_DOMAINS = {
    Service.GMAIL: r"(gmail|googlemail)\.com",
    Service.MICROSOFT: r"((outlook|hotmail|live)\.[a-z.]+|msn\.com|windowslive\.com)",
    Service.ICLOUD: r"(icloud|me|mac)\.com",
    Service.FASTMAIL: r"fastmail\.(com|fm)",
    Service.YANDEX: r"(yandex\.[a-z.]+|ya\.ru)",
    Service.MAIL_RU: r"(mail|bk|list|inbox|internet)\.ru",
    Service.UKR_NET: r"ukr\.net",
}

_PORTS = {
    Security.TLS: (993, 465),
    Security.STARTTLS: (143, 587),
    Security.NONE: (143, 25),
}


def service_of(address: str) -> Service:
    """The provider whose own domain an address has."""
    domain = address.rpartition("@")[2].strip().lower()
    for service, pattern in _DOMAINS.items():
        if re.fullmatch(pattern, domain):
            return service
    return Service.OTHER


def servers_for(service: Service, address: str, security: Security) -> Servers:
    """Servers and ports to try first; hosts are empty where there is nothing to go by."""
    if service in _SERVERS and security is Security.TLS:
        return _SERVERS[service]
    imap_port, smtp_port = _PORTS[security]
    known = _SERVERS.get(service)
    if known is not None:
        return Servers(known.imap_host, imap_port, known.smtp_host, smtp_port, security)
    domain = address.rpartition("@")[2].strip().lower() if "@" in address else ""
    if security is Security.NONE:
        hosts = ("localhost", "localhost")
    else:
        hosts = (f"imap.{domain}", f"smtp.{domain}") if "." in domain else ("", "")
    return Servers(hosts[0], imap_port, hosts[1], smtp_port, security)


def name_for(address: str, taken: Collection[str] = ()) -> str:
    """A short name for an account that no other has: what stands before the @, then more of it."""
    local, _, domain = "-".join(address.split()).lower().partition("@")
    if not local or local not in taken:
        return local
    longer = f"{local}-{domain.partition('.')[0]}" if domain else local
    names = chain((longer,), (f"{longer}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)
