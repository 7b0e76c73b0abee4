// The HTTP interface of the console's server.
import { useCallback, useEffect, useRef, useState } from "/lib/htm.js";
import { Freshness } from "/freshness.js";
import { setServerTime } from "/format.js";
import { t } from "/i18n.js";
import { createValue } from "/value.js";

/** The signed-in analyst; undefined until known, null if nobody is signed in. */
export const session = createValue(undefined);

/** Whether live updates arrive: connecting, live or lost. */
export const connection = createValue("connecting");

const freshness = new Freshness();
const followers = new Set();

/** An answer other than success, or none at all (status 0). */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || t("problem.status", { status }));
    this.status = status;
    this.code = body?.code ?? null;
    this.field = body?.field ?? null;
    this.remedy = body?.remedy ?? null;
    this.current = body?.current ?? null;
  }
}

/**
 * Sends a request, and returns the answer's JSON; null if it has none. A refresh comes from the page, not from its user,
 * and says so: it must not keep an idle session alive.
 */
export async function request(method, path, body, { signal, requestId, isRefresh = false } = {}) {
  const headers = { Accept: "application/json" };
  if (isRefresh) {
    headers["X-Refresh"] = "true";
  }
  if (method !== "GET") {
    headers["X-CSRF-Token"] = session.get()?.csrf_token ?? "";
    if (requestId) {
      headers["X-Request-Id"] = requestId;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal,
      credentials: "same-origin",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem(0, { detail: t("problem.unreachable") });
  }
  const json = await response.json().catch(() => null);
  if (response.ok) {
    return json;
  }
  if (response.status === 401 && path !== "/api/login") {
    session.set(null);
  }
  throw new Problem(response.status, json);
}

/** Asks who is signed in. */
export async function loadSession() {
  try {
    session.set(await request("GET", "/api/session"));
  } catch (problem) {
    if (problem.status !== 401) {
      throw problem;
    }
    session.set(null);
  }
}

/** Says whether the analyst may do something; the server decides in the end. */
export function can(permission) {
  return session.get()?.permissions?.includes(permission) ?? false;
}

/** Tells everything shown that incidents have changed; without ids, that anything may have. */
export function announceChange(change) {
  for (const follower of [...followers]) {
    follower(change);
  }
}

/** Follows the server's events until the returned function is called. */
export function followEvents() {
  let wasLost = false;
  const events = new EventSource("/api/events");
  events.addEventListener("open", () => {
    connection.set("live");
    if (wasLost) {
      announceChange({});
    }
    wasLost = false;
  });
  events.addEventListener("error", () => {
    wasLost = true;
    connection.set("lost");
    if (events.readyState === EventSource.CLOSED) {
      loadSession().catch(() => {});
    }
  });
  events.addEventListener("change", (event) => {
    try {
      announceChange(JSON.parse(event.data));
    } catch {
      announceChange({});
    }
  });
  return () => events.close();
}

/**
 * Loads a path, and loads it again when a change concerns it. A response that is older than the one shown, or that
 * answers an earlier path, is thrown away.
 */
export function useResource(path, { concerns = () => true, delayMs = 250 } = {}) {
  const [state, setState] = useState({ path: null, data: null, problem: null, loading: true });
  const current = useRef({ path: null, timer: null, concerns, abort: null });
  current.current.concerns = concerns;

  const load = useCallback(async (isRefresh = false) => {
    const wanted = current.current.path;
    if (wanted === null) {
      return;
    }
    try {
      const data = await request("GET", wanted, undefined, { signal: current.current.abort.signal, isRefresh });
      if (current.current.path === wanted && freshness.accept(wanted, data)) {
        if (data?.now) {
          setServerTime(data.now);
        }
        setState({ path: wanted, data, problem: null, loading: false });
      }
    } catch (problem) {
      if (problem.name !== "AbortError" && current.current.path === wanted) {
        setState((shown) => ({ ...shown, path: wanted, problem, loading: false }));
      }
    }
  }, []);

  useEffect(() => {
    const shown = current.current;
    shown.path = path;
    shown.abort = new AbortController();
    setState((before) => ({ ...before, loading: true, problem: null }));
    load();
    const follow = (change) => {
      if (shown.concerns(change) && shown.timer === null) {
        shown.timer = setTimeout(() => {
          shown.timer = null;
          load(true);
        }, delayMs);
      }
    };
    followers.add(follow);
    return () => {
      followers.delete(follow);
      clearTimeout(shown.timer);
      shown.timer = null;
      shown.abort.abort();
    };
  }, [path]);

  return { ...state, reload: () => load() };
}

/** Says whether a change concerns an incident. */
export function concernsIncident(id) {
  return (change) => change.incidents === undefined || change.incidents.includes(id);
}
