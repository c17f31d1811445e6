"""``rodtrad annual-plan``: what those above the units do: decide, set deadlines, remind."""

from __future__ import annotations

import os
import smtplib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from etl.annual_plan.post import post_office
from etl.annual_plan.reminders import Reminder, as_email, reminders
from etl.command_line import REFUSED, Command, opened_database
from etl.workbooks.values import date_in_text
from indicators.access import operator
from indicators.commands.deadlines import set_deadline
from indicators.commands.plan_decisions import approve_plan, reopen_plan, return_plan
from indicators.errors import BadSettings, NotFound
from indicators.models.reporting import DeliveryKind
from indicators.queries.deliveries import deadlines_of_year, leaders_of_units, unit_deliveries
from indicators.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHO = "kommandolinjen"
_UNIT = click.option("--unit", "unit_key", required=True, help="Enhetens nøkkel.")
_YEAR = click.option("--year", type=int, required=True, help="Planåret.")
_BY = click.option("--from", "who", default=_WHO, help="Hvem som bestemmer.")
_VERSION = click.option("--version", type=int, help="Versjonen som er lest; ellers den gjeldende.")
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("approve", cls=Command)
@_UNIT
@_YEAR
@_VERSION
@_BY
def approve_command(unit_key: str, year: int, version: int | None, who: str) -> None:
    """Godkjenn enhetens årsplan; den blir da låst."""
    with opened_database() as database, database.writing() as session:
        done = approve_plan(session, unit_key, year, by=operator(who), version=version)
    click.echo(f"Årsplanen for {unit_key} {year}, versjon {done}, er godkjent og låst.")


@click.command("return", cls=Command)
@_UNIT
@_YEAR
@_VERSION
@click.option("--comment", required=True, help="Hva enheten må rette.")
@_BY
def return_command(unit_key: str, year: int, version: int | None, comment: str, who: str) -> None:
    """Send enhetens årsplan tilbake, med en kommentar."""
    with opened_database() as database, database.writing() as session:
        done = return_plan(session, unit_key, year, comment, by=operator(who), version=version)
    click.echo(f"Årsplanen for {unit_key} {year}, versjon {done}, er sendt tilbake.")


@click.command("reopen", cls=Command)
@_UNIT
@_YEAR
@_VERSION
@click.option("--reason", required=True, help="Hvorfor planen åpnes igjen.")
@_BY
def reopen_command(unit_key: str, year: int, version: int | None, reason: str, who: str) -> None:
    """Åpne en godkjent årsplan igjen, med en begrunnelse."""
    with opened_database() as database, database.writing() as session:
        done = reopen_plan(session, unit_key, year, reason, by=operator(who), version=version)
    click.echo(f"Årsplanen for {unit_key} {year}, versjon {done}, er åpnet igjen.")


class _Day(click.ParamType[date | str]):
    """A day as Norwegians write it, or ``ingen``."""

    name = "dato"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | str:
        """Return the day, or an empty text where there is to be none."""
        if isinstance(value, date) or value == "":
            return value
        if str(value).lower() == "ingen":
            return ""
        day = date_in_text(str(value)).value
        if not isinstance(day, date):
            self.fail(f"«{value}» er ikke en dato. Skriv dag.måned.år, eller ingen.", param, ctx)
        return day


@click.command("deadlines", cls=Command)
@_YEAR
@click.option("--plan", type=_Day(), help="Siste dag for årsplanen.")
@click.option("--t1", type=_Day(), help="Siste dag for rapporten for 1. tertial.")
@click.option("--t2", type=_Day(), help="Siste dag for rapporten for 2. tertial.")
@click.option("--whole-year", type=_Day(), help="Siste dag for rapporten for hele året.")
def deadlines_command(year: int, **days: date | str | None) -> None:
    """Sett eller vis leveringsfristene for et år; «ingen» tar en frist bort."""
    names = dict(zip(DeliveryKind, ("plan", "t1", "t2", "whole_year"), strict=True))
    given = {kind: days[name] for kind, name in names.items() if days[name] is not None}
    with opened_database() as database:
        if given:
            with database.writing() as session:
                for kind, day in given.items():
                    last_day = day if isinstance(day, date) else None
                    set_deadline(session, year, kind, last_day, by=operator(_WHO))
        with database.reading() as session:
            kept = deadlines_of_year(session, year)
    for kind in DeliveryKind:
        shown = f"{kept[kind]:%d.%m.%Y}" if kind in kept else "ingen frist"
        click.echo(f"{kind.value} {year}: {shown}")


@click.command("remind", cls=Command)
@click.option("--year", type=int, help="Året; ellers inneværende år.")
@click.option("--out", type=_FOLDER, help="Mappen som påminnelsene skrives til, i stedet for post.")
@click.option("--days", type=click.IntRange(0), default=14, show_default=True, help="Dager før.")
@click.option("--on", "on_day", type=_Day(), help="Dagen det regnes fra; ellers i dag.")
def remind_command(
    year: int | None, out: Path | None, days: int, on_day: date | str | None
) -> None:
    """Minn enhetene på det som mangler: én e-post til hver, eller én fil for hver."""
    settings = Settings.from_env(os.environ)
    today = on_day if isinstance(on_day, date) else datetime.now(ZoneInfo("Europe/Oslo")).date()
    found = _reminders(year or today.year, today, days)
    if not found:
        click.echo("Ingen enhet mangler noe som er forfalt eller forfaller snart.")
        return
    if out is None and settings.smtp_host:
        _send(settings, found)
    else:
        _write(out or Path(f"paminnelser-{year or today.year}"), found, settings.smtp_from)


def _reminders(year: int, today: date, days: int) -> list[Reminder]:
    with opened_database() as database, database.reading() as session:
        if not deadlines_of_year(session, year):
            raise NotFound(
                f"Ingen frister er satt for {year}. Sett dem med: "
                f"rodtrad annual-plan deadlines --year {year} --plan DATO"
            )
        units = unit_deliveries(session, year, "nb", today=today, by=operator(_WHO))
        leaders = leaders_of_units(session)
    return reminders(units, leaders, year, today=today, days_before=days)


def _write(folder: Path, found: Sequence[Reminder], sender: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for reminder in found:
            path = folder / f"{reminder.year}-{reminder.unit_key}.eml"
            path.write_bytes(as_email(reminder, sender).as_bytes())
    except OSError as error:
        raise BadSettings(f"{folder} kan ikke skrives: {error.strerror}.") from error
    for reminder in found:
        _tell(reminder, "skrevet")
    click.echo(f"{len(found)} påminnelser er skrevet til {folder}.")


def _send(settings: Settings, found: Sequence[Reminder]) -> None:
    failed = 0
    with post_office(settings) as server:
        for reminder in found:
            if not reminder.addresses:
                click.echo(f"{reminder.unit_key}: ingen leder med e-postadresse.", err=True)
                failed += 1
                continue
            try:
                server.send_message(as_email(reminder, settings.smtp_from))
            except smtplib.SMTPException as error:
                click.echo(f"{reminder.unit_key}: ikke sendt: {error}", err=True)
                failed += 1
                continue
            _tell(reminder, "sendt")
    click.echo(f"{len(found) - failed} påminnelser er sendt, {failed} er ikke sendt.")
    if failed:
        raise click.exceptions.Exit(REFUSED)


def _tell(reminder: Reminder, done: str) -> None:
    click.echo(f"{reminder.unit_key}: {done}")
    for line in reminder.lines:
        click.echo(f"  {line}")


COMMANDS = (
    approve_command,
    return_command,
    reopen_command,
    deadlines_command,
    remind_command,
)
