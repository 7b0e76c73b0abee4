// One incident: what happened, why it is suspicious, and what to do about it.
import { html, useEffect, useState } from "/lib/htm.js";
import { postOn, undoNewest, withWrites, write, writes } from "/actions.js";
import { askAssign, askFreeze, askList, askRelease, askReveal, askSnooze, askVerdict } from "/dialogs.js";
import { amountText, figure, loss, number, orDash, percent, probability, visible, zoneName } from "/format.js";
import { Neighbours } from "/graph.js";
import { can, concernsIncident, request, session, useResource } from "/http.js";
import { label, language, t, tn } from "/i18n.js";
import { useKeys } from "/keys.js";
import { PlacesMap } from "/map.js";
import { incidentPath, navigate } from "/router.js";
import { IncidentTable, IncidentTags, PaymentTable } from "/tables.js";
import { release, takeNext } from "/take.js";
import { Trail } from "/trail.js";
import { Age, Announcer, Countdown, Due, EntityLink, Facts, Field, Finding, Outcome, Panel, ProblemBox, Severity, Time, Waiting } from "/ui.js";
import { useValue } from "/value.js";

const TIMELINE_SHOWN = 16;

/** Takes the analyst to the queue once an incident is no longer theirs. */
function skip(incident) {
  write({
    text: t("write.skip", { account: incident.account_id }),
    subjects: [incident.incident_id],
    patch: { assignee: null },
    undoable: true,
    send: (requestId) => postOn(incident, "skip", {}, requestId),
    onDone: () => location.pathname === incidentPath(incident.incident_id) && navigate("/"),
  });
}

function escalate(incident) {
  write({
    text: t("write.escalate", { account: incident.account_id }),
    subjects: [incident.incident_id],
    patch: { escalated: true },
    undoable: true,
    send: (requestId) => postOn(incident, "escalate", {}, requestId),
  });
}

function claim(incident) {
  write({
    text: t("write.claim", { account: incident.account_id }),
    subjects: [incident.incident_id],
    patch: { assignee: session.get().analyst },
    send: (requestId) => postOn(incident, "claim", {}, requestId),
  });
}

function extend(incident) {
  write({
    text: t("write.extend", { account: incident.account_id }),
    subjects: [incident.incident_id],
    send: (requestId) => postOn(incident, "extend", {}, requestId),
  });
}

function Assignment({ incident }) {
  const me = session.get().analyst;
  const isMine = incident.assignee === me;
  return html`<div class="assignment" role="group" aria-label=${t("assignment.title")}>
    <span>
      ${incident.assignee
        ? html`<strong>${isMine ? t("assignment.you") : incident.assignee}</strong>`
        : html`<span class="quiet">${t("queue.unassigned")}</span>`}
      ${incident.assignee && incident.lease_expires_at &&
      html`<span class="quiet"> · ${t("assignment.lease")} <${Countdown} value=${incident.lease_expires_at} /></span>`}
      ${incident.snoozed_until &&
      html`<span class="quiet"> · ${t("assignment.snoozed")} <${Time} value=${incident.snoozed_until} /></span>`}
    </span>
    ${can("work_incidents") &&
    html`<span class="button-row">
      ${!incident.assignee && html`<button type="button" class="button" onClick=${() => claim(incident)}>${t("assignment.claim")} <kbd>c</kbd></button>`}
      ${isMine && html`<button type="button" class="button" onClick=${() => extend(incident)}>${t("assignment.extend")}</button>`}
      ${isMine && html`<button type="button" class="button" onClick=${() => release(incident)}>${t("assignment.release")}</button>`}
      <button type="button" class="button" onClick=${() => skip(incident)} title=${t("assignment.skip_hint")}>
        ${t("assignment.skip")} <kbd>s</kbd>
      </button>
      <button type="button" class="button" onClick=${() => askSnooze(incident)}>${t("assignment.snooze")} <kbd>z</kbd></button>
      ${!incident.escalated && html`<button type="button" class="button" onClick=${() => escalate(incident)}>${t("assignment.escalate")} <kbd>e</kbd></button>`}
      ${can("assign_others") && html`<button type="button" class="button" onClick=${() => askAssign(incident)}>${t("assignment.assign")}</button>`}
    </span>`}
  </div>`;
}

