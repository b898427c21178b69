"""Notices as a web service, with FastAPI: ``uvicorn fastapi_app:app``, then ``/docs``."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from vnadmindoc import Notice, UnknownFormatError, VnAdminDocError, check, render
from vnadmindoc.readers import read_bytes
from vnadmindoc.registry import registered
from vnadmindoc.schedule import schedule_of
from vnadmindoc.serial import from_data

app = FastAPI(title="Notices")


@app.exception_handler(VnAdminDocError)
def refused(_request: Request, error: VnAdminDocError) -> JSONResponse:
    """Tell what was wrong with what was sent, where, and how to mend it."""
    told = {"error": str(error), "place": error.place, "remedy": error.remedy}
    return JSONResponse(told, status_code=404 if isinstance(error, UnknownFormatError) else 422)


def notice_in(upload: UploadFile) -> Notice:
    """Read what was uploaded; the ending of its name tells the format."""
    name = upload.filename or ""
    return read_bytes(upload.file.read(), Path(name).suffix, source=name).notice


def answer(notice: Notice, name: str) -> Response:
    """Return a document in a format, as a file to save."""
    found = registered(name)
    headers = {"Content-Disposition": f'attachment; filename="notice{found.suffix}"'}
    return Response(render(notice, name), media_type=found.media_type, headers=headers)


# Plain functions, not coroutines: FastAPI runs them in threads, where a page may take its time.
@app.post("/documents/{name}")
def document(name: str, file: UploadFile) -> Response:
    """Turn an uploaded notice into another format: ``docx``, ``pdf``, ``ics``, ..."""
    return answer(notice_in(file), name)


@app.post("/notices/{name}")
def built(name: str, notice: dict[str, Any]) -> Response:
    """Print a notice that comes as JSON; what `vnadmindoc schema` prints says how it looks."""
    return answer(from_data(notice), name)


@app.post("/deadlines")
def deadlines(file: UploadFile) -> list[dict[str, Any]]:
    """List what is due when, and who does it."""
    return [
        {
            "duty": str(each.directive.text),
            "parties": [assignment.party for assignment in each.assignments],
            "words": each.deadline.phrase,
            "due": each.deadline.due,
        }
        for each in schedule_of(notice_in(file))
    ]


@app.post("/findings")
def findings(file: UploadFile) -> list[dict[str, Any]]:
    """Check a file that anyone made against the Decree."""
    name = file.filename or ""
    report = check(file.file.read(), format=Path(name).suffix.lstrip("."))
    return [
        {
            "code": each.code,
            "severity": each.severity,
            "message": each.message,
            "clause": each.clause,
        }
        for each in report.findings
    ]
