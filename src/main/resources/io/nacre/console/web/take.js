// Taking the next incident, and giving it back.
import { html } from "/lib/htm.js";
import { postOn, write } from "/actions.js";
import { request } from "/http.js";
import { t } from "/i18n.js";
import { incidentPath, navigate } from "/router.js";
import { Dialog, openDialog } from "/ui.js";

let isTaking = false;

function filtersOf(query) {
  const { view, offset, sort, status, ...filters } = query;
  return filters;
}

function askNone() {
  openDialog(
    (close) => html`<${Dialog} title=${t("take.none_title")} close=${close}><p>${t("take.none")}</p><//>`,
  );
}

/** Claims the best incident that nobody works on, and opens it. `u` puts it back. */
export async function takeNext(query = {}) {
  if (isTaking) {
    return;
  }
  isTaking = true;
  try {
    let taken = null;
    await write({
      text: t("write.take"),
      send: async (requestId) => {
        const answer = await request("POST", "/api/incidents/take-next", filtersOf(query), { requestId });
        taken = answer?.incident ?? null;
        return answer;
      },
      onDone: (answer) => (answer?.incident ? navigate(incidentPath(answer.incident.incident_id)) : askNone()),
      undoAfter: () => {
        if (taken) {
          release(taken);
          navigate("/");
        }
      },
    });
  } finally {
    isTaking = false;
  }
}

/** Gives an incident back to the queue. */
export function release(incident) {
  write({
    text: t("write.release", { account: incident.account_id }),
    subjects: [incident.incident_id],
    patch: { assignee: null, lease_expires_at: null },
    send: (requestId) => postOn(incident, "release", {}, requestId),
  });
}
