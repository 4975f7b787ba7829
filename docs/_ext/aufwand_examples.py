"""Under each object of the API, the pages whose examples use it."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aufwand_docs import public
from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

import aufwand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)

#: Pages that are left out: all 44 pages of rules use a plan and a check, the API shows itself.
NOT_FROM = ("reference/rules/", "reference/api/")

#: Most pages that are named.
MOST = 6

#: The order in which pages are named: first those that teach.
ORDER = ("tutorial/", "howto/", "explanation/", "reference/")


class Use(NamedTuple):
    """Where something is used first on a page."""

    page: str
    section: str


class Names:
    """The public names: what they are, by every way they can be reached."""

    def __init__(self, known: Iterable[tuple[str, str, object]]) -> None:
        #: The object of a full name.
        self.objects: dict[str, object] = {}
        #: Its full name, by the object.
        self.full: dict[int, str] = {}
        #: The full name of a class, by its own name; what is called the same twice is left out.
        self.classes: dict[str, str] = {}
        for folder, name, found in known:
            full = f"{folder}.{name}"
            self.objects[full] = found
            self.full.setdefault(id(found), full)
            if inspect.isclass(found):
                self.classes[name] = self.full[id(found)]

    def of(self, path: str) -> str:
        """Return the full name of what a dotted *path* leads to; empty if that is not public."""
        found: object = aufwand
        parts = path.split(".")
        if parts[0] != "aufwand":
            return ""
        for index, part in enumerate(parts[1:], 1):
            # A folder's name may be that of a function, too: aufwand.estimates against estimate.
            full = self.objects.get(".".join(parts[: index + 1]))
            found = full if full is not None else getattr(found, part, None)
            if found is None:
                return ""
        return self.full.get(id(found), "")

    def given_by(self, annotation: object) -> str:
        """Return the class that an *annotation* names; empty if it names none or several."""
        names = re.findall(r"[A-Z]\w+", annotation if isinstance(annotation, str) else "")
        found = {self.classes[name] for name in names if name in self.classes}
        return found.pop() if len(found) == 1 else ""

    def member(self, owner: str, name: str) -> tuple[str, str]:
        """Return the full name of a member of a class, and of the class that it gives."""
        for each in inspect.getmro(self.objects[owner]):  # type: ignore[arg-type]
            full = self.full.get(id(each))
            if full is None:
                continue
            fields = {field.name: field.type for field in getattr(each, "__attrs_attrs__", ())}
            if name in fields:
                return f"{full}.{name}", self.given_by(fields[name])
            if name in vars(each):
                static = inspect.getattr_static(each, name)
                function = getattr(static, "fget", None) or getattr(static, "__func__", static)
                returned = getattr(function, "__annotations__", {}).get("return", "")
                return f"{full}.{name}", self.given_by(returned)
        return "", ""

    def result(self, full: str) -> str:
        """Return the class that calling *full* gives."""
        found = self.objects.get(full)
        if inspect.isclass(found):
            return full
        return self.given_by(getattr(found, "__annotations__", {}).get("return", ""))


class Reader(ast.NodeVisitor):
    """Reads the code of a page from the top, and keeps what of the API it uses."""

    def __init__(self, names: Names) -> None:
        self.names = names
        #: Full names that were used, in the order of first use.
        self.used: dict[str, None] = {}
        self._imported: dict[str, str] = {}
        self._classes: dict[str, str] = {}

    def read(self, code: str) -> None:
        """Read one block; what is not Python is passed over, as only output can be."""
        try:
            tree = ast.parse(code)
        except SyntaxError:
            return
        for statement in tree.body:
            self.visit(statement)

    def visit_Import(self, node: ast.Import) -> None:
        for each in node.names:
            self._imported[each.asname or each.name.partition(".")[0]] = (
                each.name if each.asname else each.name.partition(".")[0]
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for each in node.names:
            self._imported[each.asname or each.name] = f"{node.module}.{each.name}"

    def visit_Assign(self, node: ast.Assign) -> None:
        given = self._class_of(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._classes[target.id] = given
            else:
                self._class_of(target)

    def visit_For(self, node: ast.For) -> None:
        given = self._class_of(node.iter)
        if isinstance(node.target, ast.Name):
            self._classes[node.target.id] = given
        for statement in (*node.body, *node.orelse):
            self.visit(statement)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        given = self._class_of(node.iter)
        if isinstance(node.target, ast.Name):
            self._classes[node.target.id] = given
        for each in node.ifs:
            self._class_of(each)

    def _read_made(self, node: Any) -> None:
        for each in node.generators:
            self.visit(each)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self._class_of(getattr(node, name))

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.expr):
            self._class_of(node)
        else:
            super().generic_visit(node)

    def _class_of(self, node: ast.expr) -> str:
        """Return the class of a value, empty if nobody knows; and note what it uses."""
        if isinstance(node, ast.Call):
            for each in (*node.args, *(keyword.value for keyword in node.keywords)):
                self._class_of(each)
            called = self._path(node.func)
            if called:
                full = self._note(self.names.of(called))
                return self.names.result(full) if full else ""
            return self._class_of(node.func)
        if isinstance(node, ast.Attribute):
            path = self._path(node)
            if path:
                self._note(self.names.of(path))
                return ""
            owner = self._class_of(node.value)
            if not owner:
                return ""
            member, given = self.names.member(owner, node.attr)
            self._note(member)
            return given
        if isinstance(node, ast.Name):
            self._note(self.names.of(self._imported.get(node.id, "")))
            return self._classes.get(node.id, "")
        if isinstance(node, ast.Subscript):
            self._class_of(node.slice)
            return self._class_of(node.value)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            self._read_made(node)
            return ""
        for child in ast.iter_child_nodes(node):
            self.visit(child)
        return ""

    def _path(self, node: ast.expr) -> str:
        """Return the dotted path that an expression spells, if it starts with an import."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.insert(0, node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self._imported:
            return ""
        return ".".join((self._imported[node.id], *parts))

    def _note(self, full: str) -> str:
        if full:
            self.used.setdefault(full)
        return full


