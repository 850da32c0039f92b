"""The table of who may do what in a process: its state x its visibility x role x deed.

Written by hand, to be read; nothing of it is computed by what it tests.

The process is for people from 16 years on. Its phases open handing in ideas to everybody,
comments to people with an account, and rating to people who live in Hiddesen.
"""

from datetime import date, timedelta

import pytest

from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_verified_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.queries import may_see, may_see_part, refusal_in
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    a_role,
    an_invitation,
    an_opening,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

# The people. Except the visitor, everybody without a checked date of birth has said to be 16.
#   visit: a visitor, without a session; guest: without an account, but known by the session;
#   acct: with an account, address confirmed; Hidd, elsew: residence in Hiddesen or elsewhere in
#   the city confirmed, 40 years old; young: lives in Hiddesen, 11 years old;
#   inv: with an account, invited to this process;
#   site, eval, moder, manag, admin: with an account and this role in this process;
#   strng: manages another process, and is invited to that one.
HEADER = "visit guest acct Hidd elsew young inv | site eval moder manag admin | strng"
PEOPLE = [name for name in HEADER.split() if name != "|"]

# What the words in the tables mean: the code of the refusal, or None where it is open.
WORDS = {
    "yes": None,
    "age": "processes.declare_age",  # says the age in the form, then yes
    "acct": "processes.needs_account",  # sign in
    "verif": "processes.needs_verified",  # sign in or have the residence confirmed
    "distr": "processes.other_district",  # only for people of Hiddesen
    "young": "processes.too_young",
    "wait": "processes.not_yet_open",  # from the day the phase begins
    "over": "processes.over",
    "arch": "processes.archived",
    "priv": "processes.not_public",
    "inv": "processes.invited_only",
    "never": "processes.never_open",
}
SIGHTS = {"yes": True, "no": False}

# Visibility of the process, and the states in which the lines below it hold.
TABLE = """
PUBLIC: before in after archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see process     yes   yes   yes   yes   yes   yes   yes   | yes   yes   yes   yes   yes   | yes
see idea        yes   yes   yes   yes   yes   yes   yes   | yes   yes   yes   yes   yes   | yes
see draft phase no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no

PUBLIC: before
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          wait  wait  wait  wait  wait  young wait  | wait  wait  wait  wait  wait  | wait
comment         wait  wait  wait  wait  wait  young wait  | wait  wait  wait  wait  wait  | wait
rate            wait  wait  wait  wait  distr young wait  | wait  wait  wait  wait  wait  | wait

PUBLIC: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          age   yes   yes   yes   yes   young yes   | yes   yes   yes   yes   yes   | yes
comment         acct  acct  yes   yes   yes   young yes   | yes   yes   yes   yes   yes   | yes
rate            verif verif verif yes   distr young verif | verif verif verif verif verif | verif

PUBLIC: after
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          over  over  over  over  over  over  over  | over  over  over  over  over  | over
comment         over  over  over  over  over  over  over  | over  over  over  over  over  | over
rate            over  over  over  over  over  over  over  | over  over  over  over  over  | over

PUBLIC: archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          arch  arch  arch  arch  arch  arch  arch  | arch  arch  arch  arch  arch  | arch
comment         arch  arch  arch  arch  arch  arch  arch  | arch  arch  arch  arch  arch  | arch
rate            arch  arch  arch  arch  arch  arch  arch  | arch  arch  arch  arch  arch  | arch

INVITED: before in after archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see process     no    no    no    no    no    no    yes   | yes   yes   yes   yes   yes   | no
see idea        no    no    no    no    no    no    yes   | yes   yes   yes   yes   yes   | no
see draft phase no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no

INVITED: before
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          inv   inv   inv   inv   inv   inv   wait  | wait  wait  wait  wait  wait  | inv
comment         inv   inv   inv   inv   inv   inv   wait  | wait  wait  wait  wait  wait  | inv
rate            inv   inv   inv   inv   inv   inv   wait  | wait  wait  wait  wait  wait  | inv

INVITED: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          inv   inv   inv   inv   inv   inv   yes   | yes   yes   yes   yes   yes   | inv
comment         inv   inv   inv   inv   inv   inv   yes   | yes   yes   yes   yes   yes   | inv
rate            inv   inv   inv   inv   inv   inv   verif | verif verif verif verif verif | inv

INVITED: after
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          inv   inv   inv   inv   inv   inv   over  | over  over  over  over  over  | inv
comment         inv   inv   inv   inv   inv   inv   over  | over  over  over  over  over  | inv
rate            inv   inv   inv   inv   inv   inv   over  | over  over  over  over  over  | inv

INVITED: archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          inv   inv   inv   inv   inv   inv   arch  | arch  arch  arch  arch  arch  | inv
comment         inv   inv   inv   inv   inv   inv   arch  | arch  arch  arch  arch  arch  | inv
rate            inv   inv   inv   inv   inv   inv   arch  | arch  arch  arch  arch  arch  | inv

STAFF: draft before in after archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see process     no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no
see idea        no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no
see draft phase no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no

STAFF: before
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          priv  priv  priv  priv  priv  priv  priv  | wait  wait  wait  wait  wait  | priv
comment         priv  priv  priv  priv  priv  priv  priv  | wait  wait  wait  wait  wait  | priv
rate            priv  priv  priv  priv  priv  priv  priv  | wait  wait  wait  wait  wait  | priv

STAFF: draft in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          priv  priv  priv  priv  priv  priv  priv  | yes   yes   yes   yes   yes   | priv
comment         priv  priv  priv  priv  priv  priv  priv  | yes   yes   yes   yes   yes   | priv
rate            priv  priv  priv  priv  priv  priv  priv  | verif verif verif verif verif | priv

STAFF: after
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          priv  priv  priv  priv  priv  priv  priv  | over  over  over  over  over  | priv
comment         priv  priv  priv  priv  priv  priv  priv  | over  over  over  over  over  | priv
rate            priv  priv  priv  priv  priv  priv  priv  | over  over  over  over  over  | priv

STAFF: archived
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          priv  priv  priv  priv  priv  priv  priv  | arch  arch  arch  arch  arch  | priv
comment         priv  priv  priv  priv  priv  priv  priv  | arch  arch  arch  arch  arch  | priv
rate            priv  priv  priv  priv  priv  priv  priv  | arch  arch  arch  arch  arch  | priv
"""

