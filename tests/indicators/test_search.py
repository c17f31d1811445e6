import pytest

from indicators.queries.searchable import Found, Searchable
from indicators.search import fold, search


def a(kind, key, title, about="", number=""):
    return Searchable(kind, key, number, title, about, is_example=False)


THINGS = [
    a(Found.subgoal, "p.v.3.5", "Trygge oppvekstmiljø", "Barn skal ha det godt", "3.5"),
    a(Found.subgoal, "p.v.3.4", "Byen er tilgjengelig", number="3.4"),
    a(Found.indicator, "utslipp", "Klimagassutslipp per innbygger", "Tonn"),
    a(Found.indicator, "skole", "Grunnskolepoeng", "Elevene på ungdomsskolen"),
    a(Found.unit, "svartlamon", "Svartlamoen barnehage", "Oppvekst"),
    a(Found.action, "hop.1", "Gåing og sykling på Ålesundsvegen", number="T1"),
]


def found(question, language="nb"):
    return [one.key for one in search(question, THINGS, language)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Grunnskolepoeng", "skole"),
        ("grunskolepoeng", "skole"),
        ("barnehager", "svartlamon"),
        ("barnehagene", "svartlamon"),
        ("klimagass", "utslipp"),
        ("utslipp", "utslipp"),
        ("klimagasutslip", "utslipp"),
        ("aalesundsvegen", "hop.1"),
        ("alesundsvegen", "hop.1"),
        ("ÅLESUNDSVEGEN", "hop.1"),
        ("oppvekstmiljoe", "p.v.3.5"),
        ("oppvekstmiljo", "p.v.3.5"),
        ("3.5", "p.v.3.5"),
        ("tilgjenglig by", "p.v.3.4"),
    ],
)
def test_what_is_meant_comes_first(question, first):
    assert found(question)[:1] == [first]


def test_every_word_must_be_found():
    assert found("klimagassutslipp barnehage") == []


def test_a_number_is_never_taken_for_a_misspelling_of_another():
    assert found("3.4") == ["p.v.3.4"]
    assert found("3") == ["p.v.3.5", "p.v.3.4"]


def test_the_title_counts_more_than_the_description():
    assert found("oppvekst")[0] == "p.v.3.5"
    assert "svartlamon" in found("oppvekst")


@pytest.mark.parametrize("question", ["", "   ", "?!", "<script>", "xyzzy"])
def test_nothing_is_found_for_nothing(question):
    assert found(question) == []


def test_a_question_of_any_length_is_answered():
    assert found("barnehage " * 10_000) == ["svartlamon"]


def test_letters_that_people_mix_up_are_the_same():
    assert fold("Å") == fold("aa") == fold("A")
    assert fold("blåbær") == fold("blaabaer")
    assert fold("Sør") == fold("soer") == fold("sor")
