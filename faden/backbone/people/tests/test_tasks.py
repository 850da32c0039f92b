"""What is forgotten every night."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from faden.backbone.people import limits, tasks
from faden.backbone.people.models import RateLimit
from faden.backbone.people.tests.factories import NOON


@pytest.mark.django_db
def test_past_counts_and_sessions_are_forgotten_and_present_ones_are_kept(client):
    with time_machine.travel(NOON, tick=False):
        limits.take("ideas", address="203.0.113.9", now=NOON)
        client.session.save()

    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        limits.take("ideas", address="203.0.113.9", now=NOON + timedelta(days=30))
        Client().session.save()
        tasks.sweep(None)

    assert RateLimit.objects.count() == 1
    assert Session.objects.count() == 1
