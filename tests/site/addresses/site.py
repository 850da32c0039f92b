"""The start, the frame and what belongs to no room: sample pages, and what has none."""

from tests.site.addresses.sample import ACCOUNT, ANYBODY, GUEST, PUBLIC, TEAM, Sample

PAGES: dict[str, list[Sample]] = {
    "home": [ANYBODY],
    "web:kern_sample": [GUEST, Sample(("anonymous",), query={"form": "wrong"})],
    "processes:list": [Sample(("anonymous", "citizen"))],
    "processes:detail": [
        Sample(PUBLIC, "slug"),
        Sample(("anonymous",), kwargs={"slug": "die-lange-strasse-neu-gestalten"}),
        Sample(("citizen",), kwargs={"slug": "auftakt-zum-digitalen-rathaus"}),
        Sample(("staff",), "draft"),
    ],
    "processes:preview": [
        Sample(("anonymous",), "preview"),
        Sample(("anonymous",), kwargs={"key": "abgelaufen"}, status=404),
    ],
    "notifications:choice": [ACCOUNT],
    "notifications:mail": [TEAM],
    "errands:overview": [TEAM],
    "errands:failed": [TEAM],
    "errands:detail": [Sample(("staff",), "errand")],
    "notifications:decline": [Sample(("anonymous",), "mail_token")],
}

WITHOUT_PAGE: dict[str, str] = {
    "healthz": "for programs: one word",
    "healthz_live": "for programs: one word",
    "healthz_ready": "for programs: one word",
    "api:start": "for programs: JSON",
    "api:description": "for programs: JSON",
    "api:processes": "for programs: JSON",
    "api:ideas": "for programs: JSON",
    "api:idea": "for programs: JSON",
    "api:comments": "for programs: JSON",
    "web:theme": "POST only; leads back to the page",
    "mfa_authenticate": "only after the password; see test_second_factor.py",
    "errands:ask": "POST only; leads on to errands:detail",
    "errands:cancel": "POST only; leads back to the page of the work",
    "errands:download": "a file; errands:detail links to it",
    "notifications:address_works": "POST only; leads back to notifications:choice",
    "colors": "a stylesheet",
}
