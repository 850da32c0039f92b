"""What the team's Markdown becomes; nothing in it can be executed."""

import pytest

from faden.lib.markdown import html_of


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Guten Tag", "<p>Guten Tag</p>\n"),
        ("## Ziel", "<h2>Ziel</h2>\n"),
        ("- Bänke\n- Bäume", "<ul>\n<li>Bänke</li>\n<li>Bäume</li>\n</ul>\n"),
        ("**wichtig** & *neu*", "<p><strong>wichtig</strong> &amp; <em>neu</em></p>\n"),
        (
            "[Stadt](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2">Stadt</a></p>\n',
        ),
        ("[Mail](mailto:rat@example.org)", '<p><a href="mailto:rat@example.org">Mail</a></p>\n'),
        ("[hier](/beteiligungen/)", '<p><a href="/beteiligungen/">hier</a></p>\n'),
        ("[unten](#zeitplan)", '<p><a href="#zeitplan">unten</a></p>\n'),
    ],
)
def test_markdown_becomes_html(text, html):
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
        (
            '[x](/ "a\\" onclick=\\"b")',
            '<p><a href="/" title="a&quot; onclick=&quot;b">x</a></p>\n',
        ),
    ],
)
def test_html_in_it_is_shown_as_text(text, html):
    assert html_of(text) == html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,AAAA",
        "ftp://example.org/x",
    ],
)
def test_links_lead_only_to_the_web_to_mail_and_to_this_site(address):
    assert "<a" not in html_of(f"[x]({address})")
    assert "<a" not in html_of(f"<{address}>")


def test_pictures_of_others_are_not_fetched():
    assert html_of("![Rathaus](https://example.org/x.png)") == (
        '<p>!<a href="https://example.org/x.png">Rathaus</a></p>\n'
    )
