"""The reference says all there is, and nothing that is not so."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import aufwand as aw
from aufwand.cli import exit_codes
from aufwand.units import Cadence, EffortRate, Elapsed, HourlyRate, Money, MoneyRate, factor

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

FOLDERS = sorted(each.name for each in iter_modules(aw.__path__) if not each.name.startswith("_"))

#: How each table of the units pages is read, by the head of its first column.
READERS = {
    "duration": lambda text: str(aw.duration(text)),
    "elapsed time": lambda text: str(Elapsed(text)),
    "capacity": lambda text: EffortRate.parse(text).text,
    "money": lambda text: str(Money.parse(text)),
    "price of an hour": lambda text: HourlyRate.parse(text).text,
    "money per period": lambda text: MoneyRate.parse(text).text,
    "factor": lambda text: str(factor(text)),
    "text": lambda text: Cadence.parse(text).text,
}

#: Where a table of the page of the plan file shows the keys of a part.
TABLES = {
    "Plan": (),
    "Audience": ("audiences",),
    "Goal": ("audiences", "goals"),
    "Channel": ("channels",),
    "Role": ("roles",),
    "Activity": ("activities",),
    "Source": ("activities", "source"),
    "Driver": ("drivers",),
    "Event": ("events",),
    "Correlation": ("correlations",),
    "Calendar": ("calendar",),
    "Closure": ("calendar", "closures"),
    "Identity": ("identity",),
    "Criticism": ("criticism",),
    "Tool": ("tools",),
    "Cost": ("costs",),
    "Acceptance": ("accept",),
    "RuleSettings": ("rules",),
    "Override": ("rules", "overrides"),
    "Scenario": ("scenarios",),
    "Additions": ("scenarios", "add"),
}


def _read(path: str) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


def _rows():
    """Return what each line of the tables of the units pages says, for a test of its own."""
    for page in ("reference/units.md", "reference/cadences.md"):
        reader = None
        for line in _read(page).splitlines():
            cells = [each.strip() for each in line.strip("|").split(" | ")]
            if not line.startswith("|"):
                reader = None
            elif reader is None:
                refused = cells[0].startswith("refused ")
                reader = cells[0].removeprefix("refused ")
            elif reader in READERS and not cells[0].startswith("---"):
                yield pytest.param(reader, refused, cells[0].strip("`"), cells[1], id=line)


@pytest.mark.parametrize(("reader", "refused", "text", "said"), list(_rows()))
def test_a_line_of_the_units_pages_is_so(reader, refused, text, said):
    """What a table says is read is read like that, and what it refuses is refused for that."""
    if refused:
        with pytest.raises(aw.Fault) as caught:
            READERS[reader](text)
        found = caught.value.hint
    else:
        found = READERS[reader](text)

    assert said == found


def test_the_units_pages_have_tables():
    """The test above has something to test."""
    assert 60 < len(list(_rows()))


def _shown(part: str) -> set[str]:
    """Return the keys that the examples of the page of the plan file show for a part."""
    found: set[str] = set()
    blocks = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for block in blocks.findall(_read("reference/plan-file.md")):
        tables = [tomllib.loads(block)]
        for step in TABLES[part]:
            tables = [each for table in tables for each in _tables(table.get(step))]
        found.update(key for table in tables for key in table)
    return found


def _tables(value: object) -> list[dict[str, object]]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _schema_parts() -> dict[str, set[str]]:
    schema = aw.plan_schema()
    tables = {"Plan": schema, **schema["$defs"]}
    return {name: set(table["properties"]) for name, table in tables.items()}


@pytest.mark.parametrize(("part", "keys"), list(_schema_parts().items()))
def test_every_key_of_a_plan_file_is_shown_in_an_example(part, keys):
    """The page of the plan file leaves out no key, and each has a line in a table, too."""
    page = _read("reference/plan-file.md")

    assert keys <= _shown(part)
    assert f"```{{plan-keys}} {part}\n" in page


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_reference_lists_every_public_name_of_a_folder(folder):
    """What a folder passes on stands on a page, and no page lists what does not exist."""
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference/api").glob("*"))
    module = f"aufwand.{folder}"
    # A folder of a folder is a name of it, with names of its own.
    for each in (module, f"{module}.strategies") if folder == "testing" else (module,):
        pattern = rf"^\.\. (?:auto|py:)\w+:: {re.escape(each)}\.(\w+)(?:\(\))?$"
        listed = set(re.findall(pattern, pages, re.MULTILINE)) - {"strategies"}

        assert set(getattr(import_module(each), "__all__", ())) == listed


def test_the_reference_lists_every_name_of_the_face():
    """The first page of the reference has every name that ``import aufwand`` brings."""
    listed = re.findall(
        r"^\| \{py:\w+\}`aw\.(\w+) <", _read("reference/api/index.md"), re.MULTILINE
    )

    assert sorted(aw.__all__) == sorted(listed)


def test_the_map_names_exactly_the_folders_there_are():
    """The docstring of the package is a true map."""
    told = re.findall(r"^- :mod:`aufwand\.(\w+)`", aw.__doc__ or "", re.MULTILINE)

    assert FOLDERS == sorted(told)


def test_every_command_has_its_heading():
    """The page of the command line has every command, in the order a beginner needs them."""
    from aufwand.cli.main import command

    headings = re.findall(r"^## (\w+)$", _read("reference/command-line.md"), re.MULTILINE)

    assert sorted(command.commands) == sorted(headings)


def test_the_table_of_exit_codes_is_complete():
    """Every code the command can leave with has a line."""
    codes = [each for each in vars(exit_codes).values() if isinstance(each, int)]
    listed = re.findall(r"^\| ([0-9]+) \|", _read("reference/exit-codes.md"), re.MULTILINE)

    assert sorted(codes) == [int(each) for each in listed]


def test_no_page_or_source_names_a_path_of_a_machine():
    """What is committed is true on every machine."""
    folders = [ROOT / name for name in ("src", "docs", "tests", ".ci")]
    files = [each for folder in folders for each in folder.rglob("*") if each.is_file()]
    files += [each for each in ROOT.iterdir() if each.is_file()]
    named = re.compile(r"(?<![\w./:-])/(?:home|root|tmp|work)/\w")
    found = [
        str(each.relative_to(ROOT))
        for each in files
        if each.suffix in {".md", ".py", ".toml", ".csv", ".yaml", ".json", ".css", "", ".txt"}
        and not {"__pycache__", "_build"} & set(each.parts)
        and not each.name.startswith(".coverage")
        and named.search(each.read_text(encoding="utf-8", errors="replace"))
    ]

    assert [] == found
