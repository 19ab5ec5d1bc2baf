"""Only letters that are beyond doubt the same are taken for the same."""

from app.domain.ids import MessageKey
from app.domain.ports import LetterIdentity
from app.services.renumber import same_letters


def here(key: int, message_id: str, size: int) -> tuple[MessageKey, str, int]:
    return MessageKey(key), message_id, size


def there(uid: int, message_id: str, size: int) -> LetterIdentity:
    return LetterIdentity(uid, message_id, size, frozenset())


def test_id_and_size_together_tell_a_letter() -> None:
    ours = [here(1, "a", 10), here(2, "b", 20), here(3, "c", 30)]
    theirs = [there(101, "b", 20), there(102, "c", 31), there(103, "d", 10)]
    assert same_letters(ours, theirs) == {101: 2}


def test_a_repeated_identity_is_fetched_again() -> None:
    assert same_letters([here(1, "a", 10), here(2, "a", 10)], [there(9, "a", 10)]) == {}
    assert same_letters([here(1, "a", 10)], [there(8, "a", 10), there(9, "a", 10)]) == {}


def test_the_same_id_with_other_content_stays_apart() -> None:
    ours = [here(1, "a", 10), here(2, "a", 11)]
    assert same_letters(ours, [there(8, "a", 11), there(9, "a", 10)]) == {8: 2, 9: 1}


def test_letters_without_an_id_are_never_matched() -> None:
    assert same_letters([here(1, "", 10)], [there(9, "", 10)]) == {}
