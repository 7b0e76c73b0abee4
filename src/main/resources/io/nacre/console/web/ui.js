// Parts that every page uses.
import { html, useEffect, useReducer, useRef, useState } from "/lib/htm.js";
import { age, countdown, localTime, now, parseTime, utcTime, visible, zoneName } from "/format.js";
import { label, t } from "/i18n.js";
import { entityPath } from "/router.js";
import { createValue, useValue } from "/value.js";

/** The dialog that is open: a function that renders it; null if there is none. */
export const openedDialog = createValue(null);

/** Opens a dialog; `renderDialog` receives the function that closes it. */
export function openDialog(renderDialog) {
  openedDialog.set(renderDialog);
}

function closeDialog() {
  openedDialog.set(null);
}

/** Shows the dialog that is open, if any. */
export function DialogHost() {
  const renderDialog = useValue(openedDialog);
  return renderDialog === null ? null : renderDialog(closeDialog);
}

/** A modal dialog with a form: Enter confirms, Esc closes. */
export function Dialog({ title, close, confirm, confirmText, confirmClass = "", disabled = false, wide, children }) {
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    (element.current.querySelector("[data-first]") ?? element.current.querySelector("input, textarea, select"))?.focus();
    return () => before?.isConnected && before.focus?.({ preventScroll: true });
  }, []);
  const submit = (event) => {
    event.preventDefault();
    if (!disabled && confirm() !== false) {
      close();
    }
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && event.target.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey)) {
      submit(event);
    }
  };
  return html`<dialog
    ref=${element}
    class=${wide ? "dialog wide" : "dialog"}
    aria-labelledby="dialog-title"
    onCancel=${(event) => {
      event.preventDefault();
      close();
    }}
    onKeyDown=${onKeyDown}
  >
    <form onSubmit=${submit}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
      <div class="dialog-foot">
        <button type="button" class="button" onClick=${close}>
          ${confirm ? t("dialog.cancel") : t("dialog.close")} <kbd>Esc</kbd>
        </button>
        ${confirm &&
        html`<button type="submit" class=${`button primary ${confirmClass}`} disabled=${disabled}>
          ${confirmText} <kbd>↵</kbd>
        </button>`}
      </div>
    </form>
  </dialog>`;
}

/** A labelled field. */
export function Field({ text, hint, problem, children }) {
  return html`<label class="field">
    <span class="field-text">${text}</span>
    ${children}
    ${hint && html`<span class="hint">${hint}</span>`}
    ${problem && html`<span class="field-problem" role="alert">${problem}</span>`}
  </label>`;
}

/** One choice of a few, as radio buttons with a digit each. */
export function Choice({ name, text, options, value, choose }) {
  const onKeyDown = (event) => {
    const index = Number(event.key) - 1;
    if (index >= 0 && index < options.length && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      choose(options[index].value);
    }
  };
  return html`<fieldset class="choice" onKeyDown=${onKeyDown}>
    <legend>${text}</legend>
    ${options.map(
      (option, index) => html`<label key=${option.value} class="choice-option">
        <input
          type="radio"
          name=${name}
          value=${option.value}
          checked=${option.value === value}
          data-first=${option.value === value}
          onChange=${() => choose(option.value)}
        />
        <span>${option.text}</span>
        <kbd>${index + 1}</kbd>
      </label>`,
    )}
  </fieldset>`;
}

/** A severity, by colour and by text. */
export function Severity({ value }) {
  return html`<span class=${`severity severity-${severityClass(value)}`}>${label("severity", value)}</span>`;
}

function severityClass(value) {
  return ["LOW", "MEDIUM", "HIGH", "CRITICAL"].includes(value) ? value.toLowerCase() : "high";
}

/** An outcome of a decision. */
export function Outcome({ value }) {
  const name = ["APPROVE", "REVIEW", "DECLINE", "CHALLENGE"].includes(value) ? value.toLowerCase() : "review";
  return html`<span class=${`outcome outcome-${name}`}>${label("outcome", value)}</span>`;
}

/** A verdict. */
export function Finding({ value }) {
  const finding = typeof value === "object" && value !== null ? value.finding : value;
  return finding
    ? html`<span class=${`tag finding-${String(finding).toLowerCase().replace(/[^a-z]/g, "")}`}>
        ${label("finding", finding)}
      </span>`
    : null;
}

