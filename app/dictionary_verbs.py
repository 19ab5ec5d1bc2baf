"""What the words do that are about the dictionaries of spelling: list, add, remove."""

from argparse import Namespace

from app import reports
from app.services.dictionary import add_word, forget_word
from app.team_verbs import open_desk
from app.terminal import open_queries, show, tell


def dictionary_list(args: Namespace) -> int:
    """List the words that were added: a person's own, and the team's."""
    with open_queries(args) as queries:
        words = queries.spelling_words()
    if args.json:
        show(reports.as_json({"mine": list(words.mine), "team": list(words.team)}))
        return 0
    for word in words.mine:
        show(word)
    for word in words.team:
        show(f"{word}  (team)")
    if not (words.mine or words.team):
        tell("No words were added. Names of contacts and of the team are known without that.")
    return 0


def dictionary_add(args: Namespace) -> int:
    """Take a word for right, for who sits here or for the team."""
    with open_desk(args) as desk:
        account = desk.account() if args.team else None
        done = add_word(desk.store, desk.transaction, account, args.word, now=desk.now)
    if args.json:
        show(reports.as_json({"changed": bool(done.back)}))
    else:
        tell("Added." if done.back else "It is there already.")
    return 0


def dictionary_remove(args: Namespace) -> int:
    """Take a word for right no longer."""
    with open_desk(args) as desk:
        done = forget_word(desk.store, desk.transaction, args.word, now=desk.now)
    if args.json:
        show(reports.as_json({"changed": bool(done)}))
    else:
        tell("Removed; “postroom undo” brings it back." if done else "No dictionary has this word.")
    return 0
