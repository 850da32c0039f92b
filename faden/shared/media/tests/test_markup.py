"""Pictures as browsers and screen readers get them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.shared.media import actions, queries
from faden.shared.media.form_part import WithImages
from faden.shared.media.tests.factories import an_attached_image, an_image, an_item
from faden.shared.media.tests.pictures import a_jpeg, a_png_that_claims

pytestmark = pytest.mark.django_db


class Postcard(WithImages):
    title = forms.CharField()


class Page(HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def shown(item) -> Page:
    images = queries.images_of([item]).get(item.pk, [])
    template = Template("{% load media %}{% pictures images %}")
    return Page(template.render(Context({"images": images})))


def fields_of(form) -> Page:
    template = Template("{% load media %}{% image_fields form %}")
    return Page(template.render(Context({"form": form})))


def test_the_browser_can_choose_a_width_before_it_has_the_picture():
    item = an_item()
    image = an_attached_image(item, alt_text='Two "benches" <b>', content=a_jpeg(1000, 500))
    run_due()

    page = shown(item)

    base = f"/medien/{image.key}"
    assert page.all("img") == [
        {
            "src": f"{base}/480/",
            "srcset": f"{base}/480/ 480w, {base}/960/ 960w, {base}/1600/ 1000w",
            "sizes": "(min-width: 50rem) 45rem, 100vw",
            "width": "1000",
            "height": "500",
            "alt": 'Two "benches" <b>',
            "loading": "lazy",
            "decoding": "async",
        }
    ]
    assert page.all("a")[0]["href"] == f"{base}/1600/"


def test_what_a_picture_shows_is_read_until_it_is_ready_and_if_it_never_is():
    item, broken = an_item(), an_item()
    an_attached_image(item, alt_text="Two benches")
    waiting = shown(item)
    an_attached_image(broken, alt_text="Two <b>trees", content=a_png_that_claims(30, 20))
    run_due()

    assert waiting.all("img") == shown(broken).all("img") == []
    assert "Two benches" in waiting.text
    assert "Two <b>trees" in shown(broken).text


def test_an_item_without_pictures_shows_nothing():
    assert shown(an_item()).elements == []


def test_every_field_has_its_label_and_the_file_its_hint():
    page = fields_of(Postcard(owner=None, now=NOON))

    fields = [field for field in page.all("input") if field["type"] != "hidden"]
    labels = [label["for"] for label in page.all("label")]
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]

    assert [(field["name"], field["type"]) for field in fields] == [
        (name, kind)
        for number in (1, 2, 3)
        for name, kind in [(f"image_{number}", "file"), (f"image_{number}_alt", "text")]
    ]
    assert [field["id"] for field in fields] == labels
    assert len(ids) == len(set(ids))
    assert all(field["aria-describedby"] in ids for field in fields)
    assert len(page.all("legend")) == 1


def test_further_pictures_wait_behind_a_heading_until_one_is_in_use():
    person = a_person()
    image = an_image(person)
    data = {"image_2_key": image.key, "image_2_alt": "A bench"}

    fresh = fields_of(Postcard(owner=person, now=NOON))
    used = fields_of(Postcard(data, owner=person, now=NOON))

    assert "open" not in fresh.all("details")[0]
    assert "open" in used.all("details")[0]
    assert [box["name"] for box in used.all("input") if box["type"] == "checkbox"] == [
        "image_2_discard"
    ]


def test_a_stored_picture_is_seen_in_the_form_as_soon_as_it_is_ready():
    person = a_person()
    image = an_image(person)
    run_due()

    page = fields_of(Postcard({"image_1_key": image.key}, owner=person, now=NOON))

    assert [img["src"] for img in page.all("img")] == [f"/medien/{image.key}/480/"]


def test_a_stored_picture_that_is_gone_is_asked_for_again():
    person = a_person()
    image = an_image(person)
    actions.remove([image], actor=person)

    form = Postcard({"image_1_key": image.key, "title": "B"}, owner=person, now=NOON)

    assert list(form.errors) == ["image_1"]
    assert fields_of(form).all("img") == []
