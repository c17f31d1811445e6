"""Statuses in the groups that the front page counts: from good to unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.components.status import LOOKS
from dashboard.markup import Node, h
from indicators.progress.values import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View

_BAR_WIDTH, _BAR_HEIGHT, _BAR_GAP = 600.0, 12, 3.0


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """Statuses that are counted together; ``key`` stands in the address."""

    key: str
    word: str
    statuses: frozenset[Status]
    leading: Status

    @property
    def colour(self) -> str:
        """The colour of the group."""
        return LOOKS[self.leading].colour


GROUPS = (
    StatusGroup(
        "i-rute",
        "Nådd eller i rute",
        frozenset((Status.reached, Status.on_track)),
        Status.on_track,
    ),
    StatusGroup(
        "litt-bak", "Litt bak", frozenset((Status.slightly_behind,)), Status.slightly_behind
    ),
    StatusGroup(
        "bak", "Bak eller feil vei", frozenset((Status.behind, Status.wrong_way)), Status.behind
    ),
    StatusGroup("usikker", "Usikker", frozenset((Status.uncertain,)), Status.uncertain),
    StatusGroup(
        "mangler",
        "Uten mål eller måling",
        frozenset((Status.no_target, Status.not_measured)),
        Status.not_measured,
    ),
)


def group_of(status: Status) -> StatusGroup:
    """Return the group that a status is counted in."""
    return next(group for group in GROUPS if status in group.statuses)


def summary(view: View, statuses: Sequence[Status]) -> Node:
    """Return how many subgoals are in each group: boxes that lead to them, and a bar of shares."""
    counts = [sum(status in group.statuses for status in statuses) for group in GROUPS]
    boxes = [
        _box(view, group, count, len(statuses)) for group, count in zip(GROUPS, counts, strict=True)
    ]
    return h(
        "section",
        h("ul", boxes, class_="count-boxes"),
        _bar(counts),
        class_="summary",
        aria_label=view.text("Hvor mange delmål som har hver status"),
    )


def _box(view: View, group: StatusGroup, count: int, total: int) -> Node:
    text = view.text
    return h(
        "li",
        h(
            "a",
            h("span", icon(LOOKS[group.leading].icon), str(count), class_="count-number"),
            h(
                "span",
                h("span", text("av {total} delmål:", total=total), " ", class_="ds-sr-only"),
                text(group.word),
                class_="count-word",
            ),
            href=view.address(status=group.key, lang=None),
            class_="count-box",
            data_color=group.colour,
        ),
    )


def _bar(counts: Sequence[int]) -> Node:
    shown = [(group, count) for group, count in zip(GROUPS, counts, strict=True) if count]
    room = _BAR_WIDTH - _BAR_GAP * max(len(shown) - 1, 0)
    total = sum(counts) or 1
    parts, x = [], 0.0
    for group, count in shown:
        width = room * count / total
        parts.append(
            h(
                "rect",
                x=f"{x:.1f}",
                width=f"{width:.1f}",
                height=_BAR_HEIGHT,
                rx=2,
                class_="share",
                data_color=group.colour,
            )
        )
        x += width + _BAR_GAP
    return h(
        "svg",
        parts,
        viewBox=f"0 0 {_BAR_WIDTH:.0f} {_BAR_HEIGHT}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
        class_="share-bar",
    )
