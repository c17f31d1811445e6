"""Checks a document against its model and says what is wrong in words, all of it at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from etl.plans.file_models import FileRoot
from etl.plans.problems import Problem, refuse

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from etl.plans.document import Document, Location

Root = TypeVar("Root", bound=FileRoot)

_SHOWN = 60
_BOUNDS = {
    "ge": "minst {}",
    "le": "høyst {}",
    "gt": "over {}",
    "lt": "under {}",
    "max_length": "høyst {} tegn eller deler",
}
_NEEDS = {
    "missing": "mangler; legg det til",
    "string_too_short": "er tomt; skriv en tekst eller ta feltet bort",
    "int_parsing": "skal være et helt tall",
    "int_type": "skal være et helt tall",
    "int_from_float": "skal være et helt tall",
    "float_parsing": "skal være et tall med punktum som desimaltegn",
    "float_type": "skal være et tall med punktum som desimaltegn",
    "finite_number": "skal være et vanlig tall",
    "bool_parsing": "skal være true eller false",
    "bool_type": "skal være true eller false",
    "date_parsing": "skal være en dato som 2022-11-17",
    "date_from_datetime_parsing": "skal være en dato som 2022-11-17",
    "date_type": "skal være en dato som 2022-11-17",
    "string_type": "skal være en tekst",
    "list_type": "skal være en liste (linjer som begynner med -)",
    "tuple_type": "skal være en liste",
    "model_type": "skal være en gruppe av felter",
    "dict_type": "skal være en gruppe av felter",
    "string_pattern_mismatch": "har feil form",
}


def validate(model: type[Root], document: Document) -> Root:
    """Return the document as its model.

    Raises:
        BadPlan: With every problem, each with its place in the file.
    """
    try:
        root = model.model_validate(document.data)
    except ValidationError as error:
        problems = [_problem(model, document, details) for details in error.errors()]
        refuse(document.name, problems)
        raise  # not reached: a validation error has at least one detail
    root.remember(document)
    return root


def _problem(model: type[BaseModel], document: Document, details: ErrorDetails) -> Problem:
    location: Location = details["loc"]
    need = _need(model, details)
    value = details.get("input")
    shown = ""
    if isinstance(value, str) and details["type"] not in ("missing", "extra_forbidden"):
        shown = f" (fant «{value[:_SHOWN]}{'…' if len(value) > _SHOWN else ''}»)"
    return Problem(document.place(location), f"{_path(location)} {need}{shown}.")


def _path(location: Location) -> str:
    names = [str(step + 1) if isinstance(step, int) else step for step in location]
    return ".".join(names) or "filen"


def _need(model: type[BaseModel], details: ErrorDetails) -> str:
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "value_error":
        return f"er feil: {context['error']}"
    if kind == "extra_forbidden":
        return _unknown_field(model, details["loc"])
    if kind in ("enum", "literal_error"):
        return f"skal være en av {context['expected']}".replace(" or ", " eller ")
    if bound := _bound(context):
        return f"er utenfor det som er tillatt ({bound})"
    return _NEEDS.get(kind, "har en verdi som ikke kan brukes")


def _bound(context: dict[str, Any]) -> str:
    """Return the limits that a refused value broke, or an empty text where it was not that."""
    return ", ".join(
        words.format(context[sign]) for sign, words in _BOUNDS.items() if sign in context
    )


def _unknown_field(model: type[BaseModel], location: Location) -> str:
    known = _fields_at(model, location[:-1])
    if not known:
        return "er et ukjent felt; ta det bort"
    near = get_close_matches(str(location[-1]), known, n=1)
    hint = f"mente du {near[0]}?" if near else "ta det bort."
    return f"er et ukjent felt; {hint} Her kan stå: {', '.join(known)}"


def _fields_at(model: type[BaseModel], location: Location) -> list[str]:
    current: type[BaseModel] | None = model
    for step in location:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step) if current else None
        current = _model_in(field.annotation) if field else None
    return list(current.model_fields) if current else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Goal, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None
