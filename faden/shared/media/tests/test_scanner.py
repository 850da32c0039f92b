"""Files wait until the scanner has seen them, and stay closed while it does not answer."""

import socketserver
import struct
import threading

import pytest
from django.template.loader import render_to_string

from faden.backbone.jobs.models import Job
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON
from faden.shared.media import files, queries, scanner
from faden.shared.media.models import Document, Image
from faden.shared.media.queries import Asking
from faden.shared.media.templatetags.media import documents
from faden.shared.media.tests.factories import a_document, an_attached_document, an_image, an_item
from faden.shared.media.tests.papers import a_pdf
from faden.shared.media.tests.pictures import a_jpeg

VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"  # a part of the file that scanners are tried with
SMALL = 1_000  # bytes; what this scanner takes at most


class Scanner(socketserver.StreamRequestHandler):
    """Speaks clamd's protocol: length and bytes of each part, a part of no bytes ends it."""

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        answer = "PONG" if command == b"zPING\0" else self.verdict()
        self.wfile.write(answer.encode() + b"\0")

    def verdict(self) -> str:
        content = b""
        while n_bytes := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(n_bytes)
        if b"too large" in content:
            return "INSTREAM size limit exceeded. ERROR"
        return "stream: Eicar-Test-Signature FOUND" if VIRUS in content else "stream: OK"


@pytest.fixture(params=["socket", "port"])
def clamd(request, settings, tmp_path):
    """A scanner at this machine, by either kind of address."""
    if request.param == "socket":
        where = str(tmp_path / "clamd.ctl")
        server = socketserver.ThreadingUnixStreamServer(where, Scanner)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner)
        where = f"127.0.0.1:{server.server_address[1]}"
    settings.FADEN_CLAMAV = where
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield where
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("content", "is_clean"),
    [(b"", True), (b"a report" * 20_000, True), (b"a" * 100_000 + VIRUS, False)],
)
def test_the_scanner_is_asked_for_the_whole_file(clamd, content, is_clean):
    assert scanner.is_clean(content) == is_clean
    assert scanner.answers()


def test_a_file_that_the_scanner_does_not_take_is_not_clean(clamd):
    with pytest.raises(scanner.ScannerDoesNotAnswer, match="size limit"):
        scanner.is_clean(b"too large")


def test_without_a_scanner_files_are_checked_by_type_and_size_only(settings):
    settings.FADEN_CLAMAV = ""

    assert scanner.is_clean(VIRUS)


def states(document: Document) -> tuple[str, bool]:
    """What the document's state is, and whether its owner gets it."""
    document.refresh_from_db()
    asking = Asking(person=lambda: document.owner, now=NOON)
    return document.state, queries.document_for(document.key, asking=asking) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("clamd", ["socket"], indirect=True)
def test_a_document_is_closed_until_it_is_checked(clamd):
    document = an_attached_document(an_item())
    before = states(document)

    run_due()

    assert (before, states(document)) == (("waiting", False), ("ready", True))


@pytest.mark.django_db
@pytest.mark.parametrize("clamd", ["socket"], indirect=True)
def test_a_document_with_a_virus_goes_and_is_never_given_out(
    clamd, django_capture_on_commit_callbacks
):
    document = a_document(content=a_pdf(b"% " + VIRUS + b"\n"))

    with django_capture_on_commit_callbacks(execute=True):
        run_due()

    assert states(document) == ("refused", False)
    assert not files.path(document.key, files.DOCUMENT).exists()


@pytest.mark.django_db
def test_while_the_scanner_does_not_answer_files_wait_and_the_jobs_are_tried_again(settings):
    settings.FADEN_CLAMAV = "/nowhere/clamd.ctl"
    document, image = a_document(), an_image()

    run_due()

    image.refresh_from_db()
    assert (states(document), image.state) == (("waiting", False), Image.State.WAITING)
    tried = Job.objects.filter(name__in=["media.scan", "media.reencode"]).values_list("attempts")
    assert list(tried) == [(1,), (1,)]


@pytest.mark.django_db
@pytest.mark.parametrize("clamd", ["socket"], indirect=True)
def test_a_picture_with_a_virus_is_never_decoded(clamd):
    image = an_image(content=a_jpeg() + VIRUS)

    run_due()

    image.refresh_from_db()
    assert image.state == Image.State.REFUSED


@pytest.mark.django_db
def test_a_page_says_that_a_document_is_being_checked(settings):
    settings.FADEN_CLAMAV = "/nowhere/clamd.ctl"
    document = an_attached_document(an_item())

    shown = render_to_string("media/documents.html", documents([document]))

    assert "<a" not in shown
    assert "Wird geprüft" in shown
