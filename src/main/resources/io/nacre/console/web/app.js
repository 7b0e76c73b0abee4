// The console: signs in, keeps the frame around the pages, and follows the server.
import { html, render, useEffect, useErrorBoundary, useRef, useState } from "/lib/htm.js";
import { forget, guardWrites, repeatFailed, sendNow, settleNewest, undoNewest, writes } from "/actions.js";
import { AuditPage } from "/audit.js";
import { EntityPage } from "/entity.js";
import { zoneName } from "/format.js";
import { can, connection, followEvents, loadSession, request, session } from "/http.js";
import { label, language, loadMessages, switchLanguage, t } from "/i18n.js";
import { IncidentPage } from "/incident.js";
import { startKeys, useKeys } from "/keys.js";
import { LoginPage } from "/login.js";
import { ModelPage } from "/model.js";
import { QueuePage } from "/queue.js";
import { navigate, startRouter, toQuery, useAddress } from "/router.js";
import { RulesPage } from "/rules.js";
import { SearchPage } from "/search.js";
import { TeamPage } from "/team.js";
import { Dialog, DialogHost, ProblemBox, openDialog, useTick } from "/ui.js";
import { createValue, readSetting, storeSetting, useValue } from "/value.js";
import { WhatIfPage } from "/whatif.js";

/** Why the console could not ask who is signed in; null if it could. */
const startProblem = createValue(null);

const KEYS = [
  ["j k", "move"],
  ["Enter", "open"],
  ["n", "take"],
  ["1 2 3", "verdict"],
  ["f", "freeze"],
  ["u", "undo"],
  ["c", "claim"],
  ["s", "skip"],
  ["z", "snooze"],
  ["e", "escalate"],
  ["m", "note"],
  ["x", "select"],
  [".", "apply"],
  ["r", "repeat"],
  ["/", "search"],
  ["?", "help"],
  ["Esc", "back"],
];

/** The pages by their addresses, each with the permission that its endpoints need. */
const PAGES = {
  search: ["view_incidents", SearchPage],
  team: ["view_team", TeamPage],
  model: ["view_model", ModelPage],
  rules: ["check_rules", RulesPage],
  "what-if": ["view_model", WhatIfPage],
  audit: ["view_audit", AuditPage],
};

function showHelp() {
  openDialog(
    (close) => html`<${Dialog} title=${t("help.title")} close=${close}>
      <dl class="keys">
        ${KEYS.map(([keys, text]) => html`<div key=${keys}>
          <dt>${keys.split(" ").map((key) => html`<kbd key=${key}>${key}</kbd> `)}</dt>
          <dd>${label("help_key", text)}</dd>
        </div>`)}
      </dl>
      <p class="quiet">${t("help.note_fields")}</p>
    <//>`,
  );
}

function WriteRow({ one }) {
  useTick(250);
  const left = Math.max(0, Math.ceil((one.sendAtMs - Date.now()) / 1000));
  const state =
    one.state === "waiting"
      ? t("write.waiting", { n: left })
      : one.state === "failed"
        ? t("write.failed", { detail: one.problem?.message ?? "" })
        : label("write_state", one.state);
  return html`<li class=${`write write-${one.state}`}>
    <span class="write-text"><strong>${one.text}</strong> <span>${state}</span></span>
    ${one.state === "waiting" &&
    html`<button type="button" class="button" onClick=${undoNewest}>${t("write.undo")} <kbd>u</kbd></button>
      <button type="button" class="button" onClick=${() => sendNow(one.id)}>${t("write.now")}</button>`}
    ${one.state === "done" && one.undo &&
    html`<button type="button" class="button" onClick=${undoNewest}>${t("write.undo")} <kbd>u</kbd></button>`}
    ${one.state === "failed" &&
    html`<button type="button" class="button" onClick=${() => sendNow(one.id)}>${t("write.repeat")} <kbd>r</kbd></button>
      <button type="button" class="button" onClick=${() => forget(one.id)}>${t("write.forget")} <kbd>Esc</kbd></button>`}
  </li>`;
}

function WriteBar() {
  const all = useValue(writes);
  const announced = all.map((one) => `${one.text} ${label("write_state", one.state)}`).join(". ");
  return html`<div class="visually-hidden" role="status" aria-live="polite">${announced}</div>
    <ul class="writes" aria-label=${t("write.title")} hidden=${all.length === 0}>
      ${all.map((one) => html`<${WriteRow} key=${one.id} one=${one} />`)}
    </ul>`;
}

function switchTheme() {
  const isDark =
    document.documentElement.dataset.theme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "light" : "dark";
  storeSetting("theme", isDark ? "light" : "dark");
}

function NavLink({ to, path, children }) {
  const isHere = to === "/" ? path === "/" || path.startsWith("/incidents/") : path.startsWith(to);
  return html`<a href=${to} aria-current=${isHere ? "page" : null}>${children}</a>`;
}

async function signOut() {
  try {
    await request("POST", "/api/logout");
  } finally {
    session.set(null);
  }
}

