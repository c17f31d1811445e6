from dashboard.downloads import csv_bytes


def test_a_text_that_a_spreadsheet_would_run_is_defused():
    body = csv_bytes(["a"], [["=1+1"], ["@x"], ["-2"], [-2.5], ["ren; tekst"]]).decode("utf-8-sig")
    assert body.split("\r\n") == ["a", "'=1+1", "'@x", "'-2", "-2,5", '"ren; tekst"', ""]


def test_missing_is_empty_and_zero_is_zero():
    assert csv_bytes(["a", "b"], [[None, 0.0]]).decode("utf-8-sig") == "a;b\r\n;0\r\n"
