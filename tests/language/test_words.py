"""Words in every language."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from aufwand.errors import MissingWords, UnknownName
from aufwand.language import LANGUAGES, N_, NP_, Words, _reading, language, n_
from aufwand.language.forms import day_form

WORDS = Words(
    {
        "hours": N_("Hours"),
        "month": N_("a month"),
        "drawn": NP_("what each draw is of", "a month"),
        "n_warning": n_("{n} warning", "{n} warnings"),
        "of_days": n_("{worked} of {n} day.", "{worked} of {n} days."),
    }
)


class TestWords:
    @pytest.mark.parametrize(
        ("lang", "texts"),
        [("en", ["Hours", "a month", "a month"]), ("de", ["Stunden", "je Monat", "ein Monat"])],
    )
    def test_texts_by_name(self, lang, texts):
        """English is what stands in the code, and one word of it may be two elsewhere."""
        assert ["hours", "month", "drawn"] == list(WORDS[lang])
        assert texts == list(WORDS[lang].values())
        assert 3 == len(WORDS[lang])

    @pytest.mark.parametrize(
        ("number", "english", "german"),
        [
            (0, "0 warnings", "0 Warnungen"),
            (1, "1 warning", "1 Warnung"),
            (2, "2 warnings", "2 Warnungen"),
            (1234, "1,234 warnings", "1.234 Warnungen"),
        ],
    )
    def test_the_form_for_a_number(self, number, english, german):
        """With the number in the form of the language."""
        assert english == WORDS["en"].count("n_warning", number)
        assert german == WORDS["de"].count("n_warning", number)

    def test_what_else_is_filled_in(self):
        """The number itself can be told in other words, too."""
        assert "4 von 1 Tag." == WORDS["de"].count("of_days", 1, worked=4)
        assert "4 of seven days." == WORDS["en"].count("of_days", 7, worked=4, n="seven")

    def test_a_language_is_looked_up_once(self):
        """And then kept."""
        assert WORDS["de"] is WORDS["de"]

    def test_a_language_nobody_wrote(self):
        """It is refused, with one that is there."""
        with pytest.raises(UnknownName, match="did you mean 'en'"):
            WORDS["fr"]

    @pytest.mark.parametrize(
        "text",
        [N_("No such text"), n_("{n} unheard", "{n} unheard-of"), NP_("nowhere", "Hours")],
    )
    def test_a_text_without_a_translation(self, text):
        """It is an error that names it, never English in the middle of German."""
        words = Words({"text": text})

        assert words["en"] is not None
        with pytest.raises(MissingWords, match=r"is not among the words of 'de'; install"):
            words["de"]

    def test_a_catalogue_that_was_not_packed(self, monkeypatch, tmp_path):
        """It is an error that says what to do."""
        monkeypatch.setattr(_reading, "files", lambda _: tmp_path)
        with pytest.raises(MissingWords, match="packed without the words of 'de'; install"):
            _reading.catalogue.__wrapped__("de")


def test_a_language_is_checked():
    """The languages are those that are listed."""
    assert ["en", "de"] == [language(each) for each in LANGUAGES]
    with pytest.raises(UnknownName, match="there is no language 'dee'; did you mean 'de'"):
        language("dee")


def test_a_day_has_all_its_digits():
    """However long ago it was."""
    assert ("0800-01-02", "02.01.0800") == tuple(
        day_form(date(800, 1, 2), each) for each in LANGUAGES
    )


def test_english_reads_no_catalogue(tmp_path):
    """Whoever asks in English waits for no catalogue, not even with hours in findings."""
    plan = tmp_path / "plan.toml"
    # Too little for a channel: that rule words hours in every language at once.
    plan.write_text('name = "Bakery"\n[[channels]]\nkey = "own"\n', encoding="utf-8")
    code = (
        "import sys\n"
        "from aufwand.cli.main import run\n"
        f"assert run(['assess', {str(plan)!r}]) == 0\n"
        "print([each for each in sys.modules if each.startswith(('babel', 'hatchling'))])\n"
        "print('aufwand.language._reading' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert [b"[]", b"False"] == ran.stdout.splitlines()[-2:]
