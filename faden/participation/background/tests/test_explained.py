"""Terms are linked where they stand first, and nowhere else."""

import pytest

from faden.participation.background.explained import Glossary
from faden.participation.background.models import Term


def a_word(word: str, *others: str) -> Term:
    return Term(pk=hash(word), word=word, slug=word.lower(), other_forms=", ".join(others))


def explained(html: str, *terms: Term) -> str:
    return Glossary(list(terms), "/x/").explained(html)


def linked(word: str, anchor: str) -> str:
    return f'<a class="faden-term" href="/x/#begriff-{anchor}">{word}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Das Leitbild.</p>", f"<p>Das {linked('Leitbild', 'leitbild')}.</p>"),
        ("<p>Das leitbild</p>", f"<p>Das {linked('leitbild', 'leitbild')}</p>"),
        ("<p>Leitbilder</p>", f"<p>{linked('Leitbilder', 'leitbild')}</p>"),
        ("<p>Leitbildung</p>", "<p>Leitbildung</p>"),
        ('<a href="/">Leitbild</a>', '<a href="/">Leitbild</a>'),
        ("<h2>Leitbild</h2>", "<h2>Leitbild</h2>"),
        ('<p title="Leitbild">Ziel</p>', '<p title="Leitbild">Ziel</p>'),
        (
            "<h2>Leitbild</h2><p>Leitbild</p>",
            f"<h2>Leitbild</h2><p>{linked('Leitbild', 'leitbild')}</p>",
        ),
    ],
)
def test_a_term_is_linked_in_text_only(html, expected):
    assert explained(html, a_word("Leitbild", "Leitbilder")) == expected


def test_only_the_first_place_on_a_page_is_linked():
    glossary = Glossary([a_word("Ziel")], "/x/")

    first, second = glossary.explained("<p>Ziel, Ziel</p>"), glossary.explained("<p>Ziel</p>")

    assert (first, second) == (f"<p>{linked('Ziel', 'ziel')}, Ziel</p>", "<p>Ziel</p>")


def test_the_longer_term_wins():
    html = explained("<p>Smart City Index</p>", a_word("Index"), a_word("Smart City Index"))

    assert html == f"<p>{linked('Smart City Index', 'smart city index')}</p>"


def test_words_with_signs_of_html_are_found_and_stay_safe():
    html = explained("<p>Q&amp;A &lt;b&gt;</p>", a_word("Q&A"))

    assert html == f"<p>{linked('Q&amp;A', 'q&amp;a')} &lt;b&gt;</p>"
