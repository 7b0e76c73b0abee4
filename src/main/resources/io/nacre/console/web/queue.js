// The queue: open incidents, live, sorted by expected loss.
import { html, useEffect, useMemo, useRef, useState } from "/lib/htm.js";
import { undoNewest, withWrites, write, writes } from "/actions.js";
import { askBulkVerdict, askFreeze, askRelease, askVerdict } from "/dialogs.js";
import { amountText, loss, number, orDash, probability, zoneName } from "/format.js";
import { can, request, session, useResource } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { useKeys } from "/keys.js";
import { incidentPath, navigate, queryOf, toQuery, useAddress } from "/router.js";
import { IncidentTags, ReasonChips } from "/tables.js";
import { takeNext } from "/take.js";
import { Age, Announcer, Dialog, Due, Field, ProblemBox, Severity, SlowInput, Waiting, openDialog } from "/ui.js";
import { useValue } from "/value.js";

const PAGE_SIZE = 50;
const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];
const FILTERS = ["status", "sort", "assignee", "severity", "q", "country", "merchant", "reason", "min_loss", "snoozed", "offset"];

function apiQuery(query) {
  const wanted = Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
  return toQuery({ limit: PAGE_SIZE, ...wanted });
}

function setFilter(query, change, replace = false) {
  navigate(`/${toQuery({ ...query, offset: "", ...change })}`, { replace });
}

/** The rows shown: their order stays until the analyst asks for the new one, their contents follow the server. */
function useStableRows(data, path, mayMove) {
  const shown = useRef({ path: null, ids: [], byId: new Map() });
  const [, setApplied] = useState(0);
  return useMemo(() => {
    if (!data) {
      return { items: [], news: 0, moved: false, apply: () => {} };
    }
    const before = shown.current;
    const incoming = data.items.map((item) => item.incident_id);
    const fresh = incoming.filter((id) => !before.byId.has(id));
    const keepsOrder = incoming.every((id, index) => before.ids[index] === id) && before.ids.length === incoming.length;
    const byId = new Map(before.path === path ? before.byId : []);
    data.items.forEach((item) => byId.set(item.incident_id, item));
    const apply = () => {
      shown.current = { path, ids: incoming, byId: new Map(data.items.map((item) => [item.incident_id, item])) };
      setApplied((count) => count + 1);
    };
    if (before.path !== path || keepsOrder || mayMove()) {
      shown.current = { path, ids: incoming, byId: new Map(data.items.map((item) => [item.incident_id, item])) };
      return { items: data.items, news: 0, moved: false, apply };
    }
    shown.current = { path, ids: before.ids, byId: new Map(before.ids.map((id) => [id, byId.get(id)])) };
    const present = new Set(incoming);
    const items = before.ids.map((id) => (present.has(id) ? byId.get(id) : { ...byId.get(id), gone: true }));
    return { items, news: fresh.length, moved: true, apply };
  }, [data, path, shown.current.ids]);
}

function Counts({ counts, query }) {
  const links = [
    ["open", { status: "open" }],
    ["unassigned", { status: "open", assignee: "none" }],
    ["mine", { status: "open", assignee: "me" }],
    ["overdue", { status: "open", sort: "due" }],
    ["snoozed", { status: "open", snoozed: "true" }],
  ];
  return html`<nav class="counts" aria-label=${t("queue.counts")}>
    ${links.map(
      ([name, filter]) => html`<a
        key=${name}
        href=${`/${toQuery(filter)}`}
        aria-current=${toQuery(filter) === toQuery(query) ? "page" : null}
        class=${name === "overdue" && counts?.overdue > 0 ? "count late" : "count"}
      >
        <strong class="number">${counts ? number(counts[name]) : "–"}</strong> ${label("count", name)}
      </a>`,
    )}
  </nav>`;
}

