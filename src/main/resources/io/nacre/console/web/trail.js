// The trail: how each layer moved the probability of fraud.
import { html } from "/lib/htm.js";
import { probability, signed } from "/format.js";
import { label, t } from "/i18n.js";
import { useWidth } from "/ui.js";

const TICKS = [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999];
const ROW = 26;
const HEAD = 20;

function logit(p) {
  return Math.log(p / (1 - p));
}

function range(steps, width) {
  const all = steps.map((step) => step.logit);
  const low = Math.max(-9, Math.min(...all, logit(0.01)) - 0.5);
  const high = Math.min(9, Math.max(...all, logit(0.9)) + 0.5);
  return (value) => ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * width;
}

function Bar({ step, before, index, x }) {
  const from = index === 0 ? x(step.logit) : x(before.logit);
  const to = x(step.logit);
  const y = HEAD + index * ROW;
  const kind = index === 0 ? "start" : step.contribution >= 0 ? "up" : "down";
  const left = index === 0 ? 0 : Math.min(from, to);
  return html`<g>
    ${index > 0 && html`<line class="trail-link" x1=${from} x2=${from} y1=${y - 7} y2=${y + 7} />`}
    <rect
      class=${`trail-bar trail-${kind}`}
      x=${left}
      y=${y + 6}
      width=${Math.max(2, index === 0 ? to : Math.abs(to - from))}
      height=${ROW - 12}
      rx="2"
    />
  </g>`;
}

/** A waterfall of the layers, with its table: layer, change of the log-odds, probability after it. */
export function Trail({ steps }) {
  const [svg, width] = useWidth(320);
  if (!steps || steps.length === 0) {
    return html`<p class="quiet">${t("trail.none")}</p>`;
  }
  const x = range(steps, width);
  const last = steps[steps.length - 1];
  const height = HEAD + steps.length * ROW;
  const strongest = steps
    .slice(1)
    .reduce((best, step) => (best === null || step.contribution > best.contribution ? step : best), null);
  const summary = t("trail.summary", {
    first: probability(steps[0].probability),
    last: probability(last.probability),
    layer: strongest ? label("layer", strongest.layer) : "–",
  });
  const ticks = TICKS.map((p) => ({ p, at: x(logit(p)) })).filter(
    (tick, index, all) => tick.at > 8 && tick.at < width - 8 && (index === 0 || tick.at - all[index - 1].at > 34),
  );
  return html`<figure class="trail">
    <table class="trail-table">
      <caption class="visually-hidden">${t("trail.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">${t("trail.layer")}</th>
          <th scope="col" class="number">${t("trail.change")}</th>
          <th scope="col" class="number">${t("trail.after")}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          (step, index) => html`<tr key=${step.layer}>
            <th scope="row">${label("layer", step.layer)}</th>
            <td class=${`number ${index === 0 ? "quiet" : step.contribution >= 0 ? "rise" : "fall"}`}>
              ${index === 0 ? t("trail.start") : signed(step.contribution)}
            </td>
            <td class="number">${probability(step.probability)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <svg
      ref=${svg}
      class="trail-chart"
      viewBox=${`0 0 ${width} ${height}`}
      role="img"
      aria-label=${summary}
      height=${height}
    >
      ${ticks.map(
        (tick) => html`<g key=${tick.p}>
          <line class=${tick.p === 0.5 ? "axis-line middle" : "axis-line"} x1=${tick.at} x2=${tick.at} y1=${HEAD} y2=${height} />
          <text class="axis-text" x=${tick.at} y="12" text-anchor="middle">${probability(tick.p)}</text>
        </g>`,
      )}
      ${steps.map(
        (step, index) =>
          html`<${Bar} key=${step.layer} step=${step} before=${steps[index - 1]} index=${index} x=${x} />`,
      )}
    </svg>
    <figcaption class="quiet">${summary}</figcaption>
  </figure>`;
}
