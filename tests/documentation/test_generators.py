"""What makes pages, Markdown and links of the documentation, each on a small piece."""

from __future__ import annotations

import sys
import warnings
import zipfile
from pathlib import Path
from types import SimpleNamespace
from zlib import compress

import pytest

import aufwand

EXTENSIONS = Path(__file__).parents[2] / "docs" / "_ext"


@pytest.fixture(scope="module", autouse=True)
def _there():
    sys.path.insert(0, str(EXTENSIONS))
    yield
    sys.path.remove(str(EXTENSIONS))


def _read(*blocks):
    from aufwand_docs import public
    from aufwand_examples import Names, Reader, code_of

    reader = Reader(Names(public()))
    for block in blocks:
        reader.read(code_of(block))
    return set(reader.used)


class TestExamples:
    def test_names_are_followed_through_the_face_and_through_imports(self):
        """Whichever way a name was reached, it is the same object."""
        used = _read(
            ">>> import aufwand as aw\n>>> aw.Plan('A', activities=aw.baseline())\nPlan('A')\n",
            "from aufwand.units import Effort\nprint(Effort('2 h'))",
        )

        assert {"aufwand.model.Plan", "aufwand.catalog.baseline", "aufwand.units.Effort"} == used

    def test_members_are_followed_through_what_gives_them(self):
        """A block finds the variables of those before it; fields and results have classes."""
        used = _read(
            "import aufwand as aw\nplan = aw.Plan('A')",
            ">>> found = aw.assess(plan)\n>>> found.estimate.percentile(80)",
            ">>> plan.with_(name='B')",
            "for each in found.findings:\n    print(each.say('de'))",
        )

        assert used >= {
            "aufwand.rules.assess",
            "aufwand.rules.Assessment.estimate",
            "aufwand.estimates.Estimate.percentile",
            "aufwand.model.Plan.with_",
            "aufwand.rules.Assessment.findings",
            "aufwand.rules.Finding.say",
        }

    def test_what_nobody_knows_is_not_guessed(self):
        """A name that was given twice is what it is now, and a stranger's method is nobody's."""
        used = _read(
            "import aufwand as aw\nplan = aw.Plan('A')\nplan = open('x')\nplan.with_(name='B')",
            "other.percentile(80)\nnot python at all",
        )

        assert {"aufwand.model.Plan"} == used


def _page(text, **config):
    """Return the doctree of a page of a project with no other."""
    import io
    import tempfile

    from sphinx.application import Sphinx

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "index.md").write_text(text, encoding="utf-8")
        extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
        app = Sphinx(
            folder,
            None,
            str(Path(folder, "out")),
            str(Path(folder, "read")),
            "dummy",
            confoverrides={
                "extensions": extensions,
                "myst_enable_extensions": ["deflist"],
                "autodoc_default_options": {"members": True},
                **config,
            },
            status=None,
            warning=io.StringIO(),
        )
        with warnings.catch_warnings():
            # What parts of Sphinx say of one another.
            warnings.simplefilter("ignore")
            app.build()
        return app.env.get_doctree("index")


PAGE = """\
# Things

A *first* sentence with `code` and [a link](https://example.org/x).

| key | what |
| --- | --- |
| `a` | this or that: a \\| b |

term
: what it is

1. one
2. two

   more of it

```console
$ aufwand demo
```

> quoted

```{note}
Mind this.
```

## API

```{eval-rst}
.. autoclass:: aufwand.errors.UnknownName
.. autofunction:: aufwand.errors.nearest
```
"""


@pytest.fixture(scope="module")
def text():
    """The page above as Markdown."""
    from aufwand_markdown import Markdown

    lost = []
    text = Markdown("index", lost).page_of(_page(PAGE))
    assert [] == lost
    return text


