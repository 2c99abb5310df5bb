"""Judge a returned file: whose it is, what it says, and all that is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from sheetplan.excel.form import top_texts
from sheetplan.excel.formulas import own_formulas
from sheetplan.excel.reader import Workbook
from sheetplan.excel.remarks import CopyWorkbook
from sheetplan.flows.answers import answers_of
from sheetplan.flows.bounded import read_bounded
from sheetplan.flows.issue import identity_of
from sheetplan.flows.record import Issue, read_record
from sheetplan.flows.year import Year
from sheetplan.plan.carried import read_carried
from sheetplan.plan.checks import check_answers, is_untouched
from sheetplan.plan.committee import Respondent
from sheetplan.plan.form import FORMAT_VERSION, Form, Identity
from sheetplan.plan.plan import Plan
from sheetplan.plan.receiving import Received, read_answers, read_identity
from sheetplan.plan.rules import return_rules
from sheetplan.plan.stray import Stray
from sheetplan.plan.strays import may_stray, merged_answers, strayed
from sheetplan.plan.unit_answers import units_said
from sheetplan.plan.unit_form import form_for
from sheetplan.plan.written import read_written
from sheetplan.schema.cell import Grid
from sheetplan.schema.problem import Place, Problem, Rule, has_errors, in_order


@dataclass(frozen=True)
class Judged:
    """What was found in a returned file.

    Attributes:
        form: what it should answer; None where it is no return to this plan.
        issue: the issued workbook that it comes from; None as ``form``.
        grids: its sheets as they were read.
        beside: the texts of notes and text boxes on them.
        renewed: the latest issue and its form, where the file answers an older one.
    """

    file: str
    sha256: str
    data: bytes = field(repr=False)
    problems: tuple[Problem, ...]
    form: Form | None = None
    issue: Issue | None = None
    received: Received | None = None
    grids: tuple[Grid, ...] = field(default=(), repr=False)
    beside: tuple[Stray, ...] = field(default=(), repr=False)
    renewed: tuple[Issue, Form] | None = None

    @property
    def outcome(self) -> str:
        """``accepted``, ``remarks`` or ``refused``."""
        if has_errors(self.problems):
            return "refused"
        return "remarks" if self.problems else "accepted"


def judge_file(year: Year, plan: Plan, path: Path, data: bytes) -> Judged:
    """Judge one file's bytes, storing nothing."""
    digest = hashlib.sha256(data).hexdigest()
    workbook = read_bounded(data, path.name)
    if isinstance(workbook, Problem):
        return Judged(path.name, digest, data, (workbook,))
    found = _recognise(year, plan, path, workbook)
    if isinstance(found, Problem):
        return Judged(path.name, digest, data, (found,))
    own, latest, form = found
    grids, beside = workbook.grids, workbook.beside
    if own.number < latest.number:
        facts = {"found": str(own.number), "wanted": str(latest.number)}
        old = _at(path, return_rules.RETURN_OLD, **facts)
        judged = Judged(path.name, digest, data, (old,), grids=grids, beside=beside)
        return replace(judged, renewed=(latest, form))
    received = read_answers(form, grids)
    problems = _found(path, workbook, form, received, identity_of(form, own))
    if not is_untouched(received):
        problems = _beside(plan, path, own, form, problems)
    return Judged(path.name, digest, data, in_order(problems), form, own, received, grids, beside)


def judge_alone(path: Path, data: bytes) -> Judged:
    """Judge one file's bytes by what the workbook itself carries of the plan."""
    digest = hashlib.sha256(data).hexdigest()
    workbook = read_bounded(data, path.name)
    if isinstance(workbook, Problem):
        return Judged(path.name, digest, data, (workbook,))
    identity = _own_identity(path, workbook)
    if isinstance(identity, Problem):
        return Judged(path.name, digest, data, (identity,))
    form = read_carried(workbook.grids, identity)
    if isinstance(form, Problem):
        return Judged(path.name, digest, data, (replace(form, place=Place(file=path.name)),))
    received = read_answers(form, workbook.grids)
    problems = in_order(_found(path, workbook, form, received, identity))
    return Judged(path.name, digest, data, problems, form, None, received, workbook.grids)


def _found(
    path: Path, workbook: Workbook, form: Form, received: Received, identity: Identity
) -> list[Problem]:
    """Return what is said about answers to a form."""
    if is_untouched(received):
        return [_at(path, return_rules.RETURN_EMPTY)]
    problems = [*workbook.remarks, *workbook.notes, *received.problems]
    problems += check_answers(form, _by_person(form, received))
    problems += merged_answers(received, workbook.grids)
    if may_stray(
        form, workbook.grids, top_texts(form, identity)
    ):  # only then is it worth the form's own texts
        texts = CopyWorkbook(form, identity).texts
        strays = read_written(form, workbook.grids, texts).strays
        problems += strayed(strays, problems, received.reckoned_at.values())
    return problems


