"""Draws docs/_static/giao-ban-1.png: the first page of examples/giao-ban.md, as we print it.

Needs poppler's ``pdftoppm``. Run it when the look of a page changes.
"""

import subprocess
import tempfile
from pathlib import Path

from vnadmindoc import export, read

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "_static" / "giao-ban-1.png"
_DOTS_PER_INCH = 68  # the file stays below 150 kB


def main() -> None:
    """Print the example to PDF, and its first page to a picture."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = export(read(ROOT / "examples" / "giao-ban.md").notice, Path(folder, "giao-ban.pdf"))
        resolution = str(_DOTS_PER_INCH)
        options = ["-png", "-gray", "-singlefile", "-f", "1", "-r", resolution]
        subprocess.run(["pdftoppm", *options, pdf, PICTURE.with_suffix("")], check=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
