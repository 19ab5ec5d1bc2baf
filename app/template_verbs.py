"""What the words do that are about templates: list, show, save, remove, import, export, starter."""

import sys
from argparse import Namespace
from pathlib import Path

from app import reports
from app.domain.errors import RejectedError
from app.moments import say_moment
from app.services import template_files, templates
from app.services.template_pages import page_of, written_in
from app.services.templates import Template, TemplateContent, Version
from app.services.templating import VARIABLES, faults
from app.team_verbs import open_desk
from app.team_words import who
from app.terminal import one_account, open_queries, show, tell


def template_list(args: Namespace) -> int:
    """List the templates of a mailbox, or those that fit a query."""
    found = _found(args)
    if args.json:
        show(reports.as_json([_json(one) for one in found]))
        return 0
    for one in found:
        place = f"{one.content.folder}/" if one.content.folder else ""
        more = [*one.content.texts]
        more += [f"files: {len(one.content.files)}"] if one.content.files else []
        more += [f"used here: {one.uses:,}"] if one.uses else []
        show(f"{one.id}  {place}{one.content.name}  ({', '.join(more)})")
    if not found and args.query:
        tell(f"No template fits “{args.query}”.")
    elif not found:
        tell("No templates. “postroom templates starter” brings some to begin with.")
    return 0


def template_show(args: Namespace) -> int:
    """Print a template with what is wrong in it, or all that it ever said."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        one = templates.named(queries.read(templates.templates, account.id), args.template)
        told = queries.read(templates.versions, account.id, one.id) if args.history else []
    if args.json:
        past = [
            {"at": reports.iso(version.at), "member": who(version.member), **_content(version)}
            for version in told
        ]
        show(reports.as_json({**_json(one), "versions": past} if args.history else _json(one)))
        return 0
    for version in told:
        show(f"=== {say_moment(version.at)}  {who(version.member)}")
        _show_content(version.content)
    if args.history and not told:
        tell("Earlier texts are kept once somebody has said who sits here: postroom team me NAME")
    if args.history:
        return 0
    show(one.id)
    _show_content(one.content)
    for language, text in one.content.texts.items():
        for fault in faults(text):
            tell(f"{language}, line {fault.line}: {fault.what}")
    return 0


def _show_content(content: TemplateContent) -> None:
    head = {"name": content.name, "folder": content.folder, "subject": content.subject}
    for name, value in head.items():
        if value:
            show(f"{name}: {value}")
    for file in content.files:
        show(f"file: {file.name} ({file.size:,} bytes)")
    for language, text in content.texts.items():
        show(f"\n--- {language}\n{text}")
    show("")


def template_save(args: Namespace) -> int:
    """Keep a template from a file or standard input; an existing one changes."""
    try:
        text = sys.stdin.read() if args.text == "-" else Path(args.text).read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise RejectedError(f"{args.text} cannot be read: {error}") from error
    if text.lstrip("\ufeff").startswith("---"):
        _refuse_page(args.text, text)
    with open_desk(args) as desk:
        account = desk.account()
        there = templates.templates(desk.store, account) if args.template else []
        old = templates.named(there, args.template) if args.template else None
        before = old.content if old else TemplateContent("")
        content = TemplateContent(
            args.name or before.name,
            {**before.texts, (args.language or written_in(text)).lower(): text},
            before.folder if args.folder is None else args.folder,
            before.subject if args.subject is None else args.subject,
            before.files,
        )
        which, _ = templates.save(
            desk.store,
            desk.transaction,
            account,
            content,
            template=old.id if old else None,
            now=desk.now,
        )
    show(reports.as_json({"id": which}) if args.json else which)
    for fault in faults(text):
        tell(f"line {fault.line}: {fault.what}")
    return 0


def _refuse_page(place: str, text: str) -> None:
    """Raise `RejectedError` for a page of a folder of templates: its head is no text."""
    try:
        page = page_of(place, text.lstrip("\ufeff"))
    except RejectedError:
        return
    if page.key or page.content.name:
        raise RejectedError(f"{place} has a head: bring in its folder with “templates import”.")


def template_remove(args: Namespace) -> int:
    """Take a template away."""
    with open_desk(args) as desk:
        account = desk.account()
        one = templates.named(templates.templates(desk.store, account), args.template)
        templates.remove(desk.store, desk.transaction, account, one.id, now=desk.now)
    tell("Removed; “postroom undo” brings it back.")
    return 0


def template_import(args: Namespace) -> int:
    """Bring in a folder of Markdown files."""
    folder = Path(args.folder)
    found = template_files.read_in(template_files.pages_in(folder), folder, args.language)
    for page in (page for one in found for page in one.pages):
        for fault in faults(page.content.texts.get(page.language, "")):
            tell(f"{page.place}: {fault.what}")
    return _bring_in(args, found)


def template_starter(args: Namespace) -> int:
    """Bring in the templates that Postroom has to begin with."""
    return _bring_in(args, template_files.starter(args.language))


def template_export(args: Namespace) -> int:
    """Write templates as a folder of Markdown files."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        found = queries.read(templates.templates, account.id)
        files = {
            file.digest: queries.read(templates.file_of, account.id, file)
            for one in found
            for file in one.content.files
        }
    try:
        count = template_files.write_out(found, files, Path(args.folder))
    except OSError as error:
        raise RejectedError(f"{args.folder} cannot be written: {error}") from error
    tell(f"{count:,} files written for {len(found):,} templates.")
    return 0


def template_variables(args: Namespace) -> int:
    """Print what a template can name."""
    if args.json:
        show(reports.as_json(VARIABLES))
        return 0
    for name, meaning in VARIABLES.items():
        show(f"{{{{ {name} }}}}  {meaning}")
    show('{{ ask("question") }}  a blank that is filled in each letter')
    return 0


def _bring_in(args: Namespace, found: list[template_files.Brought]) -> int:
    with open_desk(args) as desk:
        count = template_files.bring_in(
            desk.store, desk.transaction, desk.account(), found, now=desk.now
        )
    if args.json:
        show(reports.as_json({"read": len(found), "changed": count}))
    else:
        tell(f"{count:,} of {len(found):,} templates are new or different.")
    return 0


def _found(args: Namespace) -> list[Template]:
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        found: list[Template] = queries.read(templates.templates, account.id)
    return templates.find(found, args.query) if args.query else found


def _json(one: Template) -> dict[str, object]:
    return {"id": one.id, **_content(one), "uses": one.uses}


def _content(one: Template | Version) -> dict[str, object]:
    content = one.content
    return {
        "name": content.name,
        "folder": content.folder,
        "subject": content.subject,
        "texts": dict(content.texts),
        "files": [{"name": file.name, "size": file.size} for file in content.files],
    }
