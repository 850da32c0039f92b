"""The German texts of the interface speak of everybody: no masculine that stands for all."""

import re

import polib
import pytest

from tests.source import ROOT

CATALOGUE = ROOT / "faden/locale/de/LC_MESSAGES/django.po"
MASCULINES = (
    "Absender|Administrator|Anbieter|Ansprechpartner|Antragsteller|Anwender|Autor|"
    "Bearbeiter|Benutzer|Besucher|Betreiber|Bewohner|Bürger|Einwohner|Empfänger|"
    "Experte|Gründer|Helfer|Inhaber|Koordinator|Kunde|Lehrer|Leiter|Leser|Mitarbeiter|"
    "Moderator|Nutzer|Partner|Politiker|Redakteur|Referent|Sachbearbeiter|Schüler|"
    "Sprecher|Stellvertreter|Teilnehmer|Unternehmer|Urheber|Veranstalter|Verfasser|"
    "Vertreter|Vorsitzender|Wähler"
)
BOTH_NAMED = r"in(?:nen)? (?:und|oder) (?:der |dem |den |die |das )?"
ALONE = re.compile(rf"\b(?:{MASCULINES})(?:n|s|en)?\b")
PAIRED = re.compile(rf"\w+{BOTH_NAMED}(?:{MASCULINES})(?:n|s|en)?\b")


def generic_masculines(text: str) -> list[str]:
    return ALONE.findall(PAIRED.sub("", text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Nutzer stimmen ab.", ["Nutzer"]),
        ("Für alle Bürger und Einwohner.", ["Bürger", "Einwohner"]),
        ("Einwohnerinnen und Einwohner stimmen ab.", []),
        ("Die Empfängerin oder der Empfänger möchte das nicht.", []),
        ("Der Bürgerrat und die Teilnehmerliste.", []),
        ("Wer mitmacht, wird benachrichtigt.", []),
    ],
)
def test_a_masculine_counts_unless_both_are_named_or_it_is_part_of_a_word(text, found):
    assert generic_masculines(text) == found


def test_no_german_text_says_he_and_means_everybody():
    entries = polib.pofile(str(CATALOGUE))
    texts = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]

    assert len(texts) > 2000
    assert [(text, found) for text in texts if (found := generic_masculines(text))] == []
