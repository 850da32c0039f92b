"""The HTML part of a mail: the words of the text, with real links and lists, and nothing loaded."""

import pytest

from faden.backbone.places.models import Place
from faden.shared.notifications.html import html_of

PLACE = Place(name="Detmold", official_name="Stadt Detmold", primary_color="#1a5276")


def a_page(text: str, language: str = "de") -> str:
    return html_of(text, subject="Neues <&>", language=language, place=PLACE)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Guten Tag,\n\nes geht los.", "<p>Guten Tag,</p>\n<p>es geht los.</p>"),
        ("Zeile eins\nZeile zwei", "<p>Zeile eins<br>\nZeile zwei</p>"),
        ("Hier lesen:\nhttps://a.de/b", '<p><a href="https://a.de/b">Hier lesen</a></p>'),
        ("Siehe https://a.de/b.", 'Siehe <a href="https://a.de/b">https://a.de/b</a>.'),
        ("https://a.de/?b=1&c=2", '<a href="https://a.de/?b=1&amp;c=2">https://a.de/?b=1&amp;c=2'),
        ("    1234-5678", '<p class="code">1234-5678</p>'),
        ("Wartet:\n- Bank\n  bis Mai\n- Weg", "<p>Wartet:</p>\n<ul><li>Bank<br>\nbis Mai</li><li>"),
        ("<b>fett</b> & mehr", "&lt;b&gt;fett&lt;/b&gt; &amp; mehr"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)
def test_the_text_becomes_html(text, html):
    assert html in a_page(text)


def test_the_page_has_a_language_a_title_and_who_writes():
    page = a_page("Hallo", language="en")

    assert '<html lang="en">' in page
    assert "<title>Neues &lt;&amp;&gt;</title>" in page
    assert "<header>Stadt Detmold</header>" in page


def test_how_to_decline_stands_apart():
    page = a_page("Hallo\n\nStadt\n\n--\nAbbestellen:\nhttps://a.de/x\n")

    assert '<footer><p><a href="https://a.de/x">Abbestellen</a></p>' in page


def test_nothing_is_loaded_from_anywhere():
    page = a_page("Hallo https://a.de/bild.png")

    assert not any(word in page for word in ("src=", "url(", "@import", "<link", "<img", "<script"))
