"""Pages that are made from the package itself, so that they cannot say something else.

Directives: ``plan-keys`` (the keys of a part of a plan), ``rules-table``, ``checks-table``,
``figures`` (the catalogue). And a check: every public name is documented, with all its members.
"""

from __future__ import annotations

import inspect
import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from pygments.lexer import RegexLexer, bygroups
from pygments.token import Generic, Text
from sphinx.ext.intersphinx._shared import InventoryAdapter
from sphinx.ext.napoleon.docstring import GoogleDocstring
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

import aufwand
from aufwand import model
from aufwand.catalog import channels, defaults, sources
from aufwand.catalog._figures import figure, figures
from aufwand.planfile._shapes import entries
from aufwand.rules import RuleSet
from aufwand.rules._page import HEADINGS, OPTIONS, said_of, said_of_option
from aufwand.rules.options import in_words, plain_value
from aufwand.testing import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from aufwand.catalog._figures import Figure
    from aufwand.planfile._shapes import Entry
    from aufwand.rules import Option, Rule


class Terminal(RegexLexer):
    """What a terminal shows: commands behind a prompt, and output that is no language."""

    name = "Terminal"
    tokens: ClassVar = {
        "root": [
            (r"(\$ )(.*\n)", bygroups(Generic.Prompt, Text)),
            (r".*\n", Generic.Output),
        ]
    }


log = logging.getLogger(__name__)

#: How a plan file writes each kind of value, and in which unit.
KINDS = {
    "ages": "two whole numbers, years",
    "amount": "text, [money, per period or once](units.md#money-and-prices)",
    "area": "text, one of the areas or one of your own",
    "changes": "table of [paths](plan-file.md#scenarios) and values",
    "choice": "text",
    "correlation": "number from -1 to 1",
    "country": "text, ISO 3166-1 code",
    "currency": "text, ISO 4217 code",
    "day": "date, or text `YYYY-MM-DD`",
    "duration": "text, [working time](units.md#working-time); a list or table of low, likely, high",
    "effort_rate": "text, [working time per period](units.md#working-time-per-period)",
    "elapsed": "text, elapsed time",
    "factor": "number, text, list or table of low, likely, high",
    "flag": "`true` or `false`",
    "hourly_rate": "text, [money per hour](units.md#money-and-prices)",
    "key": "text: letters, digits, `_`, `-`; at most 64",
    "many": "tables",
    "money_rate": "text, [money per period](units.md#money-and-prices)",
    "name": "text, a key",
    "names": "list of keys",
    "number": "number, zero or more",
    "office_hours": "text, such as `09:00-17:00`",
    "one": "table",
    "people": "whole number from 1",
    "levels": "table of rules and levels",
    "limit": "text, such as `2 h/week` or `90 EUR/week`",
    "options": "table of rules, each with a table of its options",
    "per": "text, [a cadence](cadences.md)",
    "reach": "table of channels and shares",
    "shape": "text, [a shape](units.md#shapes)",
    "share": "number from 0 to 1",
    "shares": "list of keys, or table of keys and weights",
    "sources": "text, table, or a list of them",
    "target": "number or text",
    "text": "text",
    "texts": "list of texts",
    "workdays": "list of days",
    "year": "whole number",
}

#: Where the keys of a part are explained, if they have a heading of their own.
PARTS = {
    "Acceptance": "accept",
    "Activity": "activities",
    "Additions": "what-a-scenario-adds",
    "Audience": "audiences",
    "Calendar": "calendar",
    "Channel": "channels",
    "Closure": "closures-and-absences",
    "Correlation": "correlations",
    "Cost": "costs",
    "Criticism": "criticism",
    "Driver": "drivers",
    "Event": "events",
    "Goal": "goals",
    "Identity": "identity",
    "Override": "overrides",
    "Role": "roles",
    "RuleSettings": "rules",
    "Scenario": "scenarios",
    "Source": "sources",
    "Tool": "tools",
}


