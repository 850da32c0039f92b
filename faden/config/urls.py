"""All addresses: German words, the language in front."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from faden.config.health import live, ready
from faden.surfaces.city.views.colors import colors

urlpatterns = [
    path("healthz", ready, name="healthz"),
    path("healthz/live", live, name="healthz_live"),
    path("healthz/ready", ready, name="healthz_ready"),
    path("farben.css", colors, name="colors"),
    path("medien/", include("faden.shared.media.urls")),
    path("api/v1/", include("faden.surfaces.api.urls")),
    *i18n_patterns(
        path("", include("faden.surfaces.home.urls")),
        path("", include("faden.web.urls")),
        path("", include("faden.surfaces.process_pages.urls")),
        path("", include("faden.surfaces.districts.urls")),
        path("", include("faden.surfaces.embeds.urls")),
        path("", include("faden.surfaces.coverage.urls")),
        path("", include("faden.backbone.places.urls")),
        path("", include("faden.participation.ideas.urls")),
        path("", include("faden.participation.background.urls")),
        path("", include("faden.participation.paper.urls")),
        path("", include("faden.participation.results.urls")),
        path("", include("faden.participation.groups.urls")),
        path("", include("faden.participation.news.urls")),
        path("", include("faden.participation.undertakings.urls")),
        path("", include("faden.shared.comments.urls")),
        path("", include("faden.shared.feedback.urls")),
        path("", include("faden.shared.ratings.urls")),
        path("", include("faden.shared.notifications.urls")),
        path("", include("faden.shared.moderation.urls")),
        path("", include("faden.shared.outcomes.urls")),
        path("", include("faden.shared.assignments.urls")),
        path("", include("faden.shared.thread.urls")),
        path("konto/", include("faden.surfaces.account.urls")),
        path("", include("faden.surfaces.city.urls")),
        path("team/", include("faden.surfaces.staff.urls")),
        path("team/beteiligungen/", include("faden.surfaces.documentation.urls")),
        path("team/beteiligungen/", include("faden.surfaces.process_setup.urls")),
        path("team/", include("faden.surfaces.roles.urls")),
        path("team/filter/", include("faden.surfaces.saved_filters.urls")),
        path("team/auftraege/", include("faden.shared.errands.urls")),
        path("team/import/", include("faden.surfaces.importers.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "faden.web.errors.bad_request"
handler403 = "faden.web.errors.permission_denied"
handler404 = "faden.web.errors.page_not_found"
handler500 = "faden.web.errors.server_error"
