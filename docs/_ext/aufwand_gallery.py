"""Reports as they come out, made from sample plans when the site is built."""

from __future__ import annotations

import os
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import aufwand
from aufwand.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

#: Where the plans of the samples lie that `aufwand demo` writes.
SAMPLES = Path(aufwand.__file__).parent / "cli" / "samples"


class Kind(NamedTuple):
    """A kind of report: what is typed, and in which language the answer is written."""

    #: The command; ``{plan}`` stands for the file, ``{lang}`` for English or German.
    command: str

    #: What highlights it.
    language: str

    #: Codes of the exit that are no failure.
    fine: tuple[int, ...] = (0,)


#: What a gallery can show. A kind of report that is new needs a line here, and a heading there.
KINDS = {
    "text": Kind("assess {plan} --lang {lang}", "console"),
    "json": Kind("assess {plan} --format json --lang {lang}", "json"),
    "markdown": Kind("check {plan} --format markdown --lang {lang}", "markdown", (0, 1)),
    "concise": Kind("check {plan} --format concise --lang {lang}", "console", (0, 1)),
    "sensitivity": Kind("sensitivity {plan} --lang {lang}", "console"),
    "timeline": Kind("timeline {plan} --per month --lang {lang}", "console"),
    "capacity": Kind("capacity {plan} --lang {lang}", "console"),
    "calendar": Kind("calendar {plan} --lang {lang} -o -", "text"),
}


#: Reports as pages of their own, by plan and language.
PAGES = (("demo", "en"), ("demo", "de"), ("year", "en"))


class Gallery(SphinxDirective):
    """A report of one kind, with the command that gives it."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "plan": directives.unchanged_required,
        "lang": lambda given: directives.choice(given, ("en", "de")),
        "lines": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        kind = KINDS[self.arguments[0]]
        lang = self.options.get("lang", "en")
        source = plan_file(Path(self.env.srcdir), self.options["plan"], lang)
        self.env.note_dependency(str(source))
        command = kind.command.format(plan="plan.toml", lang=lang).removesuffix(" --lang en")
        command = command.replace(" --lang en ", " ")
        text = made(kind, source, lang)
        lines = self.options.get("lines")
        if lines:
            kept = text.splitlines()[:lines]
            text = "\n".join((*kept, "…"))
        shown = nodes.literal_block(text, text, language=kind.language)
        if kind.language == "console":
            shown = nodes.literal_block("", f"$ aufwand {command}\n{text}", language="console")
            return [shown]
        typed = nodes.literal_block("", f"$ aufwand {command}", language="console")
        return [typed, shown]


class GalleryPage(SphinxDirective):
    """A report as a page of its own, shown in a frame and linked."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        plan, _, lang = self.arguments[0].partition(".")
        if (plan, lang) not in PAGES:
            raise self.error(f"{self.arguments[0]} is no page of the gallery")
        address = f"gallery/{plan}.{lang}.html"
        name = f"The report of the plan “{plan}”, {'in German' if lang == 'de' else 'in English'}"
        frame = (
            f'<iframe class="gallery-page" src="{address}" title="{name}" loading="lazy" '
            f'sandbox></iframe><p><a href="{address}">{name}, on a page of its own</a></p>'
        )
        return [nodes.raw("", frame, format="html")]


def write_pages(app: Sphinx, failed: Exception | None) -> None:
    """Write the reports beside the pages that show them."""
    if failed is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, "gallery")
    folder.mkdir(exist_ok=True)
    for plan, lang in PAGES:
        source = plan_file(Path(app.srcdir), plan, lang)
        page = made(Kind("report {plan} --lang {lang} -o -", "html"), source, lang)
        (folder / f"{plan}.{lang}.html").write_text(page, encoding="utf-8")


def plan_file(docs: Path, name: str, lang: str) -> Path:
    """Return the plan with a *name*: of this gallery, or the sample that comes with aufwand."""
    return SAMPLES / f"demo.{lang}.toml" if name == "demo" else docs / "_plans" / f"{name}.toml"


def made(kind: Kind, source: Path, lang: str) -> str:
    """Return what the command prints about the plan in the file *source*.

    Raises:
        ExtensionError: If it fails.
    """
    # A calendar is written as bytes, which a terminal takes, too.
    shown, said = TextIOWrapper(BytesIO(), "utf-8", newline=""), StringIO()
    with _folder_with(source), redirect_stdout(shown), redirect_stderr(said):
        code = run(kind.command.format(plan="plan.toml", lang=lang).split())
    if code not in kind.fine:
        raise ExtensionError(f"{source.name}: {kind.command} ended with {code}: {said.getvalue()}")
    shown.seek(0)
    return "\n".join(line.rstrip() for line in shown.read().splitlines()).rstrip()


@contextmanager
def _folder_with(source: Path) -> Iterator[None]:
    """Stand in a folder with nothing but the plan, in a terminal as wide as our pages."""
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    with TemporaryDirectory() as place:
        Path(place, "plan.toml").write_bytes(source.read_bytes())
        os.chdir(place)
        os.environ["COLUMNS"] = "100"
        try:
            yield
        finally:
            os.chdir(before)
            if columns is None:
                del os.environ["COLUMNS"]
            else:
                os.environ["COLUMNS"] = columns


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives."""
    app.add_directive("gallery", Gallery)
    app.add_directive("gallery-page", GalleryPage)
    app.connect("build-finished", write_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["KINDS", "PAGES", "Kind", "made", "plan_file", "setup", "write_pages"]
