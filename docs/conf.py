"""How the documentation is built: offline, every example run, no warning let pass."""

import doctest
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "vnadmindoc"
author = "The vnadmindoc authors"
project_copyright = "The vnadmindoc authors"
release = installed_version("vnadmindoc")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "from_the_code",
]
exclude_patterns = ["_build", "_ext"]
default_role = "code"  # a name in single backticks in a docstring is code

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# The types of other libraries are not looked up: the build asks no network.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!vnadmindoc).*"),
    (r"py:.*", r"vnadmindoc\..*\._.*"),
]

html_theme = "furo"
html_title = f"vnadmindoc {release}"
html_static_path = ["_static"]
html_copy_source = False

# Messages of errors are compared too; Sphinx's own default lets any message pass.
doctest_default_flags = doctest.ELLIPSIS
# Examples write files; each page's examples begin in an empty folder.
doctest_global_setup = """
import os, tempfile
_folder = tempfile.TemporaryDirectory()
_before = os.getcwd()
os.chdir(_folder.name)
"""
doctest_global_cleanup = """
os.chdir(_before)
_folder.cleanup()
"""
