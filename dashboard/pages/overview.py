"""The front page: where every subgoal stands, and where its thread is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from dashboard.components.forms import filter_form, select_field
from dashboard.components.goal_standing import goal_standing
from dashboard.components.navigation import button_link, page_heading
from dashboard.components.notices import empty_state
from dashboard.components.status_changes import changed_lately
from dashboard.components.status_groups import GROUPS, StatusGroup, group_of, summary
from dashboard.components.subgoal_table import SubgoalLine, subgoal_table
from dashboard.markup import Node, h
from dashboard.page import Content, Page
from dashboard.standing import deciding_indicator
from indicators.models.plan import TitleStatus
from indicators.queries.assessments import assessments_of_goals
from indicators.queries.overview import overview
from indicators.queries.standings import has_target, standing_of
from indicators.queries.status_changes import changes_since
from indicators.queries.units import all_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from indicators.queries.assessments import AssessmentRow
    from indicators.queries.overview import GoalOverview, Overview, SubgoalOverview
    from indicators.queries.status_changes import StatusChange

PATH = "/"
_STATUS, _AREA = "status", "omrade"
_LATELY, _CHANGES_SHOWN = timedelta(days=90), 8


@dataclass(frozen=True, slots=True)
class Lately:
    """What the overview says beside the standing: changes, and people's judgements by goal."""

    changed: Sequence[StatusChange]
    judged: Mapping[str, Sequence[AssessmentRow]]


def respond(view: View, session: Session) -> Content:
    """Ask for the overview and show it."""
    language = view.language.value
    shown = overview(session, language)
    if shown is None:
        return nothing_loaded(view)
    areas = {row.service_area_key: row.service_area for row in all_units(session, language)}
    since = datetime.combine(view.today - _LATELY, time.min)
    changed = changes_since(session, since, language, limit=_CHANGES_SHOWN)
    return content(view, shown, areas, Lately(changed, assessments_of_goals(session)))


def nothing_loaded(view: View) -> Content:
    """Say that there is no plan yet, and how one is loaded."""
    text = view.text
    return Content(
        title=text("Slik ligger vi an"),
        menu=PATH,
        body=[
            page_heading(text("Slik ligger vi an")),
            empty_state(
                text("Det er ikke lastet noen vedtatt plan ennå."),
                h("p", text("Last en plan med kommandoen"), " ", h("code", "rodtrad plan load")),
            ),
        ],
    )


def content(
    view: View,
    shown: Overview,
    areas: Mapping[str, str],
    lately: Lately | None = None,
) -> Content:
    """Show all subgoals, or those of one status or one service area that the address asks for."""
    text = view.text
    lately = lately or Lately((), {})
    lines = {one.subgoal.id: line(view, one) for goal in shown.goals for one in goal.subgoals}
    total = len(lines)
    used = {key for goal in shown.goals for one in goal.subgoals for key in one.service_areas}
    known = {key: title for key, title in areas.items() if key in used}
    status = view.choice(_STATUS, frozenset(group.key for group in GROUPS))
    area = view.choice(_AREA, frozenset(known))
    goals = [
        goal_part(
            view,
            goal,
            lines,
            _chosen(goal, lines, status, area),
            lately.judged.get(goal.goal.key, ()),
        )
        for goal in shown.goals
    ]
    parts = [part for part in goals if part is not None]
    lead = text(
        "Status for kommunens {total} delmål fram mot {year}, målt med de nyeste tallene.",
        total=total,
        year=shown.plan.last_year,
    )
    updated = text("Oppdatert {date}", date=view.formats.moment(view.changed_at))
    return Content(
        title=text("Slik ligger vi an"),
        description=lead,
        menu=PATH,
        body=[
            page_heading(text("Slik ligger vi an"), lead=lead, end=updated),
            summary(view, [one.status for one in lines.values()]),
            _filter(view, known, status, area),
            parts or empty_state(text("Ingen delmål passer til det du har valgt.")),
            changed_lately(view, lately.changed),
        ],
    )


