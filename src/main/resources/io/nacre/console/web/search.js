// Search over incidents, payments and entities.
import { html, useEffect } from "/lib/htm.js";
import { number } from "/format.js";
import { useResource } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { navigate, queryOf, toQuery, useAddress } from "/router.js";
import { IncidentTable, PaymentTable } from "/tables.js";
import { EntityLink, Panel, SlowInput, Waiting } from "/ui.js";

function Found({ path }) {
  const resource = useResource(path, { concerns: () => false });
  const found = resource.path === path ? resource.data : null;
  if (!found) {
    return html`<${Waiting} resource=${{ ...resource, data: null }} />`;
  }
  const entities = found.entities ?? [];
  const count = entities.length + (found.incidents ?? []).length + (found.payments ?? []).length;
  if (count === 0) {
    return html`<div class="empty"><p role="status">${t("search.nothing")}</p></div>`;
  }
  return html`<p class="quiet" role="status">${tn("search.found", count)}</p>
    ${entities.length > 0 &&
    html`<${Panel} title=${t("search.entities")} id="entities">
      <ul class="entity-hits">
        ${entities.map(
          (entity) => html`<li key=${`${entity.type} ${entity.id}`}>
            <span class="tag">${label("type", entity.type)}</span>
            <${EntityLink} type=${entity.type} id=${entity.id} />
            <span class="quiet">${tn("payments", entity.payments ?? 0)}</span>
          </li>`,
        )}
      </ul>
    <//>`}
    ${(found.incidents ?? []).length > 0 &&
    html`<${Panel} title=${t("search.incidents")} id="incidents">
      <${IncidentTable} incidents=${found.incidents} caption=${t("search.incidents")} />
    <//>`}
    ${(found.payments ?? []).length > 0 &&
    html`<${Panel} title=${t("search.payments")} id="payments" aside=${html`<span class="quiet">${number(found.payments.length)}</span>`}>
      <${PaymentTable} payments=${found.payments} caption=${t("search.payments")} withAccount />
    <//>`}`;
}

/** The page of a search. */
export function SearchPage() {
  const query = queryOf(useAddress().query);
  const wanted = (query.q ?? "").trim();
  useEffect(() => {
    document.title = `${t("search.title")} · Nacre`;
  }, []);
  return html`<div class="page">
    <header class="page-head">
      <h1>${t("search.title")}</h1>
      <${SlowInput}
        class="search-input"
        type="search"
        aria-label=${t("search.title")}
        placeholder=${t("search.placeholder")}
        value=${query.q ?? ""}
        change=${(q) => navigate(`/search${toQuery({ q })}`, { replace: true })}
      />
    </header>
    ${wanted === "" ? html`<p class="quiet">${t("search.help")}</p>` : html`<${Found} path=${`/api/search${toQuery({ q: wanted })}`} />`}
  </div>`;
}
