// Numbers, amounts and times as the viewer reads them.
import { language, t } from "/i18n.js";

const NONE = "–";
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Milliseconds that the server's clock is ahead of this one. */
let clockOffsetMs = 0;

/** Sets the clock by the server's time. */
export function setServerTime(iso) {
  const time = Date.parse(iso);
  if (Number.isFinite(time)) {
    clockOffsetMs = time - Date.now();
  }
}

/** Returns the server's time in milliseconds. */
export function now() {
  return Date.now() + clockOffsetMs;
}

/** Returns the viewer's time zone, such as Europe/Berlin. */
export function zoneName() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Returns the milliseconds of a time; null if there is none or if it cannot be read. */
export function parseTime(value) {
  if (value === null || value === undefined) {
    return null;
  }
  const time = typeof value === "number" ? value : /^\d{12,14}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? time : null;
}

function dateFormat(options) {
  return new Intl.DateTimeFormat(language.get(), options);
}

/** Returns a time in the viewer's zone. */
export function localTime(value, seconds = false) {
  const time = parseTime(value);
  if (time === null) {
    return value === null || value === undefined ? NONE : String(value);
  }
  const options = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (seconds) {
    options.second = "2-digit";
  }
  if (Math.abs(now() - time) > 300 * DAY_MS) {
    options.year = "numeric";
  }
  return dateFormat(options).format(time);
}

/** Returns a time in UTC, to the second. */
export function utcTime(value) {
  const time = parseTime(value);
  return time === null ? NONE : `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Returns a day in UTC. */
export function utcDay(value) {
  const time = parseTime(value);
  return time === null
    ? String(value ?? NONE)
    : dateFormat({ month: "short", day: "numeric", timeZone: "UTC" }).format(time);
}

/** Returns a length of time in its largest unit. */
export function duration(ms) {
  if (!Number.isFinite(ms)) {
    return NONE;
  }
  const length = Math.abs(ms);
  if (length < MINUTE_MS) {
    return t("duration.seconds", { n: Math.floor(length / SECOND_MS) });
  }
  if (length < HOUR_MS) {
    return t("duration.minutes", { n: Math.floor(length / MINUTE_MS) });
  }
  if (length < 2 * DAY_MS) {
    return t("duration.hours", { n: Math.floor(length / HOUR_MS) });
  }
  return t("duration.days", { n: Math.floor(length / DAY_MS) });
}

/** Returns how long ago a time was. */
export function age(value) {
  const time = parseTime(value);
  return time === null ? NONE : duration(Math.max(0, now() - time));
}

/** Returns minutes and seconds until a time; null if it has passed. */
export function countdown(value) {
  const time = parseTime(value);
  if (time === null || time <= now()) {
    return null;
  }
  const seconds = Math.ceil((time - now()) / SECOND_MS);
  const minutes = Math.floor(seconds / 60);
  return minutes >= 120 ? duration(seconds * SECOND_MS) : `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Returns a number with the viewer's separators. */
export function number(value, digits = 0) {
  return typeof value === "number" && Number.isFinite(value)
    ? new Intl.NumberFormat(language.get(), { maximumFractionDigits: digits }).format(value)
    : NONE;
}

/** Returns a number to three digits that count. */
export function figure(value) {
  return typeof value === "number" && Number.isFinite(value)
    ? new Intl.NumberFormat(language.get(), { maximumSignificantDigits: 3 }).format(value)
    : NONE;
}

/** Returns a number with its sign. */
export function signed(value, digits = 2) {
  return typeof value === "number" && Number.isFinite(value)
    ? new Intl.NumberFormat(language.get(), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: "exceptZero",
      }).format(value)
    : NONE;
}

/** Returns a share as a percentage. */
export function percent(value, digits = 0) {
  return typeof value === "number" && Number.isFinite(value)
    ? new Intl.NumberFormat(language.get(), {
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value)
    : NONE;
}

/** Returns a probability: more digits near 0 and near 1. */
export function probability(value) {
  if (typeof value !== "number") {
    return NONE;
  }
  return percent(value, value > 0 && value < 0.01 ? 2 : (value > 0.99 && value < 1) || value < 0.1 ? 1 : 0);
}

/** Returns an amount in major units, with its currency. */
export function money(value, currency, digits) {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return NONE;
  }
  if (!/^[A-Z]{3}$/.test(currency ?? "")) {
    return number(value, 2);
  }
  return new Intl.NumberFormat(language.get(), {
    style: "currency",
    currency,
    currencyDisplay: "code",
    ...(digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: digits }),
  }).format(value);
}

/** Returns an expected loss, without cents from 100 on. */
export function loss(value, currency) {
  return money(value, currency, Math.abs(value) >= 100 ? 0 : 2);
}

/** Returns the text of an amount of the contract. */
export function amountText(amount) {
  if (amount === null || amount === undefined) {
    return NONE;
  }
  if (typeof amount === "string") {
    return amount;
  }
  return amount.text ?? (Number.isFinite(amount.minor) ? `${number(amount.minor)} ${amount.currency ?? ""}` : NONE);
}

/**
 * Returns text of the platform with its invisible characters made visible: a name must not reorder or hide what stands
 * beside it.
 */
export function visible(text) {
  return String(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}

/** Returns text of the platform, or a dash for none. */
export function orDash(value) {
  return value === null || value === undefined || value === "" ? NONE : visible(value);
}
