from django.urls import path, register_converter

from faden.shared.media import views


class KeyConverter:
    """The random name of a file."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "media_key")
app_name = "media"

urlpatterns = [
    path("<media_key:key>/", views.document, name="document"),
    path("<media_key:key>/<int:step>/", views.picture, name="picture"),
    path("<media_key:key>/logo/", views.logo, name="logo"),
]
