"""The one Dash component of our own: any element, drawn by a few lines of JavaScript in assets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash.development.base_component import Component

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class El(Component):
    """Any HTML or SVG element, with children, or with markup that ``markup.to_html`` wrote."""

    _children_props: list[str] = []  # noqa: RUF012 - the names that Dash's base class reads
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = "rodtrad"
    _type = "El"

    def __init__(
        self,
        children: Sequence[Any] | None = None,
        *,
        tag: str,
        attrs: Mapping[str, str | bool] | None = None,
        html: str | None = None,
        id: str | None = None,
    ) -> None:
        self._prop_names = ["children", "id", "tag", "attrs", "html"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        given: dict[str, Any] = {"tag": tag}
        if attrs:
            given["attrs"] = dict(attrs)
        if html is not None:
            given["html"] = html
        if id is not None:
            given["id"] = id
        super().__init__(children=children, **given)  # type: ignore[no-untyped-call]
