"""The translations say all there is to say, and are packed."""

from __future__ import annotations

import ast
import importlib.util
import runpy
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest

from aufwand.language import LANGUAGES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "aufwand"

# It is not packed, so it is not there to be imported where the package was installed.
BUILDING = PACKAGE / "language" / "_building.py"

_SPEC = importlib.util.spec_from_file_location("aufwand.language._building", BUILDING)
assert _SPEC is not None
assert _SPEC.loader is not None
building = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(building)

HEADER = """\
# Words.
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""

SOURCE = """\
from aufwand.language import NP_, N_, Words, n_

WORDS = Words(
    {
        # Translators: a greeting
        "hello": N_("Hello, {name}" "!"),
        "file": NP_("to put away", "file"),
        "n_dog": n_("{n} dog", "{n} dogs"),
    }
)
"""

WHOLE = """
msgid "Hello, {name}!"
msgstr "Hallo, {name}!"

msgctxt "to put away"
msgid "file"
msgstr "ablegen"

msgid "{n} dog"
msgid_plural "{n} dogs"
msgstr[0] "{n} Hund"
msgstr[1] "{n} Hunde"
"""


@pytest.fixture
def project(tmp_path):
    """Return a function that writes a project with these words, and returns its catalogue."""

    def made(body, source=SOURCE):
        package = tmp_path / "src" / "aufwand"
        catalogue = package / "language" / "locale" / "de" / "LC_MESSAGES" / "aufwand.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.write_text(f"{HEADER}{body}", encoding="utf-8")
        (package / "words.py").write_text(source, encoding="utf-8")
        (package / "other.py").write_text("N_('not ours')\n", encoding="utf-8")
        return catalogue

    return made


def _compiled(path):
    return building.compiled(path, building.template(path.parents[4]))


class TestOurs:
    def test_every_language_has_a_catalogue(self):
        """All but English, which stands in the code."""
        paths = building.catalogues(PACKAGE)

        assert sorted(LANGUAGES) == sorted(["en", *(path.parts[-3] for path in paths)])

    @pytest.mark.parametrize("path", building.catalogues(PACKAGE), ids=lambda path: path.parts[-3])
    def test_it_is_whole_and_what_was_packed(self, path):
        """Nothing is missing, left over, fuzzy, empty or filled otherwise.

        If only the packed one differs, ``nox -s words`` compiles it again.
        """
        wanted = building.template(PACKAGE)

        assert [] == list(building.faults(building.read(path), wanted))

        packed = files("aufwand.language") / "locale" / path.parts[-3] / "LC_MESSAGES"
        assert building.compiled(path, wanted) == (packed / "aufwand.mo").read_bytes()

    def test_words_are_in_catalogues_and_rules_speak_german(self):
        """No module has tables of its own; rules, which packages bring as well, say all in both."""
        tables, silent = [], []
        for path in sorted(PACKAGE.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if '"en":' not in text:
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Dict):
                    texts = {
                        key.value: value
                        for key, value in zip(node.keys, node.values, strict=True)
                        if isinstance(key, ast.Constant)
                    }
                    place = f"{path.name}:{node.lineno}"
                    tables += [place] * isinstance(texts.get("en"), ast.Dict)
                    silent += [place] * ("en" in texts and "de" not in texts)

        assert ([], []) == (tables, silent)


class TestTemplate:
    def test_all_that_is_marked_is_found(self, project):
        """With its context, its forms and what translators are told; not what others mark."""
        found = building.template(project("").parents[4])

        assert [
            ("Hello, {name}!", None, ["a greeting"]),
            ("file", "to put away", []),
            (("{n} dog", "{n} dogs"), None, []),
        ] == [(each.id, each.context, each.auto_comments) for each in found if each.id]
        assert [("aufwand/words.py", 1)] == found["Hello, {name}!"].locations


class TestCompiled:
    def test_gettext_reads_it(self, project):
        """With contexts and forms, and nothing that a clock or a release would change."""
        data = _compiled(project(WHOLE))
        read = GNUTranslations(BytesIO(data))

        assert "Hallo, {name}!" == read.gettext("Hello, {name}!")
        assert "ablegen" == read.pgettext("to put away", "file")
        assert "{n} Hund" == read.ngettext("{n} dog", "{n} dogs", 1)
        assert "{n} Hunde" == read.ngettext("{n} dog", "{n} dogs", 0)
        assert {"content-type", "plural-forms"} == set(read.info())
        assert data == _compiled(project(WHOLE))

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ('\nmsgid "Hello, {name}!"\nmsgstr "Hallo, {name}!"\n', "", "'Hello, {name}!' is mis"),
            ('"ablegen"', '""', r"'file' (to put away) is not translated"),
            ('msgstr[1] "{n} Hunde"\n', "", "'{n} dog' is not translated, or not in all"),
            ('msgstr[1] "{n} Hunde"', 'msgstr[1] ""', "'{n} dog' is not translated, or not in"),
            ("{n} Hunde", "{m} Hunde", "'{n} dog' is filled with other names"),
            ("Hallo, {name}", "Hallo", "'Hello, {name}!' is filled with other names"),
            ("{n} dogs", "{n} hounds", "'{n} dog' has other plural forms"),
            ("\nmsgctxt", "\n#, fuzzy\nmsgctxt", "'file' (to put away) is marked as fuzzy"),
            ("\nmsgctxt", '\nmsgid "x"\nmsgstr "y"\n\nmsgctxt', "'x' is in no source any more"),
            ("\nmsgctxt", '\n#~ msgid "x"\n#~ msgstr "y"\n\nmsgctxt', "'x' is in no source any"),
        ],
    )
    def test_what_lacks_is_refused(self, project, old, new, told):
        """It names the language and the text."""
        assert old in WHOLE
        with pytest.raises(ValueError, match=r"^aufwand\.po \(de\): ") as caught:
            _compiled(project(WHOLE.replace(old, new)))

        assert told in str(caught.value)


class TestBuilding:
    def test_the_hook_compiles(self, project):
        """What the build backend packs is made right before."""
        path = project(WHOLE)
        hook = building.WordsHook(str(path.parents[6]), {}, None, None, "", "wheel")
        hook.initialize("standard", {})

        assert _compiled(path) == path.with_suffix(".mo").read_bytes()

    def test_the_hook_refuses(self, project):
        """A package whose words are not whole is not built."""
        path = project("")
        hook = building.WordsHook(str(path.parents[6]), {}, None, None, "", "wheel")
        with pytest.raises(ValueError, match="is missing"):
            hook.initialize("editable", {})

    def test_updating_adds_and_takes_away(self, project, capsys):
        """What was translated stays, what is new is to do, and the header is the translator's."""
        path = project(WHOLE, SOURCE.replace('"file"),', '"pile"),').replace("Hello", "Goodbye"))
        package = path.parents[4]

        assert 1 == building.main(package)

        text = path.read_text(encoding="utf-8")
        assert text.startswith(HEADER)
        assert 'msgid "{n} dog"' in text
        assert "Hello" not in text
        assert "Goodbye" in text
        assert "Goodbye" in capsys.readouterr().err
        assert not path.with_suffix(".mo").exists()

    def test_updating_compiles_what_is_whole(self, project):
        """And a second time changes nothing."""
        path = project(WHOLE)

        assert 0 == building.main(path.parents[4])
        once = path.read_bytes()
        assert 0 == building.main(path.parents[4])
        assert once == path.read_bytes()
        assert _compiled(path) == path.with_suffix(".mo").read_bytes()

    def test_it_is_a_script(self, monkeypatch):
        """It works on the package it lies in, and leaves with what it found."""
        calls = []
        monkeypatch.setattr(Path, "glob", lambda path, _: calls.append(path) or [])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(BUILDING), run_name="__main__")

        assert 0 == ended.value.code
        assert [PACKAGE] == calls
