"""News of the processes and of the city."""

from datetime import datetime, timedelta

from django.conf import settings

from faden.backbone.processes.models import Process
from faden.participation.news import actions as news
from faden.participation.news.actions import Draft
from faden.surfaces.demo.actions.city import City, midnight
from faden.surfaces.demo.actions.files import hang_documents, hang_picture
from faden.surfaces.demo.queries import Entry, content

MORNING = timedelta(hours=8)


def tell_news(city: City) -> None:
    """Write the news, and publish what is neither a draft nor planned."""
    processes = {process.slug: process for process in Process.objects.select_related("unit")}
    for entry in content("news")["news"]:
        _tell(city, entry, process=processes.get(entry.get("process", "")))


def _tell(city: City, entry: Entry, *, process: Process | None) -> None:
    at, actor = _moment(city, entry), city.team["administrator"]
    link = f"{settings.FADEN_SITE_URL}{entry['link_path']}" if "link_path" in entry else ""
    draft = Draft(
        title=entry["title"],
        lead=entry["lead"],
        text=entry.get("text", "").strip(),
        title_en=entry.get("title_en", ""),
        lead_en=entry.get("lead_en", ""),
        text_en=entry.get("text_en", "").strip(),
        link_url=link,
        link_label=entry.get("link_label", ""),
        district=city.districts.get(entry.get("district", "")),
        planned_for=_planned(city, entry),
    )
    made = news.create(draft, process=process, actor=actor, now=at)
    hang_picture(made, entry, owner=actor, now=at)
    hang_documents(made, entry, owner=actor, now=at)
    if "planned_in_days" not in entry and "is_draft" not in entry:
        news.publish(made, actor=actor, now=at)


def _moment(city: City, entry: Entry) -> datetime:
    if "published_on" in entry:
        return midnight(entry["published_on"]) + MORNING
    return city.moment(-entry.get("days_ago", 0))


def _planned(city: City, entry: Entry) -> datetime | None:
    if "planned_in_days" not in entry:
        return None
    return midnight(city.day(entry["planned_in_days"])) + MORNING
