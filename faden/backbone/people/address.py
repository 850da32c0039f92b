"""The network address a request comes from, and the network it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPV4_PREFIX = 24  # bits: one provider's neighbours share an allowance
IPV6_PREFIX = 64  # bits: what one household gets at least


def client_address(meta: Mapping[str, str], *, proxies: int) -> str:
    """Return the client's address as the outermost of `proxies` trusted proxies saw it.

    Each of them appends the address it was called from to X-Forwarded-For, so the right one is the
    `proxies`-th from the right; whatever stands left of it was sent by the client and may be a lie.
    A missing or unreadable entry means that the proxies were bypassed: then the peer counts.
    """
    peer = meta.get("REMOTE_ADDR", "")
    if proxies < 1:
        return peer
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(forwarded) < proxies:
        return peer
    address = parsed(forwarded[-proxies])
    return peer if address is None else str(address)


def network_of(address: str) -> str:
    """Return the /24 (IPv4) or /64 (IPv6) around the address; an unreadable one stays as it is."""
    parsed_address = parsed(address)
    if parsed_address is None:
        return address
    prefix = IPV4_PREFIX if isinstance(parsed_address, IPv4Address) else IPV6_PREFIX
    return str(ip_network(f"{parsed_address}/{prefix}", strict=False))


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address in `text`, also from "1.2.3.4:80", "[::1]:80" and "::ffff:1.2.3.4"."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