# A phase that only invited people or the team see opens handing in to them alone, in a process
# that everybody sees: for all others there is no such phase.
PHASES = """
PUBLIC: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          age   yes   yes   yes   yes   young yes   | yes   yes   yes   yes   yes   | yes
see phase       yes   yes   yes   yes   yes   yes   yes   | yes   yes   yes   yes   yes   | yes

INVITED: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          never never never never never never yes   | yes   yes   yes   yes   yes   | never
see phase       no    no    no    no    no    no    yes   | yes   yes   yes   yes   yes   | no

STAFF: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
submit          never never never never never never never | yes   yes   yes   yes   yes   | never
see phase       no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no
"""

# What of a process that everybody sees is not for everybody itself. Authors see their own.
ITEMS = """
PUBLIC: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see idea        yes   yes   yes   yes   yes   yes   yes   | yes   yes   yes   yes   yes   | yes

INVITED: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see idea        no    no    no    no    no    no    yes   | yes   yes   yes   yes   yes   | no

STAFF: in
                visit guest acct  Hidd  elsew young inv   | site  eval  moder manag admin | strng
see idea        no    no    no    no    no    no    no    | yes   yes   yes   yes   yes   | no
"""

DEED = 16  # characters: where the first of the people stands in a line
DAYS = {"before": (1, 2), "in": (-1, 1), "after": (-2, -1), "archived": (-1, 1), "draft": (-1, 1)}
LEVELS = {"submit": GUEST, "comment": REGISTERED, "rate": VERIFIED}


def rows(table):
    """[(visibility, state, deed, words), ...]"""
    found, visibility, states = [], "", ""
    for line in filter(None, table.splitlines()):
        deed, words = line[:DEED].strip(), line[DEED:].replace("|", "").split()
        if ":" in line:
            visibility, states = line.lower().split(":")
        elif deed:
            found += [(visibility, state, deed, words) for state in states.split()]
    return found


def each_row(table):
    return pytest.mark.parametrize(
        ("visibility", "state", "deed", "words"),
        [pytest.param(*row, id="-".join(row[:3])) for row in rows(table)],
    )


