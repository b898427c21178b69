"""Electronic signatures: made with a key made here, verified by pyHanko and by poppler."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import keys, tsp, x509  # type: ignore[import-untyped]  # no stubs are published
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    ExtendedKeyUsage,
    KeyUsage,
    Name,
    NameAttribute,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw
from pyhanko.sign.timestamps import DummyTimeStamper

from vnadmindoc import export, signing
from vnadmindoc.cli import main
from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.model import Dateline, Letterhead, Notice, Paragraph, Signature
from vnadmindoc.readers import read_bytes
from vnadmindoc.signing import SigningRole

NOTICE = Notice(
    subject="Việc nghỉ lễ",
    letterhead=Letterhead(agency="Sở Nội vụ"),
    dateline=Dateline(place="Lam Giang", day=4, month=5, year=2026),
    opening=(Paragraph(text="Toàn thể cán bộ nghỉ lễ theo quy định."),),
    recipients=("Lưu: VT",),
    signature=Signature(title="Giám đốc", name="Lò Thị Hoan"),
)
PDF = PdfExporter().export(NOTICE)
PASSWORD = "mật khẩu"


Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def certified(name: str, key: Key, *, stamps: bool = False) -> Certificate:
    """Return a certificate that a key has given itself."""
    who = Name([NameAttribute(NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign"), False
    )
    builder = (
        CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=30))
        .add_extension(BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_cert_sign=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
    )
    if stamps:
        purpose = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder.sign(key, SHA256())


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A key file, and the certificate in it."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certified("Lò Thị Hoan", key)
    path = tmp_path_factory.mktemp("keys") / "nguoi-ky.p12"
    sealed = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(serialize_key_and_certificates(b"ky", key, certificate, None, sealed))
    return path, certificate.public_bytes(Encoding.PEM)


@pytest.fixture(scope="module")
def picture() -> bytes:
    """A signature in black ink on white paper."""
    drawn = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(drawn).line([(20, 90), (90, 20), (150, 90), (280, 30)], "black", 9)
    file = BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def signed(person: tuple[Path, bytes], picture: bytes) -> bytes:
    """The notice, signed by its person."""
    return signing.sign(PDF, signing.key_file(person[0], PASSWORD), picture=picture)


@pytest.fixture(scope="module")
def both(signed: bytes, person: tuple[Path, bytes], picture: bytes) -> bytes:
    """The same, with the agency's signature."""
    return signing.sign(signed, signing.key_file(person[0], PASSWORD), "agency", picture=picture)


@pytest.fixture
def time_service() -> Iterator[str]:
    """The address of a service of time stamps on this machine."""
    key = rsa.generate_private_key(65_537, 2_048)  # the maker of stamps knows no other
    certificate = certified("Giờ chuẩn", key, stamps=True)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(der),
    )

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its signature
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def pdfsig(pdf: bytes, folder: Path) -> list[str]:
    """Return what poppler says of each signature."""
    program = shutil.which("pdfsig")
    assert program, "pdfsig of poppler-utils verifies the signatures: install it"
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    run = subprocess.run([program, "-nocert", path], capture_output=True, text=True)
    return re.findall(r"Signature Validation: (.*)", run.stdout)


def test_a_signature_holds_for_two_verifiers(
    signed: bytes, person: tuple[Path, bytes], tmp_path: Path
) -> None:
    """PyHanko and poppler find one that is whole; it is trusted when its certificate is."""
    (found,) = signing.signatures(signed, trusted=[person[1]])
    (unknown,) = signing.signatures(signed)

    assert (found.field, found.by) == ("NguoiKy", "Lò Thị Hoan")
    assert (found.holds, found.trusted, found.stamped) == (True, True, False)
    assert (unknown.holds, unknown.trusted) == (True, False)
    assert pdfsig(signed, tmp_path) == ["Signature is Valid."]
    assert b"/ETSI.CAdES.detached" in signed


def test_the_agency_signs_after_the_person(both: bytes, signed: bytes, tmp_path: Path) -> None:
    """Both hold, and what was signed first is there byte for byte."""
    assert [each.field for each in signing.signatures(both)] == ["NguoiKy", "CoQuan"]
    assert all(each.holds for each in signing.signatures(both))
    assert both.startswith(signed)
    assert pdfsig(both, tmp_path) == ["Signature is Valid."] * 2


