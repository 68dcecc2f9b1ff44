// SPDX-License-Identifier: Apache-2.0
// Settlements as they happen: the stream first, then the page, merged by job, so that nothing
// between the two is lost.

import { attested, count, short, tokens } from "./format.js";
import { element, show } from "./list.js";

const API = "api/v1";
const PAGE = 50;
const MAX_ROWS = 1000;
const NODES_PAGE = 200;
const MAX_NODES = 1000;
const NODES_EVERY_MILLIS = 10_000;
const DECIMALS_EVERY_MILLIS = 3_000;

const byId = (id) => document.getElementById(id);
const settlements = new Map();
let next = null;
let loaded = false;
let decimals = null;

async function get(path) {
  const answer = await fetch(`${API}/${path}`, { headers: { Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? `the service answered ${answer.status}`);
  return body;
}

function showProblem(problem) {
  byId("problem").textContent = problem ? `Could not read the ledger: ${problem.message}.` : "";
  byId("problem").hidden = !problem;
}

// ---- settlements

function cell(label, content, { title, number } = {}) {
  const made = element("td", content, { "data-label": label });
  if (number) made.className = "number";
  if (title) made.title = title;
  return made;
}

function amountCell(label, units) {
  return cell(label, tokens(units, decimals), { title: `${units} base units`, number: true });
}

function row(item) {
  const made = element("tr");
  if (item.fresh) made.className = "new";
  const settledAt = new Date(item.settledAt * 1000);
  const verdict = item.nodeAttested;
  made.append(
    cell("Settled", element("time", settledAt.toLocaleString(),
      { datetime: settledAt.toISOString(), title: `block ${item.block}` })),
    cell("Node", element("a", String(item.nodeId), { href: `${API}/nodes/${item.nodeId}` })),
    cell("Job", element("a", element("code", short(item.jobId)),
      { href: `${API}/jobs/${item.jobId}`, title: item.jobId })),
    cell("Client", element("code", short(item.client), { title: item.client })),
    cell("Units", count(item.computeUnits), { number: true }),
    amountCell("Paid", item.paid),
    amountCell("Fee", item.fee),
    amountCell("Refunded", item.refunded),
    cell("Node attested", attested(verdict),
      { title: verdict ? `evidence ${verdict.verdictEvidenceHash}` : "" }));
  return made;
}

const newestFirst = (a, b) => b.block - a.block || b.logIndex - a.logIndex;

function render() {
  const node = byId("filter").value;
  const items = [...settlements.values()]
    .filter((item) => !node || String(item.nodeId) === node)
    .sort(newestFirst)
    .slice(0, MAX_ROWS);
  show(byId("rows"), items, {
    key: (item) => item.jobId,
    version: (item) => `${item.block} ${decimals}`,
    make: row,
  });
  byId("rows-empty").hidden = items.length > 0;
  if (loaded) byId("rows-empty").textContent = "Nothing has settled yet.";
  byId("older").hidden = next === null;
}

async function loadPage(after) {
  const query = new URLSearchParams({ limit: PAGE });
  if (byId("filter").value) query.set("node", byId("filter").value);
  if (after) query.set("after", after);
  try {
    const page = await get(`settlements?${query}`);
    for (const item of page.items) settlements.set(item.jobId, item);
    next = page.next;
    loaded = true;
    showProblem(null);
  } catch (problem) {
    showProblem(problem);
  }
  render();
}

// ---- nodes

function nodeCard(node) {
  const card = element("li");
  const facts = element("dl");
  const fact = (name, value, title) =>
    facts.append(element("dt", name), element("dd", value, title ? { title } : {}));
  fact("Stake", tokens(node.stake, decimals), `${node.stake} base units`);
  fact("Unclaimed", tokens(node.earningsNet, decimals), `${node.earningsNet} base units`);
  fact("Jobs", count(node.earningsJobs));
  fact("Attested", attested(node));
  fact("Operator", element("code", short(node.operator)), node.operator);
  const open = isOpen(node);
  card.append(
    element("span", open ? "open for jobs" : "not attested",
      { class: `badge ${open ? "good" : "poor"}` }),
    element("h3", element("a", `Node ${node.nodeId}`, { href: `${API}/nodes/${node.nodeId}` })),
    facts);
  return card;
}

const isOpen = (node) => node.validUntil !== null && node.validUntil * 1000 > Date.now();

async function allNodes() {
  const nodes = [];
  for (let after = ""; after !== null && nodes.length < MAX_NODES;) {
    const page = await get(`nodes?limit=${NODES_PAGE}${after && `&after=${after}`}`);
    nodes.push(...page.items);
    after = page.next;
  }
  return nodes;
}

async function loadNodes() {
  try {
    const items = await allNodes();
    show(byId("nodes"), items, {
      key: (node) => node.nodeId,
      version: (node) => JSON.stringify([node, isOpen(node), decimals]),
      make: nodeCard,
    });
    show(byId("filter"), [{ nodeId: "" }, ...items], {
      key: (node) => node.nodeId,
      version: (node) => node.nodeId,
      make: ({ nodeId }) => element("option", nodeId === "" ? "all" : String(nodeId),
        { value: nodeId }),
    });
    byId("nodes-empty").hidden = items.length > 0;
    byId("nodes-empty").textContent = "No node is registered yet.";
  } catch (problem) {
    showProblem(problem);
  }
}

// ---- the chain

/** The service asks the token for its decimals once it reaches the chain; a replica never does. */
async function loadDeployment() {
  try {
    const deployment = await get("deployment");
    byId("chain").textContent =
      `Chain ${deployment.chainId}, ${deployment.network} network, `
      + `profile “${deployment.profile}”, Settlement ${short(deployment.settlement)}.`;
    byId("chain").title = deployment.settlement;
    decimals = deployment.tokenDecimals ?? null;
    byId("unit").textContent = decimals === null ? "base units of the token" : "tokens";
    if (decimals === null) return setTimeout(loadDeployment, DECIMALS_EVERY_MILLIS);
    render();
    loadNodes();
  } catch (problem) {
    showProblem(problem);
  }
}

/** Said aloud by a screen reader; the block number, which changes every second, is not. */
function showConnection(live) {
  byId("dot").className = `dot ${live ? "live" : "lost"}`;
  const said = live ? "Live" : "Connection lost, trying again…";
  if (byId("connection").textContent !== said) byId("connection").textContent = said;
  if (!live) byId("block").textContent = "";
}

function listen() {
  const stream = new EventSource(`${API}/settlements/stream`);
  const on = (type, act) =>
    stream.addEventListener(type, (event) => act(JSON.parse(event.data)));
  stream.addEventListener("open", () => loadPage());
  stream.addEventListener("error", () => showConnection(false));
  on("head", ({ block }) => {
    showConnection(true);
    byId("block").textContent = `· block ${count(block)}`;
  });
  on("settlement", (item) => {
    settlements.set(item.jobId, { ...item, fresh: true });
    render();
  });
  on("rollback", ({ block }) => {
    for (const [id, item] of settlements) if (item.block > block) settlements.delete(id);
    render();
  });
}

byId("filter").addEventListener("change", () => loadPage());
byId("older").addEventListener("click", () => loadPage(next));
listen();
loadDeployment();
loadNodes();
setInterval(loadNodes, NODES_EVERY_MILLIS);
