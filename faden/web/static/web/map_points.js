/* <faden-map>: things of a list on the map. Those that stand close together are one marker with
   their number; a grid of squares finds them quickly, also ten thousand. */
"use strict";

customElements.get("faden-map") || customElements.define("faden-map", (() => {
  const NEAR_PX = 52; // the widest marker
  const STEPS = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down]));
  const MOST_LINKS = 12; // in one bubble
  const { open, whenOpened, json, made, button, latlng, MAX_ZOOM, ROOM } = window.fadenMap;

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  const linkTo = ({ properties }) => {
    const link = made("a", "kern-link", properties.title);
    link.href = properties.url;
    return link;
  };

  return class FadenMap extends HTMLElement {
    connectedCallback() {
      whenOpened(this, () => this.start());
    }

    async start() {
      const { pointsUrl, point } = this.dataset;
      const [view, found] = await Promise.all([
        open(this), point ? { features: [JSON.parse(point)] } : json(pointsUrl),
      ]);
      this.view = view;
      this.language = new Intl.NumberFormat(document.documentElement.lang);
      this.points = found.features.map((feature) => ({ feature, at: view.L.latLng(latlng(feature)) }));
      this.points.sort((one, other) => other.at.lat - one.at.lat); // as people read, and press Tab
      this.markers = new Map();
      const covered = view.L.latLngBounds(this.points.map(({ at }) => at));
      if (this.dataset.tiles && covered.isValid()) view.bounds = covered; // on plain ground all of
      else view.bounds.extend(covered); // the city tells where they are
      view.map.on("zoomend", () => this.regroup());
      view.map.on("moveend", () => this.draw());
      view.map.on("popupclose", () => this.refocus());
      this.addEventListener("keydown", (event) => {
        if (event.key === "Escape") view.map.closePopup();
      });
      view.show();
      this.regroup();
      if (pointsUrl) view.say(this.words(this.points.length, { one: "status_one", many: "status_many" }));
    }

    words(number, { one, many }) {
      const text = this.view.texts[number === 1 ? one : many];
      return filled(text, { number: this.language.format(number) });
    }

    /* Each point joins the first one near it, at this zoom: markers never lie upon each other. */
    regroup() {
      const { map } = this.view;
      this.markers.forEach((marker) => marker.remove());
      this.markers.clear();
      this.groups = [];
      const squares = new Map(); // {square: the groups whose first point lies in it}
      for (const point of this.points) {
        const place = map.project(point.at, map.getZoom());
        const { x, y } = place.divideBy(NEAR_PX).floor();
        const around = STEPS.flatMap(([right, down]) => squares.get(`${x + right} ${y + down}`) || []);
        const near = around.find((group) => group.place.distanceTo(place) < NEAR_PX);
        if (near) near.push(point);
        else {
          const group = Object.assign([point], { place });
          this.groups.push(group);
          squares.set(`${x} ${y}`, [...(squares.get(`${x} ${y}`) || []), group]);
        }
      }
      this.view.markers = this.groups.map((group) => ({ at: group[0].at, half: group.length > 1 ? 22 : 14 }));
      this.view.label();
      this.draw();
    }

    /* Only what is in view stands in the page. */
    draw() {
      const { map } = this.view;
      const inView = map.getBounds();
      for (const group of this.groups || []) {
        const isSeen = inView.contains(group[0].at);
        if (isSeen && !this.markers.has(group)) this.markers.set(group, this.marker(group));
        if (!isSeen && this.markers.has(group)) {
          this.markers.get(group).remove();
          this.markers.delete(group);
        }
      }
    }

    marker(group) {
      const { L, map } = this.view;
      const isOne = group.length === 1;
      const label = made("span", "kern-sr-only", isOne
        ? group[0].feature.properties.title
        : this.words(group.length, { one: "group", many: "group" }));
      const content = made("span", "");
      const number = made("span", "", isOne ? "" : this.language.format(group.length));
      number.setAttribute("aria-hidden", "true");
      content.append(number, label);
      const className = `faden-map__marker${isOne ? "" : " faden-map__marker--many"}`;
      const icon = L.divIcon({ className, html: content, iconSize: null });
      const isLink = Boolean(group[0].feature.properties.url); // else it only shows where
      const marker = L.marker(group[0].at, { icon, interactive: isLink, keyboard: isLink });
      const act = () => this.choose(group);
      marker.on("click", act).on("keydown", ({ originalEvent }) => {
        if (!["Enter", " "].includes(originalEvent.key)) return;
        originalEvent.preventDefault();
        act();
      });
      return marker.addTo(map);
    }

    /* A group that cannot be parted any more shows what is in it. */
    choose(group) {
      const { L, map } = this.view;
      const bounds = L.latLngBounds(group.map(({ at }) => at));
      const isApart = !bounds.getNorthWest().equals(bounds.getSouthEast());
      if (group.length > 1 && isApart && map.getZoom() < MAX_ZOOM) {
        map.once("moveend", () => this.focusIn(bounds));
        map.fitBounds(bounds, { ...ROOM, maxZoom: MAX_ZOOM });
        return;
      }
      this.opened = group;
      const bubble = L.popup({ offset: [0, -8], minWidth: 200, maxWidth: 300, closeButton: false });
      bubble.setLatLng(group[0].at).setContent(this.bubble(group)).openOn(map);
      bubble.getElement().querySelector("a").focus();
    }

    bubble(group) {
      const { texts } = this.view;
      const content = made("div", "faden-map__bubble");
      const [district, ...others] = new Set(group.map(({ feature }) => feature.properties.district));
      if (district && !others.length) content.append(made("p", "faden-map__note", filled(texts.district, { district })));
      const list = made("ul", "faden-map__list");
      group.slice(0, MOST_LINKS).forEach(({ feature }) => {
        const item = made("li", "");
        item.append(linkTo(feature));
        list.append(item);
      });
      content.append(list);
      const more = group.length - MOST_LINKS;
      const number = this.language.format(more);
      if (more > 0) content.append(made("p", "faden-map__note", filled(texts.more, { number })));
      content.append(button(texts.close, texts.close, () => this.view.map.closePopup()));
      return content;
    }

    focusIn(bounds) {
      const near = [...this.markers.values()].find((marker) => bounds.pad(0.1).contains(marker.getLatLng()));
      if (near) near.getElement().focus();
    }

    /* Who closes the bubble goes on where it was opened. */
    refocus() {
      const isLost = this.contains(document.activeElement) || document.activeElement === document.body;
      const marker = this.markers.get(this.opened);
      if (isLost && marker) marker.getElement().focus();
    }
  };
})());