class TestMarkdown:
    @pytest.mark.parametrize(
        "part",
        [
            "# Things\n",
            "A *first* sentence with `code` and [a link](https://example.org/x).\n",
            "| key | what |\n| --- | --- |\n| `a` | this or that: a \\| b |\n",
            "term\n\n: what it is\n",
            "1. one\n2. two\n\n   more of it\n",
            "```console\n$ aufwand demo\n```\n",
            "> quoted\n",
            "> Mind this.\n",
            "## API\n",
        ],
    )
    def test_a_page_is_written_as_people_see_it(self, text, part):
        """Tables, lists, notes and code, each as Markdown writes them."""
        assert part in text

    def test_the_api_is_there_in_full(self, text):
        """Signature, docstring, fields and what they say; no directive is left."""
        assert "### aufwand.errors.UnknownName\n" in text
        assert "class aufwand.errors.UnknownName(kind: str, name: str, near: str = '')" in text
        assert "A name that is not in the list it was looked up in." in text
        assert "#### aufwand.errors.UnknownName.near\n" in text
        assert "autoclass" not in text

    def test_a_name_without_its_sentence_is_told(self, text):
        """The build fails where the file lacks a name, its signature or what it says first."""
        from aufwand_markdown import undescribed

        from aufwand.errors import Fault, UnknownName, nearest

        names = [("aufwand.errors", each.__name__, each) for each in (UnknownName, nearest, Fault)]
        silent = text.replace("A name that is not in the list", "A name in no list")

        assert ["aufwand.errors.Fault"] == undescribed(text, names)
        assert "aufwand.errors.UnknownName" in undescribed(silent, names)

    def test_what_cannot_be_written_is_told(self):
        """Nothing is left out without a word."""
        from aufwand_markdown import Markdown
        from docutils import nodes
        from docutils.utils import new_document

        tree = new_document("page")
        tree += nodes.math_block("", "x")
        writer = Markdown("page")
        writer.page_of(tree)

        assert ["math_block"] == writer.lost


class TestInventories:
    def full(self):
        lines = (
            "typing.Any py:data 1 library/typing.html#$ -\n"
            "int py:class 1 library/functions.html#int -\n"
        )
        head = "# Sphinx inventory version 2\n# Project: Python\n# Version: 3\n# zlib\n"
        return head.encode() + compress(lines.encode())

    def test_only_what_is_wanted_is_kept(self):
        """With its address, as the full one has it."""
        from aufwand_inventories import trimmed
        from sphinx.util.inventory import InventoryFile

        kept = InventoryFile.loads(trimmed(self.full(), ("typing.Any",)), uri="https://x/").data

        assert {"py:data"} == set(kept)
        assert "https://x/library/typing.html#typing.Any" == kept["py:data"]["typing.Any"].uri

    def test_a_name_that_is_not_there_is_an_error(self):
        """A link to nowhere would be found by readers only."""
        from aufwand_inventories import trimmed

        with pytest.raises(KeyError, match=r"typing\.Every"):
            trimmed(self.full(), ("typing.Every",))

    @pytest.mark.parametrize("project", ["hypothesis", "pint"])
    def test_those_by_hand_are_as_they_are_kept(self, project):
        """Nobody edits a compressed file."""
        from aufwand_inventories import FOLDER, by_hand

        assert (FOLDER / f"{project}.inv").read_bytes() == by_hand(project)


