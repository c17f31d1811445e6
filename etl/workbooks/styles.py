"""How the cells of our workbooks look: named styles, a free and a locked one for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from etl.workbooks.spec import Kind

if TYPE_CHECKING:
    from etl.workbooks.spec import Column

_ACCENT, _WHITE, _INK, _QUIET = "00549E", "FFFFFF", "1F2A37", "5B6675"
_LOCKED, _LINE, _EXAMPLE = "EEF1F5", "C6CDD6", "FFE08A"
_FORMATS = {
    Kind.date: "dd.mm.yyyy",
    Kind.money: "#,##0",
    Kind.share: "0 %",
    Kind.text: "@",
    Kind.long_text: "@",
    Kind.choice: "@",
    Kind.boolean: "@",
}
_RIGHT = (Kind.number, Kind.money, Kind.share)


def free_style(column: Column) -> str:
    """Return the name of the style of a cell that people fill in."""
    return f"fri {column.kind.value}"


def locked_style(column: Column) -> str:
    """Return the name of the style of a cell that the template has filled in."""
    return f"fast {column.kind.value}"


def styles() -> list[NamedStyle]:
    """Return the styles that every workbook of ours has."""
    line = Side(style="thin", color=_LINE)
    box = Border(left=line, right=line, top=line, bottom=line)
    free = Protection(locked=False)
    found = [
        NamedStyle("tittel", font=_font(size=18, bold=True, color=_ACCENT)),
        NamedStyle("ingress", font=_font(size=11, color=_QUIET)),
        NamedStyle("eksempel", font=_font(size=11, bold=True, color=_INK), fill=_fill(_EXAMPLE)),
        NamedStyle(
            "overskrift",
            font=_font(size=11, bold=True, color=_WHITE),
            fill=_fill(_ACCENT),
            border=box,
            alignment=Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1),
        ),
        NamedStyle(
            "felt",
            font=_font(size=11, bold=True, color=_INK),
            alignment=Alignment(vertical="center"),
        ),
        NamedStyle("avsnitt", font=_font(size=13, bold=True, color=_ACCENT)),
        NamedStyle(
            "tekst",
            font=_font(size=11, color=_INK),
            alignment=Alignment(vertical="center", wrap_text=True),
        ),
        NamedStyle(
            "hjelp",
            font=_font(size=10, color=_QUIET),
            alignment=Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1),
        ),
    ]
    for kind in Kind:
        alignment = Alignment(
            horizontal="right" if kind in _RIGHT else "left",
            vertical="center",
            wrap_text=True,
            indent=1,
        )
        for name, font, fill, protection in (
            ("fri", _font(color=_INK), None, free),
            ("fast", _font(color=_QUIET), _fill(_LOCKED), None),
        ):
            found.append(
                NamedStyle(
                    f"{name} {kind.value}",
                    font=font,
                    fill=fill,
                    border=box,
                    alignment=alignment,
                    protection=protection,
                    number_format=_FORMATS.get(kind, "General"),
                )
            )
    return found


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _font(size: int = 11, *, bold: bool = False, color: str = _INK) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=color)
