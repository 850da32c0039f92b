"""Pictures, documents and the logo as browsers and screen readers get them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_place
from faden.shared.media import actions, queries
from faden.shared.media.form_part import WithDocuments, WithImages
from faden.shared.media.labels import size_label
from faden.shared.media.models import Document
from faden.shared.media.tests.factories import (
    a_document,
    a_logo,
    an_attached_document,
    an_attached_image,
    an_image,
    an_item,
)
from faden.shared.media.tests.pictures import a_jpeg, a_png_that_claims

pytestmark = pytest.mark.django_db


class Postcard(WithImages):
    title = forms.CharField()


class Letter(WithDocuments):
    title = forms.CharField()


class Portrait(WithImages):
    max_images = 1


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
    sort = "document" if isinstance(form, WithDocuments) else "image"
    return rendered(f"{{% {sort}_fields form %}}", form=form)


def rendered(markup: str, **context) -> Page:
    return Page(Template("{% load media %}" + markup).render(Context(context)))


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


def test_one_picture_stands_alone_and_comes_at_once_at_the_head_of_a_page():
    image = an_attached_image(an_item(), content=a_jpeg(1000, 500))
    waiting = rendered("{% picture image %}", image=image)
    run_due()
    image.refresh_from_db()

    page = rendered('{% picture image lazy=False sizes="100vw" %}', image=image)

    (img,) = page.all("img")
    assert (img["alt"], img["sizes"], "loading" in img) == ("Two benches", "100vw", False)
    assert page.all("a") == waiting.all("img") == []
    assert "Two benches" in waiting.text


def test_a_form_for_one_picture_counts_nothing():
    with translation.override("en"):
        page = fields_of(Portrait(owner=None, now=NOON))

    labels = page.text.split()
    assert "1" not in labels
    assert page.all("details") == []
    assert len(page.all("legend")) == 1


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de", "Entwurf der Digitalen Agenda (PDF, 2,1\N{NO-BREAK SPACE}MB)"),
        ("en", "Entwurf der Digitalen Agenda (PDF, 2.1\N{NO-BREAK SPACE}MB)"),
    ],
)
def test_a_link_to_a_document_says_format_and_size(language, label):
    document = Document(
        key="a" * 32, title="Entwurf der Digitalen Agenda", kind="pdf", n_bytes=2_100_000
    )

    with translation.override(language):
        page = rendered("{% documents documents %}", documents=[document])

    assert page.text.strip() == label
    assert [link["href"] for link in page.all("a")] == [f"/medien/{'a' * 32}/"]


def test_a_document_that_is_not_public_says_so_and_an_empty_list_says_nothing():
    document = Document(key="a" * 32, title="Minutes", kind="pdf", n_bytes=1, visibility="staff")

    with translation.override("en"):
        page = rendered("{% documents documents %}", documents=[document])

    assert "Team only" in page.text
    assert rendered("{% documents documents %}", documents=[]).elements == []


@pytest.mark.parametrize(
    ("n_bytes", "label"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (999_001, "1000 kB"),
        (1_000_000, "1.0 MB"),
        (19_960_000, "20.0 MB"),
    ],
)
def test_sizes_are_those_that_file_managers_show(n_bytes, label):
    with translation.override("en"):
        assert size_label(n_bytes).replace("\N{NO-BREAK SPACE}", " ") == label


def test_the_logo_has_its_own_size_and_says_what_it_is():
    logo = a_logo(a_place())

    page = rendered("{% logo image %}", image=logo)

    assert page.all("img") == [
        {
            "class": "faden-logo",
            "src": f"/medien/{logo.key}/logo/",
            "width": "320",
            "height": "160",
            "alt": "Wappen der Stadt Musterstadt",
        }
    ]


def test_the_addresses_of_a_preview_carry_its_key():
    image, document = an_attached_image(an_item()), an_attached_document(an_item())
    run_due()
    image.refresh_from_db()
    markup = "{% picture image preview=key %}{% pictures images preview=key %}"

    page = rendered(
        markup + "{% documents documents preview=key %}",
        image=image,
        images=[image],
        documents=[document],
        key="a b",
    )

    addresses = [element[name] for tag, name in (("img", "src"), ("a", "href"))
                 for element in page.all(tag)]  # fmt: skip
    assert len(addresses) == 4
    assert all(address.endswith("/?vorschau=a+b") for address in addresses)
    assert all(img["srcset"].count("?vorschau=a+b") == 1 for img in page.all("img"))


def test_the_form_offers_one_place_for_a_document_and_more_behind_a_heading():
    page = fields_of(Letter(owner=None, now=NOON))

    fields = [field for field in page.all("input") if field["type"] != "hidden"]
    labels = [label["for"] for label in page.all("label")]
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert [(field["name"], field["type"]) for field in fields] == [
        (name, kind)
        for number in (1, 2, 3)
        for name, kind in [(f"document_{number}", "file"), (f"document_{number}_title", "text")]
    ]
    assert [field["id"] for field in fields] == labels
    assert len(ids) == len(set(ids))
    assert all(field["aria-describedby"] in ids for field in fields)
    assert [len(page.all(tag)) for tag in ("legend", "details")] == [1, 1]


def test_a_stored_document_is_a_link_with_a_title_and_a_box_to_remove_it():
    person = a_person()
    document = a_document(person, name="Straße.pdf")
    data = {"document_1_key": document.key, "document_1_title": "Roads"}

    page = fields_of(Letter(data, owner=person, now=NOON))

    assert [link["href"] for link in page.all("a")] == [f"/medien/{document.key}/"]
    assert "Straße.pdf (PDF," in page.text
    visible = [field["name"] for field in page.all("input") if field["type"] != "hidden"]
    assert visible[:3] == ["document_1_title", "document_1_discard", "document_2"]
    assert "document_1" not in visible


def test_places_in_the_order_are_asked_for_where_there_are_several():
    item = an_item()
    one = [an_attached_document(item)]
    two = [*one, an_attached_document(item, "Minutes")]

    orders = [
        [field["value"] for field in page.all("input") if "order" in field["name"]]
        for page in (
            fields_of(Letter(owner=None, now=NOON, attached_documents=one)),
            fields_of(Letter(owner=None, now=NOON, attached_documents=two)),
        )
    ]

    assert orders == [[], ["1", "2"]]


def test_the_description_of_a_picture_is_no_markup_in_the_form():
    image = an_attached_image(an_item(), '"><script>')

    page = fields_of(Postcard(owner=None, now=NOON, attached_images=[image]))

    assert page.all("script") == []
    assert [f["value"] for f in page.all("input") if f["name"] == "image_1_alt"] == ['"><script>']
