"""Hands files in on the upload page, as a browser would."""

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

from sqlalchemy import func, select

from indicators.models.reporting import AnnualPlan
from indicators.unit_plans import PlannedActivity
from tests.dashboard.pages.made_up import WHOLE, YEAR, plan_workbook, unit_plan

PATH = "/arsplan/last-opp"


def changed_plan():
    planned = unit_plan()
    first = replace(planned.activities[0], title="Kjøpe to busser", deadline=date(YEAR, 11, 1))
    new = PlannedActivity(
        number="3",
        title="Ny aktivitet",
        subgoal_key=WHOLE,
        responsible="Rektor",
        deadline=date(YEAR, 5, 5),
    )
    return replace(planned, activities=(first, new))


def workbook(database, planned=None):
    with database.reading() as session:
        return plan_workbook(session, planned or changed_plan())


def send(client, content, name="plan.xlsx", **headers):
    return client.post(
        PATH,
        data={"fil": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
        headers=headers,
    )


def fields(response):
    html = response.get_data(as_text=True)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
    # The token of the visit is sent by the client itself, and stands in every form.
    return {name: unescape(value) for name, value in hidden if name != "csrf_token"}


def versions(database):
    with database.reading() as session:
        return session.scalar(select(func.max(AnnualPlan.version)))
