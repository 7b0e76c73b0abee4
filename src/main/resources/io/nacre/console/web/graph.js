// The neighbours of an account: devices, IP addresses, merchants and payees that it shares with others.
import { html, useEffect, useMemo, useRef, useState } from "/lib/htm.js";
import { askBulkVerdict } from "/dialogs.js";
import { visible } from "/format.js";
import { can, request } from "/http.js";
import { label, t, tn } from "/i18n.js";
import { layOut } from "/layout.js";
import { entityPath, incidentPath } from "/router.js";
import { Finding, ProblemBox } from "/ui.js";

const NODES_MAX = 200;
const HEIGHT = 320;
const RADIUS = 7;
/** A node with that many edges is labelled in a large graph too. */
const LABELLED_DEGREE = 3;

/** The colours of the page as the canvas needs them; a probe resolves those that depend on light and dark. */
function colours(canvas) {
  const read = (name) => {
    canvas.style.color = `var(${name})`;
    return getComputedStyle(canvas).color;
  };
  return {
    text: read("--text"),
    quiet: read("--quiet"),
    edge: read("--line-strong"),
    surface: read("--surface"),
    back: read("--back"),
    focus: read("--accent"),
    alarm: read("--critical"),
    account: read("--node-account"),
    device: read("--node-device"),
    ip: read("--node-ip"),
    merchant: read("--node-merchant"),
    counterparty: read("--node-counterparty"),
  };
}

function drawShape(context, type, x, y, size) {
  context.beginPath();
  if (type === "account") {
    context.arc(x, y, size, 0, 2 * Math.PI);
  } else if (type === "device") {
    context.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
  } else if (type === "ip") {
    context.moveTo(x, y - size * 1.2);
    context.lineTo(x + size * 1.2, y);
    context.lineTo(x, y + size * 1.2);
    context.lineTo(x - size * 1.2, y);
    context.closePath();
  } else {
    context.moveTo(x, y - size * 1.1);
    context.lineTo(x + size * 1.1, y + size * 0.8);
    context.lineTo(x - size * 1.1, y + size * 0.8);
    context.closePath();
  }
}

function draw(canvas, graph, points, chosen) {
  const width = canvas.clientWidth;
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const colour = colours(canvas);
  const at = points.map((point) => ({
    x: width / 2 + point.x * (width / 2 - 56),
    y: HEIGHT / 2 + point.y * (HEIGHT / 2 - 26),
  }));
  const index = new Map(graph.nodes.map((node, position) => [node.id, position]));
  context.strokeStyle = colour.edge;
  for (const edge of graph.edges) {
    const from = at[index.get(edge.from)];
    const to = at[index.get(edge.to)];
    if (from && to) {
      context.lineWidth = Math.min(4, 0.75 + Math.log2(1 + (edge.count ?? 1)) / 2);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
  }
  const degrees = new Map();
  for (const end of graph.edges.flatMap((edge) => [edge.from, edge.to])) {
    degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  context.font = "11px system-ui, sans-serif";
  context.textAlign = "center";
  context.lineJoin = "round";
  graph.nodes.forEach((node, position) => {
    const { x, y } = at[position];
    const size = position === 0 ? RADIUS + 2 : RADIUS;
    drawShape(context, node.type, x, y, size);
    context.fillStyle = colour[node.type] || colour.quiet;
    context.fill();
    context.lineWidth = node.id === chosen ? 3 : 2;
    context.strokeStyle = node.id === chosen ? colour.focus : node.frozen || node.open_incident ? colour.alarm : colour.surface;
    context.stroke();
  });
  graph.nodes.forEach((node, position) => {
    const { x, y } = at[position];
    if (graph.nodes.length <= 20 || (degrees.get(node.id) ?? 0) >= LABELLED_DEGREE || node.id === chosen || position === 0) {
      context.fillStyle = colour.text;
      context.lineWidth = 3;
      context.strokeStyle = colour.back;
      context.strokeText(shorten(node.label ?? node.id), x, y + RADIUS + 14);
      context.fillText(shorten(node.label ?? node.id), x, y + RADIUS + 14);
    }
  });
  return at;
}

function shorten(text) {
  const shown = visible(text);
  return shown.length > 18 ? `${shown.slice(0, 17)}…` : shown;
}

function merge(graph, more) {
  const ids = new Set(graph.nodes.map((node) => node.id));
  const nodes = [...graph.nodes, ...more.nodes.filter((node) => !ids.has(node.id))].slice(0, NODES_MAX);
  const shown = new Set(nodes.map((node) => node.id));
  const known = new Set(graph.edges.map((edge) => `${edge.from} ${edge.to}`));
  const edges = [
    ...graph.edges,
    ...more.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to) && !known.has(`${edge.from} ${edge.to}`)),
  ];
  const truncated = graph.truncated || more.truncated || nodes.length === NODES_MAX;
  return { nodes, edges, truncated };
}

