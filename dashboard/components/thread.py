"""The red thread as a strip: every link from plan to result, and where it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View


@dataclass(frozen=True, slots=True)
class Step:
    """A link of the thread: what it is, how much there is of it, and where on the page it stands.

    ``is_broken`` tells that there is nothing; then ``note`` says what is missing.
    """

    name: str
    amount: str
    note: str
    address: str
    is_broken: bool = False


def thread_strip(view: View, steps: Sequence[Step]) -> Node:
    """Return the links in the order of the thread, side by side, or below each other on a phone."""
    return h(
        "nav",
        h("ol", [_step(view, step) for step in steps], class_="thread-steps"),
        class_="thread",
        aria_label=view.text("Den røde tråden"),
    )


def _step(view: View, step: Step) -> Node:
    return h(
        "li",
        h(
            "a",
            h("span", icon("LinkBroken") if step.is_broken else None, class_="thread-knot"),
            h(
                "span",
                h("span", step.name, class_="thread-name"),
                h("span", step.amount, class_="thread-amount"),
                h(
                    "span",
                    h("span", view.text("Brudd:"), " ", class_="ds-sr-only")
                    if step.is_broken
                    else None,
                    step.note,
                    class_="thread-note",
                ),
                class_="thread-words",
            ),
            href=step.address,
            class_="thread-link",
        ),
        class_="thread-step broken" if step.is_broken else "thread-step",
    )
