"""What a page weighs, as bytes on the wire: the same on every machine, unlike milliseconds."""

import pytest

READING_BYTES, READING_REQUESTS = 130_000, 10
LIVE_BYTES = 700_000
READING = ["/", "/indikatorer", "/hop", "/enheter", "/om", "/sok?q=skole", "/tilgjengelighet"]


class Weighed:
    """Counts what is sent; the console and other hosts are listened to by ``new_context``."""

    def __init__(self, page):
        self.requests, self.bytes = [], 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)

    def _asked(self, it):
        self.requests.append(it["request"]["url"])

    def _finished(self, it):
        self.bytes += it["encodedDataLength"]


@pytest.mark.parametrize("path", READING)
def test_a_reading_page_is_light_and_loads_no_dash(page, site, path):
    weighed = Weighed(page)
    page.goto(site + path, wait_until="networkidle")
    assert weighed.bytes <= READING_BYTES
    assert len(weighed.requests) <= READING_REQUESTS
    assert not [one for one in weighed.requests if "_dash" in one or "plotly" in one]


def test_a_page_with_a_live_chart_is_readable_before_dash_and_light_after(page, site):
    weighed = Weighed(page)
    page.goto(f"{site}/indikator/refugees-settled", wait_until="domcontentloaded")
    before = [address for address in weighed.requests if "_dash" in address]
    assert before == []
    page.wait_for_selector(".island.taken-over")
    page.wait_for_load_state("networkidle")
    assert weighed.bytes <= LIVE_BYTES
    assert page.locator(".modebar").count() == 0
