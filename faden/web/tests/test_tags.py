"""The tags say what they show in words, and refuse what they do not know."""

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from faden.lib.refused import Refusal, Remedy
from faden.web.context import Site
from faden.web.tests.documents import fragment

RENDER = engines["django"].from_string


def shown(source: str, path: str = "/ideen/", **context):
    request = RequestFactory().get(path)
    page = RENDER(source).render({"request": request, "site": Site(request), **context}, request)
    return fragment(page)


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "no-such-icon" %}',
        '{% badge "good" "x" %}',
        '{% alert "good" "x" %}{% endalert %}',
        '{% link_button "/" "x" varient="primary" %}',
        '{% button "x" variant="big" %}',
        '{% post_button "/" "x" presed=True %}',
        '{% card "x" titel="y" %}{% endcard %}',
        '{% timeline_item "x" state="maybe" %}{% endtimeline_item %}',
        '{% phase "x" "y" "soon" "z" %}{% endphase %}',
        '{% breadcrumb "Ideas" "/ideen/" %}',
        '{% progress "x" 1 hight=2 %}',
    ],
)
def test_a_wrong_argument_is_an_error(source):
    with pytest.raises((TemplateSyntaxError, TypeError)):
        shown(source)


def test_a_state_is_text_and_icon():
    badge = shown('{% badge "success" "umgesetzt" %}')

    assert badge.text_content().strip() == "umgesetzt"
    assert badge.xpath("//span[contains(@class, 'kern-icon--success')][@aria-hidden='true']")


def test_what_people_wrote_is_never_markup():
    card = shown("{% card title %}{{ title }}{% endcard %}", title="<script>alert(1)</script>")

    assert card.text_content().count("<script>") == 2
    assert not card.xpath("//script")


@pytest.mark.parametrize("address", ["https://www.a{}.example/x", "m{}@example.org", "a{}.org"])
@pytest.mark.parametrize(("n_addresses", "n_links"), [(30, 30), (31, 0)])
def test_a_text_that_is_nothing_but_addresses_has_no_links(address, n_addresses, n_links):
    text = "<b> " + " ".join(address.format(number) for number in range(n_addresses))

    prose = shown("<div>{{ text|user_text }}</div>", text=text)

    assert len(prose.xpath(".//a")) == n_links
    assert prose.text_content().strip() == text


def test_a_card_is_named_by_its_title_and_leads_to_its_page():
    card = shown('{% card "Bench" url="/ideen/1/" preline="Mobility" %}<p>Text</p>{% endcard %}')

    (article,) = card.xpath("//article")
    (heading,) = card.xpath("//h3")
    assert article.get("aria-labelledby") == heading.get("id")
    assert heading.xpath("a/@href") == ["/ideen/1/"]


def test_a_switch_says_whether_it_is_on_and_keeps_its_id():
    tag = '{% post_button "/x/" "Agree" pressed=True target="rating" name="value" value="up" %}'

    first, again = shown(tag), shown(tag)

    (button,) = first.xpath("//button")
    assert button.get("aria-pressed") == "true"
    assert button.get("id") == again.xpath("//button/@id")[0]
    assert first.xpath("//form/@data-hx-target") == ["#rating"]
    assert first.xpath("//input/@value") == ["up"]


def test_pages_hold_no_token_that_would_open_a_session():
    page = shown('{% post_form %}{% endpost_form %}{% post_button "/x/" "Agree" %}')

    assert not page.xpath("//input[@name='csrfmiddlewaretoken']")


def test_progress_says_what_it_measures():
    progress = shown('{% progress "Progress" 3 5 measure="milestones reached" %}')

    (bar,) = progress.xpath("//progress")
    assert bar.text_content() == "60\N{NO-BREAK SPACE}%"
    assert (bar.get("value"), bar.get("max")) == ("3", "5")
    (measure,) = progress.xpath(f"//*[@id='{bar.get('aria-describedby')}']")
    assert measure.text_content() == "milestones reached"


