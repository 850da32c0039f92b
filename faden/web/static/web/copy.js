/* A field whose text is copied with one press; where that cannot be, it is copied by hand. */
"use strict";

customElements.define(
  "faden-copy",
  class extends HTMLElement {
    connectedCallback() {
      const field = this.querySelector("input");
      if (!field || !navigator.clipboard || this.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kern-btn kern-btn--secondary";
      button.innerHTML = '<span class="kern-icon kern-icon--content-copy" aria-hidden="true"></span><span class="kern-label"></span>';
      button.querySelector(".kern-label").textContent = this.dataset.label;
      const answer = document.createElement("span");
      answer.setAttribute("role", "status");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(field.value);
        answer.textContent = this.dataset.done;
      });
      this.append(button, answer);
    }
  },
);
