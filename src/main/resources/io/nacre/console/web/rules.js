// Rules: write one, check it, see what it would have met, and where the published ones stand.
import { html, useEffect, useState } from "/lib/htm.js";
import { write } from "/actions.js";
import { number, orDash, percent } from "/format.js";
import { can, request, useResource } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { PaymentTable } from "/tables.js";
import { Dialog, Field, Outcome, Panel, ProblemBox, Time, Waiting, openDialog } from "/ui.js";

const STAGES = ["DRAFT", "SHADOW", "LIVE", "RETIRED"];

function Radius({ result }) {
  const interval = result.fraud_interval;
  return html`<dl class="figures framed">
      <div>
        <dt>${t("rules.matches")}</dt>
        <dd>${number(result.matches)} <span class="small quiet">${t("queue.of", { total: number(result.payments) })}</span></dd>
      </div>
      <div>
        <dt>${t("rules.frauds")}</dt>
        <dd>
          ${number(result.frauds)}
          <span class="small quiet">${t("rules.of_labelled", { n: number(result.labelled) })}</span>
        </dd>
      </div>
      <div>
        <dt>${t("rules.precision")}</dt>
        <dd>
          ${percent(result.precision, 1)}
          ${interval && html` <span class="small quiet">${percent(interval[0], 1)}–${percent(interval[1], 1)}</span>`}
        </dd>
      </div>
      <div><dt>${t("rules.recall")}</dt><dd>${percent(result.recall, 1)}</dd></div>
      <div><dt>${t("rules.amount")}</dt><dd>${orDash(result.amount_text)}</dd></div>
      <div><dt>${t("rules.new_alerts")}</dt><dd>${number(result.new_alerts)}</dd></div>
    </dl>
    <p class="quiet">
      ${tn("rules.period", result.period_days ?? 30)}
      ${result.took_ms !== undefined && ` ${t("rules.took", { n: number(result.took_ms) })}`}
    </p>`;
}

function Examples({ examples }) {
  return html`<div class="examples">
    <h3>${t("rules.example_frauds")}</h3>
    <${PaymentTable} payments=${examples?.frauds ?? examples?.fraud} caption=${t("rules.example_frauds")} withAccount />
    <h3>${t("rules.example_legitimate")}</h3>
    <${PaymentTable} payments=${examples?.legitimate} caption=${t("rules.example_legitimate")} withAccount />
    ${(examples?.missed ?? []).length > 0 &&
    html`<h3>${t("rules.example_missed")}</h3>
      <${PaymentTable} payments=${examples.missed} caption=${t("rules.example_missed")} withAccount />`}
  </div>`;
}

function PublishDialog({ rule, stage, close, done }) {
  const [id, setId] = useState(rule.rule_id ?? "");
  const [outcome, setOutcome] = useState(rule.outcome ?? "REVIEW");
  const [description, setDescription] = useState(rule.description ?? "");
  const isNew = rule.rule_id === undefined;
  const confirm = () => {
    write({
      text: t("write.rule", { rule: id.trim(), stage: label("stage", stage) }),
      send: (requestId) =>
        request(
          "POST",
          "/api/rules",
          { rule_id: id.trim(), stage, outcome, hard: rule.hard ?? false, description: description.trim(), expression: rule.expression },
          { requestId },
        ),
      onDone: done,
    });
  };
  return html`<${Dialog}
    title=${t("rules.publish_title", { stage: label("stage", stage) })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("rules.publish")}
    disabled=${id.trim() === ""}
  >
    <${Field} text=${t("rules.rule")}>
      <input data-first maxlength="64" readonly=${!isNew} value=${id} onInput=${(event) => setId(event.target.value)} />
    <//>
    ${isNew &&
    html`<${Field} text=${t("column.outcome")}>
        <select value=${outcome} onChange=${(event) => setOutcome(event.target.value)}>
          ${["REVIEW", "CHALLENGE", "DECLINE"].map((value) => html`<option key=${value} value=${value}>${label("outcome", value)}</option>`)}
        </select>
      <//>
      <${Field} text=${t("rules.description")}>
        <input maxlength="256" value=${description} onInput=${(event) => setDescription(event.target.value)} />
      <//>`}
  <//>`;
}

function publish(rule, stage, done) {
  openDialog((close) => html`<${PublishDialog} rule=${rule} stage=${stage} close=${close} done=${done} />`);
}

