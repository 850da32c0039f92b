from django.conf import settings
from django.urls import URLPattern, path

from faden.web import views

app_name = "web"

urlpatterns: list[URLPattern] = [path("darstellung/", views.theme, name="theme")]
if settings.FADEN_DEMO or settings.DEBUG:
    urlpatterns.append(path("_kern/", views.kern_sample, name="kern_sample"))