def _by_person(form: Form, received: Received) -> Received:
    """Leave out what the form's own formulas gave; a program may not have reckoned them anew."""
    own = own_formulas(form, received.formulas)
    typed = {key: value for key, value in received.typed_over.items() if key not in own}
    return replace(received, typed_over=typed)


def _beside(
    plan: Plan, path: Path, own: Issue, form: Form, problems: list[Problem]
) -> list[Problem]:
    """Judge the answers beside the plan as it is now, and the file's name."""
    if own.fingerprint != form.fingerprint:  # then the plan differs, not the committee
        by_plan = {
            return_rules.RETURN_LOCKED,
            return_rules.RETURN_FIGURE,
            return_rules.RETURN_ROW,
            return_rules.RETURN_OVERTYPED,
        }
        problems = [p for p in problems if p.rule not in by_plan and not _new_table(form, p)]
        problems.append(_at(path, return_rules.RETURN_STALE))
    wanted = own.file.rpartition("/")[2]
    if path.name != wanted and named_after(path.name, plan) not in {None, form.respondent}:
        facts = {"wanted": wanted, "committee": form.respondent.name}
        problems.append(_at(path, return_rules.RETURN_NAME, **facts))
    return problems


def _new_table(form: Form, problem: Problem) -> bool:
    """Tell whether an own table, or a column of one, is lacking: the plan may just have got it."""
    tables = {sheet.title for sheet in form.sheets if sheet.table is not None}
    lacking = problem.rule in {return_rules.RETURN_SHEET, return_rules.RETURN_COLUMN}
    return lacking and problem.place.sheet in tables


def _recognise(
    year: Year, plan: Plan, path: Path, workbook: Workbook
) -> tuple[Issue, Issue, Form] | Problem:
    """Find the issue that a workbook comes from, the latest one and the form as it is now."""
    identity = _own_identity(path, workbook)
    if isinstance(identity, Problem):
        return identity
    stranger = _stranger(plan, identity, path)
    if stranger is not None:
        return stranger
    record = read_record(year, identity.period)
    own, period = record.find(identity.issue_id), plan.period(identity.period)
    respondent = plan.respondent(identity.unit or identity.committee)
    if own is None or respondent is None or period is None:
        return _at(path, return_rules.RETURN_ISSUE, period=identity.period)
    latest = record.latest(own.respondent)
    is_other = own.respondent != respondent.id or own.committee != identity.committee
    if is_other or latest is None:  # somebody changed the hidden sheet
        return _at(path, return_rules.RETURN_ISSUE, period=identity.period)
    said = None
    if respondent.unit is None and plan.units_of(respondent.committee.id):
        said = units_said(plan, respondent.committee, period, answers_of(year, plan, period))
    return own, latest, form_for(plan, respondent, period, said)


def _own_identity(path: Path, workbook: Workbook) -> Identity | Problem:
    """Return whose a workbook says that it is, in a format that is read here."""
    identity = read_identity(workbook.grids)
    if identity is None:
        return _at(path, return_rules.RETURN_NOT_OURS)
    if workbook.properties.get("sheetplan") not in {None, identity.issue_id}:
        return _at(path, return_rules.RETURN_TWO_MARKS)
    if identity.version != FORMAT_VERSION:
        facts = {"found": str(identity.version), "wanted": str(FORMAT_VERSION)}
        return _at(path, return_rules.RETURN_VERSION, **facts)
    return identity


def named_after(name: str, plan: Plan) -> Respondent | None:
    """Return whose workbook a file is named after: the longest id that begins its name."""
    whose = [r for r in plan.respondents if name.startswith(f"{r.id}-")]
    return max(whose, key=lambda r: len(r.id), default=None)


def _at(path: Path, rule: Rule, **facts: str) -> Problem:
    return Problem(rule, Place(file=path.name), facts)


def _stranger(plan: Plan, identity: Identity, path: Path) -> Problem | None:
    """Say why a workbook of ours does not belong to this plan, or nothing."""
    settings = plan.settings
    if identity.year != settings.year:
        facts = {"found": str(identity.year), "wanted": str(settings.year)}
        return _at(path, return_rules.RETURN_YEAR, **facts)
    if identity.plan != settings.id:
        return _at(path, return_rules.RETURN_PLAN, found=identity.plan, wanted=settings.id)
    whose = identity.unit or identity.committee
    if plan.respondent(whose) is None:
        return _at(path, return_rules.RETURN_COMMITTEE, found=whose)
    if plan.period(identity.period) is None:
        return _at(path, return_rules.RETURN_ISSUE, period=identity.period)
    return None
