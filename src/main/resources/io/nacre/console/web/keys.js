// Work by single keys. They do nothing in text fields, in dialogs and together with modifiers.
import { useEffect, useRef } from "/lib/htm.js";

const scopes = [];

function isTyping(target) {
  const tag = target?.tagName;
  return (
    (tag === "INPUT" && !["checkbox", "radio", "button", "submit"].includes(target.type)) ||
    tag === "TEXTAREA" ||
    tag === "SELECT" ||
    target?.isContentEditable === true
  );
}

function isInteractive(target) {
  return target?.closest?.("a[href], button, summary, [role=button]") !== null;
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (document.querySelector("dialog[open]")) {
    return;
  }
  if (isTyping(event.target)) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  if (event.key === "Enter" && isInteractive(event.target)) {
    return;
  }
  for (const scope of [...scopes].sort((a, b) => a.isFrame - b.isFrame)) {
    const action = scope.current[event.key];
    if (action && !(event.repeat && !["j", "k"].includes(event.key))) {
      if (action(event) !== false) {
        event.preventDefault();
        return;
      }
    }
  }
}

/** Starts to listen for keys. */
export function startKeys() {
  document.addEventListener("keydown", onKey);
}

/**
 * Gives keys an action while the component is shown. An action that returns false leaves its key to the others; the
 * frame around the pages is asked last.
 */
export function useKeys(actions, isFrame = false) {
  const scope = useRef(actions);
  scope.current = actions;
  useEffect(() => {
    scope.isFrame = isFrame;
    scopes.push(scope);
    return () => scopes.splice(scopes.indexOf(scope), 1);
  }, []);
}
