"""Whether this process can serve: asked by supervisors and load balancers."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Answer 200 when the database answers; a failure is a 500 of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
