import socket
import time

import pytest

from faden.config.supervisor import CannotStart, Child, check_port, url_of


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104 - what people type
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
    ],
)
def test_the_address_shown_can_be_opened_in_a_browser(host, url):
    assert url_of(host, 8000) == url


def test_a_taken_port_is_refused_and_the_next_free_one_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CannotStart, match=rf"^Port {port} is taken\. Try: make demo PORT=\d+$"):
            check_port("127.0.0.1", port, try_again="make demo PORT={port}")


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(CannotStart, match=rf"^{host} is not an address of this machine"):
        check_port(host, 8000)


def test_what_ends_again_and_again_is_started_more_and_more_rarely(capfd):
    child = Child("sample", ["sh", "-c", "exit 3"], pause_s=0.05)

    ends_at = time.monotonic() + 10
    while child.ends < 3 and time.monotonic() < ends_at:
        child.keep_alive()
        time.sleep(0.005)
    child.kill()

    assert capfd.readouterr().err.splitlines() == [
        f"Sample ended with code 3; it starts again in {pause} s."
        for pause in ["0.05", "0.1", "0.2"]
    ]
