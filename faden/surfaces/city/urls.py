"""Pages of the municipality: contact and legal pages, and the team's below /team/stadt/."""

from django.urls import include, path

from faden.backbone.places.rules import Kind
from faden.surfaces.city.legal import SEGMENTS
from faden.surfaces.city.staff import (
    addresses,
    districts,
    funders,
    legal,
    municipality,
    offices,
    overview,
    tags,
    text_blocks,
    venues,
)
from faden.surfaces.city.views import contact
from faden.surfaces.city.views.legal import page

app_name = "city"

public = [
    path("kontakt/", contact.contact, name="contact"),
    path("kontakt/danke/", contact.contact_sent, name="contact_sent"),
    path("barrierefreiheit/barriere-melden/", contact.report_barrier, name="report_barrier"),
    path("barrierefreiheit/danke/", contact.barrier_reported, name="barrier_reported"),
    *(path(f"{SEGMENTS[kind]}/", page, {"kind": kind}, name=kind.value) for kind in Kind),
]

staff = [
    path("", overview.overview, name="overview"),
    path("gemeinde/", municipality.municipality, name="municipality"),
    path("logo/", municipality.logo, name="logo"),
    path("logo/entfernen/", municipality.remove_logo, name="remove_logo"),
    path("grenze/", municipality.boundary, name="boundary"),
    path("grenze/<str:key>/", municipality.boundary_preview, name="boundary_preview"),
    *districts.Districts().urls("ortsteile"),
    path("ortsteile/flaechen/", districts.upload, name="upload_districts"),
    path("ortsteile/flaechen/<str:key>/", districts.preview, name="preview_districts"),
    path("adressen/", addresses.table, name="addresses"),
    path("adressen/hochladen/", addresses.upload, name="upload_addresses"),
    path("adressen/hochladen/<str:key>/", addresses.preview, name="preview_addresses"),
    path("stellen/", offices.table, name="offices"),
    path("stellen/neu/", offices.new, name="new_office"),
    path("stellen/<int:pk>/", offices.change, name="office"),
    path("stellen/<int:pk>/entfernen/", offices.remove, name="remove_office"),
    path("stellen/<int:pk>/wieder-anbieten/", offices.restore, name="restore_office"),
    *tags.TAGS.urls("stichwoerter"),
    path("stichwoerter/<int:pk>/zusammenfuehren/", tags.merge, name="merge_tag"),
    *text_blocks.TextBlocks().urls("textbausteine"),
    *funders.Funders().urls("foerderung"),
    *venues.VENUES.urls("orte"),
    path("orte/<int:pk>/termine/neu/", venues.new_stop, name="new_stop"),
    path("orte/<int:pk>/termine/<int:stop>/entfernen/", venues.drop_stop, name="drop_stop"),
    path("seiten/", legal.table, name="legal_pages"),
    path("seiten/<str:segment>/<str:language>/", legal.edit, name="legal_page"),
    path("nachrichten/", overview.messages_kept, name="messages"),
    path("nachrichten/<int:pk>/senden/", overview.send_again, name="send_again"),
    path("nachrichten/<int:pk>/loeschen/", overview.drop, name="drop_message"),
]

urlpatterns = [*public, path("team/stadt/", include(staff))]
