import pytest


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Keep the files of pictures and documents apart."""
    settings.MEDIA_ROOT = tmp_path
