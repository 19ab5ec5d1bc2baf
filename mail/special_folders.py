"""What special folders are called where the server does not flag them (RFC 6154)."""

from app.domain.accounts import FolderRole


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


ATTRIBUTES: dict[FolderRole, tuple[str, ...]] = {
    FolderRole.ARCHIVE: ("\\archive", "\\all"),
    FolderRole.TRASH: ("\\trash",),
    FolderRole.JUNK: ("\\junk",),
    FolderRole.DRAFTS: ("\\drafts",),
}
"""Best first, lower case."""

NAMES: dict[FolderRole, tuple[str, ...]] = {
    FolderRole.ARCHIVE: _names(
        """
        archive|archives|archived|all mail|архив|архивы|архів|архіви|archiv|archivos|archivo
        |arquivo|archivio|archief|archiwum|arkiv|arşiv|вся почта|уся пошта|归档|アーカイブ
        """
    ),
    FolderRole.TRASH: _names(
        """
        trash|deleted items|deleted messages|deleted|bin|корзина|удаленные|удалённые|кошик
        |видалені|видалене|papierkorb|gelöschte elemente|gelöschte objekte|corbeille
        |éléments supprimés|papelera|elementos eliminados|lixeira|itens excluídos|cestino
        |posta eliminata|prullenbak|verwijderde items|kosz|elementy usunięte|papperskorgen|koš
        |çöp kutusu|сметнік|已删除|ゴミ箱|휴지통
        """
    ),
    FolderRole.JUNK: _names(
        """
        junk|spam|junk e-mail|junk email|bulk mail|спам|нежелательная почта|небажана пошта
        |spamverdacht|junk-e-mail|indésirables|courrier indésirable|correo no deseado
        |lixo eletrônico|posta indesiderata|ongewenste e-mail|wiadomości-śmieci|skräppost
        |垃圾邮件|迷惑メール|스팸함
        """
    ),
    FolderRole.DRAFTS: _names(
        """
        drafts|draft|черновики|чернетки|entwürfe|brouillons|borradores|rascunhos|bozze
        |concepten|robocze|wersje robocze|utkast|koncepty|taslaklar|чарнавікі|草稿箱|草稿|下書き
        |임시보관함
        """
    ),
}
"""Folded last parts of names, best first."""
