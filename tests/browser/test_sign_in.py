import pytest

WIDTHS = (1440, 390)


def _sign_in(page, password, name="demo-leder"):
    page.get_by_label("Brukernavn").fill(name)
    page.get_by_label("Passord").fill(password)
    page.get_by_role("main").get_by_role("button", name="Logg inn").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_leader_signs_in_to_deliver_and_out_again(page, site, accounts_of, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/arsplan/last-opp")
    assert page.get_by_role("button", name="Kontroller fila").count() == 0
    page.get_by_role("main").get_by_role("link", name="Logg inn").click()
    _sign_in(page, accounts_of[site].password)
    page.wait_for_url(f"{site}/arsplan/last-opp")
    units = page.get_by_label("Enhet", exact=True).locator("option").all_inner_texts()
    assert any("Eksempelområde oppvekst" in unit for unit in units)
    assert any("Eksempelskole Nord" in unit for unit in units)
    assert not any("helse" in unit for unit in units)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{site}/")
    page.get_by_role("button", name="Logg ut").click()
    page.wait_for_url(f"{site}/logg-inn?ut=1")
    assert "Du er logget ut." in page.get_by_role("main").inner_text()
    page.go_back()
    page.reload()
    assert page.get_by_role("button", name="Logg ut").count() == 0


def test_a_wrong_password_is_told_where_the_reader_is(page, site, seen):
    page.goto(f"{site}/logg-inn")
    _sign_in(page, "et feil passord")
    told = page.get_by_role("alert")
    assert "Brukernavnet eller passordet er feil." in told.inner_text()
    assert page.get_by_label("Brukernavn").input_value() == "demo-leder"
    assert page.get_by_label("Passord").input_value() == ""
    assert page.evaluate("document.activeElement.contains(document.querySelector('[role=alert]'))")
    # The browser itself notes every answer of 422 on the console.
    seen.errors.clear()


def test_the_whole_way_in_goes_by_keyboard(page, site, accounts_of):
    page.goto(f"{site}/logg-inn?neste=/hop")
    page.get_by_label("Brukernavn").focus()
    page.keyboard.type("demo-admin")
    page.keyboard.press("Tab")
    page.keyboard.type(accounts_of[site].password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/hop")
    assert "Demoadministrator" in page.get_by_role("banner").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_sign_in_page(axe_violations, site, width, scheme):
    size = {"width": width, "height": 900}
    assert axe_violations(f"{site}/logg-inn", viewport=size, color_scheme=scheme) == []
