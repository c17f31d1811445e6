"""Reminders to the units that lack something: one for each unit, as a text and as an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from typing import TYPE_CHECKING

from etl.annual_plan.spec import PERIODS
from indicators.models.reporting import DeliveryKind, ReportPeriod
from indicators.queries.deliveries import Punctuality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.queries.deliveries import DeliveryPart, Leader, UnitDeliveries

_NOT_IN = (Punctuality.overdue, Punctuality.waiting)
_EXAMPLE = "EKSEMPELDATA: dette er ikke en virkelig påminnelse.\n\n"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one unit lacks; ``lines`` says it, one line for each thing."""

    unit_key: str
    unit: str
    year: int
    lines: tuple[str, ...]
    leaders: tuple[Leader, ...]
    is_example: bool

    @property
    def addresses(self) -> tuple[Leader, ...]:
        """The leaders that have an e-mail address."""
        return tuple(leader for leader in self.leaders if leader.email)

    @property
    def subject(self) -> str:
        """The subject, on one line."""
        return _one_line(f"Påminnelse: {self.unit} mangler {len(self.lines)} for {self.year}")

    @property
    def text(self) -> str:
        """The letter."""
        lines = "\n".join(f"- {line}" for line in self.lines)
        return (
            f"{_EXAMPLE if self.is_example else ''}"
            f"Til lederen av {self.unit}\n\n"
            f"Dette mangler for {self.year}:\n\n{lines}\n\n"
            "Logg inn i Rød tråd, velg «Lever årsplan», hent malen, fyll den ut og lever den.\n"
        )


def reminders(
    units: Sequence[UnitDeliveries],
    leaders: Mapping[str, tuple[Leader, ...]],
    year: int,
    *,
    today: date,
    days_before: int,
) -> list[Reminder]:
    """Return one reminder for each unit that lacks something that is due within some days."""
    last = today + timedelta(days=days_before)
    found = ((unit, _lines(unit.parts, last)) for unit in units)
    return [
        Reminder(
            unit.unit_key,
            unit.unit,
            year,
            lines,
            leaders.get(unit.unit_key, ()),
            unit.is_example,
        )
        for unit, lines in found
        if lines
    ]


def _lines(parts: Sequence[DeliveryPart], last: date) -> tuple[str, ...]:
    return tuple(line for part in parts if (line := _line(part, last)))


def _line(part: DeliveryPart, last: date) -> str:
    what = _words(part.kind)
    if part.is_returned:
        return f"{what} er sendt tilbake. Rett den, og lever den på nytt."
    if part.punctuality not in _NOT_IN or part.deadline is None or part.deadline > last:
        return ""
    day = f"{part.deadline:%d.%m.%Y}"
    if part.punctuality is Punctuality.overdue:
        return f"{what} er ikke levert. Fristen var {day}."
    return f"{what} er ikke levert. Fristen er {day}."


def _words(kind: DeliveryKind) -> str:
    if kind is DeliveryKind.plan:
        return "Årsplanen"
    label = PERIODS[ReportPeriod(kind.value)]
    return f"Rapporten for {label[0].lower()}{label[1:]}"


def as_email(reminder: Reminder, sender: str) -> EmailMessage:
    """Return a reminder as an e-mail to the leaders that have an address."""
    message = EmailMessage()
    message["Subject"] = reminder.subject
    if sender:
        message["From"] = sender
    if reminder.addresses:
        message["To"] = ", ".join(
            formataddr((_one_line(leader.name), _one_line(leader.email or "")))
            for leader in reminder.addresses
        )
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="rodtrad.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(reminder.text)
    return message


def _one_line(text: str) -> str:
    # A line break in a name must never begin a header of its own.
    return " ".join(text.split())