function Editor({ expression, setExpression, done }) {
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState(null);
  const [isChecking, setChecking] = useState(false);
  const check = async (event) => {
    event.preventDefault();
    setChecking(true);
    setProblem(null);
    try {
      setResult({ ...(await request("POST", "/api/rules/check", { expression })), expression });
    } catch (failure) {
      setProblem(failure);
      setResult(null);
    }
    setChecking(false);
  };
  const error = typeof result?.error === "string" ? { message: result.error } : result?.error;
  return html`<${Panel} title=${t("rules.write")} id="write">
    <form onSubmit=${check}>
      <${Field} text=${t("rules.expression")} hint=${t("rules.expression_hint")}>
        <textarea
          class="code"
          rows="3"
          spellcheck="false"
          maxlength="4096"
          value=${expression}
          onInput=${(event) => setExpression(event.target.value)}
          onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && check(event)}
        ></textarea>
      <//>
      <div class="button-row">
        <button type="submit" class="button primary" disabled=${isChecking || expression.trim() === ""}>
          ${isChecking ? t("rules.checking") : t("rules.check")}
        </button>
        ${result?.valid && result.expression === expression && can("publish_rules") &&
        html`<button type="button" class="button" onClick=${() => publish({ expression }, "DRAFT", done)}>${t("rules.publish_draft")}</button>`}
      </div>
    </form>
    <div role="status">
      ${problem && html`<${ProblemBox} problem=${problem} />`}
      ${result && !result.valid &&
      html`<div class="problem">
        <strong>${error?.message ?? t("rules.invalid")}</strong>
        ${error?.column && html`<p>${t("rules.column", { n: error.column })}</p>`}
      </div>`}
      ${result?.valid && html`<${Radius} result=${result} /><${Examples} examples=${result.examples} />`}
    </div>
  <//>`;
}

function nextStage(stage) {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

function RuleTable({ rules, edit, done }) {
  if (rules.length === 0) {
    return html`<p class="quiet">${t("rules.none")}</p>`;
  }
  return html`<div class="scroll">
    <table class="data rules">
      <caption class="visually-hidden">${t("rules.published")}</caption>
      <thead>
        <tr>
          <th scope="col">${t("rules.rule")}</th>
          <th scope="col">${t("rules.stage")}</th>
          <th scope="col">${t("column.outcome")}</th>
          <th scope="col">${t("rules.expression")}</th>
          <th scope="col" class="number">${t("rules.matches")}</th>
          <th scope="col" class="number">${t("team.frauds")}</th>
          <th scope="col" class="number">${t("team.precision")}</th>
          <th scope="col">${t("rules.updated")}</th>
          <th scope="col"><span class="visually-hidden">${t("incident.actions")}</span></th>
        </tr>
      </thead>
      <tbody>
        ${rules.map(
          (rule) => html`<tr key=${`${rule.rule_id} ${rule.version}`}>
            <th scope="row"><code>${rule.rule_id}</code> <span class="quiet">v${rule.version}</span></th>
            <td><span class=${`tag stage-${String(rule.stage).toLowerCase().replace(/[^a-z]/g, "")}`}>${label("stage", rule.stage)}</span></td>
            <td><${Outcome} value=${rule.outcome} />${rule.hard && html` <span class="tag">${t("rules.hard")}</span>`}</td>
            <td class="text expression">
              <code>${rule.expression}</code>
              ${rule.description && html`<p class="quiet">${rule.description}</p>`}
            </td>
            <td class="number">${number(rule.matches)}</td>
            <td class="number">${number(rule.frauds)}</td>
            <td class="number">${percent(rule.precision)}</td>
            <td><${Time} value=${rule.updated_at} /></td>
            <td>
              <span class="button-row">
                <button type="button" class="button" onClick=${() => edit(rule.expression)}>${t("rules.edit")}</button>
                ${can("publish_rules") && nextStage(rule.stage) &&
                html`<button type="button" class="button" onClick=${() => publish(rule, nextStage(rule.stage), done)}>
                  ${label("to_stage", nextStage(rule.stage))}
                </button>`}
              </span>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The page of the rules. */
export function RulesPage() {
  const resource = useResource("/api/rules", { delayMs: 5000 });
  const [expression, setExpression] = useState("");
  useEffect(() => {
    document.title = `${t("rules.title")} · Nacre`;
  }, []);
  const edit = (text) => {
    setExpression(text);
    window.scrollTo(0, 0);
    document.querySelector("textarea.code")?.focus();
  };
  return html`<div class="page">
    <header class="page-head"><h1>${t("rules.title")}</h1></header>
    ${can("check_rules") && html`<${Editor} expression=${expression} setExpression=${setExpression} done=${resource.reload} />`}
    <${Panel} title=${t("rules.published")} id="published">
      <${Waiting} resource=${resource} />
      ${resource.data && html`<${RuleTable} rules=${resource.data.rules ?? []} edit=${edit} done=${resource.reload} />`}
    <//>
  </div>`;
}
