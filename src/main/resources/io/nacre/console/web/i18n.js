// All texts come from one catalogue per language.
import { createValue, readSetting, storeSetting } from "/value.js";

const LANGUAGES = ["en", "de"];

export const language = createValue("en");

let messages = {};
let plurals = new Intl.PluralRules("en");

/** Loads the catalogue of a language; the browser's language if none is given or chosen. */
export async function loadMessages(wanted) {
  const chosen = [wanted, readSetting("language"), navigator.language?.slice(0, 2), "en"].find((code) =>
    LANGUAGES.includes(code),
  );
  const response = await fetch(`/messages.${chosen}.json`);
  messages = await response.json();
  plurals = new Intl.PluralRules(chosen);
  document.documentElement.lang = chosen;
  language.set(chosen);
}

/** Switches to the other language, and remembers it in this browser. */
export async function switchLanguage() {
  const next = language.get() === "en" ? "de" : "en";
  storeSetting("language", next);
  await loadMessages(next);
}

/** Returns a text, with its placeholders replaced. */
export function t(key, values = {}) {
  const text = messages[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => (name in values ? String(values[name]) : placeholder));
}

/** Returns the text for a number of things; {count} is the number. */
export function tn(key, count, values = {}) {
  const form = plurals.select(count) === "one" ? "one" : "other";
  return t(`${key}.${form}`, { count: new Intl.NumberFormat(language.get()).format(count), ...values });
}

/** Returns the text of a code of the contract; the code itself if it is newer than the catalogue. */
export function label(group, code) {
  if (code === null || code === undefined || code === "") {
    return "";
  }
  return messages[`${group}.${String(code).toLowerCase()}`] ?? String(code);
}
