"""Whatever the bytes are, they are read or refused with a reason; nothing else happens."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.lib.refused import Refused
from faden.lib.sheets import read, write

COLUMNS = {"a": "Größe", "b": "b"}
ROWS = [["Straße; „so“\nzwei", 1.5], ["=x", -3], [None, "ende"]]
WHOLE = {name: b"".join(write(name, COLUMNS, rows=ROWS)) for name in ("csv", "xlsx", "ods")}
damage = st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=20))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["csv", "xlsx", "ods"]), st.lists(damage, min_size=1, max_size=5))
def test_a_damaged_file_is_read_or_refused(name, damages):
    assert _is_bearable(_damaged(WHOLE[name], damages), name)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["xlsx", "ods"]), st.lists(damage, min_size=1, max_size=5))
def test_damage_inside_a_packed_file_is_read_or_refused(name, damages):
    packed = BytesIO()
    with ZipFile(BytesIO(WHOLE[name])) as source, ZipFile(packed, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            is_sheet = member.endswith(("sheet1.xml", "content.xml", "sharedStrings.xml"))
            target.writestr(member, _damaged(content, damages) if is_sheet else content)

    assert _is_bearable(packed.getvalue(), name)


@pytest.mark.parametrize("name", ["", "ideas.csv", "ideas.xlsx"])
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name, content):
    assert _is_bearable(content, name)


def _damaged(content: bytes, damages: list[tuple[float, int, bytes]]) -> bytes:
    """Replace some bytes at relative places by others."""
    for place, removed, added in damages:
        start = int(place * len(content))
        content = content[:start] + added + content[start + removed :]
    return content


def _is_bearable(content: bytes, name: str) -> bool:
    try:
        for row in read(BytesIO(content), name):
            assert row.number > 0
    except Refused as error:
        return str(error) != ""
    return True
