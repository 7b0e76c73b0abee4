// Dialogs that ask for what an action needs. Enter confirms each.
import { html, useEffect, useState } from "/lib/htm.js";
import { postOn, write } from "/actions.js";
import { now, number } from "/format.js";
import { announceChange, can, request } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { Choice, Dialog, Field, ProblemBox, openDialog } from "/ui.js";

const REASONS = {
  FRAUD: ["ACCOUNT_TAKEOVER", "STOLEN_CARD", "CARD_TESTING", "SCAM", "MULE", "REFUND_ABUSE", "OTHER_FRAUD"],
  LEGITIMATE: ["CUSTOMER_CONFIRMED", "KNOWN_BEHAVIOUR", "MODEL_ERROR", "OTHER"],
  INCONCLUSIVE: ["CUSTOMER_UNREACHABLE", "OTHER"],
};
const FREEZE_HOURS = [24, 72, 168];
const HOUR_MS = 3600000;

function ReasonChoice({ finding, reason, setReason }) {
  return html`<${Choice}
    name="reason"
    text=${t("verdict.reason")}
    options=${REASONS[finding].map((value) => ({ value, text: label("verdict_reason", value) }))}
    value=${reason}
    choose=${setReason}
  />`;
}

function VerdictDialog({ incident, finding, close }) {
  const [reason, setReason] = useState(REASONS[finding][0]);
  const [note, setNote] = useState("");
  const confirm = () => {
    write({
      text: t("write.verdict", { finding: label("finding", finding), account: incident.account_id }),
      subjects: [incident.incident_id],
      patch: { verdict: { finding } },
      send: (requestId) =>
        request(
          "POST",
          "/api/verdicts",
          { incident_ids: [incident.incident_id], finding, reason, note: note.trim() || null },
          { requestId },
        ),
    });
  };
  return html`<${Dialog}
    title=${t("verdict.title", { finding: label("finding", finding), account: incident.account_id })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("verdict.confirm")}
    confirmClass=${finding === "FRAUD" ? "danger" : ""}
  >
    <${ReasonChoice} finding=${finding} reason=${reason} setReason=${setReason} />
    <${Field} text=${t("field.note")} hint=${t("field.note_hint")}>
      <textarea rows="2" maxlength="2048" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea>
    <//>
  <//>`;
}

/** Asks for the reason of a verdict on one incident. */
export function askVerdict(incident, finding) {
  openDialog((close) => html`<${VerdictDialog} incident=${incident} finding=${finding} close=${close} />`);
}

function BulkVerdictDialog({ incidentIds, finding, close, done }) {
  const [reason, setReason] = useState(REASONS[finding][0]);
  const [note, setNote] = useState("");
  const [preview, setPreview] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    request("POST", "/api/verdicts/preview", { incident_ids: incidentIds, finding }).then(setPreview, setProblem);
  }, []);
  const confirm = () => {
    write({
      text: tn("write.verdicts", incidentIds.length, { finding: label("finding", finding) }),
      subjects: incidentIds,
      patch: { verdict: { finding } },
      send: (requestId) =>
        request(
          "POST",
          "/api/verdicts",
          { incident_ids: incidentIds, finding, reason, note: note.trim() || null },
          { requestId },
        ),
      onDone: done,
    });
  };
  return html`<${Dialog}
    title=${tn("bulk.title", incidentIds.length, { finding: label("finding", finding) })}
    close=${close}
    confirm=${confirm}
    confirmText=${tn("bulk.confirm", preview?.incidents ?? incidentIds.length)}
    confirmClass=${finding === "FRAUD" ? "danger" : ""}
    disabled=${preview === null}
    wide
  >
    ${problem && html`<${ProblemBox} problem=${problem} />`}
    ${!preview && !problem && html`<p class="quiet" role="status">${t("bulk.counting")}</p>`}
    ${preview &&
    html`<dl class="figures">
        <div><dt>${t("bulk.incidents")}</dt><dd>${number(preview.incidents)}</dd></div>
        <div><dt>${t("bulk.accounts")}</dt><dd>${number(preview.accounts)}</dd></div>
        <div><dt>${t("bulk.payments")}</dt><dd>${number(preview.transactions)}</dd></div>
        <div><dt>${t("bulk.loss")}</dt><dd>${preview.amount_text}</dd></div>
      </dl>
      <ul class="preview-list">
        ${(preview.list ?? [])
          .slice(0, 8)
          .map(
            (one) => html`<li key=${one.incident_id ?? one.transaction_id}>
              <span>${one.account_id}</span> <span class="quiet">${one.merchant ?? ""}</span>
              <span class="number">${one.amount?.text ?? one.amount_text ?? ""}</span>
            </li>`,
          )}
        ${(preview.list?.length ?? 0) > 8 &&
        html`<li key="more" class="quiet">${t("bulk.more", { n: number(preview.list.length - 8) })}</li>`}
      </ul>`}
    <${ReasonChoice} finding=${finding} reason=${reason} setReason=${setReason} />
    <${Field} text=${t("field.note")}>
      <textarea rows="2" maxlength="2048" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea>
    <//>
  <//>`;
}

