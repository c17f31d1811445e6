"""Form fields of the page's own language: native elements in the classes of the design system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.form_token import FIELD
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence


def token_field(token: str) -> Node:
    """Return what every form that is posted must hold: the token of the visit, unseen."""
    return h("input", type="hidden", name=FIELD, value=token)


def text_field(
    name: str, label: str, *, value: str = "", kind: str = "text", autocomplete: str = "off"
) -> Node:
    """Return a field for one line of text that must be filled in; ``kind`` may be password."""
    field_id = f"f-{name}"
    return h(
        "div",
        h("label", label, for_=field_id, class_="ds-label"),
        h(
            "input",
            type=kind,
            id=field_id,
            name=name,
            value=value or None,
            autocomplete=autocomplete,
            autocapitalize="none",
            spellcheck="false",
            required=True,
            class_="ds-input",
        ),
        class_="ds-field",
    )


def select_field(
    name: str, label: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None
) -> Node:
    """Return a list to choose one from; options are (value, text) pairs."""
    field_id = f"f-{name}"
    choices = [h("option", text, value=value, selected=value == chosen) for value, text in options]
    return h(
        "div",
        h("label", label, for_=field_id, class_="ds-label"),
        h("select", choices, id=field_id, name=name, class_="ds-input"),
        class_="ds-field",
    )


def check_field(name: str, value: str, label: Child, *, is_checked: bool = False) -> Node:
    """Return a box to tick, with its label."""
    field_id = f"f-{name}-{value}"
    return h(
        "div",
        h(
            "input",
            type="checkbox",
            id=field_id,
            name=name,
            value=value,
            class_="ds-input",
            checked=is_checked,
        ),
        h("label", label, for_=field_id, class_="ds-label", data_weight="regular"),
        class_="ds-field",
    )


def file_field(name: str, label: str, *, accept: str, help_text: str, prompt: str) -> Node:
    """Return a field to choose or drop a file; ``prompt`` stands in the middle of it."""
    field_id = f"f-{name}"
    return h(
        "div",
        h("label", label, for_=field_id, class_="ds-label"),
        h("p", help_text, id=f"{field_id}-help", data_field="description", class_="muted"),
        h(
            "div",
            icon("CloudUp"),
            h("p", prompt, class_="ds-paragraph"),
            h(
                "input",
                type="file",
                id=field_id,
                name=name,
                accept=accept,
                aria_describedby=f"{field_id}-help",
                required=True,
            ),
            class_="ds-file-upload",
        ),
        class_="ds-field",
    )


def filter_form(address: str, label: str, button: str, *fields: Child, end: Child = None) -> Node:
    """Return a form that asks for the same page with other choices in its address."""
    return h(
        "form",
        fields,
        h("button", button, type="submit", class_="ds-button", data_variant="secondary"),
        h("div", end, class_="filter-end") if end is not None else None,
        method="get",
        action=address,
        class_="filter",
        aria_label=label,
    )
