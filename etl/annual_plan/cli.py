"""``rodtrad annual-plan``: the unit's workbook from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from etl.annual_plan import answers, guide, leading_cli
from etl.annual_plan.checks import CheckedPlan, check
from etl.annual_plan.spec import ACTIVITIES, FINDINGS, PERIODS, STATUSES, TARGETS
from etl.annual_plan.template import write_template
from etl.command_line import REFUSED, Group, opened_database
from etl.workbooks.findings import as_lines
from etl.workbooks.marking import marked_copy
from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.submissions import Delivery, unit_of_key
from indicators.errors import BadSettings
from indicators.models.reporting import ReportPeriod
from indicators.queries.plan_context import plan_context
from indicators.queries.unit_year import plan_in_force, report_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from indicators.queries.plan_context import PlanContext

_WORKBOOK = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("annual-plan", cls=Group)
def annual_plan_group() -> None:
    """Enhetens årsplan og rapport i Excel: mal, kontroll og levering."""


for _command in leading_cli.COMMANDS:
    annual_plan_group.add_command(_command)


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise BadSettings(f"{out} kan ikke skrives: {error.strerror}.") from error


@annual_plan_group.command("template")
@click.option("--unit", "unit_key", required=True, help="Enhetens nøkkel.")
@click.option("--year", type=int, required=True, help="Planåret.")
@click.option(
    "--report",
    "period",
    type=click.Choice([period.value for period in ReportPeriod], case_sensitive=False),
    help="Lag arbeidsboken for å rapportere på planen som gjelder.",
)
@click.option("--out", type=_OUT, required=True, help="Filen som skrives (.xlsx).")
def template_command(unit_key: str, year: int, period: str | None, out: Path) -> None:
    """Skriv enhetens arbeidsbok for et år, ferdig utfylt med det som er kjent."""
    with opened_database() as database, database.reading() as session:
        context = plan_context(session, unit_key, year)
        content = write_template(
            context, report_period=None if period is None else ReportPeriod(period)
        )
        _write(out, content)
    click.echo(f"{out} er skrevet.")


@annual_plan_group.command("check")
@click.argument("file", type=_WORKBOOK)
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.option("--marked", type=_OUT, help="Skriv en kopi der feilene er merket ved cellene.")
def check_command(file: Path, *, as_json: bool, marked: Path | None) -> None:
    """Kontroller en årsplan eller rapport; ingenting lagres."""
    content = file.read_bytes()
    with opened_database() as database:
        with database.reading() as session:
            checked = check(content, file.name, session)
        if marked is not None:
            _write(marked, marked_copy(content, file.name, checked.findings, FINDINGS.title))
    _tell(checked, as_json=as_json)
    if not checked.accepted:
        raise click.exceptions.Exit(REFUSED)


@annual_plan_group.command("submit")
@click.argument("file", type=_WORKBOOK)
@click.option("--from", "received_from", default="kommandolinjen", help="Hvem som leverer.")
def submit_command(file: Path, received_from: str) -> None:
    """Lever en årsplan eller rapport; arbeidsboken selv sier hvilken det er."""
    content = file.read_bytes()
    with opened_database() as database, database.writing() as session:
        checked = check(content, file.name, session)
        if not checked.accepted:
            _tell(checked, as_json=False, err=True)
            raise click.exceptions.Exit(REFUSED)
        delivery = Delivery(
            file_name=file.name,
            content=content,
            actor=operator(received_from),
            received_from=received_from,
            at=datetime.now(UTC),
            template_version=checked.template_version,
        )
        told = _submit(session, checked, delivery)
    for line in as_lines(checked.findings):
        click.echo(line)
    click.echo(told)


def _submit(session: Session, checked: CheckedPlan, delivery: Delivery) -> str:
    if checked.report is not None:
        done = submit_annual_report(session, checked.report, delivery)
        what = f"Rapporten ({PERIODS[checked.report.period]})"
    elif checked.plan is not None:
        done = submit_annual_plan(session, checked.plan, delivery)
        what = "Årsplanen"
    else:
        raise ValueError("an accepted workbook holds a plan or a report")
    of = f"{what} for {checked.unit_key} {checked.year}"
    if done.unchanged:
        return f"{of} er uendret: versjon {done.version} gjelder fortsatt."
    return f"{of} er levert: versjon {done.version} gjelder nå."


def _tell(checked: CheckedPlan, *, as_json: bool, err: bool = False) -> None:
    if as_json:
        text = json.dumps(answers.as_json(checked), ensure_ascii=False, indent=2, default=str)
        click.echo(text)
        return
    for line in as_lines(checked.findings):
        click.echo(line, err=err)
    click.echo(f"{checked.file_name}: {answers.summary(checked)}", err=err)


@annual_plan_group.command("show")
@click.option("--unit", "unit_key", required=True, help="Enhetens nøkkel.")
@click.option("--year", type=int, required=True, help="Planåret.")
def show_command(unit_key: str, year: int) -> None:
    """Vis planen som gjelder, og det som er rapportert på den."""
    with opened_database() as database, database.reading() as session:
        context = plan_context(session, unit_key, year)
        for line in _plan_lines(context):
            click.echo(line)
        for line in _report_lines(session, unit_key, year):
            click.echo(line)


def _plan_lines(context: PlanContext) -> Iterator[str]:
    example = " (eksempeldata)" if context.is_example else ""
    yield f"{context.unit_title} {context.year}{example}"
    if context.plan is None:
        yield "Ingen årsplan er levert."
        return
    numbers = {subgoal.key: subgoal.number for subgoal in context.subgoals}
    yield f"{ACTIVITIES.title}:"
    for activity in context.plan.activities:
        subgoal = numbers.get(activity.subgoal_key, activity.subgoal_key)
        deadline = f"{activity.deadline:%d.%m.%Y}" if activity.deadline else "uten frist"
        yield f"  {activity.number}. {activity.title} [delmål {subgoal}, {deadline}]"
    yield f"{TARGETS.title}:"
    for target in context.plan.targets:
        yield f"  {target.number}. {target.title} ({target.unit_of_measure})"


def _report_lines(session: Session, unit_key: str, year: int) -> Iterator[str]:
    plan = plan_in_force(session, unit_of_key(session, unit_key).id, year)
    if plan is None:
        return
    for period in ReportPeriod:
        report = report_in_force(session, plan, period)
        if report is not None:
            yield f"{PERIODS[period]}:"
            for row in report.activities:
                yield f"  {row.number}. {STATUSES[row.status]}"


@annual_plan_group.command("guide")
def guide_command() -> None:
    """Skriv veiledningen til arbeidsboken som Markdown."""
    click.echo(guide.markdown())
