/* Loads Dash after the page is painted and the browser has nothing better to do. */
(function () {
  "use strict";
  var data = document.getElementById("island-scripts");
  if (!data) { return; }
  var start = JSON.parse(data.textContent);

  /* dcc.Graph asks this name for the address of plotly.js; ours is the basic bundle. */
  Object.defineProperty(window, "_dashPlotlyJSURL", {
    get: function () { return start.plotly; },
    set: function () {}
  });

  function load(addresses, done) {
    var left = addresses.length;
    addresses.forEach(function (address) {
      var script = document.createElement("script");
      script.src = address;
      script.async = false; /* in the order that they are written */
      script.onload = function () { left -= 1; if (left === 0) { done(); } };
      document.body.appendChild(script);
    });
  }

  function takeOverWhenDrawn() {
    var island = document.querySelector(".island");
    function isDrawn() {
      var content = document.querySelector("#react-entry-point #island");
      var graphs = island.querySelectorAll(".dash-graph");
      return content && Array.from(graphs).every(function (graph) { return graph.querySelector(".main-svg"); });
    }
    var watcher = new MutationObserver(function () {
      if (!isDrawn()) { return; }
      watcher.disconnect();
      island.classList.add("taken-over");
      window.dispatchEvent(new Event("resize"));
    });
    watcher.observe(document.getElementById("react-entry-point"), { childList: true, subtree: true });
  }

  function begin() {
    load(start.before.concat(start.scripts), function () {
      takeOverWhenDrawn();
      new window.DashRenderer();
    });
  }
  function whenIdle() {
    if ("requestIdleCallback" in window) { window.requestIdleCallback(begin, { timeout: 3000 }); }
    else { setTimeout(begin, 300); }
  }
  if (document.readyState === "complete") { whenIdle(); }
  else { window.addEventListener("load", whenIdle); }
})();
