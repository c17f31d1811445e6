"""What a provider says of a table before any data are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.providers.selection import resolve
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a table: its codes in the provider's order, oldest first where it is time.

    ``may_be_left_out`` is PxWeb's elimination. ``code_lists`` are the names of the groupings that
    may stand instead of the codes.
    """

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    is_time: bool = False
    may_be_left_out: bool = False
    code_lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """A table as its provider describes it."""

    address: str
    title: str
    variables: tuple[Variable, ...]
    updated: str | None = None

    def chosen(
        self, select: Mapping[str, Sequence[str]], calls: Collection[str]
    ) -> dict[str, tuple[str, ...]]:
        """Return the codes that a selection means, by variable, in the table's order.

        Variables that are left out stand in no answer, and not here either.

        Raises:
            BadSource: If a variable or code does not exist, or one that is needed is left out.
        """
        wanted = {variable.casefold(): variable for variable in select}
        known = {variable.code.casefold() for variable in self.variables}
        names = ", ".join(variable.code for variable in self.variables)
        unknown = [name for folded, name in wanted.items() if folded not in known]
        if unknown:
            problem = f"tabellen har ingen variabel «{unknown[0]}»; den har {names}."
            raise BadSource(self.address, problem)
        chosen = {}
        for variable in self.variables:
            name = wanted.get(variable.code.casefold())
            if name is not None:
                chosen[variable.code] = resolve(
                    select[name],
                    variable.codes,
                    is_time=variable.is_time,
                    calls=calls,
                    place=f"{self.address}, {variable.code}",
                )
            elif not variable.may_be_left_out:
                problem = f"variabelen «{variable.code}» må være med i spørringen."
                raise BadSource(self.address, problem)
        return chosen
