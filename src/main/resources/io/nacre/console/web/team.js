// The team: how much work there is, how old it is, and how good the alerts are.
import { html, useEffect } from "/lib/htm.js";
import { BarChart, ShareBar } from "/charts.js";
import { duration, number, orDash, percent, utcDay } from "/format.js";
import { useResource } from "/http.js";
import { label, t } from "/i18n.js";
import { Age, EntityLink, Panel, Time, Waiting } from "/ui.js";

function Precision({ rows, name, nameText, caption }) {
  if (!rows || rows.length === 0) {
    return html`<p class="quiet">${t("team.no_verdicts")}</p>`;
  }
  return html`<table class="data">
    <caption class="visually-hidden">${caption}</caption>
    <thead>
      <tr>
        <th scope="col">${nameText}</th>
        <th scope="col" class="number">${t("team.judged")}</th>
        <th scope="col" class="number">${t("team.frauds")}</th>
        <th scope="col" class="number">${t("team.precision")}</th>
        <th scope="col" class="share-cell"><span class="visually-hidden">${t("team.precision")}</span></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr key=${row[name]}>
          <th scope="row"><code>${row[name]}</code></th>
          <td class="number">${number(row.alerts)}</td>
          <td class="number">${number(row.frauds)}</td>
          <td class="number">${percent(row.precision)}</td>
          <td class="share-cell"><${ShareBar} value=${row.precision} /></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function ValueBands({ bands }) {
  return html`<table class="data">
      <caption class="visually-hidden">${t("team.by_value")}</caption>
      <thead>
        <tr>
          <th scope="col">${t("column.amount")}</th>
          <th scope="col" class="number">${t("team.payments")}</th>
          <th scope="col" class="number">${t("team.frauds")}</th>
          <th scope="col" class="number">${t("team.fraud_rate")}</th>
          <th scope="col" class="number">${t("team.upper_bound")}</th>
          <th scope="col" class="number">${t("team.limit")}</th>
        </tr>
      </thead>
      <tbody>
        ${bands.map(
          (band) => html`<tr key=${band.band}>
            <th scope="row">${band.band}</th>
            <td class="number">${number(band.payments)}</td>
            <td class="number">${number(band.frauds)}</td>
            <td class="number">${percent(band.fraud_rate, 3)}</td>
            <td class=${`number ${band.held ? "" : "late"}`}>${percent(band.upper_bound, 3)}</td>
            <td class="number">${percent(band.limit, 2)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="quiet">${t("team.by_value_help")}</p>`;
}

function Workload({ analysts }) {
  return html`<table class="data">
    <caption class="visually-hidden">${t("team.workload")}</caption>
    <thead>
      <tr>
        <th scope="col">${t("team.analyst")}</th>
        <th scope="col" class="number">${t("team.assigned")}</th>
        <th scope="col" class="number">${t("team.handled_today")}</th>
        <th scope="col" class="number">${t("team.handled_week")}</th>
        <th scope="col" class="number">${t("team.handling")}</th>
      </tr>
    </thead>
    <tbody>
      ${analysts.map(
        (one) => html`<tr key=${one.analyst}>
          <th scope="row">${one.analyst}</th>
          <td class="number">${number(one.assigned)}</td>
          <td class="number">${number(one.handled_today)}</td>
          <td class="number">${number(one.handled_7d)}</td>
          <td class="number">${one.median_handling_s == null ? "–" : duration(one.median_handling_s * 1000)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function Freezes({ freezes, isTruncated }) {
  if (freezes.length === 0) {
    return html`<p class="quiet">${t("team.no_freezes")}</p>`;
  }
  return html`<table class="data">
    <caption class="visually-hidden">${t("team.freezes")}</caption>
    <thead>
      <tr>
        <th scope="col">${t("column.account")}</th>
        <th scope="col">${t("team.by")}</th>
        <th scope="col">${t("column.age")}</th>
        <th scope="col">${t("entity.until")}</th>
        <th scope="col">${t("field.reason")}</th>
      </tr>
    </thead>
    <tbody>
      ${freezes.map(
        (freeze) => html`<tr key=${freeze.account_id}>
          <td><${EntityLink} type="account" id=${freeze.account_id} /></td>
          <td>${freeze.automatic ? t("team.automatic") : orDash(freeze.actor)}</td>
          <td><${Age} value=${freeze.since} /></td>
          <td>${freeze.expires_at ? html`<${Time} value=${freeze.expires_at} />` : t("freeze.until_released")}</td>
          <td class="text">${orDash(freeze.reason)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
  ${isTruncated && html`<p class="quiet">${t("team.freezes_truncated", { n: number(freezes.length) })}</p>`}`;
}

/** The page of the team. */
export function TeamPage() {
  const resource = useResource("/api/team", { delayMs: 5000 });
  useEffect(() => {
    document.title = `${t("team.title")} · Nacre`;
  }, []);
  const team = resource.data;
  if (!team) {
    return html`<div class="page"><h1>${t("team.title")}</h1><${Waiting} resource=${resource} /></div>`;
  }
  const due = team.due ?? {};
  const days = team.days ?? [];
  return html`<div class="page">
    <header class="page-head"><h1>${t("team.title")}</h1></header>
    <dl class="figures framed">
      <div><dt>${t("team.overdue")}</dt><dd class=${due.overdue > 0 ? "late" : ""}>${number(due.overdue)}</dd></div>
      <div><dt>${t("team.due_today")}</dt><dd>${number(due.today)}</dd></div>
      <div><dt>${t("team.due_later")}</dt><dd>${number(due.later)}</dd></div>
      <div><dt>${t("team.handling")}</dt><dd>${team.median_handling_s == null ? "–" : duration(team.median_handling_s * 1000)}</dd></div>
      <div><dt>${t("team.false_alarms")}</dt><dd>${percent(team.false_alarm_rate)} <span class="small quiet">${t("team.of_judged", { n: number(team.judged) })}</span></dd></div>
    </dl>
    <div class="panel-grid">
      <${Panel} title=${t("team.alerts_by_day")} id="days">
        <${BarChart}
          title=${t("team.alerts_by_day")}
          format=${(value) => number(value)}
          columns=${[t("team.day"), t("team.alerts"), t("team.false_alarms")]}
          rows=${days.map((one) => ({ label: utcDay(one.day), value: one.alerts, part: one.false_alarms }))}
        />
        <p class="legend-line"><span class="swatch swatch-bar" aria-hidden="true"></span>${t("team.alerts")} <span class="swatch swatch-part" aria-hidden="true"></span>${t("team.false_alarms")} · ${t("team.days_help")}</p>
      <//>
      <${Panel} title=${t("team.open_by_age")} id="ages">
        <${BarChart}
          title=${t("team.open_by_age")}
          format=${(value) => number(value)}
          columns=${[t("column.age"), t("team.open")]}
          rows=${(team.open_by_age ?? []).map((one) => ({ label: label("age_bucket", one.bucket), value: one.count }))}
        />
      <//>
      <${Panel} title=${t("team.workload")} id="workload">
        <${Workload} analysts=${team.analysts ?? []} />
        <p class="quiet">${t("team.handling_help")}</p>
      <//>
      <${Panel} title=${t("team.freezes")} id="freezes"><${Freezes} freezes=${team.freezes ?? []} isTruncated=${team.freezes_truncated === true} /><//>
      <${Panel} title=${t("team.by_rule")} id="by-rule">
        <${Precision} rows=${team.rules} name="rule_id" nameText=${t("rules.rule")} caption=${t("team.by_rule")} />
        <p class="quiet">${t("team.precision_help", { days: team.precision_days })}</p>
      <//>
      <${Panel} title=${t("team.by_reason")} id="by-reason">
        <${Precision} rows=${team.reasons} name="code" nameText=${t("team.reason")} caption=${t("team.by_reason")} />
        <p class="quiet">${t("team.precision_help", { days: team.precision_days })}</p>
      <//>
      <${Panel} title=${t("team.by_value")} id="by-value"><${ValueBands} bands=${team.value_bands ?? []} /><//>
    </div>
  </div>`;
}