class PlanKeys(SphinxDirective):
    """A table of the keys of a part of a plan."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        part = getattr(model, self.arguments[0])
        rows = [
            (f"`{entry.name}`", _kind(entry), _default(entry), entry.kind.about)
            for entry in entries(part).values()
        ]
        return self.parse_text_to_nodes(
            _table(("key", "what it takes", "default", ""), rows, "keys")
        )


def _kind(entry: Entry) -> str:
    kind = entry.kind
    text = KINDS[kind.name]
    if kind.name == "choice":
        return ", ".join(f"`{choice}`" for choice in kind.choices)
    if kind.part is not None:
        text += f" of [{PARTS[kind.part.__name__]}](#{PARTS[kind.part.__name__]})"
    elif kind.names and kind.name != "reach":
        text += f" of {kind.names}"
    return text


def _default(entry: Entry) -> str:
    value = entry.default
    if entry.needed:
        return "**needed**"
    if entry.name == "area":
        return "its key, if that is an area; else `other`"
    if value in ((), None, "", model.Table(), model.RuleSettings(), model.Additions()):
        return "none"
    if isinstance(value, model.Calendar):
        return "Monday to Friday"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{each}"' for each in value) + "]`"
    return f"`{value if isinstance(value, (str, int, float)) else value.text}`"


def _own_rules() -> list[Rule]:
    return [rule for rule in RuleSet.installed() if rule.package == "aufwand"]


class RulesTable(SphinxDirective):
    """A table of all rules that come with aufwand."""

    def run(self) -> list[nodes.Node]:
        rows = [
            (f"[{rule.code}](rules/{rule.code}.md)", f"`{rule.name}`", rule.level, rule.summary)
            for rule in _own_rules()
        ]
        return self.parse_text_to_nodes(_table(("code", "name", "level", "says"), rows, "keys"))


def write_pages(app: Sphinx) -> None:
    """Write a page for each rule, for this build alone: nothing of it is kept in the repository."""
    folder = Path(app.srcdir, "reference", "rules")
    folder.mkdir(exist_ok=True)
    wanted = {f"{rule.code}.md": page_of(rule) for rule in _own_rules()}
    for found in folder.glob("*.md"):
        if found.name not in wanted:
            found.unlink()
    for name, text in wanted.items():
        file = folder / name
        # A file that is as it was is not read again.
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def page_of(rule: Rule) -> str:
    """Return the page of a rule as Markdown: what ``aufwand explain`` shows."""
    # Docstrings use code, emphasis and examples only, which Markdown writes the same way.
    lines = [
        f"({rule.code.lower()})=",
        f"# {rule.code} {rule.name}",
        "",
        f"**{rule.summary}**",
        "",
        f"Level *{rule.level}*. {' '.join(said_of(rule, 'en'))}",
        "",
    ]
    for heading in HEADINGS:
        if heading == "Example" and rule.known_options:
            lines += [f"## {OPTIONS}", ""]
            for each in rule.known_options:
                lines += [f"`{each.name}`, {_default_of(each)} if nobody says otherwise"]
                lines += [f": {' '.join(said_of_option(each, 'en'))}", ""]
        body = rule.sections().get(heading, "")
        told, prompt, example = body.partition(">>> ")
        lines += [f"## {heading}", "", told.strip(), ""]
        if prompt:
            lines += ["```python", f"{prompt}{example}".strip(), "```", ""]
    return "\n".join(lines)


def _default_of(option: Option) -> str:
    if option.default is None:
        return "left out"
    return f"`{in_words(plain_value(option.default))}`"


class ChecksTable(SphinxDirective):
    """A table of the checks that every rule has to pass."""

    def run(self) -> list[nodes.Node]:
        rows = [(f"`{check.name}`", check.about) for check in CHECKS]
        return self.parse_text_to_nodes(_table(("check", "what holds"), rows, "keys"))


class Figures(SphinxDirective):
    """A table of the catalogue."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        text = _FIGURES[self.arguments[0]]()
        return self.parse_text_to_nodes(text)


def _orientation_and_others() -> str:
    rows = [_figure(figure(key)) for key in figures()]
    head = ("figure", "says", "published for", "year", "source", "trust")
    return _table(head, rows, "figures")


def _figure(found: Figure) -> tuple[str, ...]:
    read_in = next(each for each in sources() if each.key == found.source)
    return (
        f"`{found.key}`",
        found.says,
        found.population,
        str(found.year or "unknown"),
        _link(read_in),
        read_in.trust,
    )


def _link(source: Any) -> str:
    return f"[{_escaped(source.title)}](<{source.url}>), {_escaped(source.publisher)}"


def _defaults() -> str:
    rows = []
    for each in defaults():
        known = dict(each.known)
        resting = "; ".join(f"{one.supports}: `{one.figure}` ({one.trust})" for one in each.sources)
        rows.append(
            (
                f"`{each.activity}`",
                each.per,
                *(str(known[end]) if end in known else "no evidence" for end in _ENDS),
                resting,
                each.note,
            )
        )
    head = ("work", "per", *_ENDS, "rests on (trust)", "to know")
    return _table(head, rows, "figures")


