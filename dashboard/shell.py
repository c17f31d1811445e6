"""What stands around every page: skip link, header with menu, the notice, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dashboard.components.forms import token_field
from dashboard.components.icons import icon
from dashboard.markup import Baked, Node, bake, h
from indicators.languages import Language
from indicators.search import LONGEST_QUESTION

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.page import Content

MENU = (
    ("/", "Målstatus"),
    ("/indikatorer", "Indikatorer"),
    ("/hop", "Tiltak og penger"),
    ("/enheter", "Enheter"),
    ("/arsplan/last-opp", "Lever årsplan"),
    ("/om", "Om"),
)
SEARCH = "/sok"
_LANGUAGES = ((Language.nb, "Bokmål"), (Language.nn, "Nynorsk"), (Language.en, "English"))


def shell(view: View, content: Content) -> Node:
    """Return the whole visible page around a page's own tree."""
    return h(
        "div",
        h("a", view.text("Hopp til hovedinnhold"), href="#innhold", class_="ds-skip-link"),
        _header(view, content.menu),
        _notice(view),
        h("main", h("div", content.body, class_="frame"), id="innhold", tabindex="-1"),
        _footer(view),
        class_="page",
    )


def _header(view: View, current: str) -> Node:
    text = view.text
    home = h(
        "a",
        _mark(),
        h(
            "span",
            h("strong", text("Rød tråd")),
            h("span", view.municipality, class_="brand-place") if view.municipality else None,
            h("span", text(", til forsiden"), class_="ds-sr-only"),
            class_="brand-name",
        ),
        href="/",
        class_="brand",
    )
    items = [
        h(
            "li",
            h(
                "a",
                text(name),
                href=address,
                class_="menu-link",
                aria_current=_current(view.path, current, address),
            ),
        )
        for address, name in MENU
    ]
    return h(
        "header",
        h(
            "div",
            home,
            h("nav", h("ul", items), aria_label=text("Hovedmeny"), class_="menu"),
            h("div", _search(view), _who(view), _scheme_button(view), class_="header-end"),
            class_="frame header-row",
        ),
        class_="site-header",
    )


def _current(path: str, current: str, address: str) -> str | None:
    if path == address:
        return "page"
    return "true" if current == address else None


def _mark() -> Baked:
    """Return the mark: a thread that goes through."""
    return bake(
        h(
            "svg",
            h("rect", width=32, height=32, rx=6, class_="mark-ground"),
            h("path", d="M6 11c7 0 5 10 10 10s3-10 10-10", class_="mark-thread"),
            h("circle", cx=6, cy=11, r=2.2, class_="mark-end"),
            h("circle", cx=26, cy=11, r=2.2, class_="mark-end"),
            viewBox="0 0 32 32",
            width=32,
            height=32,
            aria_hidden="true",
            focusable="false",
            class_="mark",
        )
    )


def _search(view: View) -> Node:
    """Return the search field; what was asked for stands in it on the page of results."""
    text = view.text
    asked = view.query.get("q", "")[:LONGEST_QUESTION] if view.path == SEARCH else ""
    return h(
        "form",
        h(
            "label",
            text("Søk i mål, indikatorer, tiltak og enheter"),
            for_="q",
            class_="ds-sr-only",
        ),
        h(
            "input",
            type="search",
            id="q",
            name="q",
            value=asked or None,
            placeholder=text("Søk"),
            maxlength=LONGEST_QUESTION,
            autocomplete="off",
            class_="ds-input",
        ),
        h(
            "button",
            icon("MagnifyingGlass"),
            h("span", text("Søk"), class_="ds-sr-only"),
            type="submit",
            class_="ds-button",
            data_variant="tertiary",
            data_icon="true",
        ),
        method="get",
        action=SEARCH,
        role="search",
        class_="site-search",
    )


def _who(view: View) -> Node:
    """Return who is signed in and the way out, or the way in."""
    text = view.text
    if not view.actor.is_known:
        back_to = (
            "" if view.path.startswith("/logg-") else f"?{urlencode({'neste': view.address()})}"
        )
        return h(
            "a",
            text("Logg inn"),
            href=f"/logg-inn{back_to}",
            class_="ds-button",
            data_variant="tertiary",
            aria_current="page" if view.path == "/logg-inn" else None,
            rel="nofollow",
        )
    return h(
        "form",
        token_field(view.form_token),
        h(
            "span",
            h("span", text("Innlogget som"), class_="ds-sr-only"),
            " ",
            view.actor.name,
            class_="who-name",
        ),
        h("button", text("Logg ut"), type="submit", class_="ds-button", data_variant="tertiary"),
        method="post",
        action="/logg-ut",
        class_="who",
    )


def _scheme_button(view: View) -> Node:
    # Shown by the script that makes it work; without scripts the page follows the machine.
    return h(
        "button",
        h("span", icon("Moon"), class_="when-light"),
        h("span", icon("Sun"), class_="when-dark"),
        h("span", view.text("Mørk visning"), class_="ds-sr-only"),
        type="button",
        id="color-scheme",
        class_="ds-button",
        data_variant="tertiary",
        data_icon="true",
        aria_pressed="false",
        hidden=True,
    )


def _notice(view: View) -> Node | None:
    if not view.notice:
        return None
    return h(
        "aside",
        h("div", icon("InformationSquareFill"), h("p", view.notice), class_="frame notice-row"),
        class_="site-notice",
        data_color="warning",
        aria_label=view.text("Om dataene på siden"),
    )


def _footer(view: View) -> Node:
    text = view.text
    languages = [
        h(
            "li",
            h(
                "a",
                name,
                href=view.address(lang=language.value),
                lang=language.value,
                hreflang=language.value,
                class_="ds-link",
                aria_current="true" if language is view.language else None,
            ),
        )
        for language, name in _LANGUAGES
    ]
    links = [
        h("li", h("a", name, href=address, class_="ds-link"))
        for name, address in (
            (text("Tilgjengelighetserklæring"), "/tilgjengelighet"),
            (text("Personvern"), "/personvern"),
            (text("Om tallene og metoden"), "/om"),
        )
    ]
    updated = view.formats.moment(view.changed_at)
    return h(
        "footer",
        h(
            "div",
            h(
                "p",
                text("Rød tråd er åpen kildekode."),
                " ",
                text("Dataene ble sist endret {date}.", date=updated) if view.changed_at else None,
                class_="ds-paragraph",
                data_size="sm",
            ),
            h("nav", h("ul", languages), aria_label=text("Språk")),
            h("ul", links),
            class_="frame footer-row",
        ),
        class_="site-footer",
    )
