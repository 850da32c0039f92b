"""Parts of pages that many readers see, rendered once for the same values."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.utils.safestring import SafeString, mark_safe


class Fragments:
    """The parts that were asked for last, up to a number.

    A part is known by every value it shows: what is kept cannot be old.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._parts: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, shown: Hashable, *, render: Callable[[], str]) -> SafeString:
        """Return the part that shows these values.

        :param shown: every value that `render` reads, the language among them
        """
        with self._lock:
            part = self._parts.get(shown)
            if part is not None:
                self._parts.move_to_end(shown)
        if part is None:
            part = render()
            self._put(shown, part)
        return mark_safe(part)  # noqa: S308 - a template made it

    def _put(self, shown: Hashable, part: str) -> None:
        with self._lock:
            self._parts[shown] = part
            while len(self._parts) > self.most:
                self._parts.popitem(last=False)