function ActionBar({ incident }) {
  const findings = ["FRAUD", "LEGITIMATE", "INCONCLUSIVE"];
  return html`<div class="action-bar" role="group" aria-label=${t("incident.actions")}>
    ${can("give_verdicts") &&
    findings.map(
      (finding, index) => html`<button
        key=${finding}
        type="button"
        class=${`button ${finding === "FRAUD" ? "danger" : ""}`}
        onClick=${() => askVerdict(incident, finding)}
      >
        ${label("finding", finding)} <kbd>${index + 1}</kbd>
      </button>`,
    )}
    ${can("freeze_accounts") && !incident.frozen &&
    html`<button type="button" class="button" onClick=${() => askFreeze(incident.account_id, incident)}>
      ${t("freeze.confirm")} <kbd>f</kbd>
    </button>`}
    ${can("freeze_accounts") && incident.frozen &&
    html`<button type="button" class="button" onClick=${() => askRelease(incident.account_id, incident)}>
      ${t("release.confirm")} <kbd>u</kbd>
    </button>`}
    ${can("edit_lists") &&
    html`<button type="button" class="button" onClick=${() => askList("account", incident.account_id)}>${t("lists.add")}</button>`}
    ${can("work_incidents") &&
    html`<button type="button" class="button primary" onClick=${() => takeNext()}>${t("queue.take_next")} <kbd>n</kbd></button>`}
  </div>`;
}

function Reason({ reason }) {
  return html`<li>
    <p class="reason-text">${reason.description || reason.code}</p>
    <p class="reason-facts">
      <span class="chip">${reason.code}</span>
      <span class="rise">${t("reason.weight", { n: figure(reason.contribution) })}</span>
    </p>
  </li>`;
}

function Reasons({ data }) {
  const unusual = data.unusual_features ?? data.anomaly?.unusual_features ?? [];
  const tail = data.anomaly?.tail_probability;
  return html`<${Panel} title=${t("reasons.title")} id="reasons">
    ${(data.reasons ?? []).length === 0
      ? html`<p class="quiet">${t("reasons.none")}</p>`
      : html`<ol class="reasons">${data.reasons.map((reason) => html`<${Reason} key=${reason.code} reason=${reason} />`)}</ol>`}
    ${typeof tail === "number" &&
    html`<p class="quiet">
      ${t("reasons.anomaly", { share: percent(tail, tail < 0.01 ? 2 : 0) })}
      ${unusual.length > 0 && ` ${t("reasons.unusual", { features: unusual.map((one) => one.feature ?? one).join(", ") })}`}
    </p>`}
    ${(data.what_would_change ?? []).length > 0 &&
    html`<h3>${t("reasons.counterfactual")}</h3>
      <ul class="plain">${data.what_would_change.map((one, index) => html`<li key=${index}>${one.text ?? one.description}</li>`)}</ul>`}
  <//>`;
}

function EventText({ event }) {
  const text = visible(event.text ?? "");
  switch (event.kind) {
    case "transaction":
      return html`<span class="number">${amountText(event.amount ?? event.text)}</span>
        ${" "}${visible(event.merchant ?? event.counterparty_id ?? "")}
        ${event.outcome && html` <${Outcome} value=${event.outcome} />`}
        ${event.score != null && html`<span class="quiet"> ${probability(event.score)}</span>`}`;
    case "verdict":
      return html`<${Finding} value=${event.finding} /> ${label("verdict_reason", event.reason)} ${text}`;
    case "freeze":
    case "release":
      return html`${text}${event.scope && event.kind === "freeze" && html`<span class="quiet"> · ${label("scope", event.scope)}</span>`}
        ${event.expires_at && html`<span class="quiet"> ${t("entity.until")} <${Time} value=${event.expires_at} /></span>`}`;
    default:
      return html`${text}${event.outcome && html` <${Outcome} value=${event.outcome} />`}
        ${event.reason && html`<span class="quiet"> ${event.reason}</span>`}`;
  }
}

