"""How a main goal stands as a whole: its indicators by status, those that decide, and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.assessment import assessment_part
from dashboard.components.navigation import details, link
from dashboard.components.status import status_tag, status_word
from dashboard.markup import h

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.context import View
    from dashboard.markup import Child, Node
    from indicators.progress.rollup import Standing
    from indicators.queries.assessments import AssessmentRow


def goal_standing(
    view: View,
    standing: Standing,
    titles: Mapping[str, str],
    assessments: Sequence[AssessmentRow],
) -> Node | None:
    """Return the standing, folded; None for a goal without indicators that nobody has judged.

    ``titles`` are those of the indicators by key; ``assessments`` are the newest first.
    """
    if not standing.coverage.indicators and not assessments:
        return None
    text = view.text
    return details(
        text("Hovedmålet samlet: {status}", status=status_word(view, standing.status)),
        _distribution(view, standing),
        _deciding(view, standing, titles),
        h("p", coverage_words(view, standing), class_="muted"),
        assessment_part(view, standing.status, assessments, level="h3"),
    )


def _distribution(view: View, standing: Standing) -> Node | None:
    counted = [
        h("li", status_tag(view, status), " ", str(number))
        for status, number in standing.distribution.items()
        if number
    ]
    if not counted:
        return None
    label = view.text("Indikatorene fordelt på status")
    return h("ul", counted, class_="distribution", aria_label=label)


def _deciding(view: View, standing: Standing, titles: Mapping[str, str]) -> Child:
    links: list[Child] = []
    for key in standing.deciding:
        links += [", " if links else " ", link(titles[key], f"/indikator/{key}")]
    if not links:
        return None
    return h("p", view.text("Det svakeste avgjør:"), links, class_="ds-paragraph")


def coverage_words(view: View, standing: Standing) -> str:
    """Return how many indicators are measured, have a target, are fresh, and decide."""
    coverage = standing.coverage
    return view.text(
        "{measured} av {all} indikatorer er målt, {target} har måltall, og {fresh} har ferske "
        "tall. Antall nøkkelindikatorer, som avgjør statusen: {key}.",
        measured=coverage.measured,
        all=coverage.indicators,
        target=coverage.with_target,
        fresh=coverage.fresh,
        key=coverage.key_indicators,
    )
