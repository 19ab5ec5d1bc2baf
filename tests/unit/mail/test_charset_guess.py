"""Short headers without a charset are read right: what support mail in our languages looks like."""

import pytest

from mail.charset_guess import guess

_RUSSIAN = [
    "Привет", "Заказ", "СРОЧНО", "Вопрос по заказу", "Re: не работает вход в личный кабинет",
    "Оплата", "ТЕСТ", "Иван Петров", "Отдел продаж", "Счёт 15", "Помогите пожалуйста!",
    "Не приходит письмо с подтверждением", "Возврат товара", "Где моя посылка?", "ОШИБКА 500",
]  # fmt: skip
_UKRAINIAN = [
    "Питання щодо оплати", "Привіт", "Доброго дня", "Не працює вхід", "Замовлення 55",
    "Коли буде відправка", "Повернення коштів",
]  # fmt: skip
_CASES = [
    *((text, codec) for text in _RUSSIAN for codec in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
    *((text, codec) for text in _UKRAINIAN for codec in ("cp1251", "koi8_u")),
    *((text, c) for text in ("お問い合わせ", "ご注文の件", "日本語") for c in ("cp932", "euc_jp")),
    *((text, "gb18030") for text in ("您好", "订单问题", "请问什么时候发货", "系统无法登录")),
    *((text, "big5") for text in ("您好", "訂單問題", "請問什麼時候出貨")),
    *((text, "cp949") for text in ("안녕하세요", "문의드립니다", "주문 확인")),
    *((text, "cp1252") for text in ("Frösche", "Müller", "déjà vu", "Señor", "“quoted”", "5 €")),
]


@pytest.mark.parametrize(("text", "codec"), _CASES)
def test_short_text_is_read_right(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert data.decode(guess(data), "replace") == text


def test_any_byte_alone_gives_some_codec() -> None:
    for byte in range(256):
        bytes([byte]).decode(guess(bytes([byte])), "replace")