/** Shows what verdicts on several incidents would touch, and asks for their reason. */
export function askBulkVerdict(incidentIds, finding, done) {
  openDialog(
    (close) =>
      html`<${BulkVerdictDialog} incidentIds=${incidentIds} finding=${finding} close=${close} done=${done} />`,
  );
}

function FreezeDialog({ accountId, incident, close }) {
  const [scope, setScope] = useState("OUTGOING");
  const [hours, setHours] = useState(FREEZE_HOURS[0]);
  const [reason, setReason] = useState(defaultReason(incident));
  const confirm = () => {
    if (reason.trim() === "") {
      return false;
    }
    write({
      text: t("write.freeze", { account: accountId }),
      subjects: incident ? [incident.incident_id] : [],
      patch: { frozen: true },
      send: (requestId) =>
        request(
          "POST",
          `/api/accounts/${encodeURIComponent(accountId)}/freeze`,
          { scope, hours: hours === 0 ? null : hours, reason: reason.trim(), incident_id: incident?.incident_id ?? null },
          { requestId },
        ),
      onDone: () => announceChange({}),
    });
  };
  return html`<${Dialog}
    title=${t("freeze.title", { account: accountId })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("freeze.confirm")}
    confirmClass="danger"
    disabled=${reason.trim() === ""}
  >
    <${Choice}
      name="scope"
      text=${t("freeze.scope")}
      options=${["OUTGOING", "INCOMING", "BOTH"].map((value) => ({ value, text: label("scope", value) }))}
      value=${scope}
      choose=${setScope}
    />
    <${Field} text=${t("freeze.until")}>
      <select value=${hours} onChange=${(event) => setHours(Number(event.target.value))}>
        ${FREEZE_HOURS.map((n) => html`<option key=${n} value=${n}>${hoursText(n)}</option>`)}
        <option key="0" value="0">${t("freeze.until_released")}</option>
      </select>
    <//>
    <${Field} text=${t("field.reason")}>
      <input maxlength="2048" required value=${reason} onInput=${(event) => setReason(event.target.value)} />
    <//>
  <//>`;
}

function hoursText(hours) {
  return hours < 48 ? tn("hours", hours) : tn("days", hours / 24);
}

function defaultReason(incident) {
  if (!incident) {
    return "";
  }
  const code = incident.reasons?.[0]?.code;
  return code
    ? t("freeze.default_reason", { incident: incident.incident_id, code })
    : t("freeze.default_reason_plain", { incident: incident.incident_id });
}

/** Asks for the scope, the end and the reason of a freeze. */
export function askFreeze(accountId, incident) {
  openDialog((close) => html`<${FreezeDialog} accountId=${accountId} incident=${incident} close=${close} />`);
}

function ReleaseDialog({ accountId, incident, close }) {
  const [reason, setReason] = useState("");
  const [hours, setHours] = useState(0);
  const confirm = () => {
    if (reason.trim() === "") {
      return false;
    }
    write({
      text: t("write.release_account", { account: accountId }),
      subjects: incident ? [incident.incident_id] : [],
      patch: { frozen: false },
      send: (requestId) =>
        request(
          "POST",
          `/api/accounts/${encodeURIComponent(accountId)}/release`,
          { reason: reason.trim(), hours: hours === 0 ? null : hours },
          { requestId },
        ),
      onDone: () => announceChange({}),
    });
  };
  return html`<${Dialog}
    title=${t("release.title", { account: accountId })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("release.confirm")}
    disabled=${reason.trim() === ""}
  >
    <${Field} text=${t("field.reason")}>
      <input data-first maxlength="2048" required value=${reason} onInput=${(event) => setReason(event.target.value)} />
    <//>
    <${Field} text=${t("release.protect")} hint=${t("release.protect_hint")}>
      <select value=${hours} onChange=${(event) => setHours(Number(event.target.value))}>
        <option value="0">${t("release.no_protection")}</option>
        ${FREEZE_HOURS.map((n) => html`<option key=${n} value=${n}>${hoursText(n)}</option>`)}
      </select>
    <//>
  <//>`;
}

/** Asks why a frozen account is released. */
export function askRelease(accountId, incident) {
  openDialog((close) => html`<${ReleaseDialog} accountId=${accountId} incident=${incident} close=${close} />`);
}