function Timeline({ events }) {
  const [kinds, setKinds] = useState(new Set());
  const [shown, setShown] = useState(TIMELINE_SHOWN);
  const present = [...new Set((events ?? []).map((event) => event.kind))];
  const wanted = (events ?? []).filter((event) => kinds.size === 0 || kinds.has(event.kind));
  const toggle = (kind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) {
      next.add(kind);
    }
    setKinds(next);
  };
  return html`<${Panel} title=${t("timeline.title")} id="timeline" aside=${html`<span class="quiet">${zoneName()}</span>`}>
    <div class="segments" role="group" aria-label=${t("timeline.kinds")}>
      ${present.map(
        (kind) => html`<button
          key=${kind}
          type="button"
          class="segment"
          aria-pressed=${kinds.has(kind) ? "true" : "false"}
          onClick=${() => toggle(kind)}
        >
          ${label("kind", kind)}
        </button>`,
      )}
    </div>
    <ol class="timeline">
      ${wanted.slice(0, shown).map(
        (event, index) => html`<li key=${`${event.at} ${event.kind} ${index}`} class=${`event kind-${String(event.kind).replace(/[^a-z]/gi, "")}`}>
          <${Time} value=${event.at} seconds withUtc />
          <span class="event-kind">${label("kind", event.kind)}</span>
          <span class="event-text">
            <${EventText} event=${event} />
            ${event.actor && html`<span class="quiet"> · ${event.actor}</span>`}
          </span>
        </li>`,
      )}
    </ol>
    ${wanted.length > shown &&
    html`<button type="button" class="button" onClick=${() => setShown(shown + 100)}>
      ${t("timeline.more", { n: number(wanted.length - shown) })}
    </button>`}
  <//>`;
}

function Note({ note, incidentId }) {
  const [text, setText] = useState(null);
  const save = (event) => {
    event.preventDefault();
    write({
      text: t("write.note"),
      subjects: [incidentId],
      send: async (requestId) => {
        try {
          return await request(
            "PUT",
            `/api/notes/${encodeURIComponent(note.note_id)}`,
            { text: text.trim(), version: note.version },
            { requestId },
          );
        } catch (problem) {
          if (problem.status === 409) {
            problem.message = t("notes.conflict");
          }
          throw problem;
        }
      },
      onDone: () => setText(null),
    });
  };
  return html`<li>
    <p class="note-head"><strong>${note.actor}</strong> <${Time} value=${note.at} /></p>
    ${text === null
      ? html`<p class="note-text">${visible(note.text)}</p>
          ${note.actor === session.get().analyst && can("write_notes") &&
          html`<button type="button" class="link" onClick=${() => setText(note.text)}>${t("notes.edit")}</button>`}`
      : html`<form onSubmit=${save}>
          <textarea
            aria-label=${t("notes.edit")}
            rows="3"
            maxlength="4096"
            value=${text}
            onInput=${(event) => setText(event.target.value)}
          ></textarea>
          <div class="button-row">
            <button type="submit" class="button" disabled=${text.trim() === ""}>${t("notes.save")}</button>
            <button type="button" class="button" onClick=${() => setText(null)}>${t("dialog.cancel")}</button>
          </div>
        </form>`}
  </li>`;
}

function Notes({ notes, incident }) {
  const [text, setText] = useState("");
  const add = (event) => {
    event.preventDefault();
    const added = text.trim();
    write({
      text: t("write.note"),
      subjects: [incident.incident_id],
      send: (requestId) =>
        request("POST", `/api/incidents/${encodeURIComponent(incident.incident_id)}/notes`, { text: added }, { requestId }),
      onDone: () => setText((typed) => (typed.trim() === added ? "" : typed)),
    });
  };
  return html`<${Panel} title=${t("notes.title")} id="notes">
    <ul class="notes">${(notes ?? []).map((note) => html`<${Note} key=${note.note_id} note=${note} incidentId=${incident.incident_id} />`)}</ul>
    ${can("write_notes") &&
    html`<form onSubmit=${add}>
      <${Field} text=${t("notes.add")}>
        <textarea
          id="note"
          rows="2"
          maxlength="4096"
          value=${text}
          onInput=${(event) => setText(event.target.value)}
          onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim() !== "" && add(event)}
        ></textarea>
      <//>
      <button type="submit" class="button" disabled=${text.trim() === ""}>${t("notes.save")}</button>
    </form>`}
  <//>`;
}

