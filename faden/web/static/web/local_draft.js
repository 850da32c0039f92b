/* <faden-local-draft>: keeps what is typed into a form on this device, until it is sent or old.
   data-key: under which name; data-form: id of the form; data-names: its fields, with commas;
   data-days: how long; data-filled: the form has come with content of its own; data-once: what was
   kept is put into the form and forgotten, as the form is stored elsewhere; data-clear: it was sent. */
"use strict";

(() => {
  const DAY = 24 * 60 * 60 * 1000;
  const PAUSE = 500; // milliseconds without typing

  class LocalDraft extends HTMLElement {
    connectedCallback() {
      this.key = `faden-${this.dataset.key}`;
      if (this.hasAttribute("data-clear")) return this.forget();
      this.form = document.getElementById(this.dataset.form);
      const kept = this.kept();
      const isEmpty = !this.hasAttribute("data-filled");
      if (kept && isEmpty) this.restore(kept.values);
      if (this.hasAttribute("data-once")) return kept && isEmpty && this.forget();
      this.hidden = !this.works();
      this.form.addEventListener("input", () => this.keepSoon());
      this.form.addEventListener("submit", () => this.keep());
      this.button.addEventListener("click", () => this.forgetAndSay());
      if (!isEmpty) this.keep();
    }

    get button() { return this.querySelector("[data-forget]"); }

    get fields() {
      const names = this.dataset.names.split(",");
      return [...this.form.elements].filter((field) => names.includes(field.name));
    }

    /* Browsers may forbid it, and a full device may refuse it. */
    works() {
      try {
        localStorage.setItem(`${this.key}-test`, "1");
        localStorage.removeItem(`${this.key}-test`);
        return true;
      } catch { return false; }
    }

    kept() {
      try {
        const kept = JSON.parse(localStorage.getItem(this.key));
        const isOld = !kept || !kept.at || Date.now() - kept.at > this.dataset.days * DAY;
        if (isOld) localStorage.removeItem(this.key);
        return isOld ? null : kept;
      } catch { return null; }
    }

    restore(values) {
      for (const field of this.fields) {
        const value = values[field.name];
        if (value === undefined) continue;
        if (field.type === "checkbox") field.checked = value.includes(field.value);
        else field.value = value;
      }
      this.querySelector("[data-restored]").hidden = false;
      this.form.dispatchEvent(new Event("input", { bubbles: true })); // for those who listen
      this.form.querySelector("details:has(:checked)")?.setAttribute("open", "");
    }

    keepSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    }

    keep() {
      if (this.isStopped) return;
      const values = {};
      for (const field of this.fields) {
        if (field.type !== "checkbox") values[field.name] = field.value;
        else values[field.name] = [...(values[field.name] || []), ...(field.checked ? [field.value] : [])];
      }
      try {
        if (!values.title && !values.text) localStorage.removeItem(this.key);
        else localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), values }));
      } catch { /* then it is not kept */ }
    }

    forget() {
      clearTimeout(this.timer);
      try { localStorage.removeItem(this.key); } catch { /* then nothing was kept */ }
    }

    forgetAndSay() {
      this.isStopped = true; // what stands in the form stays there, but is kept no more
      this.forget();
      this.querySelector("[data-restored]").hidden = true;
      this.querySelector("[data-forgotten]").hidden = false;
      this.button.hidden = true;
    }
  }

  customElements.define("faden-local-draft", LocalDraft);
})();
