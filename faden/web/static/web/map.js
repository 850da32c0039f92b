/* The ground of all maps: Leaflet is fetched when the first one is opened, then the city is drawn.
   Whatever a map shows stands on the page as a list or in fields as well. */
"use strict";

window.fadenMap = window.fadenMap || (() => {
  const MAX_ZOOM = 18;
  const NAMES = "names"; // a layer
  const NAME_PX = 22; // below the point, where a marker may be
  const ROOM = { paddingTopLeft: [32, 84], paddingBottomRight: [32, 48] }; // for the buttons, in px
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let library; // a promise: one for all maps of the page

  const added = (name, attributes) => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${element.src || element.href} does not come`));
    document.head.append(element);
  });

  const leaflet = ({ script, styles }) => {
    const sheets = styles.split(" ").map((href) => added("link", { rel: "stylesheet", href }));
    return Promise.all([added("script", { src: script }), ...sheets]).then(() => window.L);
  };

  const json = async (url) => {
    const answer = await fetch(url, { headers: { Accept: "application/geo+json" } });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };

  const made = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const has = (role) => (feature) => feature.properties.role === role;
  const latlng = ({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]];

  /* Names of districts below their points, as many as leave each other and the markers free. */
  const showNames = (map, names, markers) => {
    const taken = markers.map(({ at, half }) => {
      const { x, y } = map.latLngToLayerPoint(at);
      return [x - half, y - half, x + half, y + half];
    });
    for (const { marker, width } of names) {
      const { x, y } = map.latLngToLayerPoint(marker.getLatLng());
      const box = [x - width / 2, y + NAME_PX, x + width / 2, y + NAME_PX + 18];
      const isFree = !taken.some((other) =>
        box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      if (isFree) taken.push(box);
      marker.getElement().hidden = !isFree;
    }
  };

  /* What is known of the city: areas, names, and what all of it covers. */
  const groundOf = (L, { features }) => {
    const areas = ["city", "district"].map((role) => L.geoJSON(features.filter(has(role)), {
      interactive: false,
      style: { className: `faden-map__${role}` },
    }));
    const names = features.filter(has("name")).map((feature) => {
      const html = made("span", "", feature.properties.name);
      const icon = L.divIcon({ className: "faden-map__name", html, iconSize: null });
      const options = { icon, pane: NAMES, interactive: false, keyboard: false };
      const marker = L.marker(latlng(feature), options);
      return { marker, width: 8 * feature.properties.name.length };
    });
    const bounds = L.latLngBounds(names.map(({ marker }) => marker.getLatLng()));
    areas.filter((area) => area.getLayers().length).forEach((area) => bounds.extend(area.getBounds()));
    if (!bounds.isValid()) features.filter(has("middle")).forEach((one) => bounds.extend(latlng(one)));
    return { areas, names, bounds };
  };

  const draw = (map, { areas, names }) => {
    areas.forEach((area) => area.addTo(map));
    map.createPane(NAMES).style.zIndex = 450; // above areas, below markers
    names.forEach(({ marker }) => marker.addTo(map).getElement().setAttribute("aria-hidden", "true"));
  };

  const control = (L, position, buttons) => {
    const box = L.control({ position });
    box.onAdd = () => {
      const row = made("div", "faden-map__buttons");
      row.append(...buttons);
      L.DomEvent.disableClickPropagation(row);
      return row;
    };
    return box;
  };

  const button = (sign, label, act) => {
    const element = made("button", "faden-map__button", sign);
    element.type = "button";
    if (sign !== label) element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    return element;
  };

  const addControls = (L, map, { texts, show }) => {
    const closer = button("+", texts.zoom_in, () => map.zoomIn());
    const further = button("\u2212", texts.zoom_out, () => map.zoomOut());
    control(L, "topleft", [closer, further]).addTo(map);
    control(L, "topright", [button(texts.show_all, texts.show_all, show)]).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
  };

  /* Draws the city into the element; resolves to { L, map, texts, bounds, show, say }. */
  const open = async (element) => {
    const facts = element.dataset;
    const texts = JSON.parse(facts.texts);
    library = library || leaflet(facts);
    const [L, area] = await Promise.all([library, json(facts.areaUrl)]);
    const ground = made("div", "faden-map__ground");
    ground.setAttribute("role", "region");
    ground.setAttribute("aria-label", facts.label);
    const status = made("p", "faden-map__status");
    status.setAttribute("role", "status");
    element.replaceChildren(ground, status);
    const map = L.map(ground, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, maxZoom: MAX_ZOOM,
      zoomSnap: facts.tiles ? 1 : 0.25, // pictures blur between whole steps
      zoomAnimation: !isCalm, fadeAnimation: !isCalm, markerZoomAnimation: !isCalm,
    });
    const city = groundOf(L, area);
    const say = (text) => { status.textContent = text; };
    const view = { L, map, texts, bounds: city.bounds, say };
    view.show = () => {
      if (view.bounds.isValid()) map.fitBounds(view.bounds, { ...ROOM, maxZoom: 15, animate: false });
      else map.setView([51, 10], 6); // nothing is known of the place: Germany
    };
    view.show(); // before anything is drawn
    if (facts.tiles) L.tileLayer(facts.tiles, { maxZoom: MAX_ZOOM }).addTo(map);
    draw(map, city);
    view.markers = []; // { at, half }: where names must not be
    view.label = () => showNames(map, city.names, view.markers);
    map.on("zoomend", view.label);
    view.label();
    addControls(L, map, view);
    return view;
  };

  /* Calls `start` once, when the map is to be seen; says on the page if that fails. */
  const whenOpened = (element, start) => {
    const details = element.closest("details");
    const begin = () => start().catch(() => {
      element.replaceChildren(made("p", "kern-body", JSON.parse(element.dataset.texts).failed));
    });
    if (!details || details.open) begin();
    else details.addEventListener("toggle", begin, { once: true });
  };

  return { open, whenOpened, json, made, button, latlng, MAX_ZOOM, ROOM };
})();