function Filters({ query }) {
  const severities = (query.severity ?? "").split(",").filter(Boolean);
  const toggleSeverity = (value) => {
    const next = severities.includes(value) ? severities.filter((one) => one !== value) : [...severities, value];
    setFilter(query, { severity: SEVERITIES.filter((one) => next.includes(one)).join(",") });
  };
  const select = (name, values, textOf, fallback) => html`<select
    aria-label=${label("filter", name)}
    value=${query[name] ?? fallback}
    onChange=${(event) => setFilter(query, { [name]: event.target.value })}
  >
    ${values.map((value) => html`<option key=${value} value=${value}>${textOf(value || "any")}</option>`)}
    ${query[name] && !values.includes(query[name]) && html`<option value=${query[name]}>${query[name]}</option>`}
  </select>`;
  const text = (name, width, mode) => html`<${SlowInput}
    class=${`filter-input ${width}`}
    type="text"
    inputmode=${mode ?? "text"}
    aria-label=${label("filter", name)}
    placeholder=${label("filter", name)}
    value=${query[name] ?? ""}
    change=${(value) => setFilter(query, { [name]: value.trim() }, true)}
  />`;
  const filtered = FILTERS.some((name) => query[name] && name !== "offset" && !(name === "status" && query[name] === "open"));
  return html`<form class="filters" role="search" aria-label=${t("queue.filters")} onSubmit=${(event) => event.preventDefault()}>
    ${select("status", ["open", "closed", "all"], (value) => label("status_filter", value), "open")}
    ${select("assignee", ["", "none", "me"], (value) => label("assignee_filter", value), "")}
    <span class="segments" role="group" aria-label=${t("column.severity")}>
      ${SEVERITIES.map(
        (value) => html`<button
          key=${value}
          type="button"
          class="segment"
          aria-pressed=${severities.includes(value) ? "true" : "false"}
          onClick=${() => toggleSeverity(value)}
        >
          ${label("severity", value)}
        </button>`,
      )}
    </span>
    ${text("q", "wide")} ${text("country", "narrow")} ${text("merchant", "")} ${text("reason", "")}
    ${text("min_loss", "narrow", "decimal")}
    ${select("sort", ["loss", "score", "due", "oldest", "newest"], (value) => label("sort", value), "loss")}
    ${filtered && html`<a class="button link" href="/?status=open">${t("queue.clear")}</a>`}
  </form>`;
}

function SaveViewDialog({ query, close, done }) {
  const [name, setName] = useState(query.view ?? "");
  const [isDefault, setDefault] = useState(false);
  const { view, ...rest } = query;
  const confirm = () => {
    const wanted = name.trim();
    write({
      text: t("write.view", { name: wanted }),
      send: (requestId) =>
        request(
          "PUT",
          `/api/views/${encodeURIComponent(wanted)}`,
          { query: toQuery({ ...rest, offset: "" }).slice(1), is_default: isDefault },
          { requestId },
        ),
      onDone: () => done(wanted),
    });
  };
  return html`<${Dialog}
    title=${t("views.save_title")}
    close=${close}
    confirm=${confirm}
    confirmText=${t("views.save")}
    disabled=${name.trim() === ""}
  >
    <${Field} text=${t("views.name")}>
      <input data-first maxlength="64" value=${name} onInput=${(event) => setName(event.target.value)} />
    <//>
    <label class="check">
      <input type="checkbox" checked=${isDefault} onChange=${(event) => setDefault(event.target.checked)} />
      ${t("views.default")}
    </label>
  <//>`;
}