def test_the_tables_say_something_of_everybody_in_every_state():
    all_rows = rows(TABLE)
    states = ["before", "in", "after", "archived"]
    deeds = ["see process", "see idea", "see draft phase", "submit", "comment", "rate"]

    stated = sorted((visibility, state, deed) for visibility, state, deed, _words in all_rows)

    assert stated == sorted(
        (visibility, state, deed)
        for visibility in ("public", "invited", "staff")
        for state in [*states, *(["draft"] if visibility == "staff" else [])]
        for deed in deeds
    )
    assert {len(words) for *_row, words in all_rows} == {len(PEOPLE)}


class World:
    """A process in a state, with everybody of the table."""

    def __init__(self, *, visibility="public", state="in", phase_visibility="public"):
        self.process = a_process(
            visibility=visibility,
            published_at=None if state == "draft" else NOON,
            minimum_age=16,
            archived_at=NOON - DAY if state == "archived" else None,
        )
        self.hiddesen = a_district(name="Hiddesen")
        first, end = (NOON + days * DAY for days in DAYS[state])
        when = {"starts_at": first, "ends_at": end}
        self.phase = a_phase(self.process, visibility=phase_visibility, **when)
        self.draft_phase = a_phase(self.process, visibility="staff", **when)
        for verb, level in LEVELS.items():
            districts = [self.hiddesen] if verb == "rate" else []
            an_opening(self.phase, f"idea.{verb}", level, districts=districts)
        self.people = dict(zip(PEOPLE, self.everybody(), strict=True))

    def everybody(self):
        of_age = {"declared_age": 16}
        resident = {"district": self.hiddesen, "born_on": date(1986, 1, 1)}
        invited, stranger = a_person(**of_age), a_person(**of_age)
        other = a_process()
        an_invitation(self.process, invited)
        an_invitation(other, stranger)
        yield None
        yield a_guest(**of_age)
        yield a_person(**of_age)
        yield a_verified_person(**resident)
        yield a_verified_person(**(resident | {"district": a_district(name="Pivitsheide")}))
        yield a_verified_person(**(resident | {"born_on": date(2015, 1, 1)}))
        yield invited
        for role in (Role.ON_SITE_TEAM, Role.EVALUATOR, Role.MODERATOR, Role.PROCESS_MANAGER):
            yield a_role(role, self.process, a_person(**of_age))
        yield a_role(Role.ADMINISTRATOR, None, a_person(**of_age))
        yield a_role(Role.PROCESS_MANAGER, other, stranger)

    def answers(self, deed, item=None):
        """What each of the people is told: True or False, or the code of the refusal."""
        return {name: self.answer(deed, person, item) for name, person in self.people.items()}

    def answer(self, deed, person, item):
        if deed in LEVELS:
            refusal = refusal_in(self.process, "idea", verb=deed, person=person, now=NOON)
            return refusal and refusal.code
        if deed == "see process":
            return may_see(self.process, person, now=NOON)
        if deed == "see idea":
            return may_see(item, person, now=NOON)
        part = self.phase if deed == "see phase" else self.draft_phase
        return may_see_part(part, person, now=NOON)


def meaning(deed, words):
    """The words of a line as `answers` says them."""
    codes = SIGHTS if deed.startswith("see") else WORDS
    return dict(zip(PEOPLE, (codes[word] for word in words), strict=True))


@each_row(TABLE)
def test_who_may_do_what_in_a_process(visibility, state, deed, words):
    world = World(visibility=visibility, state=state)
    idea = an_item_in(world.process)

    assert world.answers(deed, idea) == meaning(deed, words)


@each_row(PHASES)
def test_who_may_use_and_see_a_phase_that_is_not_for_everybody(visibility, state, deed, words):
    world = World(state=state, phase_visibility=visibility)

    assert world.answers(deed) == meaning(deed, words)


@each_row(ITEMS)
def test_who_sees_what_is_not_for_everybody(visibility, state, deed, words):
    world = World(state=state)
    idea = an_item_in(world.process, visibility=visibility, author=a_person())

    assert world.answers(deed, idea) == meaning(deed, words)
    assert may_see(idea, idea.author, now=NOON)
