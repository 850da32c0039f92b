/* What a browser can say about the page it shows; every function returns a list of faults. */
"use strict";

window.siteChecks = (() => {
  let page = document; // which is looked at
  let here = location; // where it is
  const all = (selector) => [...page.querySelectorAll(selector)];
  const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const isVisible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const headings = () => {
    const found = all("h1");
    if (found.length !== 1) return [`${found.length} h1 instead of one`];
    const heading = found[0].innerText.trim().replace(/\s+/g, " ");
    const title = page.title.replace(/^(Fehler|Error): /, "");
    return title.startsWith(heading) ? [] : [`the title “${title}” does not begin with “${heading}”`];
  };

  const language = (expected) => {
    const found = page.documentElement.lang;
    return found === expected ? [] : [`lang is “${found}” instead of “${expected}”`];
  };

  const uniqueIds = () => {
    const ids = all("[id]").map((element) => element.id);
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `id ${id} twice`);
  };

  const labels = () =>
    all("input:not([type=hidden]), select, textarea")
      .filter((field) => !field.closest("[hidden]"))
      .filter((field) => ![...field.labels].some((label) => label.textContent.trim()))
      .map((field) => `no label: ${shown(field)}`);

  const references = () =>
    ["aria-describedby", "aria-labelledby", "aria-controls", "for"].flatMap((name) =>
      all(`[${name}]`).flatMap((element) =>
        element
          .getAttribute(name)
          .split(/\s+/)
          .filter((id) => !page.getElementById(id))
          .map((id) => `${name} names ${id}, which is not there: ${shown(element)}`),
      ),
    );

  const inline = () => [
    ...all("style, [style], script:not([src])")
      .filter((element) => !element.closest(".leaflet-container")) // a map moves its parts by script
      .map((element) => `inline: ${shown(element)}`),
    ...all("*").flatMap((element) =>
      [...element.attributes]
        .filter(({ name }) => /^(on|data-hx-on|hx-on)/.test(name))
        .map(({ name }) => `inline: ${name} in ${shown(element)}`),
    ),
  ];

  const sideways = () => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= window.innerWidth) return [];
    const wide = all("body *").filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    return [`scrolls sideways, ${scrollWidth} px: ${wide.slice(0, 3).map(shown).join(" | ")}`];
  };

  /* Text that its box cuts off, and text that lies on other text. */
  const clipped = () =>
    all("main *, header *, footer *")
      .filter((element) => isVisible(element) && element.childElementCount === 0)
      .filter((element) => element.textContent.trim() && !element.closest(".kern-sr-only, .faden-tools__short, .faden-two-lines, caption, option"))
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = (way, more) => way !== "visible" && more > 2;
        return (
          hides(overflowX, element.scrollWidth - element.clientWidth) ||
          hides(overflowY, element.scrollHeight - element.clientHeight)
        );
      })
      .map((element) => `cut off: ${shown(element)}`);

  const targets = () =>
    all("a[href], button, input:not([type=hidden]), select, textarea, summary")
      .filter(isVisible)
      .filter((element) => !element.closest("p, .kern-sr-only, .faden-prose") && !element.matches(".faden-skip"))
      .filter((element) => {
        const boxes = [element, ...(element.matches("[type=checkbox], [type=radio]") ? element.labels : [])];
        const isLarge = ({ width, height }) => width >= 24 && height >= 24;
        return getComputedStyle(element).display !== "inline" && !boxes.some((box) => isLarge(box.getBoundingClientRect()));
      })
      .map((element) => `smaller than 24 px: ${shown(element)}`);

  const isHere = (link) => link.getAttribute("href").startsWith("#");
  const anchors = () =>
    all("a[href]")
      .filter((link) => isHere(link) && !page.getElementById(link.getAttribute("href").slice(1)))
      .map((link) => `leads nowhere on this page: ${shown(link)}`);

  const absolute = (address) => new URL(address || "", here).href;
  const addresses = () => ({
    links: all("a[href]").filter((link) => !isHere(link)).map((link) => absolute(link.getAttribute("href"))),
    forms: all("form").map((form) => [form.method, absolute(form.getAttribute("action"))]),
    actions: all("[formaction]").map((button) => ["post", absolute(button.getAttribute("formaction"))]),
    htmx: all("[data-hx-get], [data-hx-post]").flatMap((one) =>
      ["get", "post"].filter((way) => one.hasAttribute(`data-hx-${way}`)).map((way) => [way, absolute(one.getAttribute(`data-hx-${way}`))]),
    ),
  });

  /* Everything that the Tab key should reach, in this order; of radio buttons one per group. */
  const stops = () => {
    const groups = new Set();
    return all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")
      .filter((element) => element.tabIndex >= 0 && !element.disabled && isVisible(element))
      .filter((element) => {
        if (element.type !== "radio") return true;
        const group = [...document.getElementsByName(element.name)].filter((one) => one.type === "radio");
        const chosen = group.find((one) => one.checked) || element;
        const isFirst = !groups.has(element.name) && chosen === element;
        if (isFirst) groups.add(element.name);
        return isFirst;
      })
      .map(shown);
  };

  const ring = (style) => {
    const isDrawn = (width, kind, colour) =>
      parseFloat(width) >= 2 && !["none", "hidden"].includes(kind) && !/, 0\)$|\/ 0\)$|transparent/.test(colour);
    return isDrawn(style.outlineWidth, style.outlineStyle, style.outlineColor) || (style.boxShadow !== "none" && !/inset 0px 0px 0px 0px/.test(style.boxShadow));
  };

  /* Where the focus is now, and what is wrong with how it looks. */
  const focus = () => {
    const element = document.activeElement;
    const isNowhere = !element || element === document.body || element === document.documentElement;
    window.siteStops ||= [];
    if (isNowhere || (siteStops.includes(element) && siteStops.at(-1) !== element)) return null;
    const isSame = siteStops.at(-1) === element; // the next part of a date
    siteStops.push(element);
    const parts = [null, "::before", "::after"].map((part) => getComputedStyle(element, part));
    const isRinged =
      element.tagName === "IFRAME" || // the focus is on what it shows, another page
      ring(parts[0]) || parts.slice(1).some((part) => part.content !== "none" && ring(part)) ||
      (element.labels || []).length > 0 && [...element.labels].some((label) => ring(getComputedStyle(label)));
    const box = element.getBoundingClientRect();
    const isOutside = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
    const isTiny = box.width < 1 || box.height < 1;
    const faults = [[!isRinged, "no visible focus"], [isOutside, "focus outside the window"], [isTiny, "focus on nothing"]];
    return { stop: isSame || element.tagName === "IFRAME" ? "" : shown(element), faults: faults.filter(([is]) => is).map(([, what]) => `${what}: ${shown(element)}`) };
  };

  const structure = (expected) => [
    ...headings(), ...language(expected), ...uniqueIds(), ...labels(), ...references(), ...inline(), ...anchors(),
  ];

  /* The faults of a page that is not shown, and where it leads. */
  const read = (source, address, expected) => {
    page = new DOMParser().parseFromString(source, "text/html");
    here = address;
    const found = { faults: structure(expected), addresses: addresses() };
    [page, here] = [document, location];
    return found;
  };

  /* From now on, each press of Tab first notes where the focus is. */
  const noted = [];
  const note = () =>
    addEventListener("keydown", ({ key }) => key === "Tab" && noted.push(focus()), { capture: true });
  return { structure, sideways, clipped, targets, addresses, stops, focus, read, note, noted };
})();
