import tomllib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

CONTENT = Path(__file__).parents[1] / "content"
BERLIN = ZoneInfo("Europe/Berlin")
CHANNELS = {"online", "idea_wall", "letter", "telephone", "event", "mobile_office"}
VERDICTS = {
    "implemented",
    "partly",
    "exists",
    "continued",
    "stored",
    "declined",
    "forwarded",
    "noted",
}
Row = dict[str, Any]


def load(name: str) -> Row:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def load_rows(folder: str) -> list[Row]:
    files = sorted((CONTENT / folder).glob("*.toml"))
    return [row for file in files for row in load(f"{folder}/{file.name}")[folder]]


PROCESS = load("process.toml")
MILESTONES: list[Row] = load("milestones.toml")["milestones"]
FIRST_ROUND, SECOND_ROUND = load("phases.toml")["phases"]
DISTRICTS: list[Row] = load("districts.toml")["districts"]
PEOPLE: dict[str, Row] = {person["key"]: person for person in load("people.toml")["people"]}
VISIBLE = load_rows("ideas")
HIDDEN: list[Row] = load("hidden.toml")["ideas"]
IDEAS = VISIBLE + HIDDEN
BY_KEY: dict[str, Row] = {idea["key"]: idea for idea in IDEAS}
COMMENTS = load_rows("comments")
OUTCOMES: list[Row] = load("outcomes.toml")["outcomes"]
UNITS = {unit["name"]: unit for unit in load("units.toml")["units"]}
OTHERS = {name: load(f"{name}.toml") for name in ("lange-strasse", "auftakt")}
REGISTERED = [key for key, person in PEOPLE.items() if not person["guest"]]


def ids(rows: list[Row]) -> list[str]:
    return [row["key"] for row in rows]


def words(text: str) -> int:
    return len(text.split())


def is_in_second_round(idea: Row) -> bool:
    return "days_ago" in idea


def hours_left(idea: Row) -> float:
    """Hours from the idea to the end of its round, or to the earliest moment of today."""
    if is_in_second_round(idea):
        at: time = idea["time"]
        return float(idea["days_ago"] * 24 - at.hour - at.minute / 60)
    after_last_day = FIRST_ROUND["ends_on"] + timedelta(days=1)
    end = datetime.combine(after_last_day, time(), tzinfo=BERLIN).astimezone(UTC)
    return float((end - idea["submitted_at"]).total_seconds() / 3600)


def test_the_city_is_as_lively_as_promised():
    second = [idea for idea in VISIBLE if is_in_second_round(idea)]
    per_idea = Counter(comment["idea"] for comment in COMMENTS)

    assert 58 <= len(VISIBLE) <= 66
    assert 13 <= len(second) <= 17
    assert 195 <= len(COMMENTS) <= 260
    assert 65 <= len(PEOPLE) <= 80
    assert 14 <= len(OUTCOMES) <= 18
    assert len(HIDDEN) == 2
    assert max(per_idea.values()) == 15
    assert len(VISIBLE) - len(per_idea) >= 5


def test_keys_are_unique():
    file_keys = [person["key"] for person in load("people.toml")["people"]]

    for keys in (file_keys, ids(IDEAS), ids(COMMENTS), ids(MILESTONES), ids(PROCESS["fields"])):
        assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert len({person["display_name"] for person in PEOPLE.values()}) == len(PEOPLE)
    assert len({idea["title"] for idea in IDEAS}) == len(IDEAS)
    assert len({outcome["idea"] for outcome in OUTCOMES}) == len(OUTCOMES)


def test_everybody_on_the_list_says_something_or_may_rate():
    heard = {row["author"] for row in IDEAS + COMMENTS}

    assert {key for key in PEOPLE if PEOPLE[key]["guest"]} - heard == set()


