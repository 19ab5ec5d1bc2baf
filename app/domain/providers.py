"""Mail providers whose addresses say nothing about the company of the person behind them."""

from collections.abc import Iterable
from functools import lru_cache

from app.domain.addresses import domain_of

PUBLIC_PROVIDERS = frozenset(
    """
    126.com 163.com aim.com alice.it aol.com arcor.de att.net bigmir.net bk.ru bluewin.ch
    bol.com.br btinternet.com centrum.cz charter.net comcast.net cox.net daum.net email.cz
    email.ua fastmail.com fastmail.fm foxmail.com free.fr freemail.hu freenet.de gmail.com gmx.at
    gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com
    hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com i.ua icloud.com inbox.lv inbox.ru
    interia.pl internet.ru laposte.net libero.it list.ru live.com live.co.uk live.de live.fr
    live.ru lycos.com mac.com mail.bg mail.com mail.ee mail.ru mail.ua mailbox.org me.com meta.ua
    msn.com naver.com o2.pl ok.de onet.eu onet.pl online.de online.ua op.pl optonline.net
    orange.fr outlook.com outlook.de outlook.es outlook.fr outlook.it pm.me poczta.onet.pl
    posteo.de posteo.net proton.me protonmail.ch protonmail.com qip.ru qq.com rambler.ru
    rediffmail.com rocketmail.com seznam.cz sfr.fr sina.com sky.com sohu.com sympatico.ca
    t-online.de tele2.nl terra.com.br tut.by tuta.com tuta.io tutanota.com uk.net ukr.net
    uol.com.br ua.fm verizon.net virgilio.it vk.com volny.cz wanadoo.fr web.de windowslive.com
    wp.pl xs4all.nl xtra.co.nz ya.ru yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com
    yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.by yandex.com yandex.kz yandex.ru
    yandex.ua yeah.net ymail.com zoho.com
    """.split()
)
"""Domains where anybody can have an address; sharing one proves no relation."""


@lru_cache(4000)  # the same people write again
def company_domain(address: str) -> str:
    """Return the domain of an address if it names a company, ``""`` for public providers."""
    domain = domain_of(address)
    return "" if domain in PUBLIC_PROVIDERS else domain


def same_company(domain: str, known: str) -> bool:
    """Whether a sender's domain is a company's own: equal to it or below it.

    Not the other way round: ``example.org`` does not belong to whoever has ``a.example.org``.
    """
    return domain == known or domain.endswith("." + known)


def at_company_of(address: str, people: Iterable[str]) -> bool:
    """Whether an address is at the company of one of these people, by their addresses."""
    domain = company_domain(address)
    return bool(domain) and any(
        same_company(domain, known) for each in people if (known := company_domain(each))
    )