def _chosen(
    goal: GoalOverview, lines: Mapping[int, SubgoalLine], status: str | None, area: str | None
) -> list[SubgoalOverview]:
    return [
        one
        for one in goal.subgoals
        if (status is None or group_of(lines[one.subgoal.id].status).key == status)
        and (area is None or area in one.service_areas)
    ]


def line(view: View, one: SubgoalOverview) -> SubgoalLine:
    """Return what the table shows of a subgoal."""
    standing = standing_of(one.indicators, view.today)
    return SubgoalLine(
        key=one.subgoal.key,
        number=one.subgoal.number,
        title=one.subgoal.title,
        title_status=TitleStatus(one.subgoal.title_status),
        status=standing.status,
        indicator=deciding_indicator(one.indicators, standing),
        with_data=standing.coverage.measured,
        indicators=standing.coverage.indicators,
        missing=tuple(missing_links(view, one)),
    )


def missing_links(view: View, one: SubgoalOverview) -> list[str]:
    """Return in words where the thread of a subgoal is broken."""
    text = view.text
    has_report = one.units is not None and one.units.reported > 0
    found = [
        (bool(one.indicators), text("indikator")),
        (not one.indicators or any(has_target(row) for row in one.indicators), text("måltall")),
        (one.actions is not None, text("tiltak i HØP")),
        (one.units is not None, text("enheter")),
        (one.units is None or has_report, text("rapportert resultat")),
    ]
    return [word for is_there, word in found if not is_there]


def goal_part(
    view: View,
    goal: GoalOverview,
    lines: Mapping[int, SubgoalLine],
    chosen: Sequence[SubgoalOverview],
    judged: Sequence[AssessmentRow] = (),
) -> Node | None:
    """Return a main goal with the chosen of its subgoals; None if none is."""
    if not chosen:
        return None
    text = view.text
    row = goal.goal
    on_way = sum(group_of(lines[one.subgoal.id].status) is GROUPS[0] for one in goal.subgoals)
    heading_id = f"hovedmal-{row.number}"
    indicators = [indicator for one in goal.subgoals for indicator in one.indicators]
    standing = standing_of(indicators, view.today)
    return h(
        "section",
        h(
            "div",
            h(
                "div",
                h("p", text("Hovedmål {number}", number=row.number), class_="over-title"),
                h("h2", row.title, class_="ds-heading", data_size="md", id=heading_id),
                h("p", row.description, class_="ds-paragraph") if row.description else None,
            ),
            h(
                "p",
                h("strong", text("{part} av {total}", part=on_way, total=len(goal.subgoals))),
                " ",
                text("delmål er nådd eller i rute"),
                class_="goal-count",
            ),
            class_="goal-head",
        ),
        subgoal_table(
            view,
            text("Delmål under hovedmål {number}", number=row.number),
            [lines[one.subgoal.id] for one in chosen],
        ),
        goal_standing(view, standing, {row.key: row.title for row in indicators}, judged),
        class_="goal",
        aria_labelledby=heading_id,
    )


def _filter(view: View, areas: Mapping[str, str], status: str | None, area: str | None) -> Node:
    text = view.text

    def group_option(group: StatusGroup) -> tuple[str, str]:
        return group.key, text(group.word)

    fields = [
        select_field(
            _STATUS,
            text("Status"),
            [("", text("Alle statuser")), *map(group_option, GROUPS)],
            chosen=status or "",
        )
    ]
    if areas:
        options = sorted(areas.items(), key=lambda item: item[1])
        fields.append(
            select_field(
                _AREA,
                text("Tjenesteområde"),
                [("", text("Alle områder")), *options],
                chosen=area or "",
            )
        )
    reset = None
    if status or area:
        reset = button_link(text("Vis alle delmål"), PATH, variant="tertiary")
    return filter_form(PATH, text("Avgrens delmålene"), text("Vis"), *fields, end=reset)


PAGE = Page(path=PATH, respond=respond)
