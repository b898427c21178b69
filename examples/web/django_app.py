"""Notices as a web service, with Django, in one file: ``python django_app.py runserver``."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vnadmindoc import UnknownFormatError, VnAdminDocError, render
from vnadmindoc.readers import read_bytes
from vnadmindoc.registry import registered

if not settings.configured:
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        SECRET_KEY=os.environ.get("SECRET_KEY", "for trying out alone"),
    )


@csrf_exempt  # programs call it; a form of your own pages keeps Django's token
@require_POST
def document(request: HttpRequest, name: str) -> HttpResponse:
    """Turn the uploaded file into another format: ``docx``, ``pdf``, ``ics``, ..."""
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse(
            {"error": "no file was sent", "remedy": "send it as 'file'"}, status=400
        )
    try:
        sent_as = upload.name or ""
        reading = read_bytes(upload.read(), Path(sent_as).suffix, source=sent_as)
        found = registered(name)
        data = render(reading.notice, name)
    except VnAdminDocError as error:
        told = {"error": str(error), "place": error.place, "remedy": error.remedy}
        status = 404 if isinstance(error, UnknownFormatError) else 422
        return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    headers = {"Content-Disposition": f'attachment; filename="notice{found.suffix}"'}
    return HttpResponse(data, content_type=found.media_type, headers=headers)


urlpatterns = [path("documents/<name>", document)]
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
