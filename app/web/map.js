// The map that can be moved and enlarged, in place of the drawing; from what the drawing says and the same layers.
import Map from "ol/Map.js";
import View from "ol/View.js";
import GeoJSON from "ol/format/GeoJSON.js";
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import Zoom from "ol/control/Zoom.js";
import { fromLonLat } from "ol/proj.js";
import { Circle, Fill, RegularShape, Stroke, Style, Text } from "ol/style.js";

const place = document.getElementById("map");
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The shape of a state, as everywhere on the pages. */
function mark(state) {
  const colour = {
    NORMAL: "--ok", ALARM: "--late", FLOOD: "--bad", SUSPECT: "--suspect",
  }[state] ?? "--void";
  const full = new Fill({ color: token(colour) });
  const paper = new Fill({ color: token("--paper") });
  const line = new Stroke({ color: token(colour), width: 1.7 });
  switch (state) {
    case "NORMAL": return new Circle({ radius: 6, fill: full, stroke: new Stroke({ color: token("--paper"), width: 1.5 }) });
    case "ALARM": return new RegularShape({ points: 3, radius: 9, fill: full });
    case "FLOOD": return new RegularShape({ points: 4, radius: 9, angle: Math.PI / 4, fill: full });
    case "SUSPECT": return new RegularShape({ points: 4, radius: 7.5, fill: paper, stroke: line });
    case "NO_THRESHOLD": return new RegularShape({ points: 2, radius: 7, angle: Math.PI / 2, stroke: new Stroke({ color: token(colour), width: 3 }) });
    case "NO_DATA": return new Circle({ radius: 6, fill: paper, stroke: new Stroke({ color: token(colour), width: 1.7, lineDash: [2.6, 2.3] }) });
    case "STALE": return new Circle({ radius: 6, fill: paper, stroke: line });
    default: return new RegularShape({ points: 4, radius: 7.5, angle: Math.PI / 4, fill: paper, stroke: line });
  }
}

function layerStyle(feature) {
  switch (feature.get("kind")) {
    case "basin": return new Style({ fill: new Fill({ color: token("--wash") }), stroke: new Stroke({ color: token("--rule-2"), width: 1, lineDash: [4, 3] }) });
    case "lake": return new Style({ fill: new Fill({ color: token("--river-2") }) });
    default: {
      const width = feature.get("main") ? 1 + 0.8 * feature.get("width") : 0.8 * feature.get("width");
      return new Style({ stroke: new Stroke({ color: token("--river-2"), width, lineCap: "round", lineJoin: "round" }) });
    }
  }
}

function markStyle(feature) {
  return new Style({ image: mark(feature.get("state")) });
}

/** Names give way to each other; marks never do. */
function nameStyle(feature) {
  const east = feature.get("east");
  return new Style({
    text: new Text({
      text: feature.get("name"),
      font: `13px ${token("--sans")}`,
      textAlign: east ? "left" : "right",
      offsetX: east ? 13 : -13,
      fill: new Fill({ color: token("--ink") }),
      stroke: new Stroke({ color: token("--paper"), width: 4 }),
    }),
  });
}

async function begin() {
  const answer = await fetch(place.dataset.layers);
  if (!answer.ok) return;
  const layers = new GeoJSON().readFeatures(await answer.json(), { featureProjection: "EPSG:3857" });
  const stations = [...place.querySelectorAll("a[data-code]")].map(
    (a) =>
      new Feature({
        geometry: new Point(fromLonLat([+a.dataset.lon, +a.dataset.lat])),
        name: a.dataset.name,
        state: a.dataset.state,
        east: a.dataset.side === "start",
        href: a.getAttribute("href"),
      }),
  );
  const drawing = place.querySelector("svg.basin");
  const box = document.createElement("div");
  box.className = "map";
  box.setAttribute("tabindex", "0");
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", place.dataset.label);
  place.prepend(box);
  // The drawing stays for those who do not see a canvas: its links carry names and states.
  drawing.classList.add("hide");
  const view = new View({ minZoom: 4, maxZoom: 11 });
  const base = new VectorLayer({ source: new VectorSource({ features: layers }), style: layerStyle });
  const map = new Map({
    target: box,
    view,
    controls: [new Zoom({ zoomInTipLabel: place.dataset.in, zoomOutTipLabel: place.dataset.out })],
    layers: [
      base,
      new VectorLayer({ source: new VectorSource({ features: stations }), style: nameStyle, declutter: true }),
      new VectorLayer({ source: new VectorSource({ features: stations }), style: markStyle }),
    ],
  });
  const at = new VectorSource({ features: stations }).getExtent();
  view.fit(at, { padding: [30, 120, 30, 120] });
  map.on("click", (event) => {
    map.forEachFeatureAtPixel(event.pixel, (f) => {
      if (f.get("href")) location.href = f.get("href");
      return f.get("href");
    }, { hitTolerance: 8 });
  });
  map.on("pointermove", (event) => {
    const over = map.hasFeatureAtPixel(event.pixel, { layerFilter: (l) => l !== base, hitTolerance: 8 });
    box.style.cursor = over ? "pointer" : "";
  });
}

if (place) begin();
