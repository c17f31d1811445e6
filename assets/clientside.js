/* What Dash calls in the browser: our one component, and the theming of charts. */
(function () {
  "use strict";

  /* Any element. The markup in "html" was written by the server's own escaping builder. */
  window.rodtrad = {
    El: function (props) {
      var attributes = {};
      Object.keys(props.attrs || {}).forEach(function (name) {
        var react = { "class": "className", "for": "htmlFor", tabindex: "tabIndex" }[name] || name;
        attributes[react] = props.attrs[name];
      });
      if (props.id) { attributes.id = props.id; }
      if (props.html !== undefined && props.html !== null) {
        attributes.dangerouslySetInnerHTML = { __html: props.html };
        return React.createElement(props.tag, attributes);
      }
      return React.createElement(props.tag, attributes, props.children);
    }
  };

  var figures = {}; /* by the id of the graph, as the server sent them */

  function replaceColours(value, style) {
    if (typeof value === "string") {
      return value.replace(/var\((--[\w-]+)\)/g, function (_, name) { return style.getPropertyValue(name).trim(); });
    }
    if (Array.isArray(value)) { return value.map(function (part) { return replaceColours(part, style); }); }
    if (value && typeof value === "object") {
      var copy = {};
      Object.keys(value).forEach(function (key) { copy[key] = replaceColours(value[key], style); });
      return copy;
    }
    return value;
  }

  /* Colours from the theme as it is now, and the layout for narrow screens where it is one. */
  function themed(figure) {
    var style = getComputedStyle(document.documentElement);
    var isNarrow = window.matchMedia("(max-width: 760px)").matches;
    var layout = Object.assign({}, figure.layout, isNarrow ? figure.narrow : {});
    return { data: replaceColours(figure.data, style), layout: replaceColours(layout, style) };
  }

  function redraw() {
    Object.keys(figures).forEach(function (id) {
      window.dash_clientside.set_props(id, { figure: themed(figures[id]) });
    });
  }
  window.addEventListener("rodtrad:scheme", redraw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.matchMedia("(max-width: 760px)").addEventListener("change", redraw);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    rodtrad: {
      draw: function (figure, id) {
        figures[id] = figure;
        return themed(figure);
      }
    }
  });
})();
