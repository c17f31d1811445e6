"""How a unit's plan goes from state to state: pure."""

from __future__ import annotations

from types import MappingProxyType

from indicators.models.reporting import AnnualPlanState as State

LONGEST_COMMENT = 2000

# A plan that was sent back may still be approved: the unit can be right.
_FROM = MappingProxyType(
    {
        State.returned: frozenset((State.submitted, State.reopened)),
        State.approved: frozenset((State.submitted, State.returned, State.reopened)),
        State.reopened: frozenset((State.approved,)),
    }
)


def may_become(was: State, state: State) -> bool:
    """Tell whether a decision can bring a plan from one state to another."""
    return was in _FROM.get(state, frozenset())


def decisions_from(was: State) -> tuple[State, ...]:
    """Return what can be decided of a plan that stands so."""
    return tuple(state for state in _FROM if may_become(was, state))
