import pytest
from django.test import RequestFactory
from django.utils import translation

from faden.backbone.places.tests.factories import a_place
from faden.backbone.places.words import DISTRICT, remember_words, words_middleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "word"), [("de", "Bezirk"), ("en", "District")])
def test_the_label_is_the_citys_own_word_in_german_and_says_what_it_means_elsewhere(language, word):
    a_place(district_term="Bezirk")

    with translation.override(language):
        assert str(DISTRICT) == word


def test_the_municipality_is_read_once_in_a_request_and_anew_in_the_next(
    django_assert_num_queries,
):
    a_place(district_term="Bezirk")
    labels = words_middleware(lambda _request: [str(DISTRICT), str(DISTRICT)])

    for _request in range(2):
        with translation.override("de"), django_assert_num_queries(1):
            assert labels(RequestFactory().get("/")) == ["Bezirk", "Bezirk"]


def test_what_the_frame_has_read_is_not_asked_again(django_assert_num_queries):
    place = a_place(district_term="Bezirk")

    def page(_request):
        remember_words(place)
        return str(DISTRICT)

    with translation.override("de"), django_assert_num_queries(0):
        assert words_middleware(page)(RequestFactory().get("/")) == "Bezirk"
