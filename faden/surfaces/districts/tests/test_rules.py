import pytest
from django.utils import translation

from faden.surfaces.districts.rules import heading_of, plural_of


@pytest.mark.parametrize(
    ("term", "plural"),
    [
        ("Ortsteil", "Ortsteile"),
        ("Stadtteil", "Stadtteile"),
        ("Ortschaft", "Ortschaften"),
        ("Stadtbezirk", "Stadtbezirke"),
        ("Ortsgemeinde", "Ortsgemeinden"),
        ("Siedlung", "Siedlungen"),
        ("Dorf", "Dörfer"),
        ("Viertel", "Viertel"),
    ],
)
def test_the_plural_of_what_a_city_calls_its_parts(term, plural):
    assert plural_of(term) == plural


def test_the_word_of_the_city_is_german():
    with translation.override("en"):
        assert heading_of("Ortschaft") == "Districts"
