// What is wider than its place can be scrolled from the keyboard, and only that takes the focus.

(() => {
  "use strict";

  const update = () => {
    for (const each of document.querySelectorAll("pre, .table-wrapper")) {
      if (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) {
        each.tabIndex = 0;
      } else if (!each.classList.contains("answer")) {
        each.removeAttribute("tabindex");
      }
    }
  };

  update();
  addEventListener("load", update);
  addEventListener("resize", update);
})();
