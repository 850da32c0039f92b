/* <faden-map-picker>: a point on the map fills two fields, which can be typed into as well. */
"use strict";

customElements.get("faden-map-picker") || customElements.define("faden-map-picker", (() => {
  const DIGITS = 5; // of a degree: a metre
  const { open, whenOpened, made } = window.fadenMap;

  return class FadenMapPicker extends HTMLElement {
    connectedCallback() {
      whenOpened(this, () => this.start());
    }

    async start() {
      this.view = await open(this);
      const { map, texts } = this.view;
      this.fields = ["latitude", "longitude"].map((name) => document.getElementById(this.dataset[`${name}Field`]));
      this.fields.forEach((field) => field.addEventListener("change", () => this.read()));
      map.on("click", ({ latlng }) => this.pick(latlng));
      const middle = made("button", "kern-btn kern-btn--secondary");
      middle.type = "button";
      middle.append(made("span", "kern-label", texts.pick_middle));
      middle.addEventListener("click", () => this.pick(map.getCenter()));
      const remove = made("button", "kern-btn kern-btn--tertiary");
      remove.type = "button";
      remove.append(made("span", "kern-label", texts.remove));
      remove.addEventListener("click", () => this.pick(null));
      const row = made("div", "faden-actions");
      row.append(middle, remove);
      this.append(row);
      this.querySelector(".faden-map__ground").append(made("span", "faden-map__cross"));
      this.read();
      if (this.marker) map.setView(this.marker.getLatLng(), 16);
    }

    /* From the fields to the map. */
    read() {
      const [latitude, longitude] = this.fields.map(({ value }) => Number.parseFloat(value.replace(",", ".")));
      const isPoint = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      this.mark(isPoint ? this.view.L.latLng(latitude, longitude) : null);
    }

    /* From the map to the fields. */
    pick(point) {
      const degrees = point && [point.lat, point.wrap().lng];
      this.fields.forEach((field, place) => {
        field.value = point ? degrees[place].toFixed(DIGITS).replace(".", this.dataset.decimal) : "";
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
      const { texts, say } = this.view;
      const [latitude, longitude] = this.fields.map(({ value }) => value);
      say(point ? `${texts.picked} ${latitude} / ${longitude}` : texts.removed);
    }

    mark(point) {
      const { L, map } = this.view;
      if (this.marker) this.marker.remove();
      this.marker = null;
      if (!point) return;
      const icon = L.divIcon({ className: "faden-map__marker", iconSize: null });
      this.marker = L.marker(point, { icon, interactive: false, keyboard: false }).addTo(map);
    }
  };
})());
