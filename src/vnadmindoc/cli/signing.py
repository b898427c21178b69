"""``sign`` and ``verify``: electronic signatures on a PDF."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, FINDINGS, Json, Name, UsageError, app
from vnadmindoc.cli.screen import out, progress, write_json

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


@app.command(
    name="sign",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc sign giao-ban.pdf --key nguoi-ky.p12 --picture chu-ky.png\n"
        "  vnadmindoc sign giao-ban.pdf --role agency --key co-quan.p12 --picture con-dau.png\n"
        "  vnadmindoc sign giao-ban.pdf ban-ky.pdf --token /usr/lib/libtoken.so"
    ),
)
def _sign(
    source: Name,
    output: Name | None = None,
    /,
    *,
    role: str = "person",
    key: Path | None = None,
    token: Path | None = None,
    token_label: str | None = None,
    certificate: str | None = None,
    password_file: Path | None = None,
    picture: Path | None = None,
    time_stamps: str | None = None,
) -> int:
    """Sign a PDF of ours electronically (PAdES); what is signed already is kept as it is.

    The password of the key file, or the PIN of the token, is asked for.

    Args:
        source: The PDF.
        output: The file to write; the PDF itself when left out.
        role: person, whose picture is shown in blue; or agency, which signs last, in red.
        key: A key file: PKCS#12, .p12 or .pfx.
        token: Instead of a key file the library of a token's maker: PKCS#11.
        token_label: Which token, where there are several.
        certificate: Which certificate on the token, by its label, where there are several.
        password_file: A file whose first line is the password or PIN, for use without a terminal.
        picture: Of the handwritten signature or the seal, best a transparent .png.
        time_stamps: Address of a service of time stamps (RFC 3161).
    """
    from vnadmindoc import signing
    from vnadmindoc.files import read_bytes, write_whole
    from vnadmindoc.signed import keep_signed

    if (key is None) == (token is None):
        raise UsageError("one key is needed", remedy="say either --key FILE or --token LIBRARY")
    pdf = read_bytes(source)
    shown = None if picture is None else read_bytes(picture)
    secret = _secret(password_file, "PIN" if key is None else "Password")

    def signed(signer: "Signer") -> bytes:
        with progress(f"signing {source}"):
            return signing.sign(
                pdf, signer, role, picture=shown, time_stamps=time_stamps, source=source
            )

    if token is not None:
        with signing.token(token, secret, label=token_label, certificate=certificate) as signer:
            data = signed(signer)
    else:
        data = signed(signing.key_file(str(key), secret))
    target = Path(output or source)
    keep_signed({target: data})
    write_whole(target, data)
    return DONE


@app.command(
    name="verify",
    help_epilogue="Examples:\n  vnadmindoc verify giao-ban.pdf --trust goc.pem",
)
def _verify(
    source: Name,
    /,
    *,
    trust: Annotated[tuple[Path, ...], Parameter(negative=(), show_default=False)] = (),
    json_: Json = False,
) -> int:
    """Say of each signature of a PDF whether it holds; exit 1 if one does not, or there is none.

    Args:
        source: The PDF.
        trust: Certificates to be taken for true, .pem or .cer; may be repeated.
        json_: Print what was found as JSON.
    """
    from attrs import asdict

    from vnadmindoc import signing
    from vnadmindoc.files import read_bytes

    roots = [read_bytes(path) for path in trust]
    found = signing.signatures(read_bytes(source), trusted=roots, source=source)
    if json_:
        rows = [asdict(each) | {"at": each.at and each.at.isoformat()} for each in found]
        write_json({"source": source, "signatures": rows})
    else:
        table = Table("Ô", "Người ký", "Lúc", "Còn nguyên", "Tin cậy")
        for each in found:
            when = "" if each.at is None else f"{each.at:%d/%m/%Y %H:%M:%S %z}"
            stamped = " (dấu thời gian)" if each.stamped else ""
            marks = ["có" if good else "KHÔNG" for good in (each.holds, each.trusted)]
            table.add_row(*map(Text, (each.field, each.by, when + stamped, *marks)))
        out.print(table if found else "không có chữ ký số")
    return DONE if found and all(each.holds for each in found) else FINDINGS


def _secret(file: Path | None, name: str) -> str:
    """Return a password or PIN: from a file, or asked for where nobody sees it."""
    from getpass import getpass

    from vnadmindoc.files import read_bytes

    if file is not None:
        return read_bytes(file).decode("utf-8", "replace").split("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise UsageError(
            f"there is no terminal to ask for the {name}", remedy="say --password-file FILE"
        )
    return getpass(f"{name}: ")
