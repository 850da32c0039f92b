"""Addresses of setting processes up, below /team/beteiligungen/."""

from django.urls import path
from django.urls.resolvers import URLPattern

from faden.surfaces.process_setup.staff import (
    access,
    creation,
    files,
    phases,
    process,
    publishing,
    table,
    timetable,
)

ONE = "<slug:slug>/einrichten/"
PHASES, ENTRIES = f"{ONE}phasen/", f"{ONE}zeitplan/"


def _section(word: str, name: str) -> URLPattern:
    return path(f"{ONE}{word}/", process.edit, {"name": name}, name=name)


app_name = "process_setup"
urlpatterns = [
    path("", table.process_table, name="table"),
    path("neu/", creation.choose, name="choose"),
    path("neu/vorlage/<slug:template>/", creation.create, name="create"),
    path("neu/vorlage/<slug:template>/entfernen/", creation.remove_template, name="unkeep"),
    path(ONE, process.overview, name="overview"),
    _section("grundlagen", "basics"),
    _section("gestaltungsspielraum", "lines"),
    _section("regeln", "rules"),
    _section("fortschritt", "progress"),
    path(f"{ONE}dateien/", files.of_process, name="files"),
    path(f"{ONE}konzept/", process.concept, name="concept"),
    path(f"{ONE}handlungsfelder/", process.fields, name="fields"),
    path(PHASES, phases.phases, name="phases"),
    path(f"{PHASES}neu/", phases.add, name="phase_add"),
    path(f"{PHASES}<int:pk>/", phases.edit, name="phase_edit"),
    path(f"{PHASES}<int:pk>/entfernen/", phases.remove, name="phase_remove"),
    path(ENTRIES, timetable.timetable, name="timetable"),
    path(f"{ENTRIES}neu/", timetable.add, name="entry_add"),
    path(f"{ENTRIES}<int:pk>/", timetable.edit, name="entry_edit"),
    path(f"{ENTRIES}<int:pk>/dateien/", files.of_entry, name="entry_files"),
    path(f"{ENTRIES}<int:pk>/verschieben/", timetable.postpone, name="entry_postpone"),
    path(f"{ENTRIES}<int:pk>/absagen/", timetable.cancel, name="entry_cancel"),
    path(f"{ENTRIES}<int:pk>/stand/", timetable.set_state, name="entry_state"),
    path(f"{ENTRIES}<int:pk>/entfernen/", timetable.remove, name="entry_remove"),
    path(f"{ONE}team/", process.team, name="team"),
    path(f"{ONE}zugang/", access.access, name="access"),
    path(f"{ONE}zugang/<int:pk>/ausladen/", access.uninvite, name="uninvite"),
    path(f"{ONE}vorschau/", access.create_preview, name="preview_create"),
    path(f"{ONE}vorschau/<int:pk>/beenden/", access.revoke_preview, name="preview_revoke"),
    path(f"{ONE}veroeffentlichen/", publishing.publish, name="publish"),
    path(f"{ONE}archiv/", publishing.archive, name="archive"),
    path(f"{ONE}vorlage/", publishing.template, name="template"),
    path(f"{ONE}verlauf/", publishing.history, name="history"),
]
