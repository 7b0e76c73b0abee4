// Signing in with a name and a password.
import { html, useEffect, useState } from "/lib/htm.js";
import { loadSession, request } from "/http.js";
import { language, switchLanguage, t } from "/i18n.js";
import { Field, ProblemBox } from "/ui.js";

/** The page for those who are not signed in. */
export function LoginPage() {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState(null);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    document.title = `${t("login.title")} · Nacre`;
  }, []);
  const submit = async (event) => {
    event.preventDefault();
    setSending(true);
    setProblem(null);
    try {
      await request("POST", "/api/login", { name: name.trim(), password });
      await loadSession();
    } catch (failure) {
      setProblem(failure);
      setPassword("");
      setSending(false);
    }
  };
  return html`<main class="login" id="main">
    <form onSubmit=${submit} aria-labelledby="login-title">
      <p class="brand"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M8 23V9l16 14V9" /></svg>Nacre</p>
      <h1 id="login-title">${t("login.title")}</h1>
      <${Field} text=${t("login.name")}>
        <input
          name="name"
          autocomplete="username"
          required
          autofocus
          value=${name}
          onInput=${(event) => setName(event.target.value)}
        />
      <//>
      <${Field} text=${t("login.password")}>
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          value=${password}
          onInput=${(event) => setPassword(event.target.value)}
        />
      <//>
      ${problem && html`<${ProblemBox} problem=${problem} />`}
      <button type="submit" class="button primary" disabled=${isSending}>${t("login.title")}</button>
      <p class="quiet small">${t("login.link")}</p>
      <button type="button" class="link" onClick=${switchLanguage}>${language.get() === "en" ? "Deutsch" : "English"}</button>
    </form>
  </main>`;
}