def test_a_time_stamp_is_kept_with_the_signature(
    person: tuple[Path, bytes], time_service: str
) -> None:
    """PAdES B-T: the time is the service's."""
    signer = signing.key_file(person[0], PASSWORD)

    (found,) = signing.signatures(signing.sign(PDF, signer, time_stamps=time_service))

    assert (found.holds, found.stamped) == (True, True)
    assert found.at is not None
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_signed_file_still_gives_its_notice(both: bytes) -> None:
    """The data inside is signed along."""
    assert read_bytes(both, "pdf").notice == NOTICE


@pytest.mark.parametrize("at", [0.02, 0.3, 0.6, 0.9])
def test_one_byte_changed_is_found(signed: bytes, at: float, tmp_path: Path) -> None:
    """Wherever it stands in what was signed."""
    place = int(len(PDF) * at)
    changed = bytearray(signed)
    changed[place] ^= 1

    try:
        found = [each.holds for each in signing.signatures(bytes(changed))]
    except ReadError:
        found = [False]

    assert found in ([False], [])
    assert pdfsig(bytes(changed), tmp_path) in ([], ["Digest Mismatch."])


def test_something_added_behind_a_signature_is_found(signed: bytes) -> None:
    """A page changed by an update leaves the signed bytes whole, but not the document."""
    ((number, body),) = re.findall(rb"(\d+) 0 obj\n(<</Type/Page/.*>>)\nendobj", PDF)
    start = len(signed)
    trailer = re.findall(rb"startxref\s+(\d+)", signed)[-1]
    root = re.findall(rb"/Root (\d+ 0 R)", signed)[-1]
    turned = body.replace(b"/Tabs/S", b"/Tabs/S/Rotate 180")
    added = b"%s 0 obj\n%s\nendobj\n" % (number, turned)
    table = b"xref\n%s 1\n%010d 00000 n \ntrailer\n<</Size 9999/Root %s/Prev %s>>\n" % (
        number, start, root, trailer,
    )  # fmt: skip
    update = added + table + b"startxref\n%d\n%%%%EOF\n" % (start + len(added))

    (found,) = signing.signatures(signed + update)

    assert (found.intact, found.unaltered, found.holds) == (True, False, False)
    with pytest.raises(ExportError, match="no longer holds"):
        signing.sign(signed + update, None, "agency")  # type: ignore[arg-type]  # not asked for


class TestRefused:
    """What is not signed, and why."""

    def test_the_agency_before_the_person(self, person: tuple[Path, bytes]) -> None:
        """The order of acts is the Decree's."""
        with pytest.raises(ExportError, match="the competent person"):
            signing.sign(PDF, signing.key_file(person[0], PASSWORD), "agency")

    def test_one_field_twice(self, signed: bytes, person: tuple[Path, bytes]) -> None:
        """What is signed is signed."""
        with pytest.raises(ExportError, match="signed already"):
            signing.sign(signed, signing.key_file(person[0], PASSWORD))

    def test_a_file_without_fields(self, person: tuple[Path, bytes]) -> None:
        """A field added now would break PDF/UA; the message says how to have one."""
        plain = PdfExporter(signature_fields=False).export(NOTICE)
        with pytest.raises(ExportError, match="no empty field") as caught:
            signing.sign(plain, signing.key_file(person[0], PASSWORD))

        assert caught.value.remedy

    def test_a_wrong_password_a_wrong_file_and_a_wrong_picture(
        self, person: tuple[Path, bytes], tmp_path: Path
    ) -> None:
        """Each is told as what it is."""
        other = tmp_path / "khac.p12"
        other.write_bytes(b"no key")
        signer = signing.key_file(person[0], PASSWORD)
        with pytest.raises(ReadError, match="password is wrong"):
            signing.key_file(person[0], "sai")
        with pytest.raises(ReadError, match=r"PKCS#12"):
            signing.key_file(other, None)
        with pytest.raises(ReadError, match="picture"):
            signing.sign(PDF, signer, picture=b"no picture")
        with pytest.raises(ReadError, match="no PDF"):
            signing.sign(b"no PDF", signer)
        with pytest.raises(ExportError, match="nobody signs as"):
            signing.sign(PDF, signer, "chief")

    def test_a_service_that_does_not_answer(self, person: tuple[Path, bytes]) -> None:
        """Without the time stamp asked for there is no signature."""
        signer = signing.key_file(person[0], PASSWORD)
        with pytest.raises(ExportError, match="could not be signed"):
            signing.sign(PDF, signer, time_stamps="http://127.0.0.1:9")

    def test_a_token_without_its_library(self, tmp_path: Path) -> None:
        """The message names the library."""
        with pytest.raises(ReadError, match="token"), signing.token(tmp_path / "a.so", "1234"):
            pass

    def test_a_signed_file_is_not_written_over(self, signed: bytes, tmp_path: Path) -> None:
        """Neither by the library nor by the command; another name will do."""
        path = tmp_path / "ky.pdf"
        path.write_bytes(signed)
        (tmp_path / "a.md").write_text("THÔNG BÁO\nViệc nghỉ lễ\n\n1. Nghỉ lễ.\n")

        with pytest.raises(ExportError, match="signed"):
            export(NOTICE, path)
        assert main(["convert", str(tmp_path / "a.md"), str(path)]) == 5
        assert path.read_bytes() == signed
        assert export(NOTICE, tmp_path / "moi.pdf").read_bytes() == PDF


