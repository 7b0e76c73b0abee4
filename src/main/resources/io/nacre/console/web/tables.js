// Tables of incidents and payments.
import { html } from "/lib/htm.js";
import { amountText, loss, orDash, probability, visible } from "/format.js";
import { label, t, tn } from "/i18n.js";
import { incidentPath } from "/router.js";
import { Age, EntityLink, Finding, Outcome, Severity, Time } from "/ui.js";

/** Why the score is high, as a few chips. */
export function ReasonChips({ reasons, most = 3 }) {
  return (reasons ?? [])
    .slice(0, most)
    .map((reason) => html`<span key=${reason.code} class="chip" title=${reason.description}>${reason.code}</span>`);
}

/** The states of an incident as tags. */
export function IncidentTags({ incident }) {
  return html`${incident.pending && html`<span class="tag tag-pending">${t("tag.pending")}</span>`}
  ${incident.frozen && html`<span class="tag tag-alarm">${t("tag.frozen")}</span>`}
  ${incident.escalated && html`<span class="tag tag-warn">${t("tag.escalated")}</span>`}
  ${incident.snoozed_until && html`<span class="tag">${t("tag.snoozed")}</span>`}
  ${incident.account_count > 1 && html`<span class="tag">${tn("accounts", incident.account_count)}</span>`}
  <${Finding} value=${incident.verdict} />`;
}

/** A few incidents, such as those like this one. */
export function IncidentTable({ incidents, caption, narrow }) {
  if (!incidents || incidents.length === 0) {
    return html`<p class="quiet">${t("incidents.none")}</p>`;
  }
  return html`<div class="scroll">
    <table class="data">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${t("column.severity")}</th>
          <th scope="col">${t("column.account")}</th>
          <th scope="col" class="number">${t("column.loss")}</th>
          <th scope="col" class="number">${t("column.score")}</th>
          ${!narrow && html`<th scope="col">${t("column.reasons")}</th>`}
          <th scope="col">${t("column.age")}</th>
          <th scope="col">${t("column.state")}</th>
        </tr>
      </thead>
      <tbody>
        ${incidents.map(
          (incident) => html`<tr key=${incident.incident_id}>
            <td><${Severity} value=${incident.severity} /></td>
            <td><a href=${incidentPath(incident.incident_id)}>${incident.account_id}</a></td>
            <td class="number">${loss(incident.expected_loss, incident.loss_currency)}</td>
            <td class="number">${probability(incident.score)}</td>
            ${!narrow && html`<td><span class="chips"><${ReasonChips} reasons=${incident.reasons} most=${2} /></span></td>`}
            <td><${Age} value=${incident.received_at} /></td>
            <td>
              <${Finding} value=${incident.finding ?? incident.verdict} />
              ${!(incident.finding ?? incident.verdict) && html`<span class="quiet">${label("status", incident.status)}</span>`}
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Payments, newest first as the server gives them. Payments of an incident are marked, and so is what came later. */
export function PaymentTable({ payments, caption, withAccount }) {
  if (!payments || payments.length === 0) {
    return html`<p class="quiet">${t("payments_panel.none")}</p>`;
  }
  return html`<div class="scroll">
    <table class="data payments">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${t("column.time")}</th>
          ${withAccount && html`<th scope="col">${t("column.account")}</th>`}
          <th scope="col" class="number">${t("column.amount")}</th>
          <th scope="col">${t("column.merchant")}</th>
          <th scope="col">${t("column.country")}</th>
          <th scope="col" class="optional">${t("column.channel")}</th>
          <th scope="col" class="optional">${t("column.ip_device")}</th>
          <th scope="col">${t("column.outcome")}</th>
          <th scope="col" class="number">${t("column.score")}</th>
        </tr>
      </thead>
      <tbody>
        ${payments.map(
          (payment) => html`<tr key=${payment.transaction_id} class=${payment.suspicious ? "suspicious" : ""}>
            <td>
              <${Time} value=${payment.event_time} />
              ${payment.suspicious && html`<span class="tag tag-warn">${t("tag.suspicious")}</span>`}
              ${payment.newer && html`<span class="tag">${t("tag.newer")}</span>`}
            </td>
            ${withAccount && html`<td><${EntityLink} type="account" id=${payment.account_id} /></td>`}
            <td class="number">${amountText(payment.amount)}</td>
            <td class="text">
              ${payment.merchant
                ? html`<${EntityLink} type="merchant" id=${payment.merchant_id ?? payment.merchant}>${visible(payment.merchant)}<//>`
                : html`<${EntityLink} type="counterparty" id=${payment.counterparty_id} />`}
            </td>
            <td>${orDash(payment.country)}</td>
            <td class="optional">${label("channel", payment.channel) || "–"}</td>
            <td class="optional text">
              ${payment.ip && html`<${EntityLink} type="ip" id=${payment.ip} /> `}
              ${payment.device_id && html`<${EntityLink} type="device" id=${payment.device_id} />`}
            </td>
            <td>
              <${Outcome} value=${payment.outcome} />
              ${payment.cause && payment.cause !== "SCORE" && html`<span class="quiet" title=${payment.cause_detail}> ${label("cause", payment.cause)}</span>`}
            </td>
            <td class="number">${probability(payment.score)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
