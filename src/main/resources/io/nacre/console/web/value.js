// Values that components follow.
import { useEffect, useReducer } from "/lib/htm.js";

/** Makes a value with listeners. */
export function createValue(initial) {
  let value = initial;
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of [...listeners]) {
        listener(value);
      }
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Returns the value, and renders the component again whenever it changes. */
export function useValue(source) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  const shown = source.get();
  useEffect(() => {
    if (source.get() !== shown) {
      redraw();
    }
    return source.follow(redraw);
  }, [source]);
  return shown;
}

/** Reads a setting of this browser; null without storage. */
export function readSetting(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Stores a setting of this browser; null removes it. */
export function storeSetting(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, value);
    }
  } catch {
    // Without storage, the setting lasts until the page is closed.
  }
}
