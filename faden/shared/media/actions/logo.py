"""The logo of the municipality."""

from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import Place
from faden.shared.media import files
from faden.shared.media.actions.removal import forget
from faden.shared.media.logos import Logo
from faden.shared.media.models import Image


def set_logo(place: Place, logo: Logo, *, alt_text: str, actor: Person, now: datetime) -> Image:
    """Make this the logo, in place of the one before; the caller asked its own rule."""
    key = files.new_key()
    try:
        files.write(key, files.LOGO, content=logo.content)
        return _set(place, logo, key=key, alt_text=alt_text, actor=actor, now=now)
    except BaseException:
        files.remove(key)
        raise


@action
def remove_logo(place: Place, *, actor: Person) -> None:
    """Do without a logo; the caller asked its own rule."""
    _forget_logo(_locked(place), actor=actor)


@action
def _set(
    place: Place, logo: Logo, *, key: str, alt_text: str, actor: Person, now: datetime
) -> Image:
    place = _locked(place)
    _forget_logo(place, actor=actor)
    image = Image.objects.create(
        place=place,
        owner=actor,
        key=key,
        alt_text=alt_text.strip(),
        width=logo.width,
        height=logo.height,
        n_bytes=len(logo.content),
        format="PNG",
        position=1,
        state=Image.State.READY,
        created_at=now,
        attached_at=now,
    )
    record("media.set_logo", image, actor=actor)
    return image


def _locked(place: Place) -> Place:
    return Place.objects.select_for_update(no_key=True).get(pk=place.pk)


def _forget_logo(place: Place, *, actor: Person) -> None:
    for image in Image.objects.filter(place=place).select_for_update():
        record("media.remove_logo", image, actor=actor)
        forget(image)
