"""The documentation site; ``nox -s docs`` builds it without any network."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from aufwand_inventories import FOLDER, SITES

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
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
    "sphinx_design",
    "aufwand_docs",
    "aufwand_accessible",
    "aufwand_examples",
    "aufwand_gallery",
    "aufwand_markdown",
    "aufwand_try_it",
]
exclude_patterns = ["_build", "_ext", "_inventories", "_plans", "changelog.d"]

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

# What others document: the names that our pages refer to, so that none needs a network.
intersphinx_mapping = {name: (site, str(FOLDER / f"{name}.inv")) for name, site in SITES.items()}

nitpick_ignore_regex = [
    # Hypothesis raises it, and documents it nowhere.
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
