// The audit log: who read and did what, in a chain that shows changes.
import { html, useEffect } from "/lib/htm.js";
import { number, orDash, zoneName } from "/format.js";
import { useResource } from "/http.js";
import { label, t } from "/i18n.js";
import { navigate, queryOf, toQuery, useAddress } from "/router.js";
import { SlowInput, Time, Waiting } from "/ui.js";

/** The page of the audit log. */
export function AuditPage() {
  const query = queryOf(useAddress().query);
  const path = `/api/audit${toQuery({ subject: query.subject, actor: query.actor })}`;
  const resource = useResource(path, { concerns: () => false });
  useEffect(() => {
    document.title = `${t("audit.title")} · Nacre`;
  }, []);
  const filter = (name, text) => html`<${SlowInput}
    type="text"
    class="filter-input"
    aria-label=${text}
    placeholder=${text}
    value=${query[name] ?? ""}
    change=${(value) => navigate(`/audit${toQuery({ ...query, [name]: value.trim() })}`, { replace: true })}
  />`;
  const log = resource.data;
  return html`<div class="page">
    <header class="page-head">
      <h1>${t("audit.title")}</h1>
      ${log?.chain &&
      html`<span class=${log.chain.valid ? "tag" : "tag tag-alarm"}>
        ${log.chain.valid ? t("audit.valid", { n: number(log.chain.checked) }) : t("audit.broken")}
      </span>`}
    </header>
    <div class="filters">${filter("subject", t("audit.subject"))} ${filter("actor", t("audit.actor"))}</div>
    <${Waiting} resource=${resource} />
    ${log &&
    html`<div class="scroll">
        <table class="data">
          <caption class="visually-hidden">${t("audit.title")}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">#</th>
              <th scope="col">${t("column.time")}</th>
              <th scope="col">${t("audit.actor")}</th>
              <th scope="col">${t("audit.action")}</th>
              <th scope="col">${t("audit.subject")}</th>
              <th scope="col">${t("audit.detail")}</th>
            </tr>
          </thead>
          <tbody>
            ${(log.entries ?? []).map(
              (entry) => html`<tr key=${`${entry.console_id ?? ""} ${entry.sequence}`}>
                <td class="number">${number(entry.sequence)}</td>
                <td><${Time} value=${entry.at} seconds withUtc /></td>
                <td>${entry.actor}</td>
                <td>${label("audit_action", entry.action)}</td>
                <td class="text">${orDash(entry.subject)}</td>
                <td class="text">${orDash(entry.detail)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <footer class="page-foot"><span class="quiet">${t("page.zone", { zone: zoneName() })}</span></footer>`}
  </div>`;
}
