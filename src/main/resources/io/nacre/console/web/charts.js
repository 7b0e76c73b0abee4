// Small charts, each with its numbers as a table for screen readers.
import { html } from "/lib/htm.js";

const WIDTH = 480;
const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 20;
const TOP = 8;

function ceiling(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value);
}

function NumbersTable({ title, columns, rows }) {
  return html`<table class="visually-hidden">
    <caption>${title}</caption>
    <thead><tr>${columns.map((column) => html`<th key=${column} scope="col">${column}</th>`)}</tr></thead>
    <tbody>
      ${rows.map((row, index) => html`<tr key=${index}>${row.map((cell, n) => html`<td key=${n}>${cell}</td>`)}</tr>`)}
    </tbody>
  </table>`;
}

function Axis({ max, format }) {
  return [0, 0.5, 1].map((part) => {
    const y = TOP + (1 - part) * (HEIGHT - TOP - BOTTOM);
    return html`<g key=${part}>
      <line class="axis-line" x1=${LEFT} x2=${WIDTH} y1=${y} y2=${y} />
      <text class="axis-text" x=${LEFT - 6} y=${y + 4} text-anchor="end">${format(max * part)}</text>
    </g>`;
  });
}

/** Bars over a row of labels; the second series, if any, is the part of each bar that is marked. */
export function BarChart({ title, rows, format = String, columns }) {
  const max = ceiling(Math.max(0, ...rows.map((row) => row.value)));
  const step = (WIDTH - LEFT) / Math.max(1, rows.length);
  const high = (value) => (Math.max(0, value) / max) * (HEIGHT - TOP - BOTTOM);
  const every = Math.ceil(rows.length / 8);
  return html`<figure class="chart">
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${title}>
      <${Axis} max=${max} format=${format} />
      ${rows.map(
        (row, index) => html`<g key=${index}>
          <title>${`${row.label}: ${format(row.value)}`}</title>
          <rect
            class="bar"
            x=${LEFT + index * step + step * 0.15}
            y=${HEIGHT - BOTTOM - high(row.value)}
            width=${step * 0.7}
            height=${high(row.value)}
          />
          ${row.part !== undefined &&
          html`<rect
            class="bar-part"
            x=${LEFT + index * step + step * 0.15}
            y=${HEIGHT - BOTTOM - high(row.part)}
            width=${step * 0.7}
            height=${high(row.part)}
          />`}
          ${index % every === 0 &&
          html`<text class="axis-text" x=${LEFT + (index + 0.5) * step} y=${HEIGHT - 5} text-anchor="middle">${row.label}</text>`}
        </g>`,
      )}
    </svg>
    <${NumbersTable}
      title=${title}
      columns=${columns}
      rows=${rows.map((row) => [row.label, format(row.value), ...(row.part === undefined ? [] : [format(row.part)])])}
    />
  </figure>`;
}

/** Lines through points of x and y, with a mark at the value that is chosen. */
export function LineChart({ title, series, xFormat, yFormat, mark, columns, xMax = 1, yMax, diagonal }) {
  const max = yMax ?? ceiling(Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.y))));
  const x = (value) => LEFT + (value / xMax) * (WIDTH - LEFT - 8);
  const y = (value) => TOP + (1 - Math.min(1, value / max)) * (HEIGHT - TOP - BOTTOM);
  return html`<figure class="chart">
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${title}>
      <${Axis} max=${max} format=${yFormat} />
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (part) =>
          html`<text key=${part} class="axis-text" x=${x(part * xMax)} y=${HEIGHT - 5} text-anchor=${part === 0 ? "start" : part === 1 ? "end" : "middle"}>
            ${xFormat(part * xMax)}
          </text>`,
      )}
      ${diagonal && html`<line class="diagonal" x1=${x(0)} y1=${y(0)} x2=${x(xMax)} y2=${y(xMax)} />`}
      ${mark !== undefined && html`<line class="mark" x1=${x(mark)} x2=${x(mark)} y1=${TOP} y2=${HEIGHT - BOTTOM} />`}
      ${series.map(
        (one, index) => html`<g key=${one.name}>
          <polyline class=${`line line-${index}`} points=${one.points.map((point) => `${x(point.x)},${y(point.y)}`).join(" ")} />
          ${one.dots &&
          one.points.map((point, n) => html`<circle key=${n} class=${`dot dot-${index}`} cx=${x(point.x)} cy=${y(point.y)} r="3" />`)}
        </g>`,
      )}
    </svg>
    <${NumbersTable}
      title=${title}
      columns=${columns}
      rows=${(series[0]?.points ?? []).map((point, n) => [
        xFormat(point.x),
        ...series.map((one) => (one.points[n] ? yFormat(one.points[n].y) : "")),
      ])}
    />
  </figure>`;
}

/** A share as a bar inside a table cell. */
export function ShareBar({ value }) {
  const share = Math.max(0, Math.min(1, value ?? 0));
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="share-back" width="100" height="8" />
    <rect class="bar" width=${share * 100} height="8" />
  </svg>`;
}