@pytest.mark.parametrize("idea", IDEAS, ids=ids(IDEAS))
def test_an_idea_is_complete_and_points_to_what_exists(idea: Row):
    places = {district["name"] for district in DISTRICTS}

    assert idea["author"] in PEOPLE
    assert idea["field"] in ids(PROCESS["fields"])
    assert idea.get("district") in places | {None}
    assert ("latitude" in idea) == ("longitude" in idea)
    assert not ("district" in idea and "latitude" in idea)
    assert 10 <= len(idea["title"]) <= 80
    assert 30 <= words(idea["text"]) <= 250
    assert idea["channel"] in CHANNELS
    assert (idea["channel"] == "idea_wall") == ("card_number" in idea)


@pytest.mark.parametrize("idea", IDEAS, ids=ids(IDEAS))
def test_an_idea_was_possible_when_it_came(idea: Row):
    is_online_guest = PEOPLE[idea["author"]]["guest"] and idea["channel"] == "online"

    if is_in_second_round(idea):
        assert 1 <= idea["days_ago"] < SECOND_ROUND["opens_days_ago"]
        return
    day = idea["submitted_at"].astimezone(BERLIN).date()
    assert FIRST_ROUND["starts_on"] <= day <= FIRST_ROUND["ends_on"]
    assert not is_online_guest


@pytest.mark.parametrize("idea", IDEAS, ids=ids(IDEAS))
def test_there_are_enough_people_for_the_ratings_of_an_idea(idea: Row):
    others = [key for key in REGISTERED if key != idea["author"]]

    assert min(idea["up"], idea["down"]) >= 0
    assert idea["up"] + idea["down"] <= len(others)


@pytest.mark.parametrize("comment", COMMENTS, ids=ids(COMMENTS))
def test_a_comment_fits_its_idea(comment: Row):
    idea = BY_KEY[comment["idea"]]

    assert idea in VISIBLE
    assert comment["author"] in PEOPLE
    assert comment["stance"] in {"for", "against", "neutral"}
    assert 5 <= words(comment["text"]) <= 90
    assert 0 < comment["hours_after"] < hours_left(idea)


def test_a_reply_follows_a_comment_on_the_same_idea():
    by_key = {comment["key"]: comment for comment in COMMENTS}
    replies = [comment for comment in COMMENTS if "reply_to" in comment]

    assert len(replies) >= 40
    for reply in replies:
        parent = by_key[reply["reply_to"]]
        assert parent["idea"] == reply["idea"]
        assert parent["hours_after"] < reply["hours_after"]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=[row["idea"] for row in OUTCOMES])
def test_an_answer_names_its_idea_unit_reason_and_day(outcome: Row):
    idea = BY_KEY[outcome["idea"]]

    assert outcome["outcome"] in VERDICTS
    assert outcome["unit"] in UNITS
    assert words(outcome["reason"]) >= 20
    assert (outcome["outcome"] == "continued") == ("body" in outcome) == ("body_phrase" in outcome)
    assert (outcome["outcome"] == "forwarded") == ("forwarded_to" in outcome)
    if is_in_second_round(idea):
        assert 0 < outcome["decided_days_ago"] < idea["days_ago"]
        return
    assert FIRST_ROUND["ends_on"] < outcome["decided_on"] <= date(2021, 4, 30)


def test_every_kind_of_answer_occurs():
    assert {outcome["outcome"] for outcome in OUTCOMES} == VERDICTS


def test_the_ten_most_approved_ideas_of_the_first_round_are_answered_as_the_page_promises():
    first = [idea for idea in VISIBLE if not is_in_second_round(idea)]
    top = sorted(first, key=lambda idea: -idea["up"])[:10]

    assert {idea["key"] for idea in top} <= {outcome["idea"] for outcome in OUTCOMES}


