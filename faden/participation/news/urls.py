"""Addresses of news."""

from django.urls import path

from faden.participation.news import feeds, staff, views

app_name = "news"
urlpatterns = [
    path("aktuelles/", views.news_list, name="list"),
    path("aktuelles/feed.atom", feeds.city_feed, name="feed"),
    path("aktuelles/feed.rss", feeds.city_feed, name="rss"),
    path("aktuelles/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("beteiligungen/<slug:process_slug>/aktuelles/", views.of_process, name="of_process"),
    path(
        "beteiligungen/<slug:process_slug>/aktuelles/feed.atom",
        feeds.process_feed,
        name="process_feed",
    ),
    path(
        "beteiligungen/<slug:process_slug>/aktuelles/feed.rss",
        feeds.process_feed,
        name="process_rss",
    ),
    path("team/aktuelles/", staff.table, name="table"),
    path("team/aktuelles/neu/", staff.new, name="new"),
    path("team/aktuelles/<int:pk>/", staff.edit, name="edit"),
    path("team/aktuelles/<int:pk>/zurueckziehen/", staff.take_back, name="take_back"),
]
