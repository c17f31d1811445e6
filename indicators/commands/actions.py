"""Takes in an edition of the action and economy plan (HØP), and nothing that it has already."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from indicators import audit
from indicators.commands.submissions import known_id, optional_id
from indicators.errors import Conflict
from indicators.models.organisation import ServiceArea
from indicators.models.plan import (
    Action,
    ActionAmount,
    ActionKind,
    ActionSubgoal,
    Plan,
    PlanKind,
    PlanState,
    Subgoal,
)
from indicators.models.reporting import Activity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import InstrumentedAttribute, Session


@dataclass(frozen=True, slots=True)
class Amount:
    """What an action costs in a year, in whole kroner; None is not stated."""

    year: int
    operating_nok: int | None = None
    investment_nok: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """The part (0-1] of an action that belongs to a subgoal."""

    subgoal_key: str
    share: float
    is_primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAction:
    """An action; ``continues`` is its number in the former edition."""

    number: str
    title: str
    kind: ActionKind
    description: str | None = None
    service_area_key: str | None = None
    is_new_money: bool | None = None
    continues: str | None = None
    shares: tuple[Share, ...] = ()
    amounts: tuple[Amount, ...] = ()
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition of the action and economy plan; ``former`` is (key, version) of the one before."""

    key: str
    version: str
    title: str
    first_year: int
    last_year: int
    state: PlanState
    is_example: bool
    price_level: str | None = None
    adopted_on: date | None = None
    adopted_by: str | None = None
    source: str | None = None
    former: tuple[str, str] | None = None
    actions: tuple[EditionAction, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """What a load did."""

    new: int
    changed: int
    unchanged: int
    removed: int

    @property
    def any(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.new or self.changed or self.removed)


def load_edition(session: Session, edition: Edition, *, who: str) -> ActionCounts:
    """Make the database hold just this edition's actions; the same again changes nothing.

    Raises:
        Conflict: If the plan is of another kind, or an action that is no longer there is used in
            the units' annual plans.
        NotFound: If a service area, subgoal or former action is not there.
    """
    former = None if edition.former is None else _plan(session, *edition.former)
    plan, is_changed = _kept_plan(session, edition, former)
    kept = {
        action.number: action
        for action in session.scalars(select(Action).where(Action.plan_id == plan.id))
    }
    removed = _remove_others(session, edition, kept)
    writer = _Writer(session, edition, plan, former)
    told = [
        writer.write(position, action, kept.get(action.number))
        for position, action in enumerate(edition.actions, start=1)
    ]
    counts = ActionCounts(
        told.count("new"), told.count("changed"), told.count("unchanged"), removed
    )
    if counts.any or is_changed:
        audit.note(
            session,
            who=who,
            what="load_actions",
            entity=f"{edition.key}.{edition.version}",
            after=asdict(counts),
        )
    return counts


def _plan(session: Session, key: str, version: str) -> Plan | None:
    return session.scalars(select(Plan).where(Plan.key == key, Plan.version == version)).first()


def _kept_plan(session: Session, edition: Edition, former: Plan | None) -> tuple[Plan, bool]:
    """Return the plan's row as the edition says it is, and whether it was not so before."""
    plan = _plan(session, edition.key, edition.version)
    if plan is not None and plan.kind != PlanKind.action_economy_plan:
        raise Conflict(
            f"Planen {edition.key}, {edition.version}, finnes og er ikke en handlings- og "
            "økonomiplan. Velg en annen plannøkkel."
        )
    values = {
        "kind": PlanKind.action_economy_plan.value,
        "state": edition.state.value,
        "title_nb": edition.title,
        "first_year": edition.first_year,
        "last_year": edition.last_year,
        "adopted_on": edition.adopted_on,
        "adopted_by": edition.adopted_by,
        "price_level": edition.price_level,
        "source": edition.source,
        "supersedes_id": None if former is None else former.id,
        "is_example": edition.is_example,
    }
    if plan is None:
        plan = Plan(key=edition.key, version=edition.version, **values)
        session.add(plan)
        session.flush()
        return plan, True
    return plan, _set(plan, values)


def _set(row: Plan | Action, values: Mapping[str, object]) -> bool:
    """Give a row its values; tell whether any was another before."""
    is_changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            is_changed = True
    return is_changed


def _remove_others(session: Session, edition: Edition, kept: dict[str, Action]) -> int:
    numbers = {action.number for action in edition.actions}
    gone = [action for number, action in kept.items() if number not in numbers]
    if not gone:
        return 0
    ids = [action.id for action in gone]
    used = set(session.scalars(select(Activity.action_id).where(Activity.action_id.in_(ids))))
    used |= set(session.scalars(select(Action.continues_id).where(Action.continues_id.in_(ids))))
    if used:
        names = ", ".join(sorted(action.number for action in gone if action.id in used))
        raise Conflict(
            f"Tiltak {names} er ikke med i filen, men brukes i enhetenes årsplaner eller i en "
            "senere utgave. Ta dem med i filen."
        )
    session.execute(delete(ActionSubgoal).where(ActionSubgoal.action_id.in_(ids)))
    session.execute(delete(ActionAmount).where(ActionAmount.action_id.in_(ids)))
    session.execute(delete(Action).where(Action.id.in_(ids)))
    return len(gone)


class _Writer:
    """Writes the actions of one edition, with what they refer to looked up once."""

    def __init__(self, session: Session, edition: Edition, plan: Plan, former: Plan | None) -> None:
        self._session = session
        self._edition = edition
        self._plan = plan
        self._areas = self._look_up(ServiceArea.key, ServiceArea.id)
        self._subgoals = self._look_up(Subgoal.key, Subgoal.id)
        former_id = None if former is None else former.id
        self._former = dict(
            session.execute(
                select(Action.number, Action.id).where(Action.plan_id == former_id)
            ).all()
        )
        self._shares = self._kept_shares()
        self._amounts = self._kept_amounts()

    def _look_up(
        self, key: InstrumentedAttribute[str], id_: InstrumentedAttribute[int]
    ) -> dict[str, int]:
        return dict(self._session.execute(select(key, id_)).all())

    def _kept_shares(self) -> dict[int, set[tuple[int, float, bool]]]:
        found: dict[int, set[tuple[int, float, bool]]] = {}
        for row in self._session.scalars(
            select(ActionSubgoal)
            .join(Action, Action.id == ActionSubgoal.action_id)
            .where(Action.plan_id == self._plan.id)
        ):
            found.setdefault(row.action_id, set()).add((row.subgoal_id, row.share, row.is_primary))
        return found

    def _kept_amounts(self) -> dict[int, set[Amount]]:
        found: dict[int, set[Amount]] = {}
        for row in self._session.scalars(
            select(ActionAmount)
            .join(Action, Action.id == ActionAmount.action_id)
            .where(Action.plan_id == self._plan.id)
        ):
            amount = Amount(row.year, row.operating_nok, row.investment_nok)
            found.setdefault(row.action_id, set()).add(amount)
        return found

    def write(self, position: int, action: EditionAction, kept: Action | None) -> str:
        """Keep one action; return ``new``, ``changed`` or ``unchanged``."""
        values = self._values(position, action)
        if kept is None:
            row = Action(
                plan_id=self._plan.id,
                key=f"{self._plan.key}.{self._plan.version}.{action.number}",
                number=action.number,
                **values,
            )
            self._session.add(row)
            self._session.flush()
            self._write_shares(row.id, action)
            self._write_amounts(row.id, action)
            return "new"
        is_changed = _set(kept, values)
        is_changed |= self._write_shares(kept.id, action)
        is_changed |= self._write_amounts(kept.id, action)
        return "changed" if is_changed else "unchanged"

    def _values(self, position: int, action: EditionAction) -> dict[str, object]:
        return {
            "position": position,
            "title_nb": action.title,
            "description_nb": action.description,
            "kind": action.kind.value,
            "is_new_money": action.is_new_money,
            "service_area_id": optional_id(self._areas, action.service_area_key, "Tjenesteområdet"),
            "continues_id": optional_id(
                self._former, action.continues, "Tiltaket i den forrige utgaven"
            ),
            "source_cell": action.cell or None,
            "is_example": self._edition.is_example,
        }

    def _write_shares(self, action_id: int, action: EditionAction) -> bool:
        wanted = {
            (known_id(self._subgoals, share.subgoal_key, "Delmålet"), share.share, share.is_primary)
            for share in action.shares
        }
        if wanted == self._shares.get(action_id, set()):
            return False
        self._session.execute(delete(ActionSubgoal).where(ActionSubgoal.action_id == action_id))
        self._session.add_all(
            ActionSubgoal(action_id=action_id, subgoal_id=id_, share=share, is_primary=primary)
            for id_, share, primary in sorted(wanted)
        )
        return True

    def _write_amounts(self, action_id: int, action: EditionAction) -> bool:
        wanted = {
            amount
            for amount in action.amounts
            if amount.operating_nok is not None or amount.investment_nok is not None
        }
        if wanted == self._amounts.get(action_id, set()):
            return False
        self._session.execute(delete(ActionAmount).where(ActionAmount.action_id == action_id))
        self._session.add_all(
            ActionAmount(
                action_id=action_id,
                year=amount.year,
                operating_nok=amount.operating_nok,
                investment_nok=amount.investment_nok,
            )
            for amount in sorted(wanted, key=lambda amount: amount.year)
        )
        return True
