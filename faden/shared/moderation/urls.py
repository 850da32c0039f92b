"""Addresses of moderation: reporting, and the team's pages."""

from django.urls import path

from faden.shared.moderation import views
from faden.shared.moderation.staff import hiding, moving, pause, queue, redaction, review

app_name = "moderation"

public = [
    path("beitraege/<int:pk>/melden/", views.report, name="report"),
    path("gemeldet/", views.reported, name="reported"),
]

team = [
    path("team/moderation/", queue.waiting, name="waiting"),
    path("team/moderation/meldungen/", queue.reported, name="reports"),
    path("team/moderation/pause/", pause.pause, name="pause_site"),
    path("team/moderation/pause/beenden/", pause.end, name="end_pause_site"),
    path("team/beteiligungen/<slug:process_slug>/pause/", pause.pause, name="pause"),
    path("team/beteiligungen/<slug:process_slug>/pause/beenden/", pause.end, name="end_pause"),
    path("team/beteiligungen/<slug:process_slug>/ausgeblendet/", hiding.hidden, name="hidden"),
    path(
        "team/beteiligungen/<slug:process_slug>/verschieben/<str:numbers>/",
        moving.move,
        name="move",
    ),
    path("team/beitraege/<int:pk>/pruefen/", review.review, name="review"),
    path("team/beitraege/<int:pk>/freischalten/", review.release, name="release"),
    path("team/beitraege/<int:pk>/ablehnen/", review.refuse, name="refuse"),
    path("team/beitraege/<int:pk>/entscheiden/", review.decide, name="decide"),
    path("team/beitraege/<int:pk>/bedrohung/", review.hide_threat, name="hide_threat"),
    path("team/beitraege/<int:pk>/ausblenden/", hiding.hide, name="hide"),
    path("team/beitraege/<int:pk>/einblenden/", hiding.show_again, name="show_again"),
    path("team/beitraege/<int:pk>/schwaerzen/", redaction.redact, name="redact"),
    path(
        "team/beitraege/<int:pk>/bilder/<int:image_pk>/schwaerzen/",
        redaction.picture,
        name="redact_picture",
    ),
    path("team/schwaerzungen/<int:redaction_pk>/", redaction.original, name="original"),
]

urlpatterns = [*public, *team]