class TestGallery:
    def test_every_kind_is_shown(self):
        """A kind that nobody sees is none."""
        from aufwand_gallery import KINDS

        page = (EXTENSIONS.parent / "gallery.md").read_text(encoding="utf-8")

        assert set(KINDS) == {kind for kind in KINDS if f"```{{gallery}} {kind}\n" in page}

    def test_every_page_is_shown_and_is_a_whole_report(self, tmp_path):
        """Beside the page that shows it, in a frame that may do nothing."""
        from aufwand_gallery import PAGES, write_pages

        docs = EXTENSIONS.parent
        page = (docs / "gallery.md").read_text(encoding="utf-8")
        html = SimpleNamespace(format="html")
        write_pages(SimpleNamespace(builder=html, srcdir=docs, outdir=tmp_path), None)

        for plan, lang in PAGES:
            assert f"```{{gallery-page}} {plan}.{lang}\n" in page
            written = (tmp_path / "gallery" / f"{plan}.{lang}.html").read_text(encoding="utf-8")
            assert written.startswith("<!doctype html>\n")
            assert f'<html lang="{lang}"' in written

    def test_a_report_that_fails_fails_the_build(self, tmp_path):
        """No page shows an error in place of a report."""
        from aufwand_gallery import KINDS, made
        from sphinx.errors import ExtensionError

        broken = tmp_path / "broken.toml"
        broken.write_text("name = 1", encoding="utf-8")

        with pytest.raises(ExtensionError, match="ended with 3"):
            made(KINDS["text"], broken, "en")

    def test_bytes_are_shown_as_text(self):
        """A calendar file is made of bytes."""
        from aufwand_gallery import KINDS, made, plan_file

        text = made(KINDS["calendar"], plan_file(EXTENSIONS.parent, "year", "en"), "en")

        assert text.startswith("BEGIN:VCALENDAR\nVERSION:2.0\n")


class TestTryIt:
    def test_what_is_packed_is_what_assessing_imports(self, tmp_path):
        """Alone on the path, in a Python without any other package, it assesses a plan."""
        import subprocess

        from aufwand_try_it import pack

        with zipfile.ZipFile(_packed(pack, tmp_path)) as archive:
            archive.extractall(tmp_path / "site")
        sample = Path(aufwand.__file__).parent / "cli" / "samples" / "demo.en.toml"
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]); from aufwand.cli.main import run;"
            "sys.exit(run(['assess', sys.argv[2]]))"
        )
        ended = subprocess.run(
            [sys.executable, "-I", "-S", "-c", code, str(tmp_path / "site"), str(sample)],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

        assert 0 == ended.returncode, ended.stderr
        assert "that takes numpy, which cannot be imported" in " ".join(ended.stdout.split())
        assert "REV102 warning" in ended.stdout

    def test_it_is_the_same_each_time(self, tmp_path):
        """The same site comes of the same tree."""
        from aufwand_try_it import pack

        first = _packed(pack, tmp_path).read_bytes()

        assert first == _packed(pack, tmp_path).read_bytes()

    @pytest.mark.parametrize(("asked", "told"), [("", "info"), ("required", "warning")])
    def test_a_site_without_npm_says_so(self, tmp_path, monkeypatch, asked, told):
        """The page can be read, and who needs more than that is warned."""
        import aufwand_try_it

        said = []
        each = {name: lambda *_, name=name: said.append(name) for name in ("info", "warning")}
        monkeypatch.setattr(aufwand_try_it, "log", SimpleNamespace(**each))
        monkeypatch.setattr(aufwand_try_it.shutil, "which", lambda _: None)
        monkeypatch.setenv(aufwand_try_it.REQUIRED, asked)
        app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=str(tmp_path))
        aufwand_try_it.bring(app)

        assert [told] == said
        assert not (tmp_path / "_static" / "try-it" / "packages.zip").exists()
        assert not aufwand_try_it._is_there(tmp_path)


def _packed(pack, folder):
    file = folder / "packages.zip"
    pack(file)
    return file


def test_signatures_are_lines_and_captions_have_a_level():
    """Other lists of definitions stay what they are."""
    from aufwand_accessible import captions, signatures

    page = '<dl><dt class="sig py">f(<dl>\n<dd>a,</dd>\n</dl>)</dt><dd>It.</dd></dl>'

    assert (
        '<dl><dt class="sig py">f(<span class="sig-lines">\n<span class="sig-line">a,</span>\n'
        "</span>)</dt><dd>It.</dd></dl>"
    ) == signatures(page)
    assert '<p role="heading" aria-level="2">x' == captions('<p role="heading">x')
