"""Reads a file of a municipality, checked: a plan from YAML or Excel, the others from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.plans.indicators_file import IndicatorsFile
from etl.plans.organisation_file import OrganisationFile
from etl.plans.plan_file import PlanFile
from etl.plans.plan_workbook import read_plan_workbook
from etl.plans.validation import validate
from etl.plans.yaml_document import MAX_BYTES, read_yaml
from indicators.errors import BadPlan

if TYPE_CHECKING:
    from pathlib import Path

_ZIP = b"PK"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_plan(path: Path) -> PlanFile:
    """Read a plan; its content, not its name, tells whether it is YAML or Excel.

    Raises:
        BadPlan: With everything that is wrong in the file.
        BadWorkbook: If it is a workbook that is not taken in.
    """
    content = read_bytes(path)
    if content.startswith((_ZIP, _OLD_EXCEL)):
        return validate(PlanFile, read_plan_workbook(str(path), content))
    return validate(PlanFile, read_yaml(str(path), content))


def read_organisation(path: Path) -> OrganisationFile:
    """Read an organisation file.

    Raises:
        BadPlan: With everything that is wrong in the file.
    """
    return validate(OrganisationFile, read_yaml(str(path), read_bytes(path)))


def read_indicators(path: Path) -> IndicatorsFile:
    """Read an indicators file.

    Raises:
        BadPlan: With everything that is wrong in the file.
    """
    return validate(IndicatorsFile, read_yaml(str(path), read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, never more than a plan file may have (and the one that is too much).

    Raises:
        BadPlan: If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise BadPlan(str(path), "filen finnes ikke.") from error
    except OSError as error:
        raise BadPlan(str(path), f"filen kan ikke leses: {error.strerror}.") from error
