"""The plain sentence in nynorsk."""

from __future__ import annotations

from indicators.periods import PeriodKind
from indicators.progress.ambition import Rule
from indicators.progress.values import Status
from indicators.progress.wording.phrases import Phrases

NN = Phrases(
    subjects={
        "andel": "Andelen",
        "del": "Delen",
        "antall": "Talet",
        "tal": "Talet",
        "gjennomsnitt": "Gjennomsnittet",
        "snitt": "Snittet",
    },
    subject="Verdien",
    value="{subject} var {quantity} {period}",
    provisional=" (førebels tal)",
    done="Dette vart utført {period}",
    not_done="Dette vart ikkje utført {period}",
    changes={1: "opp {}", -1: "ned {}"},
    unchanged="uendra",
    about_unchanged="om lag uendra",
    before={PeriodKind.year: "frå året før", PeriodKind.school_year: "frå skuleåret før"},
    since="frå {}",
    percent="prosent",
    percentage_points="prosentpoeng",
    in_period={
        PeriodKind.year: "i {year}",
        PeriodKind.rolling: "i åra {year}–{last}",
        PeriodKind.school_year: "skuleåret {code}",
        PeriodKind.half_year: "i {part}. halvår {year}",
        PeriodKind.tertial: "i {part}. tertial {year}",
        PeriodKind.quarter: "i {part}. kvartal {year}",
        PeriodKind.month: "i {month} {year}",
        PeriodKind.week: "i veke {part} {year}",
        PeriodKind.day: "{day}. {month} {year}",
    },
    months=(
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ),
    target="Målet er {}",
    bands={
        "level": "{low}",
        "low": "minst {low}",
        "high": "høgst {high}",
        "over": "over {low}",
        "under": "under {high}",
        "kept": "å halde nivået på {low} ved lag",
        "between": "mellom {low_number} og {high}",
    },
    no_difference="at det ikkje er nokon skilnad",
    rules={
        Rule.increase: "auke",
        Rule.decrease: "reduksjon",
        Rule.maintain: "å halde nivået ved lag",
        Rule.not_increase: "at det ikkje aukar",
        Rule.done_yearly: "at dette blir utført kvart år",
        Rule.no_worse_than_3_year_mean: (
            "eit nivå likt eller betre enn snittet av dei tre føregåande åra"
        ),
        Rule.equal_other_group: "at det ikkje er nokon skilnad",
    },
    own_mean=", ut frå snittet av dei tre føregåande åra",
    by_year=" i {}",
    until_year=" fram til {}",
    points_to="; utviklinga peikar mot {}",
    interval=" (mellom {low} og {high})",
    statuses={
        Status.reached: "Målet er nådd.",
        Status.on_track: "Utviklinga er i rute.",
        Status.slightly_behind: "Utviklinga er litt bak.",
        Status.behind: "Utviklinga er bak.",
        Status.wrong_way: "Utviklinga går feil veg.",
        Status.no_target: "Det er ikkje sett noko mål.",
        Status.uncertain: "Det er usikkert om målet blir nådd.",
    },
    doubts={
        "few_points": "Det er for få målingar til å seie om målet blir nådd.",
        "not_told_from_flat": "Tala svingar for mykje til å seie kva veg utviklinga går.",
        "away": "Nivået er i rute, men utviklinga går feil veg.",
        "latest_off_trend": "Siste tal skil seg ut, så det er usikkert om utviklinga er i rute.",
        "nothing_after_reference": "Det er ikkje målt noko etter året det skal samanliknast med.",
        "reference_missing": "Det manglar eit tal å samanlikne med.",
        "earlier_years_missing": "Det manglar tal for eitt eller fleire av dei tre føregåande åra.",
        "target_without_number": "Målet er utan tal.",
        "target_without_year": (
            "Målet er utan årstal, så det kan ikkje seiast om det blir nådd i tide."
        ),
        "year_not_reported": "Det er ikkje meldt noko for dei siste åra.",
    },
    missed="Målet vart ikkje nådd.",
    worsening="Målet er nådd, men utviklinga går feil veg.",
    weak="Talgrunnlaget er svakt.",
    not_measured="Det finst ikkje noko tal enno.",
)