function Views({ views, query }) {
  const list = views.data?.views ?? [];
  const open = (name) => {
    const view = list.find((one) => one.name === name);
    navigate(view ? `/${toQuery({ ...queryOf(view.query), view: name })}` : "/?status=open");
  };
  const remove = () => {
    const view = list.find((one) => one.name === query.view);
    write({
      text: t("write.view_removed", { name: view.name }),
      undoable: true,
      send: (requestId) =>
        request("DELETE", `/api/views/${encodeURIComponent(view.name)}`, undefined, { requestId }),
      onDone: views.reload,
    });
  };
  const save = () =>
    openDialog(
      (close) =>
        html`<${SaveViewDialog}
          query=${query}
          close=${close}
          done=${(name) => {
            views.reload();
            setFilter(query, { view: name }, true);
          }}
        />`,
    );
  return html`<span class="views">
    <select aria-label=${t("views.title")} value=${query.view ?? ""} onChange=${(event) => open(event.target.value)}>
      <option value="">${t("views.none")}</option>
      ${list.map(
        (view) => html`<option key=${view.name} value=${view.name}>${view.name}${view.is_default ? " ★" : ""}</option>`,
      )}
    </select>
    ${can("save_views") && html`<button type="button" class="button" onClick=${save}>${t("views.save")}</button>`}
    ${can("save_views") && query.view && list.some((one) => one.name === query.view) &&
    html`<button type="button" class="button" onClick=${remove}>${t("views.remove")}</button>`}
  </span>`;
}

