// What-if: other thresholds on history, before anything is published.
import { html, useEffect } from "/lib/htm.js";
import { LineChart } from "/charts.js";
import { figure, money, number, percent } from "/format.js";
import { useResource } from "/http.js";
import { t, tn } from "/i18n.js";
import { navigate, queryOf, toQuery, useAddress } from "/router.js";
import { Field, Panel, ProblemBox, SlowInput, Waiting } from "/ui.js";

function Slider({ name, text, value }) {
  const query = queryOf(useAddress().query);
  const change = (typed) => {
    const share = Number(typed);
    if (typed !== "" && share >= 0 && share <= 1) {
      navigate(`/what-if${toQuery({ ...query, [name]: String(share) })}`, { replace: true });
    }
  };
  return html`<div class="slider">
    <${Field} text=${text}>
      <${SlowInput} type="range" min="0" max="1" step="0.01" value=${String(value)} change=${change} delayMs=${150} />
    <//>
    <${SlowInput}
      class="narrow"
      type="number"
      min="0"
      max="1"
      step="0.01"
      aria-label=${text}
      value=${String(value)}
      change=${change}
    />
  </div>`;
}

function Comparison({ current, proposed, currency }) {
  const rows = [
    [t("whatif.alerts_per_day"), "alerts_per_day", figure],
    [t("whatif.declined_per_day"), "declined_per_day", figure],
    [t("whatif.frauds_caught"), "frauds_caught", number],
    [t("whatif.recall"), "recall", (value) => percent(value, 1)],
    [t("team.precision"), "precision", (value) => percent(value, 1)],
    [t("whatif.saved"), "saved", (value) => money(value, currency, 0)],
    [t("whatif.blocked"), "legitimate_declined", number],
    [t("whatif.labelled_alerts"), "labelled_alerts", number],
  ];
  const change = (name, format) => {
    const exact = (proposed[name] ?? NaN) - (current[name] ?? NaN);
    const difference = Math.abs(exact) < 1e-9 ? 0 : exact;
    if (!Number.isFinite(difference)) {
      return "";
    }
    return `${difference > 0 ? "+" : difference < 0 ? "−" : "±"}${format(Math.abs(difference))}`;
  };
  return html`<table class="data comparison">
    <caption class="visually-hidden">${t("whatif.comparison")}</caption>
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">${t("whatif.figure")}</span></th>
        <th scope="col" class="number">${t("whatif.today")}</th>
        <th scope="col" class="number">${t("whatif.then")}</th>
        <th scope="col" class="number">${t("trail.change")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows
        .filter(([, name]) => proposed[name] !== undefined)
        .map(
          ([text, name, format]) => html`<tr key=${name}>
            <th scope="row">${text}</th>
            <td class="number">${format(current[name])}</td>
            <td class="number strong">${format(proposed[name])}</td>
            <td class="number quiet">${change(name, format)}</td>
          </tr>`,
        )}
    </tbody>
  </table>`;
}

function RuleOff({ rules, off }) {
  const query = queryOf(useAddress().query);
  return html`<${Field} text=${t("whatif.rule_off")}>
    <select
      value=${off ?? ""}
      onChange=${(event) => navigate(`/what-if${toQuery({ ...query, off: event.target.value || undefined })}`, { replace: true })}
    >
      <option value="">${t("whatif.no_rule")}</option>
      ${rules.map(
        (rule) => html`<option key=${rule.rule_id} value=${rule.rule_id}>${`${rule.rule_id} (${tn("payments", rule.payments)})`}</option>`,
      )}
    </select>
  <//>`;
}

/** The page for trying other thresholds. */
export function WhatIfPage() {
  const query = queryOf(useAddress().query);
  const path = `/api/what-if${toQuery({ review: query.review, decline: query.decline, off: query.off })}`;
  const resource = useResource(path, { concerns: () => false });
  useEffect(() => {
    document.title = `${t("whatif.title")} · Nacre`;
  }, []);
  const answer = resource.data;
  if (!answer) {
    return html`<div class="page"><h1>${t("whatif.title")}</h1><${Waiting} resource=${resource} /></div>`;
  }
  const review = Number(query.review ?? answer.review);
  const decline = Number(query.decline ?? answer.decline);
  const curve = answer.curve ?? [];
  return html`<div class="page">
    <header class="page-head"><h1>${t("whatif.title")}</h1></header>
    ${resource.problem && html`<${ProblemBox} problem=${resource.problem} />`}
    <div class="panel-grid">
      <${Panel} title=${t("whatif.thresholds")} id="thresholds">
        <${Slider} name="review" text=${t("model.review_from")} value=${review} />
        <${Slider} name="decline" text=${t("model.decline_from")} value=${decline} />
        ${review > decline && html`<p class="late" role="alert">${t("whatif.order")}</p>`}
        ${(answer.rules ?? []).length > 0 && html`<${RuleOff} rules=${answer.rules} off=${query.off} />`}
        <p class="quiet">
          ${tn("whatif.history", answer.period_days)} ${answer.truncated && t("whatif.truncated")} ${t("whatif.nothing_changes")}
        </p>
        <div class=${resource.loading || resource.path !== path ? "stale" : ""} role="status">
          <${Comparison} current=${answer.current ?? {}} proposed=${answer.proposed ?? {}} currency=${answer.currency} />
        </div>
        <p class="quiet">
          ${t("whatif.labels", {
            frauds: number(answer.labels.frauds),
            legitimate: number(answer.labels.legitimate),
            assumed: number(answer.labels.assumed_legitimate),
            unknown: number(answer.labels.unknown),
          })}
        </p>
        <p class="quiet">${t("whatif.limits")}</p>
      <//>
      <${Panel} title=${t("whatif.curve")} id="curve">
        ${curve.length > 0 &&
        html`<${LineChart}
            title=${t("whatif.curve")}
            xFormat=${(value) => percent(value)}
            yFormat=${(value) => percent(value)}
            yMax=${1}
            mark=${review}
            columns=${[t("whatif.threshold"), t("whatif.recall"), t("team.precision")]}
            series=${[
              { name: "recall", points: curve.map((one) => ({ x: one.threshold, y: one.recall })) },
              { name: "precision", points: curve.map((one) => ({ x: one.threshold, y: one.precision })) },
            ]}
          />
          <p class="legend-line">
            <span class="swatch swatch-line-0" aria-hidden="true"></span>${t("whatif.recall")}
            <span class="swatch swatch-line-1" aria-hidden="true"></span>${t("team.precision")}
          </p>
          <${LineChart}
            title=${t("whatif.alerts_per_day")}
            xFormat=${(value) => percent(value)}
            yFormat=${(value) => number(value)}
            mark=${review}
            columns=${[t("whatif.threshold"), t("whatif.alerts_per_day")]}
            series=${[{ name: "alerts", points: curve.map((one) => ({ x: one.threshold, y: one.alerts_per_day })) }]}
          />
          <p class="quiet">${t("whatif.alerts_per_day")}</p>`}
      <//>
    </div>
  </div>`;
}