/** A time in the viewer's zone; UTC on hover. */
export function Time({ value, seconds, withUtc }) {
  const time = parseTime(value);
  if (time === null) {
    return html`<span>${localTime(value)}</span>`;
  }
  return html`<time datetime=${new Date(time).toISOString()} title=${`${utcTime(value)} · ${zoneName()}`}>
    ${localTime(value, seconds)}${withUtc && html`<span class="utc"> ${utcTime(value).slice(11)}</span>`}
  </time>`;
}

/** Renders the component again every so many milliseconds. */
export function useTick(everyMs) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}

/** How long ago a time was, kept up to date. */
export function Age({ value }) {
  useTick(20000);
  const time = parseTime(value);
  return time === null
    ? html`<span>${localTime(value)}</span>`
    : html`<time datetime=${new Date(time).toISOString()} title=${`${localTime(value, true)} · ${utcTime(value)}`}>
        ${age(value)}
      </time>`;
}

/** When an incident is due: the time left, or how late it is. */
export function Due({ value }) {
  useTick(20000);
  const time = parseTime(value);
  if (time === null) {
    return html`<span class="quiet">${localTime(value)}</span>`;
  }
  const late = time < now();
  const text = late ? t("due.late", { age: age(value) }) : t("due.in", { time: leftUntil(value) });
  return html`<time
    class=${late ? "late" : ""}
    datetime=${new Date(time).toISOString()}
    title=${`${localTime(value, true)} · ${utcTime(value)}`}
    >${text}</time
  >`;
}

function leftUntil(value) {
  return countdown(value)?.replace(/:\d\d$/, " min") ?? "";
}

/** The time left of a lease, by the second. */
export function Countdown({ value }) {
  useTick(1000);
  return html`<span class="number">${countdown(value) ?? "0:00"}</span>`;
}

/** What is wrong, and what to do. */
export function ProblemBox({ problem, retry }) {
  return html`<div class="problem" role="alert">
    <strong>${problem.message}</strong>
    ${problem.remedy && html`<p>${problem.remedy}</p>`}
    ${retry && html`<button type="button" class="button" onClick=${retry}>${t("problem.retry")}</button>`}
  </div>`;
}

/** What a page shows until its first response, or if that failed; null once there is data. */
export function Waiting({ resource }) {
  if (resource.data) {
    return null;
  }
  return resource.problem
    ? html`<${ProblemBox} problem=${resource.problem} retry=${resource.reload} />`
    : html`<p class="quiet" role="status">${t("page.loading")}</p>`;
}

/** A link to the page of an entity. */
export function EntityLink({ type, id, children }) {
  return id
    ? html`<a class="entity" href=${entityPath(type, id)}>${children ?? visible(id)}</a>`
    : html`<span class="quiet">–</span>`;
}

/** A section with a heading. */
export function Panel({ title, id, aside, children, className = "" }) {
  const headingId = `panel-${id}`;
  return html`<section class=${`panel ${className}`} aria-labelledby=${headingId}>
    <header class="panel-head">
      <h2 id=${headingId}>${title}</h2>
      ${aside}
    </header>
    ${children}
  </section>`;
}

/** Names and values. */
export function Facts({ rows }) {
  return html`<dl class="facts">
    ${rows
      .filter((row) => row !== null && row !== false)
      .map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** A message for screen readers when something on the page changes. */
export function Announcer({ text }) {
  return html`<div class="visually-hidden" role="status" aria-live="polite">${text}</div>`;
}

/** A text field that reports its value once typing rests. */
export function SlowInput({ value, change, delayMs = 300, ...rest }) {
  const [typed, setTyped] = useState(value ?? "");
  const timer = useRef(null);
  const focused = useRef(false);
  useEffect(() => {
    if (!focused.current) {
      setTyped(value ?? "");
    }
  }, [value]);
  const flush = (text) => {
    clearTimeout(timer.current);
    change(text);
  };
  return html`<input
    ...${rest}
    value=${typed}
    onFocus=${() => (focused.current = true)}
    onBlur=${() => (focused.current = false)}
    onInput=${(event) => {
      const text = event.target.value;
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => change(text), delayMs);
    }}
    onKeyDown=${(event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        flush(event.target.value);
      }
    }}
  />`;
}

/** Returns a reference for an element and its width in pixels, which follows the layout. */
export function useWidth(initial) {
  const element = useRef(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    if (!element.current) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(80, Math.round(entry.contentRect.width))));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
