"""Addresses of the team's moderation."""

from django.urls import path

from faden.shared.moderation import staff

app_name = "moderation"
urlpatterns = [
    path("team/beitraege/<int:pk>/ausblenden/", staff.hide, name="hide"),
    path("team/beteiligungen/<slug:process_slug>/ausgeblendet/", staff.hidden, name="hidden"),
    path("team/beitraege/<int:pk>/einblenden/", staff.show_again, name="show_again"),
]
