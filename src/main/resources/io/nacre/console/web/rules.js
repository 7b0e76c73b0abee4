// Rules: write one, check it, see what it would have met, and where the published ones stand.
import { html, useEffect, useState } from "/lib/htm.js";
import { write } from "/actions.js";
import { number, orDash, percent } from "/format.js";
import { can, request, useResource } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { PaymentTable } from "/tables.js";
import { Dialog, Field, Outcome, Panel, ProblemBox, Time, Waiting, openDialog } from "/ui.js";

const STAGES = ["DRAFT", "SHADOW", "LIVE", "RETIRED"];

function Interval({ interval }) {
  return interval && html` <span class="small quiet">${percent(interval[0], 1)}–${percent(interval[1], 1)}</span>`;
}

/** What the figures do not say by themselves. */
function Notes({ result }) {
  const days = Math.max(1, Math.ceil((Date.parse(result.until) - Date.parse(result.since)) / 86_400_000));
  const unlabelled = result.matches - result.labelled;
  const notes = [
    tn("rules.period", days),
    t("rules.took", { n: number(result.took_ms) }),
    result.estimated && t("rules.sample", { n: number(result.rows) }),
    !result.complete && t("rules.cut"),
    unlabelled > 0 && tn("rules.unlabelled", unlabelled),
    t("rules.unripe"),
    result.failures > 0 && tn("rules.failures", result.failures),
    result.other_features > 0 && tn("rules.other_features", result.other_features),
    result.incomplete > 0 && tn("rules.incomplete", result.incomplete),
  ];
  return html`<p class="quiet">${notes.filter(Boolean).join(" ")}</p>`;
}

function Radius({ result }) {
  const count = (value) => (result.estimated ? `≈ ${number(value)}` : number(value));
  if (result.rows === 0) {
    return html`<p class="quiet">${t("rules.nothing_stored")}</p>`;
  }
  return html`<dl class="figures framed">
      <div>
        <dt>${t("rules.matches")}</dt>
        <dd>${count(result.matches)} <span class="small quiet">${t("queue.of", { total: count(result.payments) })}</span></dd>
      </div>
      <div>
        <dt>${t("rules.frauds")}</dt>
        <dd>
          ${count(result.frauds)}
          <span class="small quiet">${t("rules.of_labelled", { n: count(result.labelled) })}</span>
        </dd>
      </div>
      <div>
        <dt>${t("rules.precision")}</dt>
        <dd>${percent(result.precision, 1)}<${Interval} interval=${result.fraud_interval} /></dd>
      </div>
      <div>
        <dt>${t("rules.recall")}</dt>
        <dd>${percent(result.recall, 1)} <span class="small quiet">${t("queue.of", { total: count(result.all_frauds) })}</span></dd>
      </div>
      <div><dt>${t("rules.amount")}</dt><dd>${result.estimated && result.amount_text && "≈ "}${orDash(result.amount_text)}</dd></div>
      <div><dt>${t("rules.new_alerts")}</dt><dd>${count(result.new_alerts)}</dd></div>
    </dl>
    <${Notes} result=${result} />
    <${Examples} examples=${result.examples} />`;
}

function ExampleTable({ title, payments }) {
  return html`<h3>${title}</h3>
    <${PaymentTable} payments=${payments} caption=${title} withAccount />`;
}

function Examples({ examples }) {
  return html`<div class="examples">
    <${ExampleTable} title=${t("rules.example_frauds")} payments=${examples.frauds} />
    <${ExampleTable} title=${t("rules.example_legitimate")} payments=${examples.legitimate} />
    <${ExampleTable} title=${t("rules.example_unlabelled")} payments=${examples.unlabelled} />
    <${ExampleTable} title=${t("rules.example_missed")} payments=${examples.missed} />
  </div>`;
}

