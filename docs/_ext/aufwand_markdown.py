"""Every page as Markdown, and all of them in one file: ``llms.txt`` and ``llms-full.txt``.

They are made from what the pages are made from, when that is complete: signatures, fields and
docstrings, tables and rules stand in them as people see them. What this does not know how to write
is a warning, never left out; and so is a public name whose signature or first sentence is missing.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aufwand_docs import public
from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)

#: What stands on a page for eyes only, or is written where it is used.
_LEFT_OUT = (
    nodes.comment,
    nodes.raw,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.target,
    addnodes.index,
    addnodes.toctree,
    addnodes.tabular_col_spec,
)
#: What only holds others together.
_THROUGH = (
    nodes.compound,
    nodes.container,
    nodes.document,
    nodes.figure,
    nodes.definition_list_item,
    addnodes.desc_content,
    addnodes.only,
    addnodes.compact_paragraph,
)
_ADMONITIONS = (nodes.admonition, nodes.Admonition)


class Markdown:
    """Writes a page that is complete as Markdown."""

    def __init__(self, page: str, lost: list[str] | None = None) -> None:
        self.page = page
        #: What could not be written, by the names of its nodes.
        self.lost: list[str] = [] if lost is None else lost

    def page_of(self, tree: nodes.document) -> str:
        """Return the whole page."""
        text = "\n\n".join(self.blocks(tree, 0))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def blocks(self, node: nodes.Element, depth: int) -> Iterator[str]:
        """Yield what stands below *node*, each block as text without blank lines around it."""
        run: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, (nodes.Text, nodes.Inline)) and not isinstance(child, _LEFT_OUT):
                run.append(child)
                continue
            if run:
                yield "".join(map(self.inline, run)).strip()
                run = []
            yield from self.block(child, depth)
        if run:
            yield "".join(map(self.inline, run)).strip()

    def block(self, node: nodes.Node, depth: int) -> Iterator[str]:
        """Yield one block, or those in it."""
        if isinstance(node, _LEFT_OUT):
            return
        method = getattr(self, f"_{type(node).__name__}", None)
        if method is not None:
            yield from method(node, depth)
        elif isinstance(node, _ADMONITIONS) or type(node).__name__ in {"warning", "caution"}:
            yield _behind("> ", "\n\n".join(self.blocks(node, depth)))
        elif isinstance(node, _THROUGH):
            yield from self.blocks(node, depth)
        else:
            self.lost.append(type(node).__name__)

    def _section(self, node: nodes.section, depth: int) -> Iterator[str]:
        yield from self.blocks(node, depth + 1)

    def _title(self, node: nodes.title, depth: int) -> Iterator[str]:
        if isinstance(node.parent, nodes.section):
            yield f"{'#' * min(depth, 6)} {self.text(node)}"
        else:
            yield f"**{self.text(node)}**"

    def _rubric(self, node: nodes.rubric, _: int) -> Iterator[str]:
        yield f"**{self.text(node)}**"

    def _paragraph(self, node: nodes.paragraph, _: int) -> Iterator[str]:
        yield self.text(node)

    _caption = _attribution = _legend = _paragraph

    def _literal_block(self, node: nodes.literal_block, _: int) -> Iterator[str]:
        language = node.get("language", "")
        yield _fenced(node.astext(), "" if language in {"none", "default"} else language)

    def _doctest_block(self, node: nodes.doctest_block, _: int) -> Iterator[str]:
        yield _fenced(node.astext(), "python")

    def _bullet_list(self, node: nodes.bullet_list, depth: int) -> Iterator[str]:
        yield "\n".join(self._items(node, depth, lambda _: "- "))

    def _enumerated_list(self, node: nodes.enumerated_list, depth: int) -> Iterator[str]:
        start = node.get("start", 1)
        yield "\n".join(self._items(node, depth, lambda number: f"{start + number}. "))

    def _items(self, node: nodes.Element, depth: int, mark: Any) -> Iterator[str]:
        for number, item in enumerate(node.children):
            before = mark(number)
            inner = self._inner(item, depth)  # type: ignore[arg-type]
            yield before + _behind(" " * len(before), inner).lstrip()

    def _inner(self, node: nodes.Element, depth: int) -> str:
        return "\n\n".join(each for each in self.blocks(node, depth) if each)

    def _definition_list(self, node: nodes.definition_list, depth: int) -> Iterator[str]:
        yield from self.blocks(node, depth)

    def _term(self, node: nodes.term, _: int) -> Iterator[str]:
        yield self.text(node)

    def _definition(self, node: nodes.definition, depth: int) -> Iterator[str]:
        yield ": " + _behind("  ", self._inner(node, depth)).lstrip()

    def _block_quote(self, node: nodes.block_quote, depth: int) -> Iterator[str]:
        yield _behind("> ", self._inner(node, depth))

    def _field_list(self, node: nodes.field_list, depth: int) -> Iterator[str]:
        for field in node.findall(nodes.field):
            name, body = field.children
            yield f"**{self.text(name)}**:"  # type: ignore[arg-type]
            yield self._inner(body, depth)  # type: ignore[arg-type]

    def _transition(self, _: nodes.transition, __: int) -> Iterator[str]:
        yield "---"

    def _versionmodified(self, node: nodes.Element, depth: int) -> Iterator[str]:
        yield from self.blocks(node, depth)

    def _image(self, node: nodes.image, _: int) -> Iterator[str]:
        yield f"![{node.get('alt', '')}]({node['uri']})"

    def _desc(self, node: addnodes.desc, depth: int) -> Iterator[str]:
        """Yield an object of the API: its name as a heading, its signature, and what is said."""
        for signature in node.findall(addnodes.desc_signature):
            if signature.parent is not node:
                continue
            name = full_name(signature)
            if name:
                yield f"{'#' * min(depth + 1, 6)} {name}"
            yield _fenced(signature_of(signature), "python")
        for child in node.children:
            if isinstance(child, addnodes.desc_content):
                yield from self.blocks(child, depth + 1)

    def _table(self, node: nodes.table, depth: int) -> Iterator[str]:
        for title in node.findall(nodes.title):
            yield f"**{self.text(title)}**"
        rows = [
            [_in_a_cell(self._inner(entry, depth)) for entry in row.findall(nodes.entry)]
            for row in node.findall(nodes.row)
        ]
        if not rows:
            return
        if next(iter(node.findall(nodes.thead)), None) is None:
            rows.insert(0, [""] * len(rows[0]))
        rows.insert(1, ["---"] * len(rows[0]))
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _try_it(self, node: nodes.Element, _: int) -> Iterator[str]:
        yield _fenced(node["samples"]["en"], "toml")

    def _dropdown_main(self, node: nodes.Element, depth: int) -> Iterator[str]:
        yield from self.blocks(node, depth)

    def _dropdown_title(self, node: nodes.Element, _: int) -> Iterator[str]:
        yield f"**{self.text(node)}**"

    def _PassthroughTextElement(self, _: nodes.Element, __: int) -> Iterator[str]:  # noqa: N802
        # The link that covers a card, which says nothing but the title of a page.
        yield from ()

    def text(self, node: nodes.Element) -> str:
        """Return what stands in *node*, in one line."""
        text = "".join(map(self.inline, node.children))
        return re.sub(r"\s*\n\s*", " ", text).strip()

    def inline(self, node: nodes.Node) -> str:
        """Return a part of a line."""
        if isinstance(node, nodes.Text):
            return node.astext()
        if isinstance(node, (*_LEFT_OUT, nodes.problematic)):
            return ""
        if isinstance(node, nodes.literal):
            return f"`{node.astext()}`"
        inner = "".join(map(self.inline, node.children))
        if isinstance(node, (nodes.strong, addnodes.literal_strong)):
            return f"**{inner}**"
        if isinstance(node, (nodes.emphasis, addnodes.literal_emphasis)):
            return f"*{inner}*"
        if isinstance(node, nodes.image):
            return f"![{node.get('alt', '')}]({node['uri']})"
        if isinstance(node, nodes.reference):
            # Inside the site, names are enough: they stand as headings in the same file.
            address = node.get("refuri", "")
            return f"[{inner}]({address})" if "://" in address else inner
        if isinstance(node, (nodes.Inline, nodes.TextElement)):
            return inner
        self.lost.append(type(node).__name__)
        return ""


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _behind(mark: str, text: str) -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def _in_a_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n\n", "<br>").replace("\n", " ")


def full_name(signature: addnodes.desc_signature) -> str:
    """Return the name of what is documented, with its folder."""
    module, name = signature.get("module", ""), signature.get("fullname", "")
    if not name:
        return ""
    return f"{module}.{name}" if module else str(name)


def signature_of(signature: addnodes.desc_signature) -> str:
    """Return a signature in one line, as it is written in Python."""
    left_out = (nodes.reference,)
    parts = []
    for child in signature.children:
        if isinstance(child, left_out) and "headerlink" in child.get("classes", ()):
            continue
        parts.append(child.astext())
    return " ".join("".join(parts).split())


def in_order(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield caption and name of each page, in the order of the contents."""
    root = env.config.root_doc
    seen = {root}
    yield "", root

    def below(page: str, caption: str) -> Iterator[tuple[str, str]]:
        for each in env.toctree_includes.get(page, ()):
            if each not in seen:
                seen.add(each)
                yield caption, each
                yield from below(each, caption)

    for toctree in env.get_doctree(root).findall(addnodes.toctree):
        for page in toctree["includefiles"]:
            if page not in seen:
                seen.add(page)
                yield toctree.get("caption") or "", page
                yield from below(page, toctree.get("caption") or "")
    for page in sorted(env.found_docs - seen):
        yield "More", page


