"""The address where the city answers."""

from django.urls import path

from faden.shared.outcomes import staff

app_name = "outcomes"
urlpatterns = [path("team/beitraege/<int:pk>/antwort/", staff.answer, name="answer")]