/** A new version of a rule, or the next stage of a version. */
function PublishDialog({ rule, stage, rules, close, done }) {
  const isNew = rule.rule_id === undefined;
  const [draft, setDraft] = useState({ rule_id: "", owner: "", description: "", outcome: "REVIEW", strength: "hard", ...rule });
  const field = (name) => ({ value: draft[name], onInput: (event) => setDraft({ ...draft, [name]: event.target.value }) });
  const id = draft.rule_id.trim();
  const body = isNew
    ? {
        rule_id: id,
        stage,
        latest: Math.max(0, ...rules.filter((one) => one.rule_id === id).map((one) => one.version)),
        owner: draft.owner.trim(),
        description: draft.description.trim(),
        expression: rule.expression,
        outcome: draft.outcome,
        hard: draft.strength === "hard",
      }
    : { rule_id: id, stage, version: rule.version, from: rule.stage };
  const confirm = () => {
    write({
      text: t("write.rule", { rule: id, stage: label("stage", stage) }),
      send: (requestId) =>
        request("POST", "/api/rules", body, { requestId }).catch((problem) => {
          // Somebody else may have been faster: the table shows the rule as it is now.
          done();
          throw problem;
        }),
      onDone: done,
    });
  };
  const outcomes = draft.strength === "hard" ? ["REVIEW", "CHALLENGE", "DECLINE"] : ["REVIEW", "CHALLENGE"];
  const isReady = !isNew || [id, draft.owner.trim(), draft.description.trim()].every((text) => text !== "");
  return html`<${Dialog}
    title=${t("rules.publish_title", { stage: label("stage", stage) })}
    close=${close}
    confirm=${confirm}
    confirmText=${t("rules.publish")}
    disabled=${!isReady || (isNew && !outcomes.includes(draft.outcome))}
  >
    ${!isNew && html`<p><code>${rule.rule_id}</code> v${rule.version}</p><p><code>${rule.expression}</code></p>`}
    ${isNew &&
    html`<${Field} text=${t("rules.rule")} hint=${t("rules.id_hint")}>
        <input data-first maxlength="63" ...${field("rule_id")} />
      <//>
      <${Field} text=${t("rules.description")}><input maxlength="256" ...${field("description")} /><//>
      <${Field} text=${t("rules.owner")}><input maxlength="64" ...${field("owner")} /><//>
      <${Field} text=${t("rules.strength")}>
        <select ...${field("strength")}>
          ${["hard", "soft"].map((value) => html`<option key=${value} value=${value}>${label("strength", value)}</option>`)}
        </select>
      <//>
      <${Field} text=${t("column.outcome")}>
        <select ...${field("outcome")}>
          ${outcomes.map((value) => html`<option key=${value} value=${value}>${label("outcome", value)}</option>`)}
        </select>
      <//>`}
  <//>`;
}

function publish(rule, stage, rules, done) {
  openDialog((close) => html`<${PublishDialog} rule=${rule} stage=${stage} rules=${rules} close=${close} done=${done} />`);
}

function Editor({ expression, setExpression, rules, done }) {
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
  return html`<${Panel} title=${t("rules.write")} id="write">
    <form onSubmit=${check}>
      <${Field} text=${t("rules.expression")} hint=${t("rules.expression_hint")}>
        <textarea
          class="code"
          rows="3"
          spellcheck="false"
          maxlength="2000"
          value=${expression}
          onInput=${(event) => setExpression(event.target.value)}
          onKeyDown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && check(event)}
        ></textarea>
      <//>
      <div class="button-row">
        <button type="submit" class="button primary" disabled=${isChecking || expression.trim() === ""}>
          ${isChecking ? t("rules.checking") : t("rules.check")}
        </button>
        ${result?.valid && rules && result.expression === expression && can("publish_rules") &&
        html`<button type="button" class="button" onClick=${() => publish({ expression }, "DRAFT", rules, done)}>${t("rules.publish_draft")}</button>`}
      </div>
    </form>
    <div role="status">
      ${problem && html`<${ProblemBox} problem=${problem} />`}
      ${result && !result.valid &&
      html`<div class="problem">
        <strong>${t("rules.invalid")}</strong>
        <pre>${result.error.message}</pre>
      </div>`}
      ${result?.valid && result.not_stored.length > 0 &&
      html`<div class="problem">${t("rules.not_stored", { names: result.not_stored.join(", ") })}</div>`}
      ${result?.valid && result.not_stored.length === 0 && html`<${Radius} result=${result} />`}
    </div>
  <//>`;
}

/** The next stage, and the end. */
function nextStages(stage) {
  const next = STAGES[STAGES.indexOf(stage) + 1];
  return next === undefined ? [] : [...new Set([next, "RETIRED"])];
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
              <p class="quiet">${rule.description} (${rule.owner})</p>
            </td>
            <td class="number">
              ${number(rule.matches)}
              ${rule.failures > 0 && html` <span class="tag tag-warn">${tn("rules.failed", rule.failures)}</span>`}
            </td>
            <td class="number">
              ${number(rule.frauds)} <span class="small quiet">${t("queue.of", { total: number(rule.labelled) })}</span>
            </td>
            <td class="number">${percent(rule.precision)}<${Interval} interval=${rule.precision_interval} /></td>
            <td><${Time} value=${rule.updated_at} /> <span class="quiet">${rule.actor}</span></td>
            <td>
              <span class="button-row">
                <button type="button" class="button" onClick=${() => edit(rule.expression)}>${t("rules.edit")}</button>
                ${can("publish_rules") &&
                nextStages(rule.stage).map(
                  (stage) => html`<button key=${stage} type="button" class="button" onClick=${() => publish(rule, stage, rules, done)}>
                    ${label("to_stage", stage)}
                  </button>`,
                )}
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
    <${Editor} expression=${expression} setExpression=${setExpression} rules=${resource.data?.rules} done=${resource.reload} />
    <${Panel} title=${t("rules.published")} id="published">
      <${Waiting} resource=${resource} />
      ${resource.data && html`<p class="quiet">${tn("rules.hit_period", resource.data.period_days)} ${t("rules.hit_labels")}</p>
        <${RuleTable} rules=${resource.data.rules} edit=${edit} done=${resource.reload} />`}
    <//>
  </div>`;
}
