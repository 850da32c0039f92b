"""Texts with their terms explained, and a question with its answer."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from faden.lib.markdown import html_of
from faden.participation.background.explained import Glossary
from faden.participation.background.frame import Funding, Summary
from faden.participation.background.models import Question
from faden.participation.background.rules import is_late, name_of_asker

register = template.Library()


@register.simple_tag
def explained(text: str, glossary: Glossary) -> SafeString:
    """Show the team's Markdown; the first place of each term leads to its explanation."""
    return glossary.explained(html_of(text))


@register.inclusion_tag("background/answer_text.html")
def question_answer(question: Question, glossary: Glossary, *, today: date) -> dict[str, Any]:
    """Show the answer to a question, or the day for which one is promised."""
    return {
        "question": question,
        "glossary": glossary,
        "is_late": is_late(question, today=today),
    }


@register.inclusion_tag("background/on_process.html")
def background_of_process(background: Summary, *, preview: str = "") -> dict[str, Any]:
    """Show on the page of a process what there is to read, and where to take part on site."""
    return {"background": background, "preview": preview}


@register.inclusion_tag("background/funding.html")
def funding_line(funding: Funding, *, language: str) -> dict[str, Any]:
    """Show who gives money for a process."""
    return {"funding": funding, "language": language}


@register.inclusion_tag("background/funding_print.html")
def funding_in_document(funding: Funding, *, language: str) -> dict[str, Any]:
    """Show the same in a document, which gets the logos as `funding.files`."""
    return {"funding": funding, "language": language}


@register.inclusion_tag("background/asker.html")
def asker(question: Question) -> dict[str, Any]:
    """Show who has asked, and when; of what the team has set down, only that."""
    return {"question": question, "name": name_of_asker(question)}
