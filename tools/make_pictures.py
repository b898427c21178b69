"""Draws the pictures of the documentation: pages of our examples, as we print them.

``docs/_static/giao-ban-1.png`` is the first page of examples/giao-ban.md;
``docs/_static/mau/NAME.png`` that of each of examples/mau/NAME.yaml. Needs poppler's ``pdftoppm``.
Run it (``make pictures``) when the look of a page or an example changes.
"""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from vnadmindoc import export, read

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "docs" / "_static"
EXAMPLES = ROOT / "examples"
_DOTS_PER_INCH = 64
_GREYS = 16  # enough for letters; a page takes less than 40 kB


def draw(source: Path, picture: Path) -> None:
    """Print a document to PDF, and its first page to a picture."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pdf = export(read(source).notice, Path(folder, "page.pdf"))
        page = Path(folder, "page.pgm")
        options = ["-gray", "-singlefile", "-f", "1", "-r", str(_DOTS_PER_INCH)]
        subprocess.run(["pdftoppm", *options, pdf, page.with_suffix("")], check=True)
        Image.open(page).quantize(_GREYS).save(picture, optimize=True)
    print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes")


def main() -> None:
    """Draw every picture anew."""
    draw(EXAMPLES / "giao-ban.md", STATIC / "giao-ban-1.png")
    for source in sorted(EXAMPLES.glob("mau/*.yaml")):
        draw(source, STATIC / "mau" / f"{source.stem}.png")


if __name__ == "__main__":
    main()