function ListDialog({ type, id, close }) {
  const [list, setList] = useState("WATCH");
  const [hours, setHours] = useState(168);
  const [reason, setReason] = useState("");
  const confirm = () => {
    write({
      text: t("write.list", { value: id, list: label("list", list) }),
      send: (requestId) =>
        request(
          "POST",
          "/api/lists",
          { list: list.toLowerCase(), entity_type: type === "counterparty" ? "account" : type, value: id, hours: hours === 0 ? null : hours, reason: reason.trim() },
          { requestId },
        ),
      onDone: () => announceChange({}),
    });
  };
  return html`<${Dialog}
    title=${t("lists.title", { value: id })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("lists.confirm")}
    disabled=${reason.trim() === ""}
  >
    <${Choice}
      name="list"
      text=${t("lists.which")}
      options=${["WATCH", "BLOCK", "ALLOW"].map((value) => ({ value, text: label("list", value) }))}
      value=${list}
      choose=${setList}
    />
    <${Field} text=${t("freeze.until")}>
      <select value=${hours} onChange=${(event) => setHours(Number(event.target.value))}>
        ${FREEZE_HOURS.map((n) => html`<option key=${n} value=${n}>${hoursText(n)}</option>`)}
        <option value="0">${t("lists.until_removed")}</option>
      </select>
    <//>
    <${Field} text=${t("field.reason")}>
      <input maxlength="2048" required value=${reason} onInput=${(event) => setReason(event.target.value)} />
    <//>
  <//>`;
}

/** Asks for the list that an entity is added to. */
export function askList(type, id) {
  openDialog((close) => html`<${ListDialog} type=${type} id=${id} close=${close} />`);
}

function localInput(ms) {
  const time = new Date(ms - new Date(ms).getTimezoneOffset() * 60000);
  return time.toISOString().slice(0, 16);
}

function SnoozeDialog({ incident, close }) {
  const [until, setUntil] = useState(localInput(now() + 24 * HOUR_MS));
  const time = Date.parse(until);
  const valid = Number.isFinite(time) && time > now();
  const confirm = () => {
    const iso = new Date(time).toISOString();
    write({
      text: t("write.snooze", { account: incident.account_id }),
      subjects: [incident.incident_id],
      patch: { snoozed_until: iso },
      send: (requestId) => postOn(incident, "snooze", { until: iso }, requestId),
    });
  };
  const quick = [
    { hours: 1, text: tn("hours", 1) },
    { hours: 4, text: tn("hours", 4) },
    { hours: 24, text: tn("hours", 24) },
    { hours: 168, text: tn("days", 7) },
  ];
  return html`<${Dialog}
    title=${t("snooze.title", { account: incident.account_id })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("snooze.confirm")}
    disabled=${!valid}
  >
    <div class="button-row">
      ${quick.map(
        (one) => html`<button
          key=${one.hours}
          type="button"
          class="button"
          onClick=${() => setUntil(localInput(now() + one.hours * HOUR_MS))}
        >
          ${one.text}
        </button>`,
      )}
    </div>
    <${Field} text=${t("snooze.until")} problem=${valid ? null : t("snooze.future")}>
      <input
        data-first
        type="datetime-local"
        value=${until}
        onInput=${(event) => setUntil(event.target.value)}
      />
    <//>
  <//>`;
}

/** Asks until when an incident is put aside. */
export function askSnooze(incident) {
  openDialog((close) => html`<${SnoozeDialog} incident=${incident} close=${close} />`);
}

function AssignDialog({ incident, analysts, close }) {
  const [to, setTo] = useState("");
  const confirm = () => {
    write({
      text: t("write.assign", { account: incident.account_id, analyst: to.trim() }),
      subjects: [incident.incident_id],
      patch: { assignee: to.trim() },
      send: (requestId) => postOn(incident, "assign", { to: to.trim() }, requestId),
    });
  };
  return html`<${Dialog}
    title=${t("assign.title", { account: incident.account_id })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("assign.confirm")}
    disabled=${to.trim() === ""}
  >
    <${Field} text=${t("assign.to")}>
      <input data-first maxlength="128" list="analysts" value=${to} onInput=${(event) => setTo(event.target.value)} />
      <datalist id="analysts">${analysts.map((name) => html`<option key=${name} value=${name}></option>`)}</datalist>
    <//>
  <//>`;
}

/** Asks whom an incident is assigned to. */
export function askAssign(incident) {
  (can("view_team") ? request("GET", "/api/team") : Promise.resolve({}))
    .then((team) => (team.analysts ?? []).map((one) => one.analyst), () => [])
    .then((analysts) =>
      openDialog((close) => html`<${AssignDialog} incident=${incident} analysts=${analysts} close=${close} />`),
    );
}

function RevealDialog({ subject, close }) {
  const [reason, setReason] = useState("");
  const confirm = () => {
    write({
      text: t("write.reveal", { subject }),
      send: (requestId) => request("POST", "/api/reveal", { subject, reason: reason.trim() }, { requestId }),
      onDone: () => announceChange({}),
    });
  };
  return html`<${Dialog}
    title=${t("reveal.title", { subject })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("reveal.confirm")}
    disabled=${reason.trim() === ""}
  >
    <p>${t("reveal.logged")}</p>
    <${Field} text=${t("field.reason")}>
      <input data-first maxlength="2048" required value=${reason} onInput=${(event) => setReason(event.target.value)} />
    <//>
  <//>`;
}

/** Asks why masked data is revealed; the answer is in the audit log. */
export function askReveal(subject) {
  openDialog((close) => html`<${RevealDialog} subject=${subject} close=${close} />`);
}
