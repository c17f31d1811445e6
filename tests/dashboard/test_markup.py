from html.parser import HTMLParser

import pytest
from dash import dcc
from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup import bake, h, is_safe_address, live, to_dash, to_html

# What a browser itself changes when it reads text is left out: line ends and characters that
# HTML does not have.
hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'=/`;:()ljavscript \t"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    )
)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.text += data


def read(markup):
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(hostile, hostile)
def test_no_text_can_become_markup(text, other):
    found = read(to_html(h("p", text, h("b", other), title=other, data_name=text)))
    assert found.tags == ["p", "b"]
    assert found.text == text + other
    assert found.attributes == [("title", other), ("data-name", text)]


@given(hostile)
def test_no_text_can_become_markup_on_the_way_to_dash(text):
    (part,) = to_dash(h("p", h("b", text), title=text))
    assert part.attrs == {"title": text}
    assert read(part.html).tags == ["b"]
    assert read(part.html).text == text


@given(st.text(alphabet=st.characters(max_codepoint=0x20), max_size=3), st.integers(0, 10))
def test_an_address_that_runs_code_is_left_out(junk, place):
    address = "javascript:alert(1)"
    assert not is_safe_address(junk + address)
    assert not is_safe_address(address[:place] + junk + address[place:])
    assert to_html(h("a", "x", href=junk + address.upper())) == "<a>x</a>"


@pytest.mark.parametrize("address", ["data:text/html,x", "vbscript:x", " blob:x", "x:y"])
def test_unknown_schemes_are_not_followed(address):
    assert not is_safe_address(address)


@pytest.mark.parametrize(
    "address", ["/a", "?a=b:c", "#x", "https://x.no/a:b", "mailto:a@b.no", "a/b:c", ""]
)
def test_addresses_within_the_site_and_on_the_web_are_kept(address):
    assert read(to_html(h("a", href=address))).attributes == [("href", address)]


@pytest.mark.parametrize("name", ["onclick", "onLoad", "style", "srcdoc", "a b", "x>"])
def test_attributes_that_run_code_are_refused(name):
    with pytest.raises(ValueError, match="not an attribute"):
        h("p", **{name: "x"})


@pytest.mark.parametrize("tag", ["script", "STYLE", "iframe", "p onclick", "", "<p"])
def test_elements_that_run_code_are_refused(tag):
    with pytest.raises(ValueError, match="not an element"):
        h(tag)


def test_nothing_is_written_for_none_and_false():
    assert to_html(h("p", None, [None, "a"], hidden=False, title=None, id="x")) == '<p id="x">a</p>'


def test_true_writes_the_bare_name_and_numbers_are_text():
    assert to_html(h("input", required=True, maxlength=3)) == '<input required maxlength="3">'
    assert to_html(h("td", 0, 1.5)) == "<td>01.5</td>"


def test_reserved_words_and_dashes_have_their_html_names():
    markup = to_html(h("label", for_="a", class_="b", data_x="1", aria_y="2", stroke_width=3))
    assert markup == '<label for="a" class="b" data-x="1" aria-y="2" stroke-width="3"></label>'


def test_a_baked_node_is_written_as_it_was():
    icon = bake(h("svg", h("title", "<")))
    assert to_html([icon, icon]) == "<svg><title>&lt;</title></svg>" * 2


def test_static_html_shows_what_stands_before_the_live_part():
    tree = h("figure", h("p", "over"), live(dcc.Store(id="data"), h("svg")))
    assert to_html(tree) == "<figure><p>over</p><svg></svg></figure>"


def test_dash_gets_as_few_components_as_hold_the_live_part():
    store = dcc.Store(id="data")
    (figure,) = to_dash(h("figure", h("p", h("b", "over")), live(store, None), id="f"))
    assert figure.id == "f"
    before, inside = figure.children
    assert (before.tag, before.html) == ("p", "<b>over</b>")
    assert inside is store
