"""Addresses of comments."""

from django.urls import path

from faden.shared.comments import views

app_name = "comments"
urlpatterns = [
    path("beitraege/<int:pk>/", views.permalink, name="permalink"),
    path("beitraege/<int:pk>/kommentieren/", views.write, name="write"),
    path("beitraege/<int:pk>/antworten/", views.thread, name="thread"),
    path("beitraege/<int:pk>/bearbeiten/", views.change, name="change"),
    path("beitraege/<int:pk>/loeschen/", views.delete, name="delete"),
]
