// Writes: shown at once as pending, undone within five seconds, repeated with one key when they fail.
import { Problem, announceChange, request } from "/http.js";
import { t } from "/i18n.js";
import { createValue } from "/value.js";

const UNDO_MS = 5000;
const SHOWN_AFTER_MS = 4000;

/**
 * Writes in progress, oldest first: {id, text, subjects, patch, state, sendAtMs, problem}. The state is waiting, sending,
 * done or failed.
 */
export const writes = createValue([]);

let count = 0;

function update(id, change) {
  writes.set(writes.get().map((write) => (write.id === id ? { ...write, ...change } : write)));
}

function find(id) {
  return writes.get().find((write) => write.id === id);
}

function remove(id) {
  writes.set(writes.get().filter((write) => write.id !== id));
}

async function send(id) {
  const write = find(id);
  if (!write || write.state === "sending" || write.state === "done") {
    return null;
  }
  clearTimeout(write.timer);
  update(id, { state: "sending", problem: null });
  try {
    const answer = await write.send(write.requestId);
    const failed = answer?.failed ?? [];
    if (failed.length > 0) {
      throw new Problem(200, { detail: failed.map((one) => `${one.incident_id}: ${one.detail}`).join("; ") });
    }
    update(id, { state: "done", undo: write.undoAfter ?? null });
    write.onDone?.(answer);
    announceChange(write.subjects.length > 0 ? { incidents: write.subjects } : {});
    setTimeout(() => remove(id), SHOWN_AFTER_MS);
    return answer;
  } catch (problem) {
    update(id, { state: "failed", problem });
    announceChange(write.subjects.length > 0 ? { incidents: write.subjects } : {});
    return null;
  }
}

/**
 * Begins a write. With `undoable` it waits five seconds, in which it can be undone; without, it is sent now, because a
 * dialog has asked before. `send` takes the id of the request, which stays the same when it is repeated. `patch` is
 * shown on the subjects until the server has answered.
 */
export function write({ text, subjects = [], patch = null, undoable = false, send: sender, onDone, undoAfter }) {
  const id = ++count;
  const one = {
    id,
    text,
    subjects,
    patch,
    state: "waiting",
    sendAtMs: Date.now() + (undoable ? UNDO_MS : 0),
    send: sender,
    requestId: crypto.randomUUID?.() ?? `${Date.now()}-${id}`,
    onDone,
    undoAfter,
    undo: null,
    problem: null,
    timer: undoable ? setTimeout(() => send(id), UNDO_MS) : null,
  };
  writes.set([...writes.get(), one]);
  return undoable ? null : send(id);
}

/** Undoes the newest write that can be undone. Returns false if there is none. */
export function undoNewest() {
  const one = writes
    .get()
    .filter((candidate) => candidate.state === "waiting" || (candidate.state === "done" && candidate.undo))
    .pop();
  if (!one) {
    return false;
  }
  clearTimeout(one.timer);
  remove(one.id);
  if (one.state === "done") {
    one.undo();
  } else {
    announceChange(one.subjects.length > 0 ? { incidents: one.subjects } : {});
  }
  return true;
}

/** Sends the newest failed write again. Returns false if there is none. */
export function repeatFailed() {
  const one = writes.get().filter((candidate) => candidate.state === "failed").pop();
  if (!one) {
    return false;
  }
  send(one.id);
  return true;
}

/** Forgets the newest failed write, or sends what still waits. Returns false if there is neither. */
export function settleNewest() {
  const failed = writes.get().filter((candidate) => candidate.state === "failed").pop();
  if (!failed) {
    return false;
  }
  remove(failed.id);
  return true;
}

/** Sends a waiting write without waiting longer. */
export function sendNow(id) {
  send(id);
}

/** Forgets a write that failed. */
export function forget(id) {
  remove(id);
}

/** Returns the incident as it will be once its writes are acknowledged, with `pending` set while they are not. */
export function withWrites(incident, all) {
  let shown = incident;
  for (const one of all) {
    if (one.subjects.includes(incident.incident_id) && one.state !== "failed") {
      const pending = one.state !== "done";
      shown = { ...shown, ...(one.patch ?? {}), pending: shown.pending || pending };
    }
  }
  return shown;
}

/** Asks before the page is left while a write has not been acknowledged. */
export function guardWrites() {
  window.addEventListener("beforeunload", (event) => {
    if (writes.get().some((one) => one.state === "waiting" || one.state === "sending")) {
      event.preventDefault();
    }
  });
}

/** Sends a write on one incident; on a conflict, the problem says what a colleague changed. */
export async function postOn(incident, verb, body, requestId) {
  const path = `/api/incidents/${encodeURIComponent(incident.incident_id)}/${verb}`;
  try {
    return await request("POST", path, { version: incident.version, ...body }, { requestId });
  } catch (problem) {
    if (problem.status === 409 && problem.current) {
      incident.version = problem.current.version;
      const assignee = problem.current.assignee;
      problem.message = assignee
        ? t("conflict.assigned", { analyst: assignee })
        : t("conflict.changed");
    }
    throw problem;
  }
}
