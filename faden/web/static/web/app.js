/* What JavaScript adds to pages that work without it. */
"use strict";

(() => {
  const main = () => document.getElementById("main");

  /* After a form, people should be where the answer is: at what is wrong, else at the message. */
  const focusAnswer = ({ onlyProblems }) => {
    const problem = document.querySelector(
      "[data-error-summary], #messages .kern-alert--danger, #messages .kern-alert--warning",
    );
    const answer = problem || (onlyProblems ? null : document.querySelector("#messages .kern-alert"));
    if (answer) answer.focus();
    return Boolean(answer);
  };

  const showPage = (html, url) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title;
    document.body.replaceWith(page.body);
    htmx.process(document.body);
    if (url && url !== location.href) {
      history.replaceState({ isWholePage: true }, "");
      history.pushState({ isWholePage: true }, "", url);
    }
    window.scrollTo(0, 0);
    if (!focusAnswer({ onlyProblems: false }) && main()) main().focus();
  };

  /* An answer without the element that should be replaced is another page: show it as one. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (!target || !target.id || xhr.responseText.includes(`id="${target.id}"`)) return;
    event.preventDefault();
    showPage(xhr.responseText, xhr.status < 400 ? xhr.responseURL : "");
  });

  /* A switch keeps the focus (htmx finds it by its id); only a problem or a lost focus moves it. */
  document.addEventListener("htmx:afterSettle", () => {
    const isFocusLost = [null, document.body].includes(document.activeElement);
    focusAnswer({ onlyProblems: !isFocusLost });
  });

  /* Pages that were replaced by hand come back from the server. */
  window.addEventListener("popstate", ({ state }) => {
    if (state && state.isWholePage) location.reload();
  });

  /* Light and dark at once; the cookie comes from the same form as without JavaScript. */
  const showTheme = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.kernTheme;
    else document.documentElement.dataset.kernTheme = theme;
    for (const button of document.querySelectorAll("[data-theme-form] button"))
      button.setAttribute("aria-pressed", String(button.value === theme));
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") showTheme(event.submitter.value);
  });

  document.addEventListener("DOMContentLoaded", () => focusAnswer({ onlyProblems: false }));
})();
