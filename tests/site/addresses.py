"""Where every page is found: each URL name has sample addresses, or a reason to have none.

A new URL name turns `test_addresses.py` red until it stands in one of the two tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

LANGUAGES = ("de", "en")
NamedPattern = tuple[str, URLPattern]
PUBLIC = ("anonymous", "citizen", "staff")


@dataclass(frozen=True)
class Sample:
    """One page: by whom it is seen, and with which facts of `arrange.py` its address is made."""

    who: tuple[str, ...]
    facts: str = ""
    query: Mapping[str, str] | None = None
    kwargs: Mapping[str, str] | None = None
    status: int = 200


@dataclass(frozen=True)
class PageOfSite:
    """A page as one of its visitors sees it."""

    name: str
    who: str
    sample: Sample

    def __str__(self) -> str:
        query = f"?{urlencode(self.sample.query)}" if self.sample.query else ""
        facts = f"[{self.sample.facts}]" if self.sample.facts else ""
        return f"{self.name}{facts}{query} as {self.who}"

    def path(self, facts: Mapping[str, Any], language: str) -> str:
        """Return the address in a language."""
        kwargs = self.sample.kwargs or facts.get(self.sample.facts, {})
        with translation.override(language):
            path = reverse(self.name, kwargs=kwargs)
        return f"{path}?{urlencode(self.sample.query)}" if self.sample.query else path


ANYBODY, GUEST = Sample(PUBLIC), Sample(("anonymous",))
ACCOUNT, TEAM = Sample(("citizen",)), Sample(("staff",))

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
    "ideas:list": [
        Sample(("anonymous", "staff"), "process"),
        Sample(("anonymous",), "process", query={"q": "gibtesnicht"}),
        Sample(("citizen",), "process", query={"stand": "wartet", "q": "bus", "meine": "ja"}),
        Sample(("anonymous",), "process", query={"sortierung": "zustimmung", "seite": "2"}),
    ],
    "ideas:map": [
        Sample(("anonymous", "staff"), "process"),
        Sample(("citizen",), "process", query={"stand": "wartet", "meine": "ja"}),
    ],
    "ideas:new": [Sample(("anonymous", "citizen"), "process")],
    "ideas:detail": [
        Sample(PUBLIC, "idea"),
        Sample(("anonymous", "citizen"), "picture_idea"),
        Sample(("anonymous", "citizen"), "withdrawn_idea"),
        Sample(("anonymous", "staff"), "merged_idea"),
        Sample(("staff",), "hidden"),
    ],
    "ideas:edit": [Sample(("citizen", "anonymous"), "picture_idea")],
    "ideas:withdraw": [Sample(("citizen", "anonymous"), "picture_idea")],
    "ideas:versions": [
        Sample(("anonymous",), "picture_idea"),
        Sample(("anonymous",), "withdrawn_idea"),
    ],
    "ideas:on_behalf": [Sample(("staff",), "process")],
    "ideas:cards": [Sample(("staff",), "process")],
    "ideas:merge": [Sample(("staff",), "idea_pk"), Sample(("staff",), "merged_idea_pk")],
    "ideas:thanks": [Sample(("anonymous", "citizen"), "picture_idea")],
    "ideas:table": [
        Sample(("staff",), "process"),
        Sample(("staff",), "process", query={"suche": "gibtesnicht"}),
    ],
    "comments:write": [
        Sample(("anonymous", "citizen"), "idea_pk"),
        Sample(PUBLIC, "root_comment"),
    ],
    "comments:thread": [Sample(PUBLIC, "root_comment")],
    "comments:permalink": [Sample(("citizen", "staff"), "hidden_comment")],
    "comments:change": [Sample(("anonymous", "citizen"), "own_comment")],
    "comments:delete": [Sample(("anonymous", "citizen"), "own_comment")],
    "notifications:choice": [ACCOUNT],
    "notifications:decline": [Sample(("anonymous",), "mail_token")],
    "moderation:hide": [Sample(("staff",), "idea_pk"), Sample(("staff",), "hidden_pk")],
    "moderation:hidden": [Sample(("staff",), "process")],
    "moderation:report": [
        Sample(("anonymous", "citizen"), "idea_pk"),
        Sample(("citizen",), "root_comment"),
    ],
    "moderation:reported": [GUEST],
    "moderation:waiting": [TEAM],
    "moderation:reports": [TEAM],
    "moderation:review": [
        Sample(("staff",), "held_pk"),
        Sample(("staff",), "reported_pk"),
        Sample(("staff",), "hidden_pk"),
    ],
    "moderation:redact": [Sample(("staff",), "idea_pk")],
    "moderation:redact_picture": [Sample(("staff",), "idea_picture")],
    "moderation:original": [Sample(("staff",), "redaction")],
    "moderation:pause": [Sample(("staff",), "process")],
    "moderation:pause_site": [TEAM],
    "outcomes:answer": [Sample(("staff",), "idea_pk")],
    "outcomes:answer_many": [Sample(("staff",), "several")],
    "outcomes:answers": [Sample(("staff",), "process")],
    "outcomes:promise": [Sample(("staff",), "process")],
    "outcomes:ask": [Sample(("staff",), "several")],
    "outcomes:draft": [Sample(("staff",), "answer_draft")],
    "outcomes:by_link": [
        Sample(("anonymous",), "draft_link"),
        Sample(("anonymous",), kwargs={"key": "abgelaufen"}, status=404),
    ],
    "coverage:process": [Sample(PUBLIC, "slug")],
    "assignments:table": [TEAM],
    "assignments:assign": [Sample(("staff",), "idea_pk")],
    "assignments:absences": [TEAM],
    "assignments:offices": [TEAM],
    "assignments:mail_hours": [TEAM],
    "staff:log": [TEAM],
    "staff:log_part": [Sample(("staff",), "log_opening")],
    "results:detail": [Sample(PUBLIC, "result")],
    "paper:find": [GUEST, Sample(("anonymous",), query={"nummer": "147"}, status=422)],
    "paper:card": [
        Sample(("anonymous",), kwargs={"code": "147-K"}),
        Sample(("anonymous",), kwargs={"code": "12-N"}),
    ],
    "paper:wall": [Sample(("anonymous", "staff"), "wall")],
    "paper:overview": [Sample(("staff",), "printing")],
    "paper:numbers": [Sample(("staff",), "printing")],
    "paper:duplicates": [Sample(("staff",), "printing")],
    "paper:new_series": [Sample(("staff",), "printing")],
    "paper:new_wall": [Sample(("staff",), "printing")],
    "paper:photos": [Sample(("staff",), "printed_wall")],
    "documentation:overview": [Sample(("staff",), "printing")],
    "documentation:detail": [Sample(("staff",), "documentation")],
    "results:manage": [Sample(("staff",), "process")],
    "embeds:embedded": [Sample(("anonymous",), "slug")],
    "embeds:snippet": [Sample(("staff",), "process")],
    "districts:list": [GUEST],
    "feedback:give": [Sample(("anonymous", "citizen"), "process")],
    "feedback:results": [Sample(("staff",), "process")],
    "districts:detail": [
        Sample(("anonymous",), kwargs={"slug": "detmold-sued"}),
        Sample(("anonymous",), kwargs={"slug": "bentrup"}),
    ],
    "news:list": [ANYBODY],
    "news:of_process": [Sample(("anonymous", "staff"), "process")],
    "news:detail": [Sample(("anonymous", "staff"), "news"), Sample(("staff",), "news_draft")],
    "news:table": [TEAM],
    "undertakings:list": [
        Sample(("anonymous", "staff")),
        Sample(("anonymous",), query={"suche": "gibtesnicht"}),
    ],
    "undertakings:detail": [
        Sample(("anonymous", "staff"), "undertaking"),
        Sample(("anonymous",), "undertaking_without"),
    ],
    "undertakings:table": [TEAM],
    "undertakings:new": [TEAM],
    "undertakings:edit": [Sample(("staff",), "undertaking_pk")],
    "news:new": [TEAM],
    "news:edit": [Sample(("staff",), "news_pk"), Sample(("staff",), "news_draft_pk")],
    "roles:list": [TEAM],
    "roles:grant": [TEAM],
    "roles:residence": [TEAM],
    "account_overview": [ACCOUNT],
    "account_change_address": [ACCOUNT],
    "account_contributions": [ACCOUNT],
    "account_residence": [GUEST, ACCOUNT],
    "account_factors": [ACCOUNT, Sample(("staff",))],
    "account_add_app": [ACCOUNT],
    "account_add_passkey": [ACCOUNT],
    "account_signup": [GUEST],
    "account_login": [GUEST, Sample(("anonymous",), query={"next": "/team/"})],
    "account_logout": [Sample(("anonymous", "citizen"))],
    "account_rename": [ACCOUNT],
    "account_change_password": [ACCOUNT],
    "account_reset_password": [GUEST],
    "account_reset_password_done": [GUEST],
    "account_reset_password_from_key": [
        Sample(("anonymous",), kwargs={"uidb36": "1", "key": "abc-def"}, status=410)
    ],
    "account_delete": [ACCOUNT],
    "account_deleted": [GUEST],
    "staff:start": [TEAM],
    "city:contact": [ANYBODY],
    "city:contact_sent": [GUEST],
    "city:report_barrier": [Sample(("anonymous", "citizen"))],
    "city:barrier_reported": [GUEST],
    "city:imprint": [GUEST],
    "city:privacy": [GUEST],
    "city:accessibility": [GUEST],
    "city:terms": [GUEST],
    "city:easy_language": [GUEST],
    "city:sign_language": [GUEST],
    "city:overview": [TEAM],
    "city:municipality": [TEAM],
    "city:logo": [TEAM],
    "city:boundary": [TEAM],
    "city:boundary_preview": [Sample(("staff",), "good_areas")],
    "city:districts": [TEAM],
    "city:new_district": [TEAM],
    "city:district": [Sample(("staff",), "district")],
    "city:upload_districts": [TEAM],
    "city:preview_districts": [
        Sample(("staff",), "good_areas"),
        Sample(("staff",), "broken_areas"),
    ],
    "city:addresses": [TEAM],
    "city:upload_addresses": [TEAM],
    "city:preview_addresses": [
        Sample(("staff",), "good_addresses"),
        Sample(("staff",), "broken_addresses"),
    ],
    "city:offices": [TEAM],
    "city:new_office": [TEAM],
    "city:office": [Sample(("staff",), "office")],
    "city:tags": [TEAM],
    "city:new_tag": [TEAM],
    "city:tag": [Sample(("staff",), "tag")],
    "city:text_blocks": [TEAM],
    "city:new_text_block": [TEAM],
    "city:text_block": [Sample(("staff",), "text_block")],
    "city:legal_pages": [TEAM],
    "city:legal_page": [
        Sample(("staff",), kwargs={"segment": "impressum", "language": "de"}),
    ],
    "city:messages": [TEAM],
    "process_setup:table": [TEAM, Sample(("staff",), query={"suche": "gibtesnicht"})],
    "process_setup:choose": [TEAM],
    "process_setup:create": [
        Sample(("staff",), kwargs={"template": "digitale-agenda"}),
        Sample(("staff",), kwargs={"template": "unser-vorgehen"}),
    ],
    "process_setup:overview": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    **{
        f"process_setup:{name}": [Sample(("staff",), "draft")]
        for name in ("basics", "lines", "rules", "progress", "concept", "fields", "files")
    },
    "process_setup:phases": [Sample(("staff",), "draft")],
    "process_setup:phase_add": [Sample(("staff",), "draft")],
    "process_setup:phase_edit": [Sample(("staff",), "draft_phase")],
    "process_setup:phase_remove": [Sample(("staff",), "draft_phase")],
    "process_setup:timetable": [Sample(("staff",), "draft")],
    "process_setup:entry_add": [Sample(("staff",), "draft")],
    "process_setup:entry_edit": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_files": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_postpone": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_cancel": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_remove": [Sample(("staff",), "draft_entry")],
    "process_setup:team": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:access": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:publish": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:archive": [Sample(("staff",), "draft")],
    "process_setup:template": [Sample(("staff",), "draft")],
    "process_setup:history": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "background:page": [Sample(PUBLIC, "process")],
    "background:ask": [Sample(("anonymous", "citizen"), "process")],
    "background:question": [
        Sample(("anonymous", "staff"), "open_question"),
        Sample(("anonymous",), "answered_question"),
    ],
    "background:manage": [Sample(("staff",), "process")],
    "background:text": [Sample(("staff",), "process")],
    "background:frame": [Sample(("staff",), "process")],
    "background:table": [Sample(("staff",), "process")],
    "background:answer": [Sample(("staff",), "open_question_pk")],
    "background:add_frequent": [Sample(("staff",), "process")],
    "background:frequent": [Sample(("staff",), "frequent_question")],
    "background:add_term": [Sample(("staff",), "process")],
    "background:term": [Sample(("staff",), "term")],
    "background:venues": [GUEST],
    "city:venues_table": [TEAM],
    "city:new_venue": [TEAM],
    "city:venue": [Sample(("staff",), "venue")],
    "city:new_stop": [Sample(("staff",), "venue")],
    "city:funders": [TEAM],
    "city:new_funder": [TEAM],
    "city:funder": [Sample(("staff",), "funder")],
    "groups:bodies": [Sample(("anonymous", "staff"), "process")],
    "groups:body": [Sample(("anonymous", "staff"), "body"), Sample(("staff",), "closed_body")],
    "groups:meeting": [Sample(("anonymous", "staff"), "meeting")],
    "groups:decision": [Sample(("anonymous", "staff"), "decision")],
    "groups:own": [ACCOUNT],
    "groups:apply": [ACCOUNT],
    "groups:manage": [Sample(("staff",), "process")],
    "groups:found": [Sample(("staff",), "process")],
    "groups:change": [Sample(("staff",), "body_pk")],
    "groups:add_member": [Sample(("staff",), "body_pk")],
    "groups:member": [Sample(("staff",), "member")],
    "groups:call_meeting": [Sample(("staff",), "body_pk")],
    "groups:change_meeting": [Sample(("staff",), "meeting_pk")],
    "groups:decide": [Sample(("staff",), "body_pk")],
    "groups:change_decision": [Sample(("staff",), "decision_pk")],
    "groups:organisations": [TEAM],
    "groups:new_organisation": [TEAM],
    "groups:organisation": [Sample(("staff",), "organisation")],
    "importers:list": [TEAM],
    "importers:columns": [Sample(("staff",), "run_uploaded")],
    "importers:run": [
        Sample(("staff",), f"run_{state}") for state in ("uploaded", "refused", "ready", "done")
    ],
}

WITHOUT_PAGE: dict[str, str] = {
    "healthz": "for programs: one word",
    "media:picture": "a file; the page of its idea shows it",
    "media:document": "a file to be saved; the page of its idea or process links to it",
    "media:logo": "a file; the head of every page shows it",
    "web:theme": "POST only; leads back to the page",
    "ideas:points": "points for the map of ideas:map",
    "ideas:feed": "a feed, for readers of feeds",
    "places:area": "the city as maps draw it",
    "news:feed": "a feed, for readers of feeds",
    "news:process_feed": "a feed, for readers of feeds",
    "undertakings:feed": "a feed, for readers of feeds",
    "undertakings:download": "a file; the list links to it",
    "undertakings:take_back": "POST only; leads back to undertakings:edit",
    "districts:points": "points for the map of districts:list",
    "news:take_back": "POST only; leads back to news:edit",
    "ideas:draft": "POST only; shows the form of ideas:new again (see states.py)",
    "ideas:hand_in_again": "POST only; leads back to the page of the idea",
    "ideas:take_back": "POST only; leads back to the page of cards",
    "ideas:split": "POST only; leads back to the page of the idea",
    "ideas:forget_likeness": "POST only; leads back to ideas:merge",
    "ideas:similar": "POST only; shows the form of ideas:new again (see states.py)",
    "ratings:rate": "POST only; leads back to the page of the idea",
    "outcomes:take_back": "POST only; leads back to outcomes:answers",
    "outcomes:release": "POST only; leads back to outcomes:answers",
    "outcomes:drop": "POST only; leads back to outcomes:answers",
    "outcomes:send_link": "POST only; leads back to outcomes:draft",
    "assignments:close": "POST only; leads back to the page before",
    "assignments:remove_absence": "POST only; leads back to assignments:absences",
    "moderation:release": "POST only; leads to the next that waits",
    "moderation:refuse": "POST only; shows moderation:review again if the reason is missing",
    "moderation:decide": "POST only; shows moderation:review again if something is missing",
    "moderation:hide_threat": "POST only; leads back to moderation:review",
    "moderation:end_pause": "POST only; leads back to moderation:pause",
    "moderation:end_pause_site": "POST only; leads back to moderation:pause_site",
    "outcomes:defect": "POST only; leads back to the page of the idea",
    "moderation:show_again": "POST only; leads back to the page of the idea",
    "account_confirm": "only after a form; see states.py",
    "mfa_authenticate": "only after the password; see test_second_factor.py",
    "account_confirm_address": "only after a form; see test_new_address.py",
    "account_new_codes": "only with a second factor; see test_second_factor.py",
    "account_codes": "shown once; see test_second_factor.py",
    "account_remove_factor": "only with a second factor; see test_second_factor.py",
    "account_new_code": "POST only; leads to account_confirm",
    "account_export": "a file",
    "roles:revoke": "asks before a role is revoked; see surfaces/roles/tests",
    "paper:settle": "POST only; leads back to paper:duplicates",
    "paper:sheets": "a file; paper:overview links to it",
    "paper:slip": "a file; paper:numbers links to it",
    "paper:poster": "a file; paper:overview links to it",
    "documentation:download": "a file; documentation:detail links to it",
    "documentation:remove": "POST only; leads back to documentation:overview",
    "results:download": "a file; the page of the result links to it",
    "saved_filters:save": "POST only; leads back to the table",
    "saved_filters:remove": "POST only; leads back to the table",
    "process_setup:unkeep": "POST only; leads back to the templates",
    "process_setup:entry_state": "POST only; leads back to the timetable",
    "process_setup:uninvite": "POST only; leads back to who may see the process",
    "process_setup:preview_create": "POST only; leads back to who may see the process",
    "process_setup:preview_revoke": "POST only; leads back to who may see the process",
    "background:promise": "POST only; shows background:answer again if it cannot be",
    "background:make_frequent": "POST only; leads back to background:manage",
    "background:move": "POST only; leads back to background:manage",
    "background:remove_frequent": "POST only; leads back to background:manage",
    "background:remove_term": "POST only; leads back to background:manage",
    "background:venue_points": "points for the map of background:venues",
    "city:remove_venue": "POST only; leads back to city:venues_table",
    "city:drop_stop": "POST only; leads back to city:venue",
    "city:remove_funder": "POST only; leads back to city:funders",
    "places:funder_logo": "a file; the foot of a process shows it",
    "groups:choose_name": "POST only; leads back to groups:own",
    "groups:remove_member": "POST only; leads back to groups:change",
    "groups:add_representative": "POST only; shows groups:organisation again if it cannot be",
    "groups:remove_representative": "POST only; leads back to groups:organisation",
    "importers:start": "POST only; leads to importers:run",
    "colors": "a stylesheet",
    "city:remove_logo": "POST only; leads back to the logo",
    "city:remove_district": "POST only; leads back to the districts",
    "city:remove_office": "POST only; leads back to the offices",
    "city:restore_office": "POST only; leads back to the offices",
    "city:merge_tag": "POST only; shows the tag again if it cannot be merged",
    "city:remove_text_block": "POST only; leads back to the text blocks",
    "city:remove_tag": "POST only; leads back to the tags",
    "city:send_again": "POST only; leads back to the messages",
    "city:drop_message": "POST only; leads back to the messages",
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
