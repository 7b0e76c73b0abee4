// A small force layout: neighbours attract, all others repel.

const STEPS = 260;

/** Places the nodes of a graph around the first one. Gives each node an x and a y between -1 and 1. */
export function layOut(nodes, edges) {
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  const links = edges
    .map((edge) => [index.get(edge.from), index.get(edge.to)])
    .filter(([from, to]) => from !== undefined && to !== undefined && from !== to);
  const points = nodes.map((node, position) => {
    const turn = position * 2.399963;
    const radius = position === 0 ? 0 : 0.25 + 0.75 * Math.sqrt(position / nodes.length);
    return { x: Math.cos(turn) * radius, y: Math.sin(turn) * radius };
  });
  const ideal = 0.9 / Math.sqrt(Math.max(4, nodes.length));
  for (let step = 0; step < STEPS; step++) {
    move(points, links, ideal, 0.12 * (1 - step / STEPS));
  }
  return fit(points);
}

function move(points, links, ideal, limit) {
  const forces = points.map((point) => ({ x: -point.x * 0.02, y: -point.y * 0.02 }));
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) {
      const dx = points[a].x - points[b].x || 0.001 * (a - b);
      const dy = points[a].y - points[b].y || 0.001;
      const push = (ideal * ideal) / (dx * dx + dy * dy + 0.0001);
      forces[a].x += dx * push;
      forces[a].y += dy * push;
      forces[b].x -= dx * push;
      forces[b].y -= dy * push;
    }
  }
  for (const [from, to] of links) {
    const dx = points[to].x - points[from].x;
    const dy = points[to].y - points[from].y;
    const pull = Math.hypot(dx, dy) / ideal / 4;
    forces[from].x += dx * pull;
    forces[from].y += dy * pull;
    forces[to].x -= dx * pull;
    forces[to].y -= dy * pull;
  }
  for (let position = 0; position < points.length; position++) {
    const force = Math.hypot(forces[position].x, forces[position].y) || 1;
    const length = Math.min(force, limit);
    points[position].x += (forces[position].x / force) * length;
    points[position].y += (forces[position].y / force) * length;
  }
}

function fit(points) {
  const extent = Math.max(0.001, ...points.map((point) => Math.max(Math.abs(point.x), Math.abs(point.y))));
  return points.map((point) => ({ x: point.x / extent, y: point.y / extent }));
}
