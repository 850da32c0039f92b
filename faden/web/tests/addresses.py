"""Pages that fail in every way, for the tests of what surrounds a page."""

from datetime import UTC, datetime

from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.urls import include, path

from faden.lib.refused import Refusal, Refused, Remedy
from faden.web.context import NavigationEntry, PageFacts
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message
from faden.web.sample import SampleForm, sample
from faden.web.tests.lists import KINDS

NOON = datetime(2026, 10, 19, 10, tzinfo=UTC)
CLOSED = Refusal("sample.closed", "The collection is over.")
STRANGER = Refusal("sample.stranger", "Rating needs an account.", remedy=Remedy.SIGN_IN)


RATING = """{% extends "web/base.html" %}
{% block title %}Rating{% endblock %}
{% block main %}{% page_head "Rating" %}{% endpage_head %}<div id="rating">
{% post_button "/en/rating/" "Agree" name="do" value="rate" pressed=is_rated target="rating" %}
{% post_button "/en/rating/" "Refuse" name="do" value="refuse" target="rating" %}
{% post_button "/en/rating/" "Leave" name="do" value="leave" target="rating" %}
</div>{% endblock %}"""


class Town:
    name = "Musterstadt"
    official_name = "Stadt Musterstadt"
    is_demo = True


class City(Town):
    is_demo = False


def page_facts(request: HttpRequest) -> PageFacts:
    return PageFacts(
        place=Town(),
        navigation=[NavigationEntry("Home", "/"), NavigationEntry("Ideas", "/ideen/")],
        sign_in_url="/konto/einloggen/",
        sign_up_url="/konto/anlegen/",
        account_url="/konto/",
        sign_out_url="/konto/ausloggen/",
    )


def official_page_facts(request: HttpRequest) -> PageFacts:
    return PageFacts(place=City())


def echo(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"get": dict(request.GET.lists()), "post": dict(request.POST.lists())})


def form(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    filled = SampleForm(request.POST, request.FILES) if is_sent else SampleForm()
    if request.POST.get("refuse"):
        filled.is_valid()
        filled.add_refusal(CLOSED)
    return render_form(
        request, "web/kern_sample.html", context=sample(request, now=NOON) | {"form": filled}
    )


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused(STRANGER if "stranger" in request.GET else CLOSED)


def refuse_softly(request: HttpRequest) -> HttpResponse:
    with refusal_as_message(request):
        raise Refused(CLOSED)
    return see_other("/_kern/")


def thank(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Thank you.")
    return see_other("/_kern/")


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only moderators may do this.")


def overflow(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a bug")


def rating(request: HttpRequest) -> HttpResponse:
    """A page with a switch, a button that is refused and one that leads elsewhere."""
    match request.POST.get("do"):
        case "rate":
            request.session["rated"] = not request.session.get("rated", False)
            return see_other("/en/rating/")
        case "refuse":
            raise Refused(CLOSED)
        case "leave":
            messages.success(request, "Thank you.")
            return see_other("/en/_kern/")
    page = engines["django"].from_string(RATING)
    is_rated = request.session.get("rated", False)
    return HttpResponse(page.render({"is_rated": is_rated}, request))


def table(request: HttpRequest) -> HttpResponseBase:
    rows = ContentType.objects.filter(app_label__in=("auth", "sessions", "contenttypes"))
    return KINDS.respond(request, rows, now=NOON)


urlpatterns = i18n_patterns(
    path("", include("faden.web.urls")),
    path("echo/", echo),
    path("echo/<str:word>/", echo),
    path("form/", form),
    path("refuse/", refuse),
    path("refuse-softly/", refuse_softly),
    path("thank/", thank),
    path("forbid/", forbid),
    path("overflow/", overflow),
    path("fail/", fail),
    path("rating/", rating),
    path("table/", table),
    prefix_default_language=False,
)
handler400 = "faden.web.errors.bad_request"
handler403 = "faden.web.errors.permission_denied"
handler404 = "faden.web.errors.page_not_found"
handler500 = "faden.web.errors.server_error"
