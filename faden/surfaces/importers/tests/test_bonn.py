"""The Bonn cycling dialogue of 2017: 2,393 real contributions and 2,321 comments."""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Q, Sum

from faden.participation.ideas.models import Idea
from faden.shared.comments.models import Comment
from faden.surfaces.importers import passes
from faden.surfaces.importers.tests.factories import a_process, a_town, counts, imported

BESIDE = settings.PACKAGE.parent.parent / "shared" / "data" / "bonn_raddialog_2017"
FOLDER = Path(os.environ.get("FADEN_DEMO_DATA_DIR") or BESIDE)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the data of Bonn are not at {FOLDER}"),
]


def test_the_real_contributions_of_bonn():
    a_town()
    order = passes.Order(
        a_process("Radfahren"),
        FOLDER / "contributions.csv",
        comments=FOLDER / "comments.csv",
        mapping=passes.mapping_named("bonn_raddialog"),
    )

    run = imported(order)

    assert (run.state, run.problems) == ("done", [])
    assert counts(run) == {"ideas": (2393, 0, 0), "comments": (2321, 0, 0)}
    ideas, comments = Idea.objects.public(), Comment.objects.public()
    assert Counter(ideas.values_list("action_field__name", flat=True)) == {
        "Radverkehrsführung": 952,
        "Radwegqualität": 418,
        "Hindernisse": 347,
        "Beschilderung": 212,
        "Ampeln": 173,
        "Sonstiges": 143,
        "Fahrradparken": 107,
        "Beleuchtung": 41,
    }
    in_bonn = Q(latitude__range=(50.6, 50.8), longitude__range=(7.0, 7.3))
    assert ideas.filter(in_bonn).count() == 2393
    assert ideas.aggregate(votes=Sum("origin__n_source_votes"), ours=Sum("n_up")) == {
        "votes": 697,
        "ours": 0,
    }
    assert ideas.aggregate(n=Sum("n_comments"))["n"] == 2321
    assert comments.filter(in_reply_to=None).count() == 2035
    assert comments.filter(in_reply_to__in_reply_to=None).exclude(in_reply_to=None).count() == 286
    assert comments.exclude(in_reply_to__part_of=None).count() == 286
    assert comments.filter(is_by_team=True, origin__author_name="Redaktion").count() == 525
    assert comments.filter(is_by_team=True).count() == 525

    again = imported(order)

    assert counts(again) == {"ideas": (0, 2393, 0), "comments": (0, 2321, 0)}
