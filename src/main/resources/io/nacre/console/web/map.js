// The places of an account on a map, with the distance and the speed between them.
import { html, useEffect, useState } from "/lib/htm.js";
import { duration, number, parseTime } from "/format.js";
import { t } from "/i18n.js";
import { Time } from "/ui.js";

const PLANE_KMH = 900;
const WIDTH_DEGREES_MIN = 36;
const ASPECT = 2;

let world = null;

/** Loads the country outlines once. */
function useWorld() {
  const [outlines, setOutlines] = useState(world);
  useEffect(() => {
    if (world === null) {
      fetch("/world.json")
        .then((response) => response.json())
        .then((json) => {
          world = json;
          setOutlines(json);
        })
        .catch(() => {});
    }
  }, []);
  return outlines;
}

function project(place) {
  return { x: place.longitude + 180, y: 90 - place.latitude };
}

/** The part of the world that shows all points, in degrees, twice as wide as high. */
function frame(points) {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const wide = Math.max(
    WIDTH_DEGREES_MIN,
    (Math.max(...xs) - Math.min(...xs)) * 1.35,
    (Math.max(...ys) - Math.min(...ys)) * 1.5 * ASPECT,
  );
  const width = Math.min(360, wide);
  const height = width / ASPECT;
  const middleX = (Math.max(...xs) + Math.min(...xs)) / 2;
  const middleY = (Math.max(...ys) + Math.min(...ys)) / 2;
  return {
    x: Math.min(360 - width, Math.max(0, middleX - width / 2)),
    y: Math.min(180 - height, Math.max(0, middleY - height / 2)),
    width,
    height,
  };
}

function arc(from, to) {
  const lift = Math.hypot(to.x - from.x, to.y - from.y) * 0.22;
  return `M${from.x} ${from.y}Q${(from.x + to.x) / 2} ${(from.y + to.y) / 2 - lift} ${to.x} ${to.y}`;
}

function graticule(step) {
  const lines = [];
  for (let x = 0; x <= 360; x += step) {
    lines.push(`M${x} 0V180`);
  }
  for (let y = 0; y <= 180; y += step) {
    lines.push(`M0 ${y}H360`);
  }
  return lines.join("");
}

function isFast(place) {
  return place.kmh_from_previous > PLANE_KMH;
}

function Row({ place, before, number: position }) {
  const passed = before ? parseTime(place.at) - parseTime(before.at) : null;
  return html`<tr>
    <td class="number">${position}</td>
    <td><${Time} value=${place.at} /></td>
    <td>${[place.city, place.country].filter(Boolean).join(", ") || "–"}</td>
    <td class="number">${passed === null ? "" : duration(passed)}</td>
    <td class="number">${place.km_from_previous == null ? "" : number(place.km_from_previous)}</td>
    <td class=${isFast(place) ? "number late" : "number"}>
      ${place.kmh_from_previous == null ? "" : number(place.kmh_from_previous)}
      ${isFast(place) && html`<span class="tag tag-alarm">${t("map.faster_than_plane")}</span>`}
    </td>
  </tr>`;
}

/** A map with numbered places and arcs between them, and the same as a table. */
export function PlacesMap({ places }) {
  const outlines = useWorld();
  const shown = (places ?? []).filter(
    (place) => Number.isFinite(place.latitude) && Number.isFinite(place.longitude),
  );
  if (shown.length === 0) {
    return html`<p class="quiet">${t("map.none")}</p>`;
  }
  const points = shown.map(project);
  const view = frame(points);
  const unit = view.width / 360;
  return html`<div class="map">
    <svg
      viewBox=${`${view.x} ${view.y} ${view.width} ${view.height}`}
      role="img"
      aria-label=${t("map.label", { n: shown.length })}
    >
      <rect class="sea" x="0" y="0" width="360" height="180" />
      <path class="graticule" d=${graticule(view.width > 120 ? 30 : 10)} />
      ${outlines &&
      html`<g transform=${`scale(${1 / outlines.units_per_degree})`}>
        <path class="land" d=${outlines.land} />
        <path class="borders" d=${outlines.borders} />
      </g>`}
      ${points.slice(1).map(
        (point, index) =>
          html`<path
            key=${index}
            class=${isFast(shown[index + 1]) ? "arc fast" : "arc"}
            d=${arc(points[index], point)}
          />`,
      )}
      ${points.map(
        (point, index) => html`<g key=${index}>
          <circle class=${index === points.length - 1 ? "place newest" : "place"} cx=${point.x} cy=${point.y} r=${7 * unit} />
          <text
            class="place-number"
            x=${point.x}
            y=${point.y + 3 * unit}
            text-anchor="middle"
            font-size=${9 * unit}
            >${index + 1}</text
          >
        </g>`,
      )}
    </svg>
    <div class="scroll">
      <table class="data">
        <caption class="visually-hidden">${t("map.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">#</th>
            <th scope="col">${t("column.time")}</th>
            <th scope="col">${t("map.place")}</th>
            <th scope="col" class="number">${t("map.after")}</th>
            <th scope="col" class="number">km</th>
            <th scope="col" class="number">km/h</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (place, index) =>
              html`<${Row} key=${index} place=${place} before=${shown[index - 1]} number=${index + 1} />`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}
