"""``rodtrad user``: who may sign in, and what they may do."""

from __future__ import annotations

import sys

import click

from etl.command_line import Group, opened_database
from indicators.access import operator
from indicators.commands.people import (
    NewPerson,
    RoleAt,
    add_person,
    give_role,
    set_active,
    set_password,
    take_role,
)
from indicators.models.people import Role
from indicators.passwords import LEAST_SIGNS
from indicators.queries.people import people

_OPERATOR = operator("kommandolinjen")
_ROLES = click.Choice([role.value for role in Role])
_STDIN = click.option(
    "--stdin", "from_stdin", is_flag=True, help="Les passordet som én linje fra standard inn."
)


@click.group("user", cls=Group)
def user_group() -> None:
    """Brukerne: hvem som kan logge inn, og hva de har rett til."""


@user_group.command("add")
@click.argument("user_name")
@click.option("--name", required=True, help="Navnet som vises.")
@click.option("--email", help="E-postadressen.")
@_STDIN
def add_command(user_name: str, name: str, email: str | None, *, from_stdin: bool) -> None:
    """Legg til en bruker, og gi den et passord."""
    password = _password(from_stdin=from_stdin)
    with opened_database() as database, database.writing() as session:
        add_person(session, NewPerson(user_name, name, email), by=_OPERATOR)
        set_password(session, user_name, password, by=_OPERATOR)
    click.echo(f"{user_name} er lagt til. Gi rettigheter med: rodtrad user role {user_name} --give")


@user_group.command("password")
@click.argument("user_name")
@_STDIN
def password_command(user_name: str, *, from_stdin: bool) -> None:
    """Gi en bruker et nytt passord; den blir logget ut overalt."""
    password = _password(from_stdin=from_stdin)
    with opened_database() as database, database.writing() as session:
        set_password(session, user_name, password, by=_OPERATOR)
    click.echo(f"{user_name} har fått nytt passord.")


@user_group.command("role")
@click.argument("user_name")
@click.option("--give", type=_ROLES, help="Rollen som gis.")
@click.option("--take", type=_ROLES, help="Rollen som tas.")
@click.option("--unit", "unit_key", help="Enheten som en unit_leader leder.")
@click.option("--service-area", "area_key", help="Tjenesteområdet som en area_director leder.")
def role_command(
    user_name: str, give: str | None, take: str | None, unit_key: str | None, area_key: str | None
) -> None:
    """Gi eller ta en rolle, fra neste gang brukeren ber om noe."""
    if (give is None) == (take is None):
        raise click.UsageError("Oppgi enten --give eller --take.")
    role = RoleAt(Role(give or take or ""), unit_key, area_key)
    with opened_database() as database, database.writing() as session:
        if give is not None:
            give_role(session, user_name, role, by=_OPERATOR)
        else:
            take_role(session, user_name, role, by=_OPERATOR)
    done = "har nå" if give is not None else "har ikke lenger"
    click.echo(f"{user_name} {done} rollen {_shown(role.role, unit_key or area_key)}.")


@user_group.command("deactivate")
@click.argument("user_name")
def deactivate_command(user_name: str) -> None:
    """Sperr en bruker, og logg den ut overalt."""
    with opened_database() as database, database.writing() as session:
        set_active(session, user_name, is_active=False, by=_OPERATOR)
    click.echo(f"{user_name} er sperret.")


@user_group.command("activate")
@click.argument("user_name")
def activate_command(user_name: str) -> None:
    """Åpne en sperret bruker igjen."""
    with opened_database() as database, database.writing() as session:
        set_active(session, user_name, is_active=True, by=_OPERATOR)
    click.echo(f"{user_name} er åpnet.")


@user_group.command("list")
def list_command() -> None:
    """List brukerne med roller."""
    with opened_database() as database, database.reading() as session:
        found = people(session)
    for person in found:
        roles = ", ".join(_shown(row.role, row.place) for row in person.roles) or "ingen roller"
        marks = [] if person.is_active else ["sperret"]
        marks += ["eksempeldata"] if person.is_example else []
        told = f" ({', '.join(marks)})" if marks else ""
        click.echo(f"{person.key}: {person.name}{told}: {roles}")
    if not found:
        click.echo("Det er ingen brukere. Legg til en med: rodtrad user add")


def _shown(role: Role, place: str | None) -> str:
    return f"{role.value} ({place})" if place else role.value


def _password(*, from_stdin: bool) -> str:
    """Return a password from the keyboard, unseen and twice, or from standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(
        f"Passord (minst {LEAST_SIGNS} tegn)", hide_input=True, confirmation_prompt=True
    )
    return password
