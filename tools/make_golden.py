"""Writes the expected files of tests/corpus anew: what is read from each source, and its page.

A folder holds ``source.md`` or ``source.txt``, and beside it what a clerk can review:
``notice.yaml`` (the values), ``layout.txt`` (the page, one ``role | text`` a line) and
``findings.txt`` (what reader and check have to say). Read the difference like code before you
keep it.
"""

from pathlib import Path

from vnadmindoc import check, read
from vnadmindoc.exporters.data import YamlExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.recognition import Reading

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
_LINE_BREAK = " ⏎ "


def golden(folder: Path) -> dict[str, str]:
    """Return the expected files of a folder of the corpus: their names and contents."""
    (source,) = folder.glob("source.*")
    reading = read(source)
    return {
        "notice.yaml": YamlExporter().export(reading.notice).decode(),
        "layout.txt": _page(reading.notice),
        "findings.txt": _findings(reading),
    }


def _page(notice: Notice) -> str:
    lines = []
    for paragraph in lay_out(notice).paragraphs():
        text = paragraph.text.replace("\n", _LINE_BREAK)
        lines.append(f"{paragraph.role} | {text}".rstrip())
    return "\n".join(lines) + "\n"


def _findings(reading: Reading) -> str:
    found = (*reading.findings, *check(reading.notice).findings)
    return "".join(f"{finding}\n" for finding in found)


def main() -> None:
    """Write the expected files of every folder, and name those that change."""
    for folder in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        for name, text in golden(folder).items():
            path = folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                print(f"written: {path.relative_to(CORPUS.parent.parent)}")


if __name__ == "__main__":
    main()
