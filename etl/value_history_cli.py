"""``rodtrad etl history``: every value an indicator has had, and who replaced it when."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click
from sqlalchemy import select

from etl.command_line import Command, opened_database
from etl.run_lines import STATUSES, value_text
from etl.value_history import value_history
from indicators import periods
from indicators.errors import NotFound
from indicators.models.measurement import Indicator
from indicators.queries.observations_as_known import observations_as_known
from indicators.queries.status_changes import changes_of_indicator

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.command("history", cls=Command)
@click.argument("indicator")
@click.option(
    "--as-known",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Vis serien slik den var kjent ved slutten av denne dagen (UTC).",
)
def history_command(indicator: str, as_known: datetime | None) -> None:
    """Vis hvilke verdier en indikator har hatt, og statusene som ble andre."""
    with opened_database() as database, database.reading() as session:
        number = session.scalar(select(Indicator.id).where(Indicator.key == indicator))
        if number is None:
            raise NotFound(f"Ingen indikator heter «{indicator}».")
        if as_known is not None:
            _show_as_known(session, number, as_known)
            return
        for one in value_history(session, number):
            click.echo(f"{one.period}: {value_text(one.value, one.mark)} – {one.source}, {one.at}")
            for old in one.earlier:
                told = value_text(old.value, old.mark)
                click.echo(f"    før: {told} – {old.source}, {old.at}; erstattet {old.until}")
        for change in changes_of_indicator(session, indicator, "nb"):
            click.echo(
                f"status {change.at:%Y-%m-%d %H:%M}: "
                f"{STATUSES.get(change.old_status, change.old_status)} → "
                f"{STATUSES.get(change.new_status, change.new_status)}"
            )


def _show_as_known(session: Session, indicator_id: int, day: datetime) -> None:
    end = datetime.combine(day.date(), time.max, UTC).replace(tzinfo=None)
    for period_id, value, mark in observations_as_known(session, indicator_id, end):
        click.echo(f"{periods.of_id(period_id).code}: {value_text(value, mark)}")