function NeighbourPanel({ id }) {
  const [hops, setHops] = useState(2);
  const path = `/api/incidents/${encodeURIComponent(id)}/neighbours?hops=${hops}`;
  const resource = useResource(path, { concerns: () => false });
  return html`<${Panel}
    title=${t("graph.title")}
    id="neighbours"
    aside=${html`<label class="inline">
      ${t("graph.hops")}
      <select value=${hops} onChange=${(event) => setHops(Number(event.target.value))}>
        ${[1, 2, 3].map((n) => html`<option key=${n} value=${n}>${n}</option>`)}
      </select>
    </label>`}
  >
    <${Waiting} resource=${resource} />
    ${resource.data && html`<${Neighbours} key=${resource.path} start=${resource.data} />`}
  <//>`;
}

function Evidence({ data }) {
  const hits = data.rules ?? [];
  const newer = (data.payments ?? []).filter((payment) => payment.newer).length;
  return html`<${Panel} title=${t("evidence.title")} id="evidence">
    <${Facts}
      rows=${[
        [t("evidence.bundle"), html`<code>${orDash(data.bundle_id)}</code>`],
        [
          t("evidence.rules"),
          hits.length === 0
            ? t("evidence.no_rules")
            : hits.map(
                (rule) => html`<span key=${rule.rule_id} class="rule-hit">
                  <code>${rule.rule_id} v${rule.version}</code> <${Outcome} value=${rule.outcome} />
                  ${rule.shadow && html` <span class="tag">${label("stage", "SHADOW")}</span>`}
                  ${rule.failed && html` <span class="tag tag-warn">${t("evidence.rule_failed")}</span>`}
                </span>`,
              ),
        ],
        [t("evidence.as_of"), html`<${Time} value=${data.incident.updated_at} withUtc />`],
        [t("evidence.newer"), tn("payments", newer)],
      ]}
    />
    <details>
      <summary>${t("evidence.raw")}</summary>
      <pre class="raw" tabindex="0">${JSON.stringify(data.raw ?? null, null, 2)}</pre>
    </details>
  <//>`;
}

function Verdicts({ verdicts }) {
  return html`<ul class="plain">
    ${verdicts.map(
      (verdict, index) => html`<li key=${index}>
        <${Finding} value=${verdict.finding} /> ${label("verdict_reason", verdict.reason)}
        <span class="quiet"> ${verdict.analyst ?? verdict.actor} · <${Time} value=${verdict.found_at ?? verdict.at} /></span>
        ${verdict.note && html`<p class="note-text">${verdict.note}</p>`}
      </li>`,
    )}
  </ul>`;
}

function Head({ incident, data }) {
  const masked = session.get().masked === true;
  return html`<header class="incident-head">
    <div class="incident-title">
      <${Severity} value=${incident.severity} />
      <h1>
        <${EntityLink} type="account" id=${incident.account_id} />
        ${incident.entity && html`<span class="quiet"> ${visible(incident.entity)}</span>`}
      </h1>
      <span class="tag">${label("status", incident.status)}</span>
      <${IncidentTags} incident=${incident} />
      ${masked && can("reveal") && html`<button type="button" class="button" onClick=${() => askReveal(incident.account_id)}>${t("reveal.confirm")}</button>`}
      <span class="space"></span>
      ${can("export") &&
      html`<a href=${`${incidentPath(incident.incident_id)}/case-file?lang=${language.get()}`} target="_blank" rel="noopener">${t("case_file.title")}</a>`}
      <a class="permalink" href=${incidentPath(incident.incident_id)} title=${t("incident.permalink")}>${incident.incident_id}</a>
    </div>
    <dl class="figures">
      <div><dt>${t("column.loss")}</dt><dd>${loss(incident.expected_loss, incident.loss_currency)}</dd></div>
      <div><dt>${t("column.score")}</dt><dd>${probability(incident.score)}</dd></div>
      <div>
        <dt>${t("column.amount")}</dt>
        <dd>${amountText(incident.amount)} <span class="small quiet">${tn("payments", incident.transaction_count ?? 1)}</span></dd>
      </div>
      <div><dt>${t("column.outcome")}</dt><dd><${Outcome} value=${incident.outcome} /></dd></div>
      <div>
        <dt>${t("column.merchant")}</dt>
        <dd class="text">${orDash(incident.merchant)} <span class="small quiet">${[incident.merchant_category, incident.country].filter(Boolean).join(" · ")}</span></dd>
      </div>
      <div><dt>${t("column.age")}</dt><dd><${Age} value=${incident.received_at} /></dd></div>
      <div><dt>${t("column.due")}</dt><dd><${Due} value=${incident.due_at} /></dd></div>
    </dl>
    <div class="incident-bars">
      <${Assignment} incident=${incident} />
      <${ActionBar} incident=${incident} />
    </div>
  </header>`;
}

