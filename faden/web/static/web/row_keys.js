/* <faden-row-keys>: around a form with a table of fields. Enter leads to the next field, as Tab does,
   so that rows can be typed from paper with one hand; Shift and Enter begin a new line in a text, and
   Ctrl and Enter send the form. What says so, [data-with-keys], is shown with it. */
"use strict";

(() => {
  const FIELDS = "tbody :is(input:not([type=hidden]), select, textarea)";

  class RowKeys extends HTMLElement {
    connectedCallback() {
      for (const note of this.querySelectorAll("[data-with-keys]")) note.hidden = false;
      this.addEventListener("keydown", (event) => this.onKey(event));
    }

    onKey(event) {
      if (event.key !== "Enter" || event.isComposing || event.altKey) return;
      const form = event.target.form;
      if (form && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      } else if (event.target.matches(FIELDS) && !event.shiftKey) {
        event.preventDefault();
        this.next(event.target).focus();
      }
    }

    next(field) {
      const fields = [...this.querySelectorAll(FIELDS)];
      return fields[fields.indexOf(field) + 1] || this.querySelector("[type=submit]");
    }
  }

  customElements.define("faden-row-keys", RowKeys);
})();
