"""Reads markup back, as a browser would."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self, wanted):
        super().__init__(convert_charrefs=True)
        self.wanted, self.found, self.open = wanted, [], []

    def handle_starttag(self, tag, attributes):
        if tag == self.wanted:
            self.open.append([dict(attributes), ""])
            self.found.append(self.open[-1])

    def handle_endtag(self, tag):
        if tag == self.wanted:
            self.open.pop()

    def handle_data(self, data):
        for one in self.open:
            one[1] += data


def texts_of(markup, tag):
    """Every element of a tag as (attributes, text in it)."""
    reader = _Reader(tag)
    reader.feed(markup)
    return [(attributes, text) for attributes, text in reader.found]


def attributes_of(markup, tag):
    """The attributes of every element of a tag."""
    return [attributes for attributes, _ in texts_of(markup, tag)]