def undescribed(text: str, names: Iterable[tuple[str, str, object]]) -> list[str]:
    """Return the public *names* whose signature or first sentence is not in the Markdown *text*."""
    parts = dict(re.findall(r"^#+ (\S+)\n\n((?:.|\n)*?)(?=^#|\Z)", text, re.MULTILINE))
    missing = []
    for folder, name, found in names:
        told = parts.get(f"{folder}.{name}", "")
        said = _plain(told)
        wanted = inspect.isclass(found) or inspect.isroutine(found)
        first = (inspect.getdoc(found) or "").split("\n\n")[0] if wanted else ""
        if not re.search(rf"```python\n.*\b{name}\b", told) or _plain(first) not in said:
            missing.append(f"{folder}.{name}")
    return missing


def _plain(text: str) -> str:
    text = re.sub(r":[\w:]+:`~?(?:[\w.]*\.)?([^`<]+)`", r"\1", text)
    return re.sub(r"[\W_]+", " ", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)).strip()


def _write_page(app: Sphinx, tree: nodes.document, page: str) -> None:
    if app.builder.name != "html":
        return
    writer = Markdown(page)
    text = writer.page_of(tree)
    for name in sorted(set(writer.lost)):
        log.warning("%s: no Markdown for %s", page, name, type="aufwand", subtype="markdown")
    file = Path(app.outdir, f"{page}.md")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _write_whole(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.name != "html":
        return
    env, outdir = app.env, Path(app.outdir)
    root = (outdir / f"{app.config.root_doc}.md").read_text(encoding="utf-8")
    summary = next(each for each in root.split("\n\n")[1:] if not each.startswith(("#", "`")))
    index = [f"# {app.config.project}", "", f"> {summary}", ""]
    index += ["All of it, with every public name, in one file: [llms-full.txt](llms-full.txt)", ""]
    whole: list[str] = []
    caption = ""
    for group, page in in_order(env):
        text = (outdir / f"{page}.md").read_text(encoding="utf-8")
        whole.append(text)
        if group != caption:
            caption = group
            index += ["", f"## {caption}", ""]
        uri = relative_uri("", f"{page}.md")
        index.append(f"- [{env.titles[page].astext()}]({uri}){_said(text)}")
    (outdir / "llms.txt").write_text("\n".join(index) + "\n", encoding="utf-8")
    complete = "\n\n".join(whole)
    (outdir / "llms-full.txt").write_text(complete, encoding="utf-8")
    for name in undescribed(complete, public()):
        log.warning("not in llms-full.txt as it should be: %s", name)


def _said(text: str) -> str:
    """Return the first sentence of a page, to stand behind its title."""
    for block in text.split("\n\n")[1:]:
        if block[:1].isalpha() or (block.startswith(("**", "`")) and not block.startswith("```")):
            return ": " + block.split("\n")[0].split(". ")[0].rstrip(".:").replace("**", "")
    return ""


def setup(app: Sphinx) -> dict[str, Any]:
    """Write Markdown beside the pages."""
    # After what else changes a page that is complete.
    app.connect("doctree-resolved", _write_page, priority=900)
    app.connect("build-finished", _write_whole)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["Markdown", "setup", "undescribed"]
