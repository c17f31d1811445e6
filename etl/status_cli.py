"""``rodtrad status``: explain, recompute, refresh and judge statuses."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click
import orjson

from etl.command_line import Group, opened_database
from etl.status_text import decimal, explained_lines
from indicators.access import operator
from indicators.commands.assessments import (
    Judgement,
    assess_goal,
    assess_indicator,
    assess_subgoal,
)
from indicators.commands.summaries import refresh_all_summaries
from indicators.languages import Language
from indicators.periods import of_id
from indicators.progress.cause_sentence import cause_sentence
from indicators.progress.methods import DEFAULT, METHODS
from indicators.progress.values import FROM_WORST, Status
from indicators.progress.wording import terms_of
from indicators.queries.assessments import differences_by_year
from indicators.queries.forecast_scores import forecasts, scores
from indicators.queries.status_changes import changes_of_indicator, changes_since
from indicators.queries.status_explained import status_explained
from indicators.queries.status_recomputed import recompute
from indicators.queries.subgoal import key_of_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.queries.status_changes import StatusChange

_SHOWN = 100
_TERMS = terms_of(Language.nb)


@click.group("status", cls=Group)
def status_group() -> None:
    """Status: forklar, regn ut på nytt, oppdater og vurder."""


@status_group.command("explain")
@click.argument("indicator")
@click.option(
    "--as-known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Med tallene slik de var kjent ved slutten av denne dagen (UTC).",
)
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    default=DEFAULT.id,
    show_default=True,
    help="Metoden som stegene vises for.",
)
@click.option("--json", "as_json", is_flag=True, help="Skriv som JSON.")
def explain_command(
    indicator: str, as_known_on: datetime | None, method: str, *, as_json: bool
) -> None:
    """Vis alt en status bygger på: inndata, steg og vurdering."""
    at = None if as_known_on is None else datetime.combine(as_known_on.date(), time.max)
    with opened_database() as database, database.reading() as session:
        told = status_explained(session, indicator, Language.nb, as_known_at=at)
    if as_json:
        shown = {**asdict(told), "shown_method": METHODS[method].key}
        click.echo(orjson.dumps(shown, option=orjson.OPT_INDENT_2).decode())
        return
    for line in explained_lines(told, method):
        click.echo(line)


@status_group.command("recompute")
@click.pass_context
def recompute_command(context: click.Context) -> None:
    """Regn ut alle lagrede statuser på nytt; si fra om noe avviker, og avslutt da med 1."""
    with opened_database() as database, database.reading() as session:
        found = recompute(session)
    click.echo(f"Regnet ut på nytt: {found.present} statuser og {found.former} tidligere.")
    for one in found.differences[:_SHOWN]:
        of = "" if one.of is None else f" ({one.of:%Y-%m-%d %H:%M})"
        click.echo(f"{one.key}{of}: {one.where}: lagret {one.kept!r}, regnet {one.found!r}")
    if not found.differences:
        click.echo("Ingen avvik.")
        return
    click.echo(f"{len(found.differences)} avvik.", err=True)
    context.exit(1)


@status_group.command("refresh")
def refresh_command() -> None:
    """Regn ut alle statuser for i dag; kjør dette daglig, for tall blir eldre og målår passeres."""
    at = datetime.now(UTC).replace(tzinfo=None)
    with opened_database() as database:
        with database.writing() as session:
            count = refresh_all_summaries(session, at=at)
        with database.reading() as session:
            changed = changes_since(session, at, Language.nb, limit=_SHOWN)
    click.echo(f"{count} statuser er regnet ut. Endret: {len(changed)}.")
    _show(changed)


@status_group.command("history")
@click.argument("indicator")
def history_command(indicator: str) -> None:
    """Vis når en status endret seg, og hvorfor."""
    with opened_database() as database, database.reading() as session:
        status_explained(session, indicator, Language.nb)
        changed = changes_of_indicator(session, indicator, Language.nb)
    if not changed:
        click.echo("Statusen har ikke endret seg siden den ble regnet ut første gang.")
    _show(changed)


def _show(changed: Sequence[StatusChange]) -> None:
    for one in changed:
        words = _TERMS.statuses
        click.echo(
            f"{one.at:%Y-%m-%d} {one.key}: {words[one.old_status]} → {words[one.new_status]}"
        )
        for why in one.why:
            said = cause_sentence(why.change, Language.nb, decimal)
            run = ""
            if why.run is not None:
                date = f"{why.run.finished_at:%Y-%m-%d}"
                run = f" ({_TERMS.from_run.format(source=why.run.source_key, date=date)})"
            click.echo(f"  {said}{run}")


@status_group.command("forecasts")
@click.argument("indicator", required=False)
def forecasts_command(indicator: str | None) -> None:
    """Vis framskrivinger mot det som kom, for én indikator eller samlet."""
    with opened_database() as database, database.reading() as session:
        rows = forecasts(session, Language.nb, key=indicator)
    if indicator is not None:
        for row in rows:
            came = "ikke kommet" if row.came is None else f"kom {decimal(row.came)}"
            inside = {None: "", True: ", i intervallet", False: ", utenfor intervallet"}
            click.echo(
                f"{row.made_at:%Y-%m-%d} om {of_id(row.period_id).code}: {decimal(row.value)}"
                f" ({decimal(row.low)} til {decimal(row.high)}), {came}{inside[row.is_inside]}"
            )
    for score in scores(rows):
        click.echo(
            f"{score.method}: {score.made} framskrivinger, {score.scored} kan holdes mot det som"
            f" kom; {score.inside} i 90 %-intervallet, {score.better} nærmere enn siste tall"
            f" ({score.equal} like nær)."
        )
    if not rows:
        click.echo("Ingen framskrivinger er lagret.")


@status_group.command("assess")
@click.argument("key")
@click.option(
    "--of",
    "kind",
    type=click.Choice(["subgoal", "goal", "indicator"]),
    default="subgoal",
    show_default=True,
    help="Hva nøkkelen er til.",
)
@click.option(
    "--status",
    required=True,
    type=click.Choice([one.value for one in FROM_WORST]),
    help="Statusen slik den vurderes.",
)
@click.option("--text", required=True, help="Begrunnelsen.")
@click.option("--author", required=True, help="Hvem som vurderer, slik det skal vises.")
def assess_command(key: str, kind: str, status: str, text: str, author: str) -> None:
    """Skriv en vurdering av et delmål (nøkkel eller nummer); den står ved siden av den regnede."""
    at = datetime.now(UTC).replace(tzinfo=None)
    judgement = Judgement(Status(status), text, author, by=operator("rodtrad status assess"))
    with opened_database() as database, database.writing() as session:
        if kind == "goal":
            assess_goal(session, key, judgement, at=at)
        elif kind == "indicator":
            assess_indicator(session, key, judgement, at=at)
        else:
            assess_subgoal(session, key_of_number(session, key) or key, judgement, at=at)
    click.echo("Vurderingen er lagret.")


@status_group.command("assessments")
def assessments_command() -> None:
    """Vis hvor ofte vurderinger og beregning er ulike, år for år."""
    with opened_database() as database, database.reading() as session:
        years = differences_by_year(session)
    for one in years:
        click.echo(f"{one.year}: {one.written} vurderinger, {one.different} ulike beregningen")
    if not years:
        click.echo("Ingen vurderinger er skrevet.")
