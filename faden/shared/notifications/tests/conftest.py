from collections.abc import Iterator
from pathlib import Path

import pytest

from faden.shared.notifications.tests.smtp_sink import SmtpSink, smtp_sink

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def sample_templates(settings) -> None:
    """Add the templates `samples/mail/...`."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]


@pytest.fixture
def sink(settings) -> Iterator[SmtpSink]:
    """A mail server that the settings name."""
    with smtp_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_USE_TLS = False
        yield sink
