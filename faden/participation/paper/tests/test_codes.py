"""Numbers that protect those who type them."""

import pytest

from faden.participation.paper.codes import LETTERS, code_of, letter_of, read


def test_a_number_is_written_with_its_letter():
    assert code_of(147) == "147-K"


@pytest.mark.parametrize("typed", ["147-K", "147K", "147 k", " 147 - k ", "0147-K", "147\u2013K"])
def test_spaces_dashes_and_small_letters_do_not_matter(typed):
    assert read(typed) == (147, "K")


@pytest.mark.parametrize("typed", ["", "J", "K-147", "147-KK", "1 4 7", "-147", "1" * 12, "²"])
def test_anything_else_is_no_number(typed):
    assert read(typed) is None


def test_a_wrong_digit_and_two_that_changed_places_always_give_another_letter():
    for number in range(10, 10_000, 7):
        digits = str(number)
        wrong = {
            digits[:at] + other + digits[at + 1 :]
            for at in range(len(digits))
            for other in "0123456789"
        }
        swapped = {
            digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            for at in range(len(digits) - 1)
        }
        others = {int(mistyped) for mistyped in wrong | swapped} - {number}
        assert letter_of(number) not in {letter_of(other) for other in others}


def test_no_letter_looks_like_another_sign():
    assert not set("IOQ") & set(LETTERS)
