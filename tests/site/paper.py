"""What only tests need to know of cards, documentations and files: the demonstration has them."""

from typing import Any

from faden.participation.paper.models import Wall
from faden.shared.errands.models import Errand
from faden.surfaces.documentation.models import Documentation


def paper_facts() -> dict[str, Any]:
    """Return the wall with printed cards, and the documentation of its process."""
    wall = Wall.objects.select_related("process__as_process").get(series__isnull=False)
    documentation = Documentation.objects.select_related("process").latest("pk")
    assert wall.process is not None
    slug = wall.process.slug
    return {
        "wall": {"pk": wall.pk, "slug": wall.slug},
        "printing": {"process_slug": slug},
        "printed_wall": {"process_slug": slug, "pk": wall.pk},
        "errand": {"pk": Errand.objects.get(kind="export").pk},
        "documentation": {"process_slug": documentation.process.slug, "pk": documentation.pk},
    }
