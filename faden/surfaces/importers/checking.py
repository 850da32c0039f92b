"""The first pass: reads every row and writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from faden.lib.refused import Refused
from faden.lib.sheets import Row, header, read
from faden.surfaces.importers import queries
from faden.surfaces.importers.columns import COMMENTS, IDEAS, missing
from faden.surfaces.importers.files import check_unchanged, path_of
from faden.surfaces.importers.keys import Keys
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.problems import MOST_PROBLEMS, Problem, problem_of
from faden.surfaces.importers.rows import CommentRow, IdeaRow, Surroundings, comment_of, idea_of

TOLD_ROWS = 1_000
Tell = Callable[[int, int], None]  # rows read, rows in all (0: unknown)


class Check:
    """Finds what is wrong with an import, up to 100 problems; tells every 1,000 rows."""

    def __init__(self, run: ImportRun, around: Surroundings, *, tell: Tell) -> None:
        self.run, self.around, self.tell = run, around, tell
        self.n_rows: Counter[str] = Counter()  # by table

    def problems(self) -> list[Problem]:
        """Read all rows; return what is wrong, in the order of the files."""
        with Keys() as self._keys:
            return list(islice(self._all_problems(), MOST_PROBLEMS))

    def _all_problems(self) -> Iterator[Problem]:
        if queries.is_in_other_process(self.run):
            yield Problem("importers.other_process", {"source": self.run.source})
            return
        for file in queries.files_of(self.run):
            try:
                yield from self._problems_in(file)
            except Refused as error:  # the file cannot be read on from here
                yield problem_of(error.refusal, table=file.table)

    def _problems_in(self, file: ImportFile) -> Iterator[Problem]:
        check_unchanged(file.stored_as, file.sha256)
        path = path_of(file.stored_as)
        headers, names = self.around.plan.headers(file.table), header(path, file.name).names
        wrong_headers = list(header_problems(file.table, headers, names=names))
        yield from wrong_headers
        if wrong_headers:
            return
        check_row = self._idea_problems if file.table == IDEAS else self._comment_problems
        for row in read(path, file.name):
            self.n_rows[file.table] += 1
            yield from check_row(row)
            if (n_rows := self.n_rows.total()) % TOLD_ROWS == 0:
                self.tell(n_rows, 0)
        if not self.n_rows[file.table] and file.table == IDEAS:
            yield Problem("importers.no_rows", table=file.table)

    def _idea_problems(self, row: Row) -> Iterator[Problem]:
        idea, problems = idea_of(row, self.around)
        yield from problems
        yield from self._repetition(IDEAS, idea)

    def _comment_problems(self, row: Row) -> Iterator[Problem]:
        comment, problems = comment_of(row, self.around)
        yield from problems
        yield from self._repetition(COMMENTS, comment, idea=comment.idea)
        if comment.idea and not self._has_idea(comment.idea):
            yield self._wrong(comment, "idea", "importers.unknown_idea", value=comment.idea)
        elif comment.parent:
            yield from self._parent_problems(comment)

    def _repetition(
        self, table: str, found: IdeaRow | CommentRow, *, idea: str = ""
    ) -> Iterator[Problem]:
        first = self._keys.add(table, found.key, row=found.number, idea=idea) if found.key else None
        if first is not None:
            column = self.around.plan.headers(table)["id"]
            facts = {"value": found.key, "first": first}
            yield Problem("importers.repeated_id", facts, table, found.number, column)

    def _has_idea(self, key: str) -> bool:
        if self._keys.idea_of(IDEAS, key) is not None:
            return True
        return bool(queries.imported_ideas(self.run, [key]))

    def _parent_problems(self, comment: CommentRow) -> Iterator[Problem]:
        idea = self._keys.idea_of(COMMENTS, comment.parent)
        if idea is None or comment.parent == comment.key:
            idea = queries.idea_of_comment(self.run, comment.parent)
        if idea is None:
            yield self._wrong(comment, "parent", "importers.unknown_parent", value=comment.parent)
        elif idea != comment.idea:
            yield self._wrong(comment, "parent", "importers.other_thread", value=comment.parent)

    def _wrong(self, comment: CommentRow, name: str, code: str, **facts: str) -> Problem:
        column = self.around.plan.comments[name]
        return Problem(code, facts, COMMENTS, comment.number, column)


def header_problems(
    table: str, headers: Mapping[str, str], *, names: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield what the plan needs and the file does not have."""
    for column in missing(table, headers):
        yield Problem("importers.unassigned", {"what": column.label}, table)
    for name in headers.values():
        if name and name not in names:
            facts = {"header": name, "headers": ", ".join(filter(None, names))}
            yield Problem("importers.missing_column", facts, table, column=name)
