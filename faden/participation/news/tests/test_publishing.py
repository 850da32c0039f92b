"""News from the draft to the public: now, at a set time, and back."""

from datetime import timedelta

import pytest

from faden.backbone.items.models import PublicCount, Revision
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.participation.news import actions, queries, rules
from faden.participation.news.actions import Draft
from faden.participation.news.models import News
from faden.participation.news.rules import Stage
from faden.participation.news.tests.factories import a_news_draft, some_news

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)
LATER = NOON + timedelta(days=2)


def stored(news):
    return News.objects.get(pk=news.pk)


def publish_due(now):
    for news in queries.due(now=now):
        actions.publish_planned(news, now=now)


def test_a_draft_is_for_the_team_until_it_is_published():
    manager = a_role(Role.PROCESS_MANAGER, process := a_process(unit=a_unit("Tiefbauamt")))
    news = a_news_draft(process, actor=manager)

    before = rules.stage_of(news)
    actions.publish(news, actor=manager, now=TOMORROW)

    news = stored(news)
    assert (before, rules.stage_of(news)) == (Stage.DRAFT, Stage.PUBLISHED)
    assert (news.published_at, news.author.display_name) == (TOMORROW, "Tiefbauamt")
    assert PublicCount.objects.get(kind="news").n == 1


def test_planned_news_appears_once_its_time_has_come_dated_as_planned():
    news = a_news_draft(planned_for=TOMORROW)

    publish_due(TOMORROW - timedelta(seconds=1))
    early = rules.stage_of(stored(news))
    publish_due(LATER)

    news = stored(news)
    assert (early, rules.stage_of(news)) == (Stage.PLANNED, Stage.PUBLISHED)
    assert (news.published_at, news.planned_for) == (TOMORROW, None)


def test_what_was_taken_back_does_not_publish_itself():
    news = a_news_draft(planned_for=TOMORROW)
    actions.take_back(news, actor=a_role(Role.ADMINISTRATOR), now=NOON)

    publish_due(LATER)

    assert rules.stage_of(stored(news)) == Stage.DRAFT


def test_taking_back_closes_what_was_public():
    news = some_news(process := a_process())

    actions.take_back(news, actor=a_role(Role.ADMINISTRATOR), now=TOMORROW)

    assert not queries.news_of(process).exists()
    assert PublicCount.objects.get(kind="news").n == 0


def test_a_change_keeps_what_stood_there_before():
    manager = a_role(Role.ADMINISTRATOR)
    news = some_news(actor=manager)

    draft = Draft(title="Der Brunnen steht", lead="Er braucht eine neue Pumpe.")
    changed = actions.change(news, draft, actor=manager, now=TOMORROW)

    assert changed == ["title", "lead"]
    assert list(Revision.objects.filter(item=news).values_list("title", "text")) == [
        ("Der Brunnen läuft", "Seit heute plätschert er."),
        ("Der Brunnen steht", "Er braucht eine neue Pumpe."),
    ]
    assert stored(news).published_at == NOON


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "news.past"), (0, "news.past"), (1, None), (366, None), (367, "news.too_far")],
)
def test_news_is_planned_for_a_time_to_come(days, code):
    refusal = rules.planning_refusal(NOON + timedelta(days=days), now=NOON)

    assert (refusal.code if refusal else None) == code


def test_what_is_public_cannot_be_planned():
    news = some_news()
    draft = Draft(title=news.title, lead=news.lead, planned_for=TOMORROW)

    with pytest.raises(Refused) as refused:
        actions.change(news, draft, actor=a_role(Role.ADMINISTRATOR), now=NOON)

    assert refused.value.refusal.code == "news.published"


@pytest.mark.parametrize(
    ("role", "is_of_city", "may"),
    [
        (Role.ADMINISTRATOR, True, True),
        (Role.PROCESS_MANAGER, True, False),
        (Role.PROCESS_MANAGER, False, True),
        (Role.MODERATOR, False, False),
        (Role.EVALUATOR, False, False),
    ],
)
def test_who_writes_news(role, is_of_city, may):
    process = None if is_of_city else a_process()
    actor = a_role(role)

    try:
        a_news_draft(process, actor=actor)
        written = True
    except Refused:
        written = False

    assert written is may