function Keys({ incident }) {
  useKeys({
    n: () => (can("work_incidents") ? takeNext() : false),
    f: () => (can("freeze_accounts") && !incident.frozen ? askFreeze(incident.account_id, incident) : false),
    u: () => undoNewest() || (can("freeze_accounts") && incident.frozen ? askRelease(incident.account_id, incident) : false),
    1: () => (can("give_verdicts") ? askVerdict(incident, "FRAUD") : false),
    2: () => (can("give_verdicts") ? askVerdict(incident, "LEGITIMATE") : false),
    3: () => (can("give_verdicts") ? askVerdict(incident, "INCONCLUSIVE") : false),
    s: () => (can("work_incidents") ? skip(incident) : false),
    z: () => (can("work_incidents") ? askSnooze(incident) : false),
    e: () => (can("work_incidents") && !incident.escalated ? escalate(incident) : false),
    c: () => (can("work_incidents") && !incident.assignee ? claim(incident) : false),
    m: () => document.getElementById("note")?.focus(),
    j: () => window.scrollBy({ top: 160 }),
    k: () => window.scrollBy({ top: -160 }),
    Escape: () => navigate("/"),
  });
  return null;
}

/** The page of an incident. */
export function IncidentPage({ id }) {
  const resource = useResource(`/api/incidents/${encodeURIComponent(id)}`, { concerns: concernsIncident(id) });
  const all = useValue(writes);
  const data = resource.data?.incident?.incident_id === id ? resource.data : null;
  useEffect(() => {
    document.title = data ? `${data.incident.account_id} · Nacre` : "Nacre";
  }, [data]);
  if (!data) {
    return html`<div class="page"><${Waiting} resource=${{ ...resource, data: null }} /></div>`;
  }
  const incident = withWrites(data.incident, all);
  return html`<div class="page incident">
    <${Keys} incident=${incident} />
    <${Announcer} text=${`${label("status", incident.status)} ${incident.assignee ?? ""} ${label("finding", incident.verdict?.finding ?? incident.verdict)}`} />
    ${resource.problem && html`<${ProblemBox} problem=${resource.problem} retry=${resource.reload} />`}
    <${Head} incident=${incident} data=${data} />
    <div class="incident-grid">
      <div class="column">
        <${Reasons} data=${data} />
        ${(data.parts ?? []).length > 0 &&
        html`<${Panel} title=${t("parts.title")} id="parts">
          <${IncidentTable} incidents=${data.parts} caption=${t("parts.title")} />
        <//>`}
        <${Panel} title=${t("trail.title")} id="trail"><${Trail} steps=${data.trail} /><//>
        <${Panel} title=${t("payments_panel.title")} id="payments">
          <${PaymentTable} payments=${data.payments} caption=${t("payments_panel.title")} />
        <//>
        <${Timeline} events=${data.timeline} />
      </div>
      <div class="column">
        ${(data.verdicts ?? []).length > 0 &&
        html`<${Panel} title=${t("verdicts.title")} id="verdicts"><${Verdicts} verdicts=${data.verdicts} /><//>`}
        <${Panel} title=${t("map.title")} id="map"><${PlacesMap} places=${data.places} /><//>
        <${NeighbourPanel} id=${id} />
        <${Notes} notes=${data.notes} incident=${incident} />
        <${Panel} title=${t("similar.title")} id="similar">
          <${IncidentTable} incidents=${data.similar} caption=${t("similar.title")} narrow />
        <//>
        <${Evidence} data=${data} />
      </div>
    </div>
  </div>`;
}
