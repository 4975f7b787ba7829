"""The page on which a plan is assessed in the browser, with nothing from elsewhere.

Python for browsers comes from the npm package *pyodide* when the site is built, and is loaded when
somebody asks for an answer. Where there is no npm the page says that it can only be read; a
warning, and with ``-W`` an error, where ``AUFWAND_DOCS_TRY_IT=required``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: The one place that says which.
PYODIDE = "314.0.7"

#: What a browser needs of it: the rest are pages, types and maps.
NEEDED = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)

#: The distributions that assessing a plan imports, with their packages.
DISTRIBUTIONS = {"aufwand": ("aufwand",), "attrs": ("attr", "attrs"), "click": ("click",)}

#: Set to ``required`` where a page that cannot be tried is an error.
REQUIRED = "AUFWAND_DOCS_TRY_IT"

log = logging.getLogger(__name__)


class TryIt(SphinxDirective):
    """A plan to change, a choice of language, and what it takes."""

    def run(self) -> list[nodes.Node]:
        # Read again each time: whether there is a form may have changed.
        self.env.note_reread()
        samples = {lang: _sample(lang) for lang in ("en", "de")}
        return [try_it("", samples=samples)]


class try_it(nodes.General, nodes.Element):  # noqa: N801 - as docutils names its nodes
    """The form; what is in it depends on whether Python could be brought along."""


def _sample(lang: str) -> str:
    return _package("aufwand").joinpath("cli", "samples", f"demo.{lang}.toml").read_text("utf-8")


def _package(name: str) -> Path:
    return Path(str(import_module(name).__file__)).parent


_FORM = """\
<form class="try-it" id="try-it-form" data-worker="{worker}">
<fieldset>
<legend>Language of the answer</legend>
<label><input type="radio" name="lang" value="en" checked> English</label>
<label><input type="radio" name="lang" value="de"> <span lang="de">Deutsch</span></label>
</fieldset>
<label for="try-it-plan">Plan, in TOML</label>
<textarea id="try-it-plan" rows="24" spellcheck="false" autocapitalize="off" wrap="off">
{en}</textarea>
<template id="try-it-sample-en">{en}</template>
<template id="try-it-sample-de">{de}</template>
<p><button type="submit">Assess this plan</button></p>
<p class="status" id="try-it-status" role="status" aria-live="polite"></p>
<pre class="answer" id="try-it-answer" tabindex="0" aria-label="Answer" hidden></pre>
</form>
<noscript><p>This page needs JavaScript; <code>aufwand demo</code> shows the same on your own \
machine.</p></noscript>
"""

_ABSENT = """\
<div class="admonition note" id="try-it-absent"><p class="admonition-title">Not in this copy</p>
<p>This copy of the site was built without Python for browsers. On your own machine, \
<code>aufwand demo</code> shows the same.</p></div>
"""


def _visit(writer: HTML5Translator, node: try_it) -> None:
    builder = writer.builder
    if _is_there(Path(builder.outdir)):
        here = builder.get_target_uri(builder.current_docname)
        worker = relative_uri(here, "_static/try-it-worker.js")
        samples = {lang: writer.encode(text) for lang, text in node["samples"].items()}
        writer.body.append(_FORM.format(worker=worker, **samples))
    else:
        writer.body.append(_ABSENT)
    raise nodes.SkipNode


def _visit_text(_: Any, __: try_it) -> None:
    raise nodes.SkipNode


def _folder(outdir: Path) -> Path:
    return outdir / "_static" / "try-it"


def _is_there(outdir: Path) -> bool:
    mark = _folder(outdir) / "version.txt"
    return mark.exists() and mark.read_text() == PYODIDE


def bring(app: Sphinx) -> None:
    """Put Python for browsers, and aufwand as it is here, beside the pages."""
    if app.builder.format != "html":
        return
    folder = _folder(Path(app.outdir))
    folder.mkdir(parents=True, exist_ok=True)
    if not _is_there(Path(app.outdir)):
        try:
            _unpack_pyodide(folder)
        except (OSError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
            told = log.warning if os.environ.get(REQUIRED) == "required" else log.info
            told("no plan can be tried in this copy, as npm brings no pyodide: %s", error)
            return
        (folder / "version.txt").write_text(PYODIDE)
    pack(folder / "packages.zip")


def _unpack_pyodide(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("there is no npm")
    with TemporaryDirectory() as place:
        command = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", place]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - ours
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for name in NEEDED:
                source = packed.extractfile(f"package/{name}")
                if source is None:
                    raise FileNotFoundError(f"{name} is no file of that package")
                (folder / name).write_bytes(source.read())


def pack(file: Path) -> None:
    """Write what assessing a plan imports, as it is installed here, to one archive."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(_packed()):
            # Always the same date, so that the same site comes of the same tree.
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)


def _packed() -> Iterator[tuple[str, bytes]]:
    for name, packages in DISTRIBUTIONS.items():
        for package in packages:
            folder = _package(package)
            for each in folder.rglob("*"):
                if each.is_file() and each.suffix not in {".pyc", ".pyi"}:
                    yield f"{package}/{each.relative_to(folder).as_posix()}", each.read_bytes()
        found = distribution(name)
        # What is installed for editing has no files but these.
        for each in ("METADATA", "entry_points.txt"):
            text = found.read_text(each)
            if text is not None:
                yield f"{name}-{found.version}.dist-info/{each}", text.encode()


def _script(app: Sphinx, _: str, __: str, ___: dict[str, Any], doctree: Any) -> None:
    """Load our script on no page but those that have the form."""
    if doctree is not None and next(iter(doctree.findall(try_it)), None) is not None:
        app.add_js_file("try-it.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directive."""
    ignored = (_visit_text, None)
    app.add_node(try_it, html=(_visit, None), text=ignored, latex=ignored, man=ignored)
    app.add_directive("try-it", TryIt)
    app.connect("builder-inited", bring)
    app.connect("html-page-context", _script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


__all__ = ["bring", "pack", "setup"]
