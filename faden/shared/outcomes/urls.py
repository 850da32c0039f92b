"""Addresses of the city's answers: the team's pages, and a colleague's by a link."""

from django.urls import include, path

from faden.shared.outcomes import views
from faden.shared.outcomes.staff import answering, defects, drafts, process

app_name = "outcomes"

of_process = [
    path("", process.answers, name="answers"),
    path("neu/<str:numbers>/", answering.answer_many, name="answer_many"),
    path("frist/", process.promise, name="promise"),
    path("bitten/<str:numbers>/", drafts.ask, name="ask"),
]
of_draft = [
    path("", drafts.draft, name="draft"),
    path("freigeben/", drafts.release, name="release"),
    path("verwerfen/", drafts.drop, name="drop"),
    path("link/", drafts.send_link, name="send_link"),
]

urlpatterns = [
    path("team/beitraege/<int:pk>/antwort/", answering.answer, name="answer"),
    path("team/beitraege/<int:pk>/mangel/", defects.forward, name="defect"),
    path("team/beteiligungen/<slug:process_slug>/antworten/", include(of_process)),
    path("team/antworten/<int:pk>/zuruecknehmen/", answering.take_back, name="take_back"),
    path("team/antwortentwuerfe/<int:pk>/", include(of_draft)),
    path("antwortentwurf/<str:key>/", views.by_link, name="by_link"),
]