def test_the_milestones_are_the_six_of_the_real_process():
    course = [(row["title"], row["date"], row["state"]) for row in MILESTONES]

    assert course == [
        ("Auftakt-Workshop zur Digitalen Agenda", date(2019, 12, 7), "done"),
        ("Online-Dialog zur Digitalen Agenda", date(2020, 7, 1), "done"),
        ("Abstimmung zu den Themen der Zukunftskonferenz", date(2020, 7, 1), "done"),
        ("Zukunftskonferenz DETMOLD.DIGITAL", date(2020, 11, 4), "done"),
        ("Ergebnisse werden mit Politik und Verwaltung diskutiert", date(2021, 2, 22), "current"),
        ("Die Digitale Agenda wird verabschiedet", date(2021, 6, 24), "planned"),
    ]
    assert [row["until"] for row in MILESTONES if "until" in row] == [date(2020, 10, 31)] * 2
    assert MILESTONES[3]["event_from"] == date(2021, 2, 19)
    assert MILESTONES[3]["event_until"] == date(2021, 2, 21)


def test_the_process_has_its_progress_fields_groups_and_both_languages():
    head = PROCESS["head"]

    assert PROCESS["progress"]["percent"] == 60
    assert len(PROCESS["fields"]) == 7
    assert len(PROCESS["groups"]) == 5
    for key in ("title", "summary", "description", "results", "notice"):
        assert PROCESS[key]
        assert PROCESS[f"{key}_en"]
    for key in ("influence", "fixed", "decides", "answer_by"):
        assert words(head[key]) >= 5
        assert words(head[f"{key}_en"]) >= 5


def test_the_27_districts_lie_in_the_city():
    assert len({district["name"] for district in DISTRICTS}) == 27
    for place in DISTRICTS + [idea for idea in IDEAS if "latitude" in idea]:
        assert 51.86 <= place["latitude"] <= 52.01
        assert 8.77 <= place["longitude"] <= 8.98


def test_hidden_ideas_carry_a_reason():
    for idea in HIDDEN:
        assert idea["hidden_after_hours"] > 0
        assert words(idea["hidden_reason"]) >= 5


def test_nobody_is_addressed_by_a_salutation_and_no_double_spaces_slipped_in():
    texts = [row["text"] for row in IDEAS + COMMENTS] + [row["reason"] for row in OUTCOMES]

    for text in texts:
        assert "Sehr geehrte" not in text
        assert "  " not in text
        assert text.count("„") == text.count("“")


def test_every_office_has_a_deputy_among_the_others():
    assert all(unit["deputy"] in UNITS for unit in UNITS.values())
    assert all(unit["deputy"] != name for name, unit in UNITS.items())
    assert {process["unit"] for process in (PROCESS, *OTHERS.values())} <= set(UNITS)


@pytest.mark.parametrize("process", OTHERS.values(), ids=OTHERS)
def test_the_other_processes_point_to_what_exists(process: Row):
    opened = {phase["opens_days_ago"] for phase in process["phases"]}
    ideas = ids(process["ideas"])

    assert len(set(ids(process["ideas"] + process["comments"]))) == len(
        process["ideas"] + process["comments"]
    )
    for idea in process["ideas"]:
        assert idea["author"] in PEOPLE
        assert idea["field"] in ids(process["fields"])
        assert idea["channel"] in CHANNELS
        assert max(opened) > idea["days_ago"] > 0
        assert idea["up"] + idea["down"] < len(process.get("invited", REGISTERED))
        assert 20 <= words(idea["text"]) <= 120
    for comment in process["comments"]:
        assert comment["author"] in PEOPLE
        assert comment["idea"] in ideas
        assert comment["stance"] in {"for", "against", "neutral"}
    assert set(process.get("invited", [])) <= set(REGISTERED)
    assert "für die Vorführung erfunden" in process["notice"]


@pytest.mark.parametrize("process", OTHERS.values(), ids=OTHERS)
def test_the_timetables_of_the_others_fit_the_day_on_which_they_are_filled(process: Row):
    for entry in process["milestones"]:
        is_over = entry["starts_in_days"] < 0
        assert (entry["state"] in {"done", "current"}) == is_over
        if entry["state"] in {"postponed", "cancelled"}:
            assert words(entry["reason"]) >= 5
            assert -process["days_ago"] < entry["decided_in_days"] < 0
        if entry["state"] == "postponed":
            assert entry["postponed_to_in_days"] > entry["starts_in_days"]
