"""What the findings say, in bokmål, nynorsk and English; ``{value}`` is what stands in the cell.

A finding with a parameter ``suggestion`` uses the text ``<code>:suggestion`` where there is one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from indicators.languages import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def _texts(nb: str, nn: str, en: str) -> Mapping[Language, str]:
    return MappingProxyType({Language.nb: nb, Language.nn: nn, Language.en: en})


_SHEETS = {
    "missing_sheet": _texts(
        "Arket «{title}» mangler. Bruk malen, eller gi arket navnet sitt tilbake.",
        "Arket «{title}» manglar. Bruk malen, eller gi arket namnet sitt tilbake.",
        "The sheet “{title}” is missing. Use the template, or give the sheet its name back.",
    ),
    "hidden_sheet": _texts(
        "Arket «{title}» er skjult og leses ikke. Vis det fram hvis det skal leses.",
        "Arket «{title}» er gøymt og blir ikkje lese. Vis det fram om det skal lesast.",
        "The sheet “{title}” is hidden and is not read. Unhide it if it is to be read.",
    ),
    "unknown_sheet": _texts(
        "Arket «{title}» er ikke en del av malen og leses ikke.",
        "Arket «{title}» er ikkje ein del av malen og blir ikkje lese.",
        "The sheet “{title}” is not part of the template and is not read.",
    ),
    "missing_header": _texts(
        "Fant ikke raden med overskrifter. Den skal ha: {headings}.",
        "Fann ikkje rada med overskrifter. Ho skal ha: {headings}.",
        "Found no row of headings. It should have: {headings}.",
    ),
    "missing_column": _texts(
        "Kolonnen «{heading}» mangler.",
        "Kolonnen «{heading}» manglar.",
        "The column “{heading}” is missing.",
    ),
    "duplicate_column": _texts(
        "Kolonnen «{value}» finnes to ganger, også i {other}. Behold én av dem.",
        "Kolonnen «{value}» finst to gonger, òg i {other}. Behald éin av dei.",
        "The column “{value}” is there twice, also in {other}. Keep one of them.",
    ),
    "unknown_column": _texts(
        "Kolonnen «{value}» er ikke en del av malen og leses ikke.",
        "Kolonnen «{value}» er ikkje ein del av malen og blir ikkje lesen.",
        "The column “{value}” is not part of the template and is not read.",
    ),
    "unknown_column:suggestion": _texts(
        "Kolonnen «{value}» er ikke en del av malen og leses ikke. Mente du «{suggestion}»?",
        "Kolonnen «{value}» er ikkje ein del av malen og blir ikkje lesen. "
        "Meinte du «{suggestion}»?",
        "The column “{value}” is not part of the template and is not read. "
        "Did you mean “{suggestion}”?",
    ),
    "missing_field": _texts(
        "Feltet «{heading}» mangler i arket.",
        "Feltet «{heading}» manglar i arket.",
        "The field “{heading}” is missing in the sheet.",
    ),
    "hidden_row": _texts(
        "Raden er skjult eller filtrert bort, men leses likevel. Slett den hvis den ikke gjelder.",
        "Rada er gøymd eller filtrert bort, men blir lesen likevel. Slett ho om ho ikkje gjeld.",
        "The row is hidden or filtered out, but is read all the same. Delete it if not meant.",
    ),
}

_CELLS = {
    "required": _texts(
        "«{heading}» må fylles ut.",
        "«{heading}» må fyllast ut.",
        "“{heading}” must be filled in.",
    ),
    "error_cell": _texts(
        "Cellen viser feilen {value}. Rett formelen, eller skriv verdien.",
        "Cella viser feilen {value}. Rett formelen, eller skriv verdien.",
        "The cell shows the error {value}. Mend the formula, or type the value.",
    ),
    "uncalculated": _texts(
        "Formelen {value} har ingen beregnet verdi. Åpne og lagre filen i Excel, "
        "eller skriv verdien.",
        "Formelen {value} har ingen utrekna verdi. Opne og lagre fila i Excel, "
        "eller skriv verdien.",
        "The formula {value} has no calculated value. Open and save the file in Excel, or type it.",
    ),
    "not_a_number": _texts(
        "«{value}» er ikke et tall. Skriv for eksempel 1 234,5.",
        "«{value}» er ikkje eit tal. Skriv til dømes 1 234,5.",
        "“{value}” is not a number. Write for example 1 234,5.",
    ),
    "ambiguous_number": _texts(
        "«{value}» kan leses på to måter. Mente du {first} eller {second}?",
        "«{value}» kan lesast på to måtar. Meinte du {first} eller {second}?",
        "“{value}” can be read in two ways. Did you mean {first} or {second}?",
    ),
    "not_whole": _texts(
        "«{value}» skal være et helt tall.",
        "«{value}» skal vere eit heilt tal.",
        "“{value}” should be a whole number.",
    ),
    "not_a_share": _texts(
        "«{value}» er ikke en andel. Skriv mellom 0 % og 100 %.",
        "«{value}» er ikkje ein del. Skriv mellom 0 % og 100 %.",
        "“{value}” is not a share. Write between 0 % and 100 %.",
    ),
    "not_a_share:suggestion": _texts(
        "«{value}» er ikke en andel. Mente du {suggestion}?",
        "«{value}» er ikkje ein del. Meinte du {suggestion}?",
        "“{value}” is not a share. Did you mean {suggestion}?",
    ),
    "not_a_date": _texts(
        "«{value}» er ikke en dato. Skriv dag.måned.år, for eksempel 31.12.2026.",
        "«{value}» er ikkje ein dato. Skriv dag.månad.år, til dømes 31.12.2026.",
        "“{value}” is not a date. Write day.month.year, for example 31.12.2026.",
    ),
    "not_a_date:suggestion": _texts(
        "«{value}» er ikke en dato. Mente du {suggestion}?",
        "«{value}» er ikkje ein dato. Meinte du {suggestion}?",
        "“{value}” is not a date. Did you mean {suggestion}?",
    ),
    "not_a_boolean": _texts(
        "«{value}» skal være ja eller nei.",
        "«{value}» skal vere ja eller nei.",
        "“{value}” should be ja (yes) or nei (no).",
    ),
    "unknown_choice": _texts(
        "«{value}» finnes ikke i lista. Tillatt: {allowed}",
        "«{value}» finst ikkje i lista. Tillate: {allowed}",
        "“{value}” is not in the list. Allowed: {allowed}",
    ),
    "unknown_choice:suggestion": _texts(
        "«{value}» finnes ikke i lista. Mente du «{suggestion}»?",
        "«{value}» finst ikkje i lista. Meinte du «{suggestion}»?",
        "“{value}” is not in the list. Did you mean “{suggestion}”?",
    ),
    "date_for_choice": _texts(
        "Excel har gjort det som ble skrevet, om til datoen {value}. Velg fra lista.",
        "Excel har gjort det som vart skrive, om til datoen {value}. Vel frå lista.",
        "Excel has turned what was typed into the date {value}. Choose from the list.",
    ),
    "date_for_choice:suggestion": _texts(
        "Excel har gjort det som ble skrevet, om til datoen {value}. Mente du «{suggestion}»?",
        "Excel har gjort det som vart skrive, om til datoen {value}. Meinte du «{suggestion}»?",
        "Excel has turned what was typed into the date {value}. Did you mean “{suggestion}”?",
    ),
    "label_differs": _texts(
        "Teksten etter nummeret er en annen enn den som gjelder. Leses som «{label}».",
        "Teksten etter nummeret er ein annan enn den som gjeld. Blir lesen som «{label}».",
        "The text after the number is not the one in force. It is read as “{label}”.",
    ),
    "percent_in_number": _texts(
        "Cellen viser {value}, men måleenheten er «{unit}». Leses som {read}.",
        "Cella viser {value}, men måleininga er «{unit}». Blir lesen som {read}.",
        "The cell shows {value}, but the unit of measure is “{unit}”. It is read as {read}.",
    ),
}

_PLAN = {
    "unknown_unit": _texts(
        "{reason} Last ned malen for enheten på nytt.",
        "{reason} Last ned malen for eininga på nytt.",
        "There is no such unit in that year: “{value}”. Download the template of the unit again.",
    ),
    "unknown_year": _texts(
        "Det kan ikke leveres årsplan for {value}. {reason}",
        "Det kan ikkje leverast årsplan for {value}. {reason}",
        "No annual plan can be delivered for {value}. {reason}",
    ),
    "unit_differs": _texts(
        "Her står enheten «{value}», men malen ble laget for «{template}».",
        "Her står eininga «{value}», men malen vart laga for «{template}».",
        "The unit here is “{value}”, but the template was made for “{template}”.",
    ),
    "year_differs": _texts(
        "Her står året {value}, men malen ble laget for {template}.",
        "Her står året {value}, men malen vart laga for {template}.",
        "The year here is {value}, but the template was made for {template}.",
    ),
    "unknown_template": _texts(
        "Arbeidsboken er laget med malen «{value}»; denne versjonen leser «{known}». "
        "Last ned malen på nytt.",
        "Arbeidsboka er laga med malen «{value}»; denne versjonen les «{known}». "
        "Last ned malen på nytt.",
        "The workbook was made with the template “{value}”; this version reads “{known}”. "
        "Download the template again.",
    ),
    "no_template": _texts(
        "Arbeidsboken sier ikke hvilken mal den er laget med; den leses etter overskriftene.",
        "Arbeidsboka seier ikkje kva mal ho er laga med; ho blir lesen etter overskriftene.",
        "The workbook does not say which template it was made with; it is read by its headings.",
    ),
    "empty_plan": _texts(
        "Planen har ingen tiltak. En tom plan leveres ikke.",
        "Planen har ingen tiltak. Ein tom plan blir ikkje levert.",
        "The plan has no activities. An empty plan is not delivered.",
    ),
    "duplicate_number": _texts(
        "Nummeret {value} er brukt to ganger, også i {other}.",
        "Nummeret {value} er brukt to gonger, òg i {other}.",
        "The number {value} is used twice, also in {other}.",
    ),
    "same_row": _texts(
        "Dette står to ganger, også i {other}. Slett den ene raden, eller gi dem ulike navn.",
        "Dette står to gonger, òg i {other}. Slett den eine rada, eller gi dei ulike namn.",
        "This is there twice, also in {other}. Delete one row, or give them different names.",
    ),
    "deadline_outside_year": _texts(
        "Fristen {value} er ikke i {year}. Skriv en dato fra 01.01.{year} til 31.12.{year}.",
        "Fristen {value} er ikkje i {year}. Skriv ein dato frå 01.01.{year} til 31.12.{year}.",
        "The deadline {value} is not in {year}. Write a date from 01.01.{year} to 31.12.{year}.",
    ),
    "action_not_for_subgoal": _texts(
        "HØP-tiltaket «{value}» er ikke knyttet til delmål {subgoal}. Det hører til {allowed}.",
        "HØP-tiltaket «{value}» er ikkje knytt til delmål {subgoal}. Det høyrer til {allowed}.",
        "The action “{value}” is not linked to subgoal {subgoal}. It belongs to {allowed}.",
    ),
    "action_of_other_area": _texts(
        "HØP-tiltaket «{value}» hører til et annet tjenesteområde enn enheten.",
        "HØP-tiltaket «{value}» høyrer til eit anna tenesteområde enn eininga.",
        "The action “{value}” belongs to another service area than the unit.",
    ),
    "target_below_baseline": _texts(
        "Målet {value} er lavere enn nullpunktet {baseline}, men retningen er «{direction}».",
        "Målet {value} er lågare enn nullpunktet {baseline}, men retninga er «{direction}».",
        "The target {value} is below the baseline {baseline}, but the direction is “{direction}”.",
    ),
    "target_above_baseline": _texts(
        "Målet {value} er høyere enn nullpunktet {baseline}, men retningen er «{direction}».",
        "Målet {value} er høgare enn nullpunktet {baseline}, men retninga er «{direction}».",
        "The target {value} is above the baseline {baseline}, but the direction is “{direction}”.",
    ),
    "negative_amount": _texts(
        "Beløpet {value} er negativt. Skriv beløpet uten minus.",
        "Beløpet {value} er negativt. Skriv beløpet utan minus.",
        "The amount {value} is negative. Write it without the minus.",
    ),
}

_REPORT = {
    "no_plan": _texts(
        "Enheten har ingen årsplan for {year} å rapportere på. Lever årsplanen først.",
        "Eininga har ingen årsplan for {year} å rapportere på. Lever årsplanen først.",
        "The unit has no annual plan for {year} to report on. Deliver the annual plan first.",
    ),
    "period_differs": _texts(
        "Her står perioden «{value}», men arbeidsboken ble laget for «{template}».",
        "Her står perioden «{value}», men arbeidsboka vart laga for «{template}».",
        "The period here is “{value}”, but the workbook was made for “{template}”.",
    ),
    "not_in_plan": _texts(
        "{what} finnes ikke i planen som gjelder. Last ned rapportarbeidsboken på nytt.",
        "{what} finst ikkje i planen som gjeld. Last ned rapportarbeidsboka på nytt.",
        "{what} is not in the plan in force. Download the report workbook again.",
    ),
    "not_reported": _texts(
        "{what} mangler i rapporten.",
        "{what} manglar i rapporten.",
        "{what} is missing in the report.",
    ),
    "not_measured": _texts(
        "Måltallet har ingen verdi og vises som «ikke målt».",
        "Måltalet har ingen verdi og blir vist som «ikkje målt».",
        "The target has no value and is shown as “not measured”.",
    ),
    "missing_explanation": _texts(
        "Status «{status}» må forklares.",
        "Status «{status}» må forklarast.",
        "The status “{status}” must be explained.",
    ),
    "duplicate_result": _texts(
        "{what} er rapportert to ganger, også i {other}.",
        "{what} er rapportert to gonger, òg i {other}.",
        "{what} is reported twice, also in {other}.",
    ),
    "title_differs": _texts(
        "Teksten er en annen enn i planen som gjelder («{title}»). Rapporten føres på nummeret.",
        "Teksten er ein annan enn i planen som gjeld («{title}»). Rapporten blir ført på nummeret.",
        "The text is not the one in the plan in force (“{title}”). The number decides.",
    ),
    "plan_differs": _texts(
        "{title}: planen i arbeidsboken er en annen enn den som gjelder. Endringer i planen "
        "tas ikke inn med rapporten; lever planen for seg.",
        "{title}: planen i arbeidsboka er ein annan enn den som gjeld. Endringar i planen "
        "blir ikkje tekne inn med rapporten; lever planen for seg.",
        "{title}: the plan in the workbook is not the one in force. Changes of the plan are not "
        "taken in with the report; deliver the plan by itself.",
    ),
}

_ACTIONS = {
    "bad_key": _texts(
        "«{value}» kan bare ha små bokstaver a–z, tall og bindestrek, for eksempel «{example}».",
        "«{value}» kan berre ha små bokstavar a–z, tal og bindestrek, til dømes «{example}».",
        "“{value}” may only have small letters a–z, digits and hyphens, for example “{example}”.",
    ),
    "bad_number": _texts(
        "«{value}» kan ikke være et nummer: bruk bokstaver, tall og bindestrek.",
        "«{value}» kan ikkje vere eit nummer: bruk bokstavar, tal og bindestrek.",
        "“{value}” cannot be a number: use letters, digits and hyphens.",
    ),
    "bad_year": _texts(
        "«{value}» er ikke et årstall mellom 1990 og 2100.",
        "«{value}» er ikkje eit årstal mellom 1990 og 2100.",
        "“{value}” is not a year between 1990 and 2100.",
    ),
    "not_an_action_plan": _texts(
        "Planen «{value}» finnes, men er ikke en handlings- og økonomiplan.",
        "Planen «{value}» finst, men er ikkje ein handlings- og økonomiplan.",
        "The plan “{value}” is there, but is not an action and economy plan.",
    ),
    "no_actions": _texts(
        "Filen har ingen tiltak.", "Fila har ingen tiltak.", "The file has no actions."
    ),
    "unknown_former": _texts(
        "Fant ikke den forrige utgaven «{value}». Last den inn først.",
        "Fann ikkje den førre utgåva «{value}». Last henne inn først.",
        "Found no former edition “{value}”. Load it first.",
    ),
    "unknown_former_action": _texts(
        "Tiltak {value} finnes ikke i den forrige utgaven.",
        "Tiltak {value} finst ikkje i den førre utgåva.",
        "Action {value} is not in the former edition.",
    ),
    "no_former": _texts(
        "Tiltaket videreføres fra {value}, men arket sier ikke hvilken utgave som er den forrige.",
        "Tiltaket blir vidareført frå {value}, men arket seier ikkje kva utgåve som er den førre.",
        "The action continues {value}, but the sheet does not say which edition is the former.",
    ),
    "share_without_subgoal": _texts(
        "Her står en andel, men ikke noe delmål.",
        "Her står ein del, men ikkje noko delmål.",
        "There is a share here, but no subgoal.",
    ),
    "shares_above_one": _texts(
        "Andelene for tiltak {number} blir {total} til sammen; de kan høyst bli 100 %.",
        "Delane for tiltak {number} blir {total} til saman; dei kan høgst bli 100 %.",
        "The shares of action {number} add up to {total}; they can be 100 % at most.",
    ),
    "same_subgoal": _texts(
        "Tiltak {number} har delmålet «{value}» to ganger.",
        "Tiltak {number} har delmålet «{value}» to gonger.",
        "Action {number} has the subgoal “{value}” twice.",
    ),
    "unknown_action": _texts(
        "Tiltak {value} finnes ikke i arket «{sheet_title}».",
        "Tiltak {value} finst ikkje i arket «{sheet_title}».",
        "There is no action {value} in the sheet “{sheet_title}”.",
    ),
    "no_amounts": _texts(
        "Tiltaket har ingen beløp.", "Tiltaket har ingen beløp.", "The action has no amounts."
    ),
}

MESSAGES: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {**_SHEETS, **_CELLS, **_PLAN, **_REPORT, **_ACTIONS}
)
