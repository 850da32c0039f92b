/* A form that a device or key fills in: <faden-passkey data-task="create|get" data-options="{…}">. */
"use strict";

(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  /* What the server wrote as text, as the browser wants it. */
  const read = ({ publicKey: given }) => {
    const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
    const publicKey = { ...given, challenge: bytes(given.challenge) };
    if (given.user) publicKey.user = { ...given.user, id: bytes(given.user.id) };
    if (given.excludeCredentials) publicKey.excludeCredentials = known(given.excludeCredentials);
    if (given.allowCredentials) publicKey.allowCredentials = known(given.allowCredentials);
    return { publicKey };
  };

  /* What the device answered, as text. */
  const written = (credential) => {
    const response = {};
    for (const name of [
      "clientDataJSON",
      "attestationObject",
      "authenticatorData",
      "signature",
      "userHandle",
    ])
      if (credential.response[name]) response[name] = text(credential.response[name]);
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  };

  class Passkey extends HTMLElement {
    connectedCallback() {
      if (!window.PublicKeyCredential) return;
      this.hidden = false;
      this.form = this.querySelector("form");
      this.form.addEventListener("submit", (event) => this.ask(event));
    }

    async ask(event) {
      event.preventDefault();
      this.querySelector("[data-problem]").hidden = true;
      try {
        const options = read(JSON.parse(this.dataset.options));
        this.form.credential.value = written(await navigator.credentials[this.dataset.task](options));
      } catch {
        this.querySelector("[data-problem]").hidden = false;
        return;
      }
      this.form.submit();
    }
  }
  customElements.define("faden-passkey", Passkey);
})();