class TestPictures:
    """The signature is blue, the seal red and in its true size (II.7.d, II.8)."""

    def test_each_stands_in_its_colour_where_the_decree_wants_it(
        self, both: bytes, tmp_path: Path
    ) -> None:
        """The blue one is above the name, the red one over its left third; paper is nothing."""
        (tmp_path / "both.pdf").write_bytes(both)
        subprocess.run(
            ["pdftoppm", "-r", "72", "-png", "-singlefile", "both.pdf", "page"],
            cwd=tmp_path,
            check=True,
        )
        page = Image.open(tmp_path / "page.png").convert("RGB")
        words = subprocess.run(
            ["pdftotext", "-bbox", tmp_path / "both.pdf", "-"], capture_output=True, text=True
        ).stdout
        (top,) = map(float, re.findall(r'yMin="([\d.]+)"[^>]*>Lò<', words))
        ink = {
            colour: [(x, y) for x in range(page.width) for y in range(page.height)
                     if near(page.getpixel((x, y)), colour)]
            for colour in ("blue", "red")
        }  # fmt: skip
        blue, red = (box(ink[colour]) for colour in ("blue", "red"))

        assert blue[3] <= top + 2
        assert red[0] < blue[0] < red[2] < blue[2]
        assert red[2] - blue[0] <= (blue[2] - blue[0]) / 2

    def test_the_seal_has_the_size_that_was_asked_for(self) -> None:
        """Its field is a square of that diameter."""
        rect = re.search(
            rb"/T\(CoQuan\).*?/Rect\[([\d. -]+)\]", PdfExporter(seal_diameter=42).export(NOTICE)
        )
        assert rect is not None
        left, bottom, right, top = map(float, rect[1].split())

        assert right - left == pytest.approx(42 * 72 / 25.4, abs=0.02)
        assert top - bottom == pytest.approx(42 * 72 / 25.4, abs=0.02)


def near(pixel: object, colour: str) -> bool:
    """Whether a pixel is of a colour."""
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return blue > 130 > red if colour == "blue" else bool(red > 180 and green < 110 > blue)


def box(points: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return the box around points: left, top, right, bottom."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def test_the_command_signs_and_verifies(
    person: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sign in place, then for the agency, then verify; a file without a signature is told."""
    path = tmp_path / "giao-ban.pdf"
    path.write_bytes(PDF)
    (tmp_path / "mat-khau").write_text(f"{PASSWORD}\n")
    (tmp_path / "goc.pem").write_bytes(person[1])
    secret = ["--key", str(person[0]), "--password-file", str(tmp_path / "mat-khau")]

    assert main(["verify", str(path)]) == 1
    assert main(["sign", str(path), *secret]) == 0
    assert main(["sign", str(path), *secret, "--role", SigningRole.AGENCY]) == 0
    assert main(["sign", str(path), *secret]) == 5
    assert main(["verify", str(path), "--trust", str(tmp_path / "goc.pem")]) == 0
    assert capsys.readouterr().out.count("Lò Thị Hoan") == 2
