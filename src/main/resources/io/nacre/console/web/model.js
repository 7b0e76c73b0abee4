// The model: which one scores, whether its inputs drift, whether its probabilities hold, and how the challenger does.
import { html, useEffect } from "/lib/htm.js";
import { LineChart } from "/charts.js";
import { figure, number, orDash, percent } from "/format.js";
import { useResource } from "/http.js";
import { t } from "/i18n.js";
import { Facts, Panel, Time, Waiting } from "/ui.js";

const DRIFT_WATCH = 0.1;
const DRIFT_ALARM = 0.25;

function driftTag(psi) {
  if (psi >= DRIFT_ALARM) {
    return html`<span class="tag tag-alarm">${t("model.drift_alarm")}</span>`;
  }
  return psi >= DRIFT_WATCH
    ? html`<span class="tag tag-warn">${t("model.drift_watch")}</span>`
    : html`<span class="tag">${t("model.drift_stable")}</span>`;
}

function Drift({ drift }) {
  if (drift.length === 0) {
    return html`<p class="quiet">${t("model.no_drift")}</p>`;
  }
  return html`<div class="scroll">
    <table class="data">
      <caption class="visually-hidden">${t("model.drift")}</caption>
      <thead>
        <tr>
          <th scope="col">${t("model.feature")}</th>
          <th scope="col" class="number"><abbr title=${t("model.psi")}>PSI</abbr></th>
          <th scope="col">${t("column.state")}</th>
        </tr>
      </thead>
      <tbody>
        ${drift.map(
          (one) => html`<tr key=${one.feature}>
            <th scope="row"><code>${one.feature}</code></th>
            <td class="number">${figure(one.psi)}</td>
            <td>${driftTag(one.psi)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
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
            model.trained_at && [t("model.trained"), html`<${Time} value=${model.trained_at} withUtc />`],
            model.since && [t("model.since"), html`<${Time} value=${model.since} withUtc />`],
            [t("model.review_from"), percent(model.review_threshold, 1)],
            [t("model.decline_from"), percent(model.decline_threshold, 1)],
            [t("model.decisions"), number(model.decisions)],
            [t("model.coverage"), percent(model.coverage, 1)],
            [t("model.degraded"), percent(model.degraded_share, 1)],
          ]}
        />
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
            />`
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
              <p class="quiet">${t("model.calibration_help")}</p>`}
      <//>
      <${Panel} title=${t("model.drift")} id="drift"><${Drift} drift=${model.drift ?? []} /><//>
    </div>
  </div>`;
}
