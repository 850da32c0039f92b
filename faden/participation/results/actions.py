"""Drawing a result up, counting dots, and publishing: from then on nothing of it changes."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.participation.ideas.models import Idea
from faden.participation.results import queries, rules
from faden.participation.results.models import DotCount, Entry, Result
from faden.participation.results.rules import Choice, Placed, Plan
from faden.shared.notifications.actions import notify
from faden.shared.thread.actions import link
from faden.shared.thread.models import Link


@action
def begin(process: Process, *, title: str, actor: Person, now: datetime) -> Result:
    """Return the draft of the process's result, a new one if there is none.

    :raises Refused: without the permission
    """
    require(actor, Permission.CONFIGURE, process_id=process.pk, now=now)
    lock(process)
    if draft := queries.draft_of(process):
        return draft
    result = Result.objects.create(
        part_of=process,
        process=process,
        title=title,
        author=process.unit,
        language=process.language,
        created_at=now,
    )
    record("results.begin", result, actor=actor)
    return result


@action
def change(draft: Result, plan: Plan, *, actor: Person, now: datetime) -> None:
    """Keep what the team chose so far; nothing is published.

    :raises Refused: without the permission, or if it is published already
    """
    require(actor, Permission.CONFIGURE, process_id=draft.process_id, now=now)
    lock(draft)
    _ensure(rules.frozen_refusal(is_frozen=_fresh(draft).is_frozen))
    draft.n_wanted, draft.note, draft.tie_reason = plan.n_wanted, plan.note, plan.tie_reason
    draft.choices = {str(pk): asdict(choice) for pk, choice in plan.choices.items()}
    draft.save(update_fields=["n_wanted", "note", "tie_reason", "choices"])
    record("results.change", draft, actor=actor, n_wanted=plan.n_wanted)


@action
def count_dots(
    counts: Mapping[int, int], *, process: Process, actor: Person, now: datetime
) -> None:
    """Note how many dots stuck beside ideas on site; 0 forgets the count.

    :param counts: `{idea_id: dots}`
    :raises Refused: without the permission
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    ideas = Idea.objects.filter(part_of=process.pk, pk__in=counts).order_by("pk")
    for idea in ideas:
        n_dots = counts[idea.pk]
        before = DotCount.objects.filter(idea=idea).first()
        if n_dots == (before.n_dots if before else 0):
            continue
        if n_dots == 0:
            DotCount.objects.filter(idea=idea).delete()
        else:
            given = {"n_dots": n_dots, "counted_by": actor, "counted_at": now}
            DotCount.objects.update_or_create(idea=idea, defaults=given)
        record("results.count_dots", idea, actor=actor, n_dots=n_dots)


@action
def freeze(draft: Result, *, actor: Person, now: datetime) -> None:
    """Publish the result as it stands now; the one before is marked as replaced.

    The authors of selected ideas are told, and the thread leads from each idea to the result.

    :raises Refused: without the permission, while ideas can be rated, or if a reason is missing
    """
    require(actor, Permission.CONFIGURE, process_id=draft.process_id, now=now)
    process = queries.process_of(draft)
    lock(process)
    lock(draft)  # whoever changes it at this moment is heard first, or refused
    draft = _fresh(draft)
    ranking, plan = queries.ranking_of(process), queries.plan_of(draft)
    _ensure(rules.frozen_refusal(is_frozen=draft.is_frozen))
    _ensure(rules.time_refusal(queries.rating_ends(process, now=now), now=now))
    problems = rules.freezing_problems(ranking, plan)
    _ensure(problems[0].refusal if problems else None)
    selected = rules.selected(ranking, plan)
    Entry.objects.bulk_create(_entries(draft, ranking, plan), batch_size=500)
    _publish(draft, process, now=now)
    record("results.freeze", draft, actor=actor, n_selected=len(selected))
    _tell(draft, selected, actor=actor, now=now)


def _publish(draft: Result, process: Process, *, now: datetime) -> None:
    Result.objects.filter(part_of=process.pk, is_current=True).update(is_current=False)
    draft.n_people, draft.n_ratings = queries.ratings_counted(process)
    draft.n_left_out = queries.n_left_out(process)
    draft.frozen_at = draft.published_at = now
    draft.visibility = Item.Visibility.PUBLIC
    draft.is_current = True
    draft.save()
    appear(draft)


def _entries(draft: Result, ranking: list[Placed], plan: Plan) -> list[Entry]:
    return [
        Entry(
            result=draft,
            place=one.place,
            position=one.position,
            **vars(one.candidate),
            **vars(plan.choices.get(one.candidate.idea_id, Choice())),
        )
        for one in ranking
    ]


def _tell(result: Result, selected: set[int], *, actor: Person, now: datetime) -> None:
    relation = Link.Relation.TAKEN_FURTHER_IN
    for idea in Idea.objects.filter(pk__in=selected).select_related("author").order_by("pk"):
        link(idea, relation, target=result, author=actor, now=now)
        if idea.author is not None:
            notify(idea.author, "results/mail/selected", item=idea)


def _fresh(result: Result) -> Result:
    return Result.objects.select_related("process__as_process").get(pk=result.pk)


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)


def rename_entries(idea: Idea) -> None:
    """Name the idea otherwise in frozen results too; part of moderation's action on its title."""
    Entry.objects.filter(idea=idea).update(title=idea.title)