def code_of(text: str) -> str:
    """Return the code of a block, without prompts and what is printed."""
    if not re.search(r"^>>> ", text, re.MULTILINE):
        return text
    lines = [line[4:] for line in text.splitlines() if line.startswith((">>> ", "... ", "..."))]
    return "\n".join(lines)


def uses_of(page: str, tree: nodes.document, names: Names) -> dict[str, Use]:
    """Return what of the API the examples of a page use, with the section of the first use."""
    reader = Reader(names)
    found: dict[str, Use] = {}
    for block in tree.findall(nodes.literal_block):
        if block.get("language") not in {"python", "pycon"}:
            continue
        reader.read(code_of(block.astext()))
        section = block.parent
        while section is not None and not isinstance(section, nodes.section):
            section = section.parent
        place = section["ids"][0] if section is not None and section["ids"] else ""
        for full in reader.used:
            found.setdefault(full, Use(page, place))
    return found


@cache
def _names() -> Names:
    return Names(public())


def _kept(env: BuildEnvironment) -> dict[str, dict[str, Use]]:
    if not hasattr(env, "aufwand_uses"):
        env.aufwand_uses = {}  # type: ignore[attr-defined]
    kept: dict[str, dict[str, Use]] = env.aufwand_uses  # type: ignore[attr-defined]
    return kept


def _collect(app: Sphinx, tree: nodes.document) -> None:
    page = app.env.current_document.docname
    if not page.startswith(NOT_FROM):
        _kept(app.env)[page] = uses_of(page, tree, _names())


def _forget(_: Sphinx, env: BuildEnvironment, page: str) -> None:
    _kept(env).pop(page, None)


def _merge(_: Sphinx, env: BuildEnvironment, pages: Iterable[str], other: BuildEnvironment) -> None:
    theirs = _kept(other)
    _kept(env).update({page: theirs[page] for page in pages if page in theirs})


def _changed(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages of the API, which are to be written again where examples changed."""
    now = dict(_kept(env))
    if getattr(env, "aufwand_uses_told", None) == now:
        return []
    env.aufwand_uses_told = now  # type: ignore[attr-defined]
    return [page for page in env.found_docs if page.startswith("reference/api/")]


def by_object(kept: Mapping[str, Mapping[str, Use]]) -> dict[str, list[Use]]:
    """Return the uses of each object, those on pages that teach first."""
    found: dict[str, list[Use]] = {}
    for page in sorted(kept, key=_turn):
        for full, use in kept[page].items():
            found.setdefault(full, []).append(use)
    return found


def _turn(page: str) -> tuple[int, str]:
    places = [index for index, start in enumerate(ORDER) if page.startswith(start)]
    return (places or [len(ORDER)])[0], page


def _tell(app: Sphinx, tree: nodes.document, page: str) -> None:
    """Put the pages whose examples use it under each object."""
    if not page.startswith("reference/api/"):
        return
    uses = by_object(_kept(app.env))
    for described in tree.findall(addnodes.desc):
        # Overloads have one name.
        names = dict.fromkeys(
            f"{each.get('module')}.{each.get('fullname')}"
            for each in described.children
            if isinstance(each, addnodes.desc_signature)
        )
        found = [use for name in names for use in uses.get(name, ())]
        content = described.children[-1]
        if not found or not isinstance(content, addnodes.desc_content):
            continue
        place = next(
            (
                index
                for index, each in enumerate(content.children)
                if isinstance(each, (addnodes.desc, addnodes.index))
            ),
            len(content),
        )
        content.insert(place, _line(app, page, found))


def _line(app: Sphinx, page: str, found: list[Use]) -> nodes.paragraph:
    line = nodes.paragraph("", "", nodes.strong("", "Used in"), classes=["used-in"])
    line += nodes.Text(" ")
    for index, use in enumerate(found[:MOST]):
        if index:
            line += nodes.Text(", ")
        uri = app.builder.get_relative_uri(page, use.page)
        title = app.env.titles[use.page].astext()
        line += nodes.reference(
            "", title, internal=True, refuri=f"{uri}#{use.section}" if use.section else uri
        )
    more = len(found) - MOST
    if more > 0:
        line += nodes.Text(f" and {more} more")
    return line


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell of each object where it is used."""
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _changed)
    app.connect("doctree-resolved", _tell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["Names", "Reader", "by_object", "code_of", "setup", "uses_of"]
