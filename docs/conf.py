"""The documentation site; ``nox -s docs`` builds it without any network."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "aufwand"
author = "The aufwand developers"
copyright = author
version = release = version_of("aufwand")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.coverage",
    "sphinx_copybutton",
    "sphinx_design",
    "aufwand_docs",
    "aufwand_examples",
    "aufwand_markdown",
    "aufwand_try_it",
]
exclude_patterns = ["_build", "_ext", "changelog.d"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
add_module_names = False
napoleon_numpy_docstring = False
toc_object_entries_show_parents = "hide"

# Its figures only count what a folder defines itself; aufwand_docs looks at all it passes on.
coverage_statistics_to_stdout = False

# What others document. There are no inventories here: the site is built without a network, and
# a committed inventory of Python alone would be larger than all of our pages.
nitpick_ignore_regex = [
    # Python itself: types in signatures, and exceptions that ours derive from.
    (
        r"py:(class|exc|obj|data)",
        (
            r"(?:(?:collections\.abc|datetime|decimal|fractions|os|types|typing|typing_extensions)\..+"
            r"|Any|Callable|ClassVar|Decimal|ExceptionGroup|Fault\]|Fraction|Generic|Iterable|Iterator"
            r"|ImportError|Literal|LookupError|Mapping|NamedTuple|OSError|PathLike|Protocol|Sequence"
            r"|TypeError|Unpack|ValueError|bool|bytes|date|dict|float|frozenset|int|list|object"
            r"|str|timedelta|tuple|type|'[a-z]+'|[0-9]+)"
        ),
    ),
    # What pint, click and Hypothesis hand back and forth.
    (r"py:class", r"(?:pint|hypothesis|click)\..+|PlainQuantity|SearchStrategy"),
    (r"py:exc", "InvalidArgument"),
    # Aliases of what a parameter takes: the docstring beside them says it in words.
    (
        r"py:class",
        (
            "Floats|Number|Weights|Names|Plans|SourceLike|ShapeLike|MessageLike|OfferLike|PriceLike|Measured|Detail|Test|Places|Paint"
            "|Addition|(?:Plan|Role|Channel|Activity|Event|Scenario)Changes|.*document.Spot"
        ),
    ),
    # Type variables.
    (r"py:(class|obj)", r"(?:aufwand\..+\.)?[TKVP]"),
]

html_theme = "furo"
html_title = "aufwand"
html_static_path = ["_static"]
html_css_files = ["aufwand.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
