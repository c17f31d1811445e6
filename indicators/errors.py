"""The errors of the domain, as a tree.

    RodTradError              something a person can be told about
    ├── NotFound              a key that names nothing
    ├── NotAllowed            the person may not do this
    ├── Conflict              the thing changed meanwhile, or is locked
    ├── BadFile               a file that cannot be taken in; says file, place and what to do
    │   ├── BadPlan           plan, organisation, indicator or action file
    │   ├── BadSource         a statistics source or its answer
    │   └── BadWorkbook       an Excel workbook of a unit
    ├── BadAccount            a user name, password or role that cannot be given
    └── BadSettings           a setting that is missing or wrong

Every message says what is wrong, the value, where, and what to do. Commands of the command line
turn any of these into exit code 2 and one message on standard error.
"""


class RodTradError(Exception):
    """Something went wrong that a person can be told about."""


class NotFound(RodTradError):  # noqa: N818 - reads as what it is
    """A key that names nothing in this municipality."""


class NotAllowed(RodTradError):  # noqa: N818
    """The person may not do this."""


class Conflict(RodTradError):  # noqa: N818
    """The thing changed meanwhile, or is locked."""


class BadFile(RodTradError):  # noqa: N818
    """A file that cannot be taken in."""

    def __init__(self, file: str, problem: str, place: str = "") -> None:
        self.file = file
        self.problem = problem
        self.place = place
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {problem}")


class BadPlan(BadFile):
    """A plan, organisation, indicator or action file that cannot be taken in."""


class BadSource(BadFile):
    """A statistics source, or its answer, that cannot be taken in."""


class BadWorkbook(BadFile):
    """An Excel workbook that cannot be taken in."""


class BadAccount(RodTradError):  # noqa: N818
    """A user name, password or role that cannot be given."""


class BadSettings(RodTradError):  # noqa: N818
    """A setting that is missing or wrong."""