_ENDS = ("low", "likely", "high")


_LEAST = {
    "presence": "being present, as a total",
    "listening": "listening",
    "replies": "replies",
    "content": "one good piece",
}


def _minimums() -> str:
    from aufwand.catalog.minimums import _minimums as found

    rows = [
        (
            _LEAST[minimum],
            channel or "every other channel",
            f"{each.effort} a week",
            f"`{each.source.figure}`",
            each.source.says,
            each.source.trust,
        )
        for (minimum, channel), each in found().items()
    ]
    head = ("least time for", "channel", "at least", "figure", "what it says", "trust")
    return _table(head, rows, "figures")


def _adapted() -> str:
    from aufwand.catalog.pieces import _adapted as found

    rows = [
        (
            channel or "any other channel of short posts",
            *(str(effort) for _, effort in each.known),
            "; ".join(f"{one.supports}: `{one.figure}` ({one.trust})" for one in each.sources),
            each.note,
        )
        for channel, each in found().items()
    ]
    head = ("for", "low", "high", "rests on (trust)", "to know")
    return _table(head, rows, "figures")


def _channels() -> str:
    rows = [
        (
            f"`{each.key}`",
            each.name,
            ", ".join(each.aliases),
            each.status,
            each.replies,
            each.polls,
            each.direct_messages,
            each.note,
        )
        for each in channels()
    ]
    head = ("key", "name", "also called", "status", "replies", "polls", "messages", "to know")
    return _table(head, rows, "figures")


def _reach() -> str:
    from aufwand.catalog.audience_reach import _by_channel

    rows = [
        (
            f"`{each.channel}`",
            each.country,
            each.group,
            f"{each.share:.1%}".replace("%", " %"),
            each.measure.replace("_", " "),
            each.population,
            str(each.n or "unknown"),
            str(each.year),
            f"`{each.source.key}` ({each.source.trust})",
        )
        for found in _by_channel().values()
        for each in found
    ]
    head = ("channel", "in", "group", "share", "measure", "asked", "n", "year", "source (trust)")
    return _table(head, rows, "figures")


def _sources() -> str:
    rows = [
        (f"`{each.key}`", _link(each), str(each.year or "unknown"), each.trust)
        for each in sources()
    ]
    return _table(("key", "source", "year", "trust"), rows, "figures")


_FIGURES = {
    "figures": _orientation_and_others,
    "defaults": _defaults,
    "minimums": _minimums,
    "adapted": _adapted,
    "channels": _channels,
    "reach": _reach,
    "sources": _sources,
}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str) -> str:
    lines = [f":::{{table}}\n:class: {kind}\n", _row(head), _row("---" for _ in head)]
    lines += [_row(row) for row in rows]
    return "\n".join([*lines, "\n:::\n\n"])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _escaped(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")


@cache
def public() -> tuple[tuple[str, str, object], ...]:
    """Return folder, name and object of everything that is public."""
    return tuple(_public())


def _public() -> Iterator[tuple[str, str, object]]:
    folders = [each.name for each in iter_modules(aufwand.__path__, "aufwand.")]
    for folder in sorted((*folders, "aufwand.testing.strategies")):
        if not folder.rpartition(".")[2].startswith("_"):
            found = import_module(folder)
            for name in getattr(found, "__all__", ()):
                yield folder, name, getattr(found, name)


def _members(found: object) -> Iterator[str]:
    """Return the public members that a class defines itself, fields included."""
    if not inspect.isclass(found):
        return
    fields = {each.name for each in getattr(found, "__attrs_attrs__", ())}
    for name in dict.fromkeys((*fields, *vars(found))):
        member = inspect.getattr_static(found, name, None)
        told = (
            name in fields
            or inspect.isroutine(member)
            or isinstance(member, (property, classmethod, staticmethod))
        )
        if told and not name.startswith("_"):
            yield name


def undocumented(known: Iterable[str]) -> list[str]:
    """Return every public name, and member of one, that is not among the *known* ones."""
    documented = set(known)
    missing: list[str] = []
    for folder, name, found in public():
        full = f"{folder}.{name}"
        if full not in documented:
            missing.append(full)
            continue
        missing += [
            f"{full}.{member}" for member in _members(found) if f"{full}.{member}" not in documented
        ]
    return missing


def _check(_: Sphinx, env: BuildEnvironment) -> None:
    for name in undocumented(env.domains["py"].objects):  # type: ignore[attr-defined]
        log.warning("public, but not documented: %s", name, type="aufwand", subtype="undocumented")


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.Node) -> Any:
    """Find a public name that an annotation or docstring names without its folder."""
    if node.get("refdomain") != "py":
        return None
    wanted = str(node["reftarget"]).lstrip(".")
    name = wanted.rpartition(".")[2]
    domain: Any = env.domains["py"]
    for folder, each, _ in public():
        if each == name and wanted.startswith(("aufwand.", name)):
            entry = domain.objects.get(f"{folder}.{name}")
            if entry is not None:
                return make_refnode(
                    app.builder, node["refdoc"], entry.docname, entry.node_id, shown, wanted
                )
    return _elsewhere(env, wanted, shown)


