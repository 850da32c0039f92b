"""Where every page is found: each URL name has sample addresses, or a reason to have none.

A new URL name turns `test_addresses.py` red until it stands in one of the two tables of its module.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.site.addresses import accounts, answers, city, groups, ideas, set_up, site, telling
from tests.site.addresses.sample import PageOfSite, Sample

NamedPattern = tuple[str, URLPattern]
MODULES = (accounts, answers, city, groups, ideas, set_up, site, telling)
PAGES: dict[str, list[Sample]] = {
    name: samples for module in MODULES for name, samples in module.PAGES.items()
}
WITHOUT_PAGE: dict[str, str] = {
    name: reason for module in MODULES for name, reason in module.WITHOUT_PAGE.items()
}


def pages() -> list[PageOfSite]:
    """Return every page as each of its visitors sees it."""
    return [
        PageOfSite(name, who, sample)
        for name, samples in PAGES.items()
        for sample in samples
        for who in sample.who
    ]


def url_names() -> set[str]:
    """Return the names of all addresses of the site, with their namespaces."""
    return {name or f"unnamed {entry.pattern}" for name, entry in patterns()}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[NamedPattern]:
    """Yield (name with namespaces, pattern) of every address; the name is empty if it has none."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield (prefix + entry.name if entry.name else "", entry)
            continue
        yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
