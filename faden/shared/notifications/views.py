"""The pages on which people say which mails they want."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.notifications import actions, queries, rules
from faden.shared.notifications.forms import MailsForm
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def choice(request: AccountRequest) -> HttpResponse:
    """Show which mails the person gets, and keep what they choose."""
    declined = queries.declined_by(request.person)
    form = MailsForm(request.POST if request.method == "POST" else None, declined=declined)
    if form.is_valid():
        for sort, is_wanted in form.cleaned_data.items():
            actions.want_mails(request.person, sort, is_wanted=is_wanted)
        messages.success(request, _("Your choice is stored."))
        return see_other("notifications:choice")
    return render_form(request, "notifications/choice.html", context={"form": form})


@require_POST
@account_required
def address_works(request: AccountRequest) -> HttpResponse:
    """Let somebody say that mails reach their address again."""
    if bounce := queries.bounce_of(request.person):
        actions.forget_bounce(bounce, actor=request.person)
        messages.success(request, _("The next mail to you is sent again."))
    return see_other("notifications:choice")


@csrf_exempt  # a mail program sends it without a page of ours; the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody decline a sort of mails by the link in one, without signing in."""
    found = queries.person_of_link(token)
    if found is None:
        raise Http404
    person, sort = found
    if request.method == "POST":
        actions.want_mails(person, sort, is_wanted="wieder" in request.POST)
    context = {
        "sort": rules.SORTS[sort],
        "is_wanted": sort not in queries.declined_by(person),
        "is_sent": request.method == "POST",
    }
    return render(request, "notifications/decline.html", context)
