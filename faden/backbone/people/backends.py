"""Who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend

from faden.backbone.people.models import Level, Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


class AccountBackend(ModelBackend):
    """E-mail address and password. Django's own runs the hasher for unknown addresses as well."""

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Return whether this is somebody active whose address is confirmed."""
        return isinstance(user, Person) and user.is_active and user.level >= Level.REGISTERED
