/* Small helps on every page; all of it works without this file too. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* Light or dark: the choice is a cookie, so that the server's first answer has it already. */
  function isDark() {
    var chosen = root.getAttribute("data-color-scheme");
    return chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  }
  var button = document.getElementById("color-scheme");
  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", function () {
      var scheme = isDark() ? "light" : "dark";
      root.setAttribute("data-color-scheme", scheme);
      button.setAttribute("aria-pressed", String(scheme === "dark"));
      document.cookie = "scheme=" + scheme + "; path=/; max-age=31536000; samesite=lax";
      window.dispatchEvent(new Event("rodtrad:scheme"));
    });
  }

  /* Tabs out of sections that stand under each other without scripts. */
  document.querySelectorAll(".tabs").forEach(function (group, number) {
    var panels = Array.from(group.children).filter(function (child) { return child.tagName === "SECTION"; });
    var list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.getAttribute("data-label") || "");
    var tabs = panels.map(function (panel, index) {
      var title = panel.querySelector(".tab-title");
      var tab = document.createElement("button");
      tab.type = "button";
      tab.id = "tab-" + number + "-" + index;
      tab.setAttribute("role", "tab");
      tab.append.apply(tab, Array.from(title.cloneNode(true).childNodes));
      panel.id = panel.id || "panel-" + number + "-" + index;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.setAttribute("aria-controls", panel.id);
      list.appendChild(tab);
      return tab;
    });
    function choose(index, focus) {
      tabs.forEach(function (tab, at) {
        tab.setAttribute("aria-selected", String(at === index));
        tab.tabIndex = at === index ? 0 : -1;
        panels[at].hidden = at !== index;
      });
      if (focus) { tabs[index].focus(); }
      window.dispatchEvent(new Event("resize"));
    }
    list.addEventListener("click", function (event) {
      var index = tabs.indexOf(event.target.closest("[role=tab]"));
      if (index >= 0) { choose(index, false); }
    });
    list.addEventListener("keydown", function (event) {
      var at = tabs.indexOf(document.activeElement);
      var to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (at < 0 || to === undefined) { return; }
      event.preventDefault();
      choose((to + tabs.length) % tabs.length, true);
    });
    group.prepend(list);
    group.classList.add("ready");
    choose(0, false);
  });

  /* An error summary takes the focus, so that it is read first. */
  var errors = document.querySelector("[data-focus-first]");
  if (errors) { errors.focus(); }
})();
