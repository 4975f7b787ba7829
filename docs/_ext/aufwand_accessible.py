"""What theme and writer leave for those who do not see a page, or have no mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: A signature; nothing nests in it.
_SIGNATURE = re.compile(r'<dt class="sig .*?</dt>', re.DOTALL)

#: Parameters one to a line are written as definitions without a term, which are none.
_AS_LINES = {
    "<dl>": '<span class="sig-lines">',
    "</dl>": "</span>",
    "<dd>": '<span class="sig-line">',
    "</dd>": "</span>",
}


def signatures(body: str) -> str:
    """Return a page whose signatures are lines, no list of definitions without terms."""
    return _SIGNATURE.sub(lambda found: _lines(found[0]), body)


def _lines(signature: str) -> str:
    for tag, instead in _AS_LINES.items():
        signature = signature.replace(tag, instead)
    return signature


def captions(tree: str) -> str:
    """Return a navigation whose captions, which are headings, have a level."""
    return tree.replace('role="heading">', 'role="heading" aria-level="2">')


def _repair(app: Sphinx, page: str, _: str, context: dict[str, Any], __: Any) -> None:
    if "body" in context:
        context["body"] = signatures(context["body"])
        lang = app.env.metadata.get(page, {}).get("language", app.config.language)
        if lang != app.config.language:
            context["body"] = f'<div lang="{lang}">{context["body"]}</div>'
    if "furo_navigation_tree" in context:
        context["furo_navigation_tree"] = captions(context["furo_navigation_tree"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Repair each page."""
    # After the theme has made its navigation.
    app.connect("html-page-context", _repair, priority=900)
    app.add_js_file("scrollable.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["captions", "setup", "signatures"]
