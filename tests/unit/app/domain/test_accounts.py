"""Only who sits at this computer says which program is run, and nothing that arrives can."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
NAME = "token_command"
KNOWN_TO = {
    "app/domain/accounts.py": "what it is",
    "app/store/schema.py": "its column, empty at first",
    "app/store/accounts.py": "reads and writes that column",
    "app/services/commands.py": "refuses what cannot be read",
    "app/verbs.py": "takes it from an option of account add and account change",
    "ui/dialogs/sign_in.py": "takes it from a line that somebody types into",
    "ui/dialogs/connect.py": "passes that line on",
    "ui/dialogs/edit_account.py": "passes that line on",
}
ASKED_BY = {
    "app/domain/ports.py",
    "app/mailboxes.py",
    "app/reports.py",
    "app/runtime/logins.py",
    "app/runtime/once.py",
    "app/runtime/outbox_letter.py",
    "app/runtime/outbox_problems.py",
    "app/store/versions.py",
    "mail/imap.py",
    "mail/smtp_session.py",
    "ui/dialogs/accounts.py",
    "ui/dialogs/verified.py",
    "ui/mailbox_dialogs.py",
}
"""They read it and never say what it is."""


def _modules(word: str) -> dict[str, ast.Module]:
    found = (p for part in ("app", "mail", "search", "ui") for p in (ROOT / part).rglob("*.py"))
    return {
        str(path.relative_to(ROOT)): ast.parse(text)
        for path in found
        if word in (text := path.read_text(encoding="utf-8"))
    }


def _may_set_it(node: ast.AST) -> bool:
    """Whether this gives a value a name, or could: as a keyword, a target, or a mere text."""
    match node:
        case ast.keyword(arg=name) | ast.Name(id=name, ctx=ast.Store()):
            return name == NAME
        case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Constant(value=str(name)):
            return name == NAME
    return False


def test_what_arrives_from_elsewhere_cannot_say_which_program_is_run() -> None:
    """The journal, imported files, letters and links are read by modules that do not know it."""
    modules = _modules(NAME)
    assert modules.keys() == KNOWN_TO.keys() | ASKED_BY
    setting = {path for path in ASKED_BY if any(map(_may_set_it, ast.walk(modules[path])))}
    assert setting == set()


def test_settings_are_never_made_of_whatever_a_mapping_holds() -> None:
    spread = [
        (path, node.lineno)
        for path, module in _modules("AccountSettings").items()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and any(keyword.arg is None for keyword in node.keywords)
        if isinstance(node.func, ast.Name) and node.func.id in {"AccountSettings", "replace"}
    ]
    assert spread == []
