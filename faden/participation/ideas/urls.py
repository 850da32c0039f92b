"""Addresses of ideas."""

from django.urls import path

from faden.participation.ideas import feeds
from faden.participation.ideas.staff import entering, merging, table
from faden.participation.ideas.views import lists, maps, own, page, writing

app_name = "ideas"
urlpatterns = [
    path("beteiligungen/<slug:process_slug>/ideen/", lists.idea_list, name="list"),
    path("beteiligungen/<slug:process_slug>/ideen/karte/", maps.idea_map, name="map"),
    path("beteiligungen/<slug:process_slug>/ideen/karte.geojson", maps.idea_points, name="points"),
    path("beteiligungen/<slug:process_slug>/ideen/feed.atom", feeds.idea_feed, name="feed"),
    path("beteiligungen/<slug:process_slug>/ideen/neu/", writing.new, name="new"),
    path("beteiligungen/<slug:process_slug>/ideen/aehnlich/", writing.similar, name="similar"),
    path("beteiligungen/<slug:process_slug>/ideen/entwurf/", writing.draft, name="draft"),
    path("ideen/<int:pk>-<slug:slug>/", page.detail, name="detail"),
    path("ideen/<int:pk>-<slug:slug>/danke/", writing.thanks, name="thanks"),
    path("ideen/<int:pk>-<slug:slug>/bearbeiten/", own.edit, name="edit"),
    path("ideen/<int:pk>-<slug:slug>/zurueckziehen/", own.withdraw, name="withdraw"),
    path("ideen/<int:pk>-<slug:slug>/wieder-einreichen/", own.hand_in_again, name="hand_in_again"),
    path("ideen/<int:pk>-<slug:slug>/fassungen/", own.versions, name="versions"),
    path("team/beteiligungen/<slug:process_slug>/ideen/", table.idea_table, name="table"),
    path(
        "team/beteiligungen/<slug:process_slug>/ideen/erfassen/",
        entering.on_behalf,
        name="on_behalf",
    ),
    path("team/beteiligungen/<slug:process_slug>/ideen/karten/", entering.cards, name="cards"),
    path(
        "team/beteiligungen/<slug:process_slug>/ideen/karten/zuruecknehmen/",
        entering.take_back,
        name="take_back",
    ),
    path("team/ideen/<int:pk>/zusammenfuehren/", merging.merge, name="merge"),
    path("team/ideen/<int:pk>/trennen/", merging.split, name="split"),
    path("team/ideen/<int:pk>/nicht-aehnlich/", merging.forget_likeness, name="forget_likeness"),
]