function Row({ item, chosen, checked, choose, toggle, mayBulk, restricted }) {
  const row = useRef(null);
  useEffect(() => {
    if (chosen) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, [chosen]);
  const open = () => !restricted && navigate(incidentPath(item.incident_id));
  return html`<tr
    ref=${row}
    class=${`${chosen ? "chosen" : ""} ${item.gone ? "gone" : ""} ${item.pending ? "pending" : ""}`}
    aria-current=${chosen ? "true" : null}
    onClick=${(event) => {
      if (!event.target.closest("a, input, label")) {
        choose();
      }
    }}
    onDblClick=${open}
  >
    ${mayBulk &&
    html`<td class="check-cell">
      <label class="hit">
        <input
          type="checkbox"
          aria-label=${t("queue.select", { account: item.account_id })}
          checked=${checked}
          onChange=${toggle}
        />
      </label>
    </td>`}
    <td><${Severity} value=${item.severity} /></td>
    <td class="number strong">${loss(item.expected_loss, item.loss_currency)}</td>
    <td class="number">${probability(item.score)}</td>
    <td class="number roomy">
      ${amountText(item.amount)}${item.transaction_count > 1 && html`<span class="quiet"> ×${number(item.transaction_count)}</span>`}
    </td>
    <td class="account-cell">
      ${restricted
        ? html`<span>${item.entity ?? item.account_id}</span>`
        : html`<a href=${incidentPath(item.incident_id)}>${item.entity ?? item.account_id}</a>`}
    </td>
    <td class="optional merchant-cell" title=${item.merchant_category}>${orDash(item.merchant)}</td>
    <td class="optional">${orDash(item.country)}</td>
    <td class="reasons-cell">
      <span class="chips">
        ${item.gone && html`<span class="tag">${t("queue.gone")}</span>`}
        <${IncidentTags} incident=${item} />
        <${ReasonChips} reasons=${item.reasons} />
      </span>
    </td>
    <td class="number"><${Age} value=${item.received_at} /></td>
    <td><${Due} value=${item.due_at} /></td>
    <td>${item.assignee ? item.assignee : html`<span class="quiet">${t("queue.unassigned")}</span>`}</td>
  </tr>`;
}

function Table({ rows, selection, query, restricted }) {
  const mayBulk = can("give_bulk_verdicts");
  const allChecked = rows.length > 0 && rows.every((item) => selection.checked.has(item.incident_id));
  const sorted = (name) => ((query.sort ?? "loss") === name ? "descending" : null);
  return html`<div class="scroll">
    <table class="data queue">
      <caption class="visually-hidden">${t("queue.caption")}</caption>
      <thead>
        <tr>
          ${mayBulk &&
          html`<th scope="col" class="check-cell">
            <label class="hit">
              <input
                type="checkbox"
                aria-label=${t("queue.select_all")}
                checked=${allChecked}
                onChange=${() => selection.setChecked(new Set(allChecked ? [] : rows.map((item) => item.incident_id)))}
              />
            </label>
          </th>`}
          <th scope="col">${t("column.severity")}</th>
          <th scope="col" class="number" aria-sort=${sorted("loss")}>${t("column.loss")}</th>
          <th scope="col" class="number" aria-sort=${sorted("score")}>${t("column.score")}</th>
          <th scope="col" class="number roomy">${t("column.amount")}</th>
          <th scope="col">${t("column.account")}</th>
          <th scope="col" class="optional">${t("column.merchant")}</th>
          <th scope="col" class="optional">${t("column.country")}</th>
          <th scope="col">${t("column.reasons")}</th>
          <th scope="col" class="number">${t("column.age")}</th>
          <th scope="col">${t("column.due")}</th>
          <th scope="col">${t("column.assignee")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (item) => html`<${Row}
            key=${item.incident_id}
            item=${item}
            mayBulk=${mayBulk}
            restricted=${restricted}
            chosen=${selection.chosen === item.incident_id}
            checked=${selection.checked.has(item.incident_id)}
            choose=${() => selection.setChosen(item.incident_id)}
            toggle=${() => {
              const next = new Set(selection.checked);
              if (!next.delete(item.incident_id)) {
                next.add(item.incident_id);
              }
              selection.setChecked(next);
            }}
          />`,
        )}
      </tbody>
    </table>
  </div>`;
}

function Pages({ total, offset, query }) {
  const link = (to) => `/${toQuery({ ...query, offset: to > 0 ? to : "" })}`;
  return html`<nav class="pages" aria-label=${t("queue.pages")}>
    <span class="quiet number">
      ${total === 0 ? "0" : `${number(offset + 1)}–${number(Math.min(total, offset + PAGE_SIZE))}`}
      ${" "}${t("queue.of", { total: number(total) })}
    </span>
    ${offset > 0 && html`<a class="button" href=${link(offset - PAGE_SIZE)}>${t("queue.previous")}</a>`}
    ${offset + PAGE_SIZE < total && html`<a class="button" href=${link(offset + PAGE_SIZE)}>${t("queue.next")}</a>`}
  </nav>`;
}

function useDefaultView(views, address) {
  const done = useRef(address.query !== "");
  useEffect(() => {
    if (!done.current && views.data) {
      done.current = true;
      const view = views.data.views?.find((one) => one.is_default);
      if (view && location.pathname === "/" && location.search === "") {
        navigate(`/${toQuery({ ...queryOf(view.query), view: view.name })}`, { replace: true });
      }
    }
  }, [views.data]);
}

/** The page with the queue. */
export function QueuePage() {
  const address = useAddress();
  const query = queryOf(address.query);
  const path = `/api/incidents${apiQuery(query)}`;
  const resource = useResource(path, { delayMs: 400 });
  const views = useResource("/api/views", { concerns: () => false });
  useDefaultView(views, address);
  const [chosen, setChosen] = useState(null);
  const [checked, setChecked] = useState(new Set());
  const current = useRef({});
  current.current = { chosen, checked };
  const ready = resource.path === path;
  const stable = useStableRows(
    resource.data,
    resource.path,
    () => current.current.chosen === null && current.current.checked.size === 0,
  );
  const all = useValue(writes);
  const rows = stable.items.map((item) => withWrites(item, all));
  const restricted = session.get()?.restricted === true;
  useEffect(() => setChecked(new Set()), [path]);
  useEffect(() => {
    document.title = `${t("queue.title")} · Nacre`;
  }, []);

  const chosenIndex = rows.findIndex((item) => item.incident_id === chosen);
  const chosenItem = rows[chosenIndex];
  const move = (by) => {
    if (rows.length > 0) {
      const next = chosenIndex < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, chosenIndex + by));
      setChosen(rows[next].incident_id);
    }
  };
  const onChosen = (action) => () => (chosenItem ? action(chosenItem) : false);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => (chosen === null ? false : move(1)),
    ArrowUp: () => (chosen === null ? false : move(-1)),
    Enter: onChosen((item) => !restricted && navigate(incidentPath(item.incident_id))),
    n: () => takeNext(query),
    ".": () => (stable.moved ? stable.apply() : false),
    x: onChosen((item) => {
      if (!can("give_bulk_verdicts")) {
        return false;
      }
      const next = new Set(checked);
      if (!next.delete(item.incident_id)) {
        next.add(item.incident_id);
      }
      return setChecked(next);
    }),
    f: onChosen((item) => (can("freeze_accounts") ? askFreeze(item.account_id, item) : false)),
    u: () => undoNewest() || (chosenItem?.frozen && can("freeze_accounts") ? askRelease(chosenItem.account_id, chosenItem) : false),
    1: () => verdictByKey("FRAUD"),
    2: () => verdictByKey("LEGITIMATE"),
    3: () => verdictByKey("INCONCLUSIVE"),
    Escape: () => {
      if (chosen === null && checked.size === 0) {
        return false;
      }
      setChecked(new Set());
      return setChosen(null);
    },
  });
  const verdictByKey = (finding) => {
    if (checked.size > 0 && can("give_bulk_verdicts")) {
      return askBulkVerdict([...checked], finding, () => setChecked(new Set()));
    }
    return chosenItem && can("give_verdicts") ? askVerdict(chosenItem, finding) : false;
  };
  const offset = Number(query.offset) || 0;

  return html`<div class="page">
    <header class="page-head">
      <h1>${t("queue.title")}</h1>
      <${Counts} counts=${resource.data?.counts} query=${query} />
      <span class="space"></span>
      <${Views} views=${views} query=${query} />
      ${can("export") &&
      html`<a class="button" href=${`/api/incidents.csv${toQuery(Object.fromEntries(FILTERS.map((name) => [name, query[name]])))}`} download>${t("queue.csv")}</a>`}
      ${can("work_incidents") &&
      html`<button type="button" class="button primary" onClick=${() => takeNext(query)}>
        ${t("queue.take_next")} <kbd>n</kbd>
      </button>`}
    </header>
    <${Filters} query=${query} />
    ${checked.size > 0 &&
    html`<div class="bulk-bar" role="region" aria-label=${t("bulk.region")}>
      <strong>${tn("queue.selected", checked.size)}</strong>
      ${["FRAUD", "LEGITIMATE", "INCONCLUSIVE"].map(
        (finding, index) => html`<button
          key=${finding}
          type="button"
          class="button"
          onClick=${() => askBulkVerdict([...checked], finding, () => setChecked(new Set()))}
        >
          ${label("finding", finding)} <kbd>${index + 1}</kbd>
        </button>`,
      )}
      <button type="button" class="button link" onClick=${() => setChecked(new Set())}>${t("queue.unselect")}</button>
    </div>`}
    ${stable.moved &&
    html`<button type="button" class="news-chip" onClick=${stable.apply}>
      ${stable.news > 0 ? tn("queue.new", stable.news) : t("queue.changed")} <kbd>.</kbd>
    </button>`}
    <${Announcer} text=${stable.news > 0 ? tn("queue.new", stable.news) : ""} />
    ${resource.problem && resource.data && html`<${ProblemBox} problem=${resource.problem} retry=${resource.reload} />`}
    <${Waiting} resource=${resource} />
    ${resource.data &&
    html`${rows.length === 0 && ready
        ? html`<div class="empty"><p>${t("queue.empty")}</p></div>`
        : html`<div class=${ready ? "" : "stale"}>
            <${Table}
              rows=${rows}
              query=${query}
              restricted=${restricted}
              selection=${{ chosen, setChosen, checked, setChecked }}
            />
          </div>`}
      <footer class="page-foot">
        <${Pages} total=${resource.data.total} offset=${offset} query=${query} />
        <span class="quiet">${t("page.zone", { zone: zoneName() })}</span>
      </footer>`}
  </div>`;
}
