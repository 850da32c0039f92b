from django.core.files.uploadedfile import SimpleUploadedFile


def uploaded(client, address: str, content: bytes, name: str) -> str:
    """Send a file and return the address of its preview."""
    answer = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]
