"""Where a request comes from, behind proxies that may or may not be trusted."""

import pytest

from faden.backbone.people.address import client_address, network_of

PEER = "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, PEER),
        (0, "203.0.113.9", PEER),  # nobody is trusted
        (1, None, PEER),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the left one is the client's own claim
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"),
        (2, "203.0.113.9", PEER),  # one proxy was bypassed
        (3, "203.0.113.9, 192.0.2.7", PEER),
        (1, "", PEER),
        (1, "nonsense", PEER),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_address_is_the_one_the_outermost_trusted_proxy_saw(proxies, forwarded, address):
    meta = {"REMOTE_ADDR": PEER}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded

    assert client_address(meta, proxies=proxies) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("203.0.113.255", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),  # a socket in the file system
        ("somewhere", "somewhere"),
    ],
)
def test_neighbours_share_a_network(address, network):
    assert network_of(address) == network
