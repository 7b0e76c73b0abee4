// Accounts, devices, IP addresses, merchants and counterparties.
import { html, useEffect } from "/lib/htm.js";
import { undoNewest } from "/actions.js";
import { askFreeze, askList, askRelease, askReveal } from "/dialogs.js";
import { number, orDash } from "/format.js";
import { Neighbours } from "/graph.js";
import { can, session, useResource } from "/http.js";
import { label, t } from "/i18n.js";
import { useKeys } from "/keys.js";
import { IncidentTable, PaymentTable } from "/tables.js";
import { Panel, ProblemBox, Time, Waiting } from "/ui.js";

function Records({ records, text }) {
  return html`<ul class="plain">
    ${records.map(
      (record, index) => html`<li key=${index}>
        ${text(record)}
        <span class="quiet"> ${orDash(record.actor)} · <${Time} value=${record.at ?? record.requested_at ?? record.changed_at} /></span>
        ${record.reason && html`<p class="note-text">${record.reason}</p>`}
      </li>`,
    )}
  </ul>`;
}

function Actions({ type, id, entity }) {
  const isAccount = type === "account";
  useKeys({
    f: () => (isAccount && can("freeze_accounts") && !entity.frozen ? askFreeze(id) : false),
    u: () => undoNewest() || (isAccount && can("freeze_accounts") && entity.frozen ? askRelease(id) : false),
  });
  return html`<div class="button-row">
    ${isAccount && can("freeze_accounts") && !entity.frozen &&
    html`<button type="button" class="button danger" onClick=${() => askFreeze(id)}>${t("freeze.confirm")} <kbd>f</kbd></button>`}
    ${isAccount && can("freeze_accounts") && entity.frozen &&
    html`<button type="button" class="button" onClick=${() => askRelease(id)}>${t("release.confirm")} <kbd>u</kbd></button>`}
    ${can("edit_lists") && html`<button type="button" class="button" onClick=${() => askList(type, id)}>${t("lists.add")}</button>`}
    ${isAccount && session.get().masked === true && can("reveal") &&
    html`<button type="button" class="button" onClick=${() => askReveal(id)}>${t("reveal.confirm")}</button>`}
  </div>`;
}

function expiry(record) {
  return record.expires_at ? html`<span class="quiet"> ${t("entity.until")} <${Time} value=${record.expires_at} /></span>` : null;
}

/** The page of an entity. */
export function EntityPage({ type, id }) {
  const path =
    type === "account"
      ? `/api/accounts/${encodeURIComponent(id)}`
      : `/api/entities/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
  const resource = useResource(path, { delayMs: 1000 });
  useEffect(() => {
    document.title = `${id} · Nacre`;
  }, [id]);
  const entity = resource.path === path ? resource.data : null;
  if (!entity) {
    return html`<div class="page"><${Waiting} resource=${{ ...resource, data: null }} /></div>`;
  }
  const totals = entity.totals ?? {};
  return html`<div class="page">
    ${resource.problem && html`<${ProblemBox} problem=${resource.problem} retry=${resource.reload} />`}
    <header class="incident-head">
      <div class="incident-title">
        <span class="tag">${label("type", type)}</span>
        <h1 class="text">${entity.id ?? id}</h1>
        ${entity.frozen && html`<span class="tag tag-alarm">${t("tag.frozen")}</span>`}
        <span class="space"></span>
        <${Actions} type=${type} id=${id} entity=${entity} />
      </div>
      <dl class="figures">
        <div><dt>${t("entity.payments")}</dt><dd>${number(totals.payments)}</dd></div>
        <div><dt>${t("entity.suspicious")}</dt><dd>${number(totals.suspicious)}</dd></div>
        ${totals.declined !== undefined && html`<div><dt>${t("entity.declined")}</dt><dd>${number(totals.declined)}</dd></div>`}
        ${totals.amount_text && html`<div><dt>${t("entity.amount")}</dt><dd>${totals.amount_text}</dd></div>`}
        <div><dt>${t("entity.first")}</dt><dd><${Time} value=${totals.first_at} /></dd></div>
        <div><dt>${t("entity.last")}</dt><dd><${Time} value=${totals.last_at} /></dd></div>
      </dl>
    </header>
    <div class="incident-grid">
      <div class="column">
        <${Panel} title=${t("entity.incidents")} id="incidents">
          <${IncidentTable} incidents=${entity.incidents} caption=${t("entity.incidents")} />
        <//>
        <${Panel} title=${t("entity.payments")} id="payments">
          <${PaymentTable} payments=${entity.payments} caption=${t("entity.payments")} withAccount=${type !== "account"} />
        <//>
      </div>
      <div class="column">
        ${entity.neighbours &&
        html`<${Panel} title=${t("graph.title")} id="neighbours"><${Neighbours} start=${entity.neighbours} /><//>`}
        <${Panel} title=${t("entity.actions")} id="actions">
          ${(entity.actions ?? []).length === 0
            ? html`<p class="quiet">${t("entity.no_actions")}</p>`
            : html`<${Records}
                records=${entity.actions}
                text=${(action) => html`<strong>${label("action", action.type)}</strong> ${label("scope", action.scope)} ${expiry(action)}`}
              />`}
        <//>
        <${Panel} title=${t("entity.lists")} id="lists">
          ${(entity.lists ?? []).length === 0
            ? html`<p class="quiet">${t("entity.no_lists")}</p>`
            : html`<${Records} records=${entity.lists} text=${(entry) => html`<strong>${label("list", entry.list)}</strong> ${expiry(entry)}`} />`}
        <//>
      </div>
    </div>
  </div>`;
}
