"""Electronic signatures in a PDF of ours: signed with pyHanko, and verified.

Promised: a signature fills a field that the page has had from the start, so the file stays PDF/A
and PDF/UA; what was signed before is untouched and still holds; the agency signs only what a person
has signed (Điều 33). Whatever pyHanko, a key file or a token says is one error of ours.
Refused here: trust in a certificate that nobody has named, and every other change of a signed file.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.d and II.8; ETSI EN 319 142-1 (PAdES B-B, B-T).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Final

from attrs import frozen

from vnadmindoc.errors import ExportError, MissingExtraError, ReadError, VnAdminDocError
from vnadmindoc.exporters.pdf_fields import AGENCY, SIGNER, SignatureField
from vnadmindoc.files import read_bytes

try:
    from asn1crypto import pem, x509  # type: ignore[import-untyped]  # no stubs are published
    from PIL import Image, ImageOps, UnidentifiedImageError
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
    from pyhanko.sign.timestamps import HTTPTimeStamper
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator import ValidationContext
except ModuleNotFoundError as error:
    raise MissingExtraError("signing PDF files", "sign") from error

_DIGEST: Final = "sha256"
_MOST_PIXELS: Final = 25_000_000  # of a picture: a whole page at 600 dots an inch


class SigningRole(StrEnum):
    """As whom one signs (*tư cách ký*)."""

    PERSON = "person"
    """The competent person; the picture is blue (II.7.d)."""
    AGENCY = "agency"
    """The agency, whose registry signs last; the picture of the seal is red (II.8)."""

    @property
    def field(self) -> SignatureField:
        """The field that this signature fills."""
        return SIGNER if self is SigningRole.PERSON else AGENCY


_INKS: Final = {SigningRole.PERSON: (0, 51, 170), SigningRole.AGENCY: (226, 0, 18)}


@frozen
class Signed:
    """What was found of one signature (*chữ ký số*).

    Attributes:
        field: The name of its field.
        by: The name in the signer's certificate.
        at: When it was made: by the time stamp, else by the signer's own clock; None if unsaid.
        stamped: Whether a time stamp says so, which is PAdES B-T.
        intact: Whether the bytes it covers are those that were signed, and the signature is of the
            certificate's key.
        unaltered: Whether nothing was changed behind it but by later signatures.
        trusted: Whether the certificate leads to one of those that were named as trusted.
    """

    field: str
    by: str
    at: datetime | None
    stamped: bool
    intact: bool
    unaltered: bool
    trusted: bool

    @property
    def holds(self) -> bool:
        """Whether the document is the one that was signed."""
        return self.intact and self.unaltered


def key_file(path: str | Path, password: str | None) -> Signer:
    """Return the signer of a PKCS#12 file (``.p12``, ``.pfx``).

    Raises:
        ReadError: The file cannot be read, or the password is not its own.
    """
    data = read_bytes(path)
    secret = None if password is None else password.encode()
    with _told(ReadError, str(path), "is no PKCS#12 file, or the password is wrong"):
        signer: Signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=secret)
    return signer


@contextmanager
def token(
    library: str | Path, pin: str, *, label: str | None = None, certificate: str | None = None
) -> Iterator[Signer]:
    """Open a PKCS#11 token, such as a USB key of the Government's signing service.

    Args:
        library: The driver's library, from the token's maker.
        pin: The PIN of the token.
        label: Which token, by its label; may be left out where there is one.
        certificate: Which certificate on it, by its label; may be left out where there is one.

    Raises:
        ReadError: There is no such token, or it refuses.
    """
    # The binding loads only where a token is used: it asks for a compiled library.
    with _told(ReadError, str(library), "this token cannot be used"):
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

        wanted = None if label is None else TokenCriteria(label=label)
        session = open_pkcs11_session(str(library), token_criteria=wanted, user_pin=pin)
    with session, _told(ExportError, str(library), "the token does not sign"):
        yield PKCS11Signer(session, cert_label=certificate)


def sign(
    pdf: bytes,
    signer: Signer,
    role: SigningRole | str = SigningRole.PERSON,
    *,
    picture: bytes | None = None,
    time_stamps: str | None = None,
    source: str = "<pdf>",
) -> bytes:
    """Return a file of ours with one more signature, PAdES B-B or, with a time stamp, B-T.

    Args:
        pdf: The file; what stands in it is kept byte for byte.
        signer: From `key_file` or `token`.
        role: As whom.
        picture: A picture of the handwritten signature or of the seal, such as PNG; it is shown in
            blue or red, and white paper around it as nothing.
        time_stamps: The address of a service of time stamps (RFC 3161).
        source: What the file is called in messages.

    Raises:
        ReadError: The file or the picture cannot be read.
        ExportError: There is no empty field for this signature, a signature before it no longer
            holds, or the signature could not be made.
    """
    role = _role(role)
    earlier = signatures(pdf, source=source)
    _refuse(earlier, role, source)
    look = StaticStampStyle(border_width=0, background=None)
    if picture is not None:
        inked = _inked(picture, role)
        look = StaticStampStyle(border_width=0, background=PdfImage(inked), background_opacity=1.0)
    about = PdfSignatureMetadata(
        field_name=role.field.name, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES
    )
    stamper = None if time_stamps is None else HTTPTimeStamper(time_stamps)
    with _told(ExportError, source, "could not be signed"):
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        _require_empty(writer.prev, role, source)
        maker = PdfSigner(about, signer, timestamper=stamper, stamp_style=look)
        signed: BytesIO = maker.sign_pdf(writer, existing_fields_only=True)
    return signed.getvalue()


def signatures(
    pdf: bytes, *, trusted: Sequence[bytes] = (), source: str = "<pdf>"
) -> tuple[Signed, ...]:
    """Return what there is to say of each signature of a file, in the order they were made.

    Args:
        pdf: The file.
        trusted: Certificates, in PEM or DER, that are taken for true; without one no signature is
            trusted, though it may hold.
        source: What the file is called in messages.

    Raises:
        ReadError: The file is no PDF, is damaged or is locked.
    """
    roots = [_certificate(each) for each in trusted]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    with _told(ReadError, source, "is no PDF, is damaged, or is locked with a password"):
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        return tuple(_found(each, context) for each in reader.embedded_regular_signatures)


def _found(embedded: EmbeddedPdfSignature, context: ValidationContext) -> Signed:
    field = embedded.field_name
    try:
        status = validate_pdf_signature(embedded, context)
    except Exception:  # what pyHanko cannot take apart does not hold
        return Signed(field, "", None, stamped=False, intact=False, unaltered=False, trusted=False)
    stamp = status.timestamp_validity
    names = status.signing_cert.subject.native
    return Signed(
        field=field,
        by=names.get("common_name", ""),
        at=stamp.timestamp if stamp else status.signer_reported_dt,
        stamped=bool(stamp and stamp.intact and stamp.valid),
        intact=status.intact and status.valid,
        unaltered=bool(status.docmdp_ok),
        trusted=status.trusted,
    )


def _role(value: SigningRole | str) -> SigningRole:
    try:
        return SigningRole(value)
    except ValueError as error:
        raise ExportError(
            f"nobody signs as {value!r}", expected="one of " + ", ".join(SigningRole)
        ) from error


def _refuse(earlier: Sequence[Signed], role: SigningRole, source: str) -> None:
    """Refuse to sign over what no longer holds, and the agency before a person has signed."""
    for signed in earlier:
        if not signed.holds:
            raise ExportError(
                f"refused: the signature in the field {signed.field!r} no longer holds",
                place=source,
                expected="the file as it was signed",
                remedy="get the signed file once more, or export the notice anew",
            )
    fields = {signed.field for signed in earlier}
    if role.field.name in fields:
        raise ExportError(
            f"refused: the field {role.field.name!r} is signed already",
            place=source,
            remedy="export the notice anew if it is to be signed once more",
        )
    if role is SigningRole.AGENCY and SIGNER.name not in fields:
        raise ExportError(
            "refused: an agency signs what the competent person has signed",
            place=source,
            remedy="let the person sign first",
        )


def _require_empty(reader: PdfFileReader, role: SigningRole, source: str) -> None:
    fields = [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    if role.field.name not in fields:
        raise ExportError(
            f"there is no empty field {role.field.name!r} for this signature",
            place=source,
            expected="a PDF of ours whose notice names its signer",
            remedy="export the notice with its signer's name and with signature_fields on",
        )


def _inked(picture: bytes, role: SigningRole) -> Image.Image:
    """Return a picture in the colour of its role, on nothing.

    The ink is what covers: of a picture without transparency, what is darker than paper.
    """
    try:
        with Image.open(BytesIO(picture)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ReadError(
                    f"the picture has more than {_MOST_PIXELS:,} pixels", place="picture"
                )
            drawn = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ReadError(
            "the picture cannot be read", place="picture", expected="PNG, transparent"
        ) from error
    covering = drawn.getchannel("A")
    if covering.getextrema() == (255, 255):
        darkness = ImageOps.invert(drawn.convert("L"))
        covering = ImageOps.autocontrast(darkness, cutoff=(0, 1))
    inked = Image.new("RGBA", drawn.size, (*_INKS[role], 0))
    inked.putalpha(covering)
    box = covering.getbbox()
    return inked if box is None else inked.crop(box)


def _certificate(data: bytes) -> x509.Certificate:
    with _told(ReadError, "trusted certificate", "is no certificate in PEM or DER"):
        if pem.detect(data):
            _, _, data = pem.unarmor(data)
        certificate = x509.Certificate.load(data)
        certificate.subject  # noqa: B018  # looked into now: it is parsed only when it is asked
        return certificate


@contextmanager
def _told(kind: type[VnAdminDocError], place: str, message: str) -> Iterator[None]:
    """Turn whatever a library below says into one error of ours."""
    try:
        yield
    except VnAdminDocError:
        raise
    except Exception as error:
        raise kind(f"{message}: {error or type(error).__name__}", place=place) from error
