"""Bonn: a process whose contributions are imported from real, openly licensed data."""

from datetime import datetime
from pathlib import Path

from faden.backbone.audit.actions import action
from faden.backbone.people import actions as people
from faden.backbone.people.models import Level
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.rules import Opens
from faden.surfaces.demo.actions.processes import days
from faden.surfaces.demo.queries import content
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.passes import Order, import_now, mapping_named


def seed_bonn(data: Path, *, now: datetime) -> bool:
    """Add the 2,393 contributions of Bonn's cycling dialogue; return whether they are there now.

    :param data: the folder that holds `bonn_raddialog_2017`
    """
    folder = data / "bonn_raddialog_2017"
    if not folder.is_dir():
        return False
    process = Process.objects.filter(slug="bonner-rad-dialog").first() or _bonn(now=now)
    order = Order(
        process,
        folder / "contributions.csv",
        comments=folder / "comments.csv",
        mapping=mapping_named("bonn_raddialog"),
    )
    return import_now(order, actor=None, now=now).state == ImportRun.State.DONE


@action
def _bonn(*, now: datetime) -> Process:
    texts = content("bonn")
    starts_at, ends_at = days(texts["phase"], now=now)
    beginning = starts_at
    process = processes.create_process(
        unit=people.create_unit(texts["unit"], now=beginning),
        actor=None,
        now=beginning,
        **texts["process"],
    )
    processes.add_phase(
        process,
        opens=[],
        actor=None,
        now=beginning,
        kind=Phase.Kind.DIALOGUE,
        name=texts["phase"]["name"],
        description=texts["phase"]["text"],
        starts_at=starts_at,
        ends_at=ends_at,
    )
    starts_at, ends_at = days(texts["trial"], now=now)
    processes.add_phase(
        process,
        opens=[Opens("idea", verb, Level.REGISTERED) for verb in ("rate", "comment")],
        actor=None,
        now=beginning,
        kind=Phase.Kind.DIALOGUE,
        name=texts["trial"]["name"],
        description=texts["trial"]["text"],
        starts_at=starts_at,
        ends_at=ends_at,
    )
    processes.publish(process, actor=None, now=beginning)
    return process