function Frame({ path, children }) {
  const who = session.get();
  const state = useValue(connection);
  const search = useRef(null);
  useKeys({
    "/": () => search.current?.focus(),
    "?": showHelp,
    u: undoNewest,
    r: repeatFailed,
    Escape: settleNewest,
    n: () => {
      navigate("/");
      return false;
    },
  }, true);
  useEffect(() => followEvents(), []);
  return html`<a class="skip-link" href="#main">${t("frame.skip")}</a>
    <header class="top">
      <a class="brand" href="/" aria-label=${t("frame.home")}>
        <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M8 23V9l16 14V9" /></svg>Nacre
      </a>
      <nav class="main-nav" aria-label=${t("frame.pages")}>
        <${NavLink} to="/" path=${path}>${t("queue.title")}<//>
        ${can("view_team") && html`<${NavLink} to="/team" path=${path}>${t("team.title")}<//>`}
        ${can("view_model") && html`<${NavLink} to="/model" path=${path}>${t("model.title")}<//>`}
        ${can("check_rules") && html`<${NavLink} to="/rules" path=${path}>${t("rules.title")}<//>`}
        ${can("view_model") && html`<${NavLink} to="/what-if" path=${path}>${t("whatif.title")}<//>`}
        ${can("view_audit") && html`<${NavLink} to="/audit" path=${path}>${t("audit.title")}<//>`}
      </nav>
      <span class="space"></span>
      <form
        role="search"
        class="top-search"
        onSubmit=${(event) => {
          event.preventDefault();
          navigate(`/search${toQuery({ q: search.current.value.trim() })}`);
        }}
      >
        <input ref=${search} type="search" aria-label=${t("search.title")} placeholder=${t("search.short")} />
        <kbd aria-hidden="true">/</kbd>
      </form>
      <span class=${`live live-${state}`} role="status">${label("live", state)}</span>
      <button type="button" class="icon-button" onClick=${showHelp} aria-label=${t("help.title")} title=${t("help.title")}>?</button>
      <button type="button" class="icon-button" onClick=${switchTheme} aria-label=${t("frame.theme")} title=${t("frame.theme")}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7" class="ring" /><path d="M10 3a7 7 0 0 1 0 14z" class="half" /></svg>
      </button>
      <button type="button" class="icon-button" onClick=${switchLanguage} aria-label=${t("frame.language")} title=${t("frame.language")}>
        ${language.get() === "en" ? "DE" : "EN"}
      </button>
      <span class="who">${who.analyst} <span class="quiet">${label("role", who.role)}</span></span>
      <button type="button" class="link" onClick=${signOut}>${t("frame.sign_out")}</button>
    </header>
    <main id="main" tabindex="-1">${children}</main>
    <${WriteBar} />
    <${DialogHost} />`;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function pageOf(path) {
  const parts = path.split("/").filter(Boolean).map(decode);
  const [first, second, third] = parts;
  if (first === undefined) {
    return html`<${QueuePage} />`;
  }
  if (first === "incidents" && second) {
    return html`<${IncidentPage} key=${second} id=${second} />`;
  }
  if (first === "accounts" && second) {
    return html`<${EntityPage} key=${second} type="account" id=${second} />`;
  }
  if (first === "entities" && third) {
    return html`<${EntityPage} key=${`${second} ${third}`} type=${second} id=${third} />`;
  }
  const [permission, Page] = Object.hasOwn(PAGES, first) && can(PAGES[first][0]) ? PAGES[first] : [];
  return permission ? html`<${Page} key=${first} />` : html`<div class="page empty"><h1>${t("page.unknown")}</h1><p><a href="/">${t("queue.title")}</a></p></div>`;
}

function Guarded({ path }) {
  const [error, reset] = useErrorBoundary();
  useEffect(() => {
    if (error) {
      reset();
    }
  }, [path]);
  return error
    ? html`<div class="page"><${ProblemBox} problem=${{ message: t("page.broken"), remedy: String(error?.message ?? "") }} retry=${reset} /></div>`
    : pageOf(path);
}

function App() {
  const who = useValue(session);
  const problem = useValue(startProblem);
  useValue(language);
  const { path } = useAddress();
  if (problem) {
    return html`<div class="page"><${ProblemBox} problem=${problem} retry=${openSession} /></div>`;
  }
  if (who === undefined) {
    return html`<p class="quiet page">${t("page.loading")}</p>`;
  }
  return who === null ? html`<${LoginPage} />` : html`<${Frame} path=${path}><${Guarded} path=${path} /><//>`;
}

async function openSession() {
  startProblem.set(null);
  try {
    await loadSession();
  } catch (problem) {
    startProblem.set(problem);
    return;
  }
  const wanted = session.get()?.language;
  if (wanted && wanted !== language.get() && readSetting("language") === null) {
    await loadMessages(wanted);
  }
}

async function start() {
  await loadMessages();
  startRouter();
  startKeys();
  guardWrites();
  render(html`<${App} />`, document.getElementById("app"));
  await openSession();
}

start();