@pytest.mark.parametrize(
    ("up", "down", "widths"),
    [(0, 0, ["0", "0"]), (10, 5, ["100", "50"]), (1, 200, ["0", "100"])],
)
def test_the_two_bars_share_one_scale(up, down, widths):
    bars = shown("{% rating_bars up down %}", up=up, down=down)

    assert bars.xpath("//rect[@class='faden-bar__fill']/@width") == widths


def test_the_pages_of_a_list_keep_the_query():
    page = Paginator(range(100), 10).page(5)

    links = shown("{% pagination page %}", "/ideen/?thema=a&seite=5", page=page)

    assert links.xpath("//a[@rel='prev']/@href") == ["/ideen/?thema=a&seite=4"]
    assert links.xpath("//a[@aria-current='page']/@href") == ["/ideen/?thema=a&seite=5"]
    assert "/ideen/?thema=a" in links.xpath("//a/@href")  # the first page has no number


def test_a_list_of_one_page_has_no_links_to_others():
    page = Paginator(range(3), 10).page(1)

    assert shown("{% pagination page %}", page=page).text_content().strip() == ""


def test_another_order_begins_at_the_first_page():
    orders = [("new", "Newest"), ("liked", "Most positive")]

    links = shown(
        '{% order_links "sortierung" orders "liked" %}', "/ideen/?seite=3&thema=a", orders=orders
    )

    assert links.xpath("//a/@href") == ["/ideen/?thema=a", "/ideen/?thema=a&sortierung=liked"]
    assert links.xpath("//a[@aria-current]/text()") == ["Most positive"]


def test_a_refusal_offers_the_way_in_and_back():
    refusal = Refusal("sample", "Rating needs an account.", remedy=Remedy.SIGN_IN)

    box = shown("{% refusal refusal %}", "/ideen/1/?x=1", refusal=refusal)

    assert "Rating needs an account." in box.text_content()
    assert box.xpath("//a/@href")[0] == "/konto/einloggen/?next=%2Fideen%2F1%2F%3Fx%3D1"


def test_a_refusal_says_until_when_to_wait():
    opens_at = datetime(2027, 7, 1, 7, tzinfo=UTC)
    refusal = Refusal("sample", "Not open.", {"until": opens_at}, Remedy.WAIT_UNTIL)

    box = shown("{% refusal refusal %}", refusal=refusal)

    assert "2027, 9:00" in box.text_content() or "2027, 09:00" in box.text_content()


def test_no_refusal_shows_nothing():
    assert shown("{% refusal refusal %}", refusal=None).text_content().strip() == ""


def test_text_of_people_is_escaped_and_its_links_are_not_followed():
    text = "Look: https://example.org/a?b=c&d=e\n\n<b>bold</b>"

    prose = shown("{{ text|user_text }}", text=text)

    (link,) = prose.xpath("//a")
    assert (link.get("href"), link.get("rel")) == ("https://example.org/a?b=c&d=e", "nofollow ugc")
    assert len(prose.xpath("//p")) == 2
    assert "<b>bold</b>" in prose.text_content()


@pytest.mark.parametrize("text", ["javascript:alert(1)", 'https://x.de/"onclick="alert(1)'])
def test_no_text_becomes_a_script(text):
    prose = shown("{{ text|user_text }}", text=text)

    assert not prose.xpath("//@onclick")
    assert all(href.startswith(("http://", "https://")) for href in prose.xpath("//a/@href"))


def test_an_alert_that_appears_is_read_out():
    alert = shown('{% alert "danger" "Gone" level=2 live=True %}{% endalert %}')

    assert alert.xpath("//*[@role='alert'][@tabindex='-1']//h2/text()") == ["Gone"]


def test_a_tag_needs_no_request():
    plain = RENDER('{% badge "info" "x" %}{% stat 2393 "Ideas" %}').render({})

    assert "kern-badge--info" in plain