#: What is named otherwise than where it is documented.
_KNOWN_AS = {"PlainQuantity": "Quantity"}


def _elsewhere(env: BuildEnvironment, wanted: str, shown: nodes.Node) -> nodes.reference | None:
    """Return a link to what others document, by its full name or, if there is one only, its own."""
    if not hasattr(env, "aufwand_elsewhere"):
        names: dict[str, Any] = {}
        for kind, items in InventoryAdapter(env).main_inventory.items():
            if kind.startswith("py:"):
                names |= {name.rpartition(".")[2]: item for name, item in items.items()} | items
        env.aufwand_elsewhere = names  # type: ignore[attr-defined]
    wanted = _KNOWN_AS.get(wanted, wanted)
    found = env.aufwand_elsewhere.get(wanted)  # type: ignore[attr-defined]
    if found is None:
        return None
    title = f"(in {found.project_name})"
    return nodes.reference("", "", shown, internal=False, refuri=found.uri, reftitle=title)


def _told_beside(
    _: Sphinx, what: str, name: str, __: object, ___: object, lines: list[str]
) -> None:
    """Take what is said of a constant from above it; its folder only passes it on."""
    if what != "data":
        return
    folder, _, own = name.rpartition(".")
    for module in [each for each in sys.modules if each.startswith(f"{folder}.")]:
        found = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", own))
        if found is not None:
            lines[:] = found
            return


def _with_defaults(
    _: Sphinx, __: str, ___: str, found: Any, ____: Any, signature: str | None, returned: str | None
) -> tuple[str | None, str | None] | None:
    """Say what a field is if nobody sets it; attrs writes only where that is kept."""
    fields = {each.name: each for each in getattr(found, "__attrs_attrs__", ())}
    if signature is None or not fields:
        return None

    def default(match: re.Match[str]) -> str:
        return repr(fields[match[1]].default)

    for name, each in fields.items():
        # What is made anew each time; of what is made from other fields nobody can say it here.
        made = getattr(each.default, "factory", None)
        if made is not None:
            told = "…" if each.default.takes_self else repr(made())
            signature = re.sub(rf"\b({name}: [^=]*) = NOTHING", rf"\1 = {told}", signature)
    return re.sub(r"attr_dict\['(\w+)'\]\.default", default, signature), returned


def _without_members(app: Sphinx, _: nodes.document) -> None:
    """Leave the members of classes out of the contents of a page, where they bury the classes.

    They would be copied into the sidebar of every page, too, which takes a third of the build.
    """
    for entry in list(app.env.tocs[app.env.current_document.docname].findall(nodes.list_item)):
        for reference in entry[0].findall(nodes.reference):
            target = reference.get("anchorname", "").removeprefix("#")
            if target.startswith("aufwand.") and len(entry) > 1:
                del entry[1:]


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives and the checks."""
    # The usual one takes an apostrophe in our output for the start of a string.
    app.add_lexer("console", Terminal)
    app.add_directive("plan-keys", PlanKeys)
    app.add_directive("rules-table", RulesTable)
    app.add_directive("checks-table", ChecksTable)
    app.add_directive("figures", Figures)
    # An attribute's text is a sentence, and what stands before its colon is no type.
    GoogleDocstring._parse_attribute_docstring = GoogleDocstring._consume_to_end  # type: ignore[method-assign]
    app.connect("builder-inited", write_pages)
    app.connect("autodoc-process-docstring", _told_beside)
    app.connect("autodoc-process-signature", _with_defaults)
    app.connect("env-check-consistency", _check)
    app.connect("missing-reference", _resolve)
    # After Sphinx's own collector has made the contents.
    app.connect("doctree-read", _without_members, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["setup", "undocumented"]
