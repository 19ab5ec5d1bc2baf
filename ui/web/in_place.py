"""Writes the words that put letters into a page that is already loaded."""

import json

from ui.web.document import Document

_LIMIT = 300_000
"""Characters; a longer page is loaded as a whole, which does not copy it so often."""

# A named element of a letter would hide `document.querySelector`; the prototype's own it cannot.
# Scripts that come in by innerHTML never run, whatever the page allows.
_SCRIPT = """(() => {{
  const own = Document.prototype;
  const main = own.querySelector.call(document, "main");
  if (!main) return false;
  const keep = {keep};
  const cards = () => own.querySelectorAll.call(document, "main > article > details");
  const name = card => Element.prototype.closest.call(card, "article").id;
  const open = new Map();
  if (keep) for (const card of cards()) open.set(name(card), card.open);
  const height = window.scrollY;
  main.innerHTML = {main};
  Object.getOwnPropertyDescriptor(own, "title").set.call(document, {title});
  if (keep) {{
    for (const card of cards()) if (open.has(name(card))) card.open = open.get(name(card));
    window.scrollTo(0, height);
    return true;
  }}
  const place = {place} && own.getElementById.call(document, {place});
  if (place) place.scrollIntoView(); else window.scrollTo(0, 0);
  return true;
}})()"""


def fits(document: Document, loaded: Document | None) -> bool:
    """Whether a page can be put in place of what a loaded page shows: all around it is the same.

    Remote pictures are named by their place, which the engine may remember of another page.
    """
    if loaded is None or loaded.style is None:
        return False
    if document.is_empty:
        return True
    same = document.style == loaded.style
    return same and not document.images and len(document.main) <= _LIMIT


KEEP = "="
"""As a place in a page: where it stands now, with the letters open that are. No element's name."""


def putting(document: Document, fragment: str) -> str:
    """A script, for a world of our own, that shows a document; its value is whether it could."""
    return _SCRIPT.format(
        keep=json.dumps(fragment == KEEP),
        main=json.dumps(document.main),
        title=json.dumps(document.title),
        place=json.dumps(fragment),
    )
