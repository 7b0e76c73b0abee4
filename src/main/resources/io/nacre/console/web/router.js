// Addresses of the pages. What a page shows is in its address, so it survives reload and back.
import { createValue, useValue } from "/value.js";

const address = createValue(read());

function read() {
  return { path: location.pathname, query: location.search };
}

/** Opens a page of the console. */
export function navigate(to, { replace = false } = {}) {
  const before = location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  address.set(read());
  if (location.pathname !== before) {
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}

/** Returns the address shown, and follows it. */
export function useAddress() {
  return useValue(address);
}

/** Returns the query of the address as text values. */
export function queryOf(search) {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Returns a query, without empty values; with its question mark unless it is empty. */
export function toQuery(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The address of an incident. */
export function incidentPath(id) {
  return `/incidents/${encodeURIComponent(id)}`;
}

/** The address of an account, a device, an IP address, a merchant or a counterparty. */
export function entityPath(type, id) {
  return type === "account"
    ? `/accounts/${encodeURIComponent(id)}`
    : `/entities/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
}

/** Follows links inside the console without loading the page again. */
export function startRouter() {
  window.addEventListener("popstate", () => address.set(read()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey ||
      link.target ||
      link.hasAttribute("download") ||
      link.origin !== location.origin ||
      link.getAttribute("href").startsWith("#") ||
      link.pathname.startsWith("/api/")
    ) {
      return;
    }
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
