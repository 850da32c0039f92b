"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    """Argon2id with OWASP's smallest recommended cost (Password Storage Cheat Sheet, 2024).

    19 MiB, 2 passes, 1 lane take about 22 ms; Django's default of 100 MiB and 8 lanes takes 220 ms,
    so that a few sign-ins a second would keep a small server busy.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
