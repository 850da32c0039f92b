"""Addresses below /team/: what is assigned, who is away, when offices get mail."""

from django.urls import path

from faden.shared.assignments import staff

app_name = "assignments"
urlpatterns = [
    path("team/zuweisungen/", staff.table, name="table"),
    path("team/zuweisungen/abwesenheiten/", staff.absences, name="absences"),
    path(
        "team/zuweisungen/abwesenheiten/<int:pk>/entfernen/",
        staff.remove_absence,
        name="remove_absence",
    ),
    path("team/zuweisungen/meine-stellen/", staff.offices, name="offices"),
    path("team/zuweisungen/versandzeiten/", staff.mail_hours, name="mail_hours"),
    path("team/zuweisungen/<int:pk>/erledigt/", staff.close, name="close"),
    path("team/beitraege/<int:pk>/zuweisen/", staff.assign, name="assign"),
]
