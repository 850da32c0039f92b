/* Words that are selected in a text go into a field, a line for each selection. */
"use strict";

customElements.define(
  "faden-selection",
  class extends HTMLElement {
    connectedCallback() {
      const field = document.getElementById(this.dataset.field);
      if (!field || this.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kern-btn kern-btn--secondary";
      button.innerHTML = '<span class="kern-label"></span>';
      button.firstChild.textContent = this.dataset.label;
      // The press itself would end the selection.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.take(field));
      this.append(button);
    }

    take(field) {
      const selection = document.getSelection();
      const words = selection.toString().trim().split("\n").map((line) => line.trim()).filter(Boolean);
      if (!words.length || !this.contains(selection.anchorNode)) return;
      field.value = [field.value.trim(), ...words].filter(Boolean).join("\n");
      field.focus();
    }
  },
);
