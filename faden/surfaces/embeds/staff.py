"""The lines that put the small page of a process on the city's own website."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404

HEIGHT = 420  # pixels


@require_safe
@account_required
def snippet(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show the lines to copy, and how it looks."""
    process = team_process_or_404(request, process_slug, now=timezone.now())
    url = reverse("embeds:embedded", args=[process.slug])
    lines = format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>',
        request.build_absolute_uri(url),
        process.title,
        HEIGHT,
    )
    context = {
        "process": process,
        "url": url,
        "lines": str(lines),
        "hosts": settings.FADEN_EMBED_HOSTS,
        "height": HEIGHT,
    }
    return render(request, "embeds/snippet.html", context)
