"""Who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from faden.backbone.people.models import Level, Person, Representative

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


class AccountBackend(ModelBackend):
    """E-mail address and password. Django's own runs the hasher for unknown addresses as well."""

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Return whether this is somebody active whose address is confirmed."""
        return isinstance(user, Person) and user.is_active and user.level >= Level.REGISTERED

    def get_user(self, user_id: int) -> Person | None:
        """Return whose session it is, and with them whether they speak for an organisation."""
        theirs = Representative.objects.filter(person=OuterRef("pk"))
        found = Person.objects.annotate(is_representative=Exists(theirs)).filter(pk=user_id).first()
        if found is None or not self.user_can_authenticate(found):
            return None
        found.speaks_for_others = found.is_representative
        return found
