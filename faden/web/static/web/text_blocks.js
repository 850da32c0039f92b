/* A text block that is chosen is copied behind what stands in the field, to be changed there. */
"use strict";

document.addEventListener("change", (event) => {
  const field = document.getElementById(event.target.dataset?.copiesTo ?? "");
  const text = event.target.selectedOptions?.[0]?.dataset.text;
  if (!field || !text) return;
  field.value = [field.value.trim(), text].filter(Boolean).join("\n\n");
  event.target.value = "";
  field.focus();
});