function entityId(node) {
  return node.entity_id ?? (node.id.startsWith(`${node.type}:`) ? node.id.slice(node.type.length + 1) : node.id);
}

/** A graph on a canvas, and the same as a list. A node chosen in either can be expanded. */
export function Neighbours({ start }) {
  const canvas = useRef(null);
  const positions = useRef([]);
  const [extra, setExtra] = useState(null);
  const [chosen, setChosen] = useState(null);
  const [problem, setProblem] = useState(null);
  const [checked, setChecked] = useState(new Set());
  const graph = useMemo(() => (extra ? merge(start, extra) : merge(start, { nodes: [], edges: [] })), [start, extra]);
  const points = useMemo(() => layOut(graph.nodes, graph.edges), [graph]);

  useEffect(() => {
    const redraw = () => {
      if (canvas.current) {
        positions.current = draw(canvas.current, graph, points, chosen);
      }
    };
    redraw();
    const observer = new ResizeObserver(redraw);
    observer.observe(canvas.current);
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }, [graph, points, chosen]);

  const expand = (node) => {
    setChosen(node.id);
    setProblem(null);
    const api = node.type === "account" ? "/api/accounts/" : `/api/entities/${encodeURIComponent(node.type)}/`;
    request("GET", api + encodeURIComponent(entityId(node))).then((entity) => {
      if (entity.neighbours) {
        setExtra((before) => (before ? merge(before, entity.neighbours) : entity.neighbours));
      }
    }, setProblem);
  };
  const click = (event) => {
    const box = canvas.current.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const hit = positions.current.findIndex((point) => Math.hypot(point.x - x, point.y - y) < RADIUS + 6);
    if (hit >= 0) {
      expand(graph.nodes[hit]);
    }
  };
  const toggle = (incidentId) => {
    const next = new Set(checked);
    if (!next.delete(incidentId)) {
      next.add(incidentId);
    }
    setChecked(next);
  };
  const ids = [...checked];

  return html`<div class="neighbours">
    <div>
      <canvas
        ref=${canvas}
        class="graph"
        height=${HEIGHT}
        onClick=${click}
        role="img"
        aria-label=${t("graph.label", { nodes: graph.nodes.length, edges: graph.edges.length })}
      ></canvas>
      <ul class="legend">
        ${["account", "device", "ip", "merchant", "counterparty"].map(
          (type) => html`<li key=${type}><span class=${`shape shape-${type}`} aria-hidden="true"></span>${label("type", type)}</li>`,
        )}
        <li key="alarm"><span class="shape shape-alarm" aria-hidden="true"></span>${t("graph.alarm")}</li>
      </ul>
      ${graph.truncated && html`<p class="quiet">${t("graph.truncated", { n: NODES_MAX })}</p>`}
      ${problem && html`<${ProblemBox} problem=${problem} />`}
    </div>
    <div class="node-list">
      <ul aria-label=${t("graph.list")}>
        ${graph.nodes.map((node) => {
          const incidentId = typeof node.open_incident === "string" ? node.open_incident : null;
          return html`<li key=${node.id} class=${node.id === chosen ? "chosen" : ""}>
            ${can("give_bulk_verdicts") &&
            html`<input
              type="checkbox"
              aria-label=${t("graph.select", { node: node.label ?? node.id })}
              disabled=${incidentId === null}
              checked=${incidentId !== null && checked.has(incidentId)}
              onChange=${() => toggle(incidentId)}
            />`}
            <span class=${`shape shape-${node.type}`} aria-hidden="true"></span>
            <span class="node-name">
              <span class="visually-hidden">${label("type", node.type)} </span>
              <a href=${entityPath(node.type, entityId(node))}>${visible(node.label ?? node.id)}</a>
            </span>
            ${node.frozen && html`<span class="tag tag-alarm">${t("tag.frozen")}</span>`}
            ${node.open_incident &&
            (incidentId
              ? html`<a class="tag tag-alarm" href=${incidentPath(incidentId)}>${t("tag.open_incident")}</a>`
              : html`<span class="tag tag-alarm">${t("tag.open_incident")}</span>`)}
            <${Finding} value=${node.finding} />
            <button type="button" class="link" onClick=${() => expand(node)} aria-label=${t("graph.expand_node", { node: node.label ?? node.id })}>
              ${t("graph.expand")}
            </button>
          </li>`;
        })}
      </ul>
      ${ids.length > 0 &&
      html`<div class="button-row">
        <span>${tn("queue.selected", ids.length)}</span>
        ${["FRAUD", "LEGITIMATE"].map(
          (finding) => html`<button
            key=${finding}
            type="button"
            class="button"
            onClick=${() => askBulkVerdict(ids, finding, () => setChecked(new Set()))}
          >
            ${label("finding", finding)}
          </button>`,
        )}
      </div>`}
    </div>
  </div>`;
}
