// The model: which one scores, whether its probabilities hold, and how the challenger does.
import { html, useEffect } from "/lib/htm.js";
import { LineChart } from "/charts.js";
import { number, orDash, percent } from "/format.js";
import { useResource } from "/http.js";
import { t, tn } from "/i18n.js";
import { Facts, Panel, Time, Waiting } from "/ui.js";

/** Where a threshold lies: between the highest score that did not reach it and the lowest that did. */
function threshold(range) {
  return range ? `${percent(range.above, 2)} – ${percent(range.at_most, 2)}` : t("model.not_reached");
}

function Calibration({ bins }) {
  return html`<table class="data">
    <caption class="visually-hidden">${t("model.calibration")}</caption>
    <thead>
      <tr>
        <th scope="col" class="number">${t("model.predicted")}</th>
        <th scope="col" class="number">${t("model.observed")}</th>
        <th scope="col" class="number">${t("model.interval")}</th>
        <th scope="col" class="number">${t("model.labelled")}</th>
        <th scope="col" class="number">${t("team.frauds")}</th>
      </tr>
    </thead>
    <tbody>
      ${bins.map(
        (bin) => html`<tr key=${bin.from}>
          <th scope="row" class="number">${percent(bin.predicted, 2)}</th>
          <td class="number">${percent(bin.observed, 2)}</td>
          <td class="number">${percent(bin.lower, 2)} – ${percent(bin.upper, 2)}</td>
          <td class="number">${number(bin.payments)}</td>
          <td class="number">${number(bin.frauds)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The page of the model. */
export function ModelPage() {
  const resource = useResource("/api/model", { concerns: () => false });
  useEffect(() => {
    document.title = `${t("model.title")} · Nacre`;
  }, []);
  const model = resource.data;
  if (!model) {
    return html`<div class="page"><h1>${t("model.title")}</h1><${Waiting} resource=${resource} /></div>`;
  }
  const challenger = model.challenger;
  const calibration = model.calibration ?? [];
  return html`<div class="page">
    <header class="page-head"><h1>${t("model.title")}</h1></header>
    <div class="panel-grid">
      <${Panel} title=${t("model.version")} id="version">
        <${Facts}
          rows=${[
            [t("evidence.bundle"), html`<code>${orDash(model.bundle_id)}</code>`],
            model.since && [t("model.since"), html`<${Time} value=${model.since} withUtc />`],
            [t("model.review_from"), threshold(model.thresholds?.review)],
            [t("model.decline_from"), threshold(model.thresholds?.decline)],
            [t("model.decisions"), number(model.decisions)],
            [t("model.coverage"), percent(model.coverage, 1)],
            [t("model.degraded"), percent(model.degraded_share, 1)],
          ]}
        />
        <p class="quiet">${tn("whatif.history", model.period_days)} ${model.truncated && t("whatif.truncated")} ${t("model.thresholds_help")}</p>
      <//>
      <${Panel} title=${t("model.challenger")} id="challenger">
        ${challenger
          ? html`<${Facts}
              rows=${[
                [t("evidence.bundle"), html`<code>${challenger.bundle_id}</code>`],
                [t("model.scored"), number(challenger.decisions)],
                [t("model.agreement"), percent(challenger.agreement, 1)],
                [t("model.champion_frauds"), number(challenger.champion_frauds)],
                [t("model.challenger_frauds"), number(challenger.challenger_frauds)],
                [t("model.champion_alarms"), number(challenger.champion_false_alarms)],
                [t("model.challenger_alarms"), number(challenger.challenger_false_alarms)],
              ]}
            />
            <p class="quiet">${t("model.challenger_help")}</p>`
          : html`<p class="quiet">${t("model.no_challenger")}</p>`}
      <//>
      <${Panel} title=${t("model.calibration")} id="calibration">
        ${calibration.length === 0
          ? html`<p class="quiet">${t("team.no_verdicts")}</p>`
          : html`<${LineChart}
                title=${t("model.calibration")}
                xFormat=${(value) => percent(value)}
                yFormat=${(value) => percent(value)}
                yMax=${1}
                diagonal
                columns=${[t("model.predicted"), t("model.observed")]}
                series=${[
                  {
                    name: "observed",
                    dots: true,
                    points: calibration.map((one) => ({ x: one.predicted, y: one.observed })),
                  },
                ]}
              />
              <${Calibration} bins=${calibration} />
              <p class="quiet">${t("model.calibration_help")}</p>`}
      <//>
    </div>
  </div>`;
}
