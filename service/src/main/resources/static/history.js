// SPDX-License-Identifier: Apache-2.0
// Settlements as they happen: the stream first, then the page, merged by job, so that nothing
// between the two is lost. Text enters the document as text only.

const API = "api/v1";
const PAGE = 50;
const MAX_ROWS = 1000;
const TOKEN_DECIMALS = 18;

const byId = (id) => document.getElementById(id);
const settlements = new Map();
let next = null;
let loaded = false;

const short = (hex) => `${hex.slice(0, 8)}…${hex.slice(-4)}`;
const time = (seconds) => new Date(seconds * 1000);

/** Tokens, rounded down to six decimals; the exact base units stay in the title. */
function tokens(units) {
  const digits = units.padStart(TOKEN_DECIMALS + 1, "0");
  const whole = BigInt(digits.slice(0, -TOKEN_DECIMALS)).toLocaleString("en");
  const fraction = digits.slice(-TOKEN_DECIMALS, -TOKEN_DECIMALS + 6).replace(/0+$/, "");
  if (fraction) return `${whole}.${fraction}`;
  return whole === "0" && BigInt(units) > 0n ? "< 0.000001" : whole;
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function cell(label, content, { title, number } = {}) {
  const made = element("td", undefined, { "data-label": label });
  if (number) made.className = "number";
  if (title) made.title = title;
  made.append(content);
  return made;
}

function amountCell(label, units) {
  return cell(label, tokens(units), { title: `${units} base units`, number: true });
}

function attestedText(attested) {
  return attested ? `${attested.tee}, ${attested.tcbStatus}` : "unknown";
}

function row(item, fresh) {
  const made = element("tr");
  if (fresh) made.className = "new";
  const settledAt = time(item.settledAt);
  made.append(
    cell("Settled", element("time", settledAt.toLocaleString(),
      { datetime: settledAt.toISOString(), title: `block ${item.block}` })),
    cell("Node", element("a", String(item.nodeId), { href: `${API}/nodes/${item.nodeId}` })),
    cell("Job", element("a", short(item.jobId),
      { href: `${API}/jobs/${item.jobId}`, title: item.jobId })),
    cell("Client", element("code", short(item.client), { title: item.client })),
    cell("Units", item.computeUnits.toLocaleString("en"), { number: true }),
    amountCell("Paid", item.paid),
    amountCell("Fee", item.fee),
    amountCell("Refunded", item.refunded),
    cell("Node attested", attestedText(item.nodeAttested),
      { title: item.nodeAttested ? `evidence ${item.nodeAttested.verdictEvidenceHash}` : "" }));
  return made;
}

const newestFirst = (a, b) => b.block - a.block || (b.logIndex ?? 0) - (a.logIndex ?? 0);

function shown() {
  const node = byId("filter").value;
  return [...settlements.values()]
    .filter((item) => !node || String(item.nodeId) === node)
    .sort(newestFirst)
    .slice(0, MAX_ROWS);
}

function render(freshJob) {
  const items = shown();
  byId("rows").replaceChildren(...items.map((item) => row(item, item.jobId === freshJob)));
  byId("rows-empty").hidden = items.length > 0;
  if (loaded) byId("rows-empty").textContent = "Nothing has settled yet.";
  byId("older").hidden = next === null;
}

function keep(items) {
  for (const item of items) settlements.set(item.jobId, item);
}

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

function showHead(asOf) {
  byId("status-text").textContent = `Live, block ${asOf.block.toLocaleString("en")}`;
  byId("dot").className = "dot live";
}

async function loadPage(after) {
  const query = new URLSearchParams({ limit: PAGE });
  if (byId("filter").value) query.set("node", byId("filter").value);
  if (after) query.set("after", after);
  try {
    const page = await get(`settlements?${query}`);
    keep(page.items);
    next = page.next;
    loaded = true;
    showProblem(null);
  } catch (problem) {
    showProblem(problem);
  }
  render();
}

function nodeCard(node) {
  const valid = node.validUntil !== null && node.validUntil * 1000 > Date.now();
  const card = element("li");
  const facts = element("dl");
  const fact = (name, value, title) =>
    facts.append(element("dt", name), element("dd", value, title ? { title } : {}));
  fact("Stake", tokens(node.stake), `${node.stake} base units`);
  fact("Unclaimed", tokens(node.earningsNet), `${node.earningsNet} base units`);
  fact("Jobs", node.earningsJobs.toLocaleString("en"));
  fact("Attested", node.tee ? `${node.tee}, ${node.tcbStatus}` : "never");
  fact("Operator", short(node.operator), node.operator);
  card.append(
    element("span", valid ? "open for jobs" : "not attested",
      { class: `badge ${valid ? "good" : "poor"}` }),
    element("strong", `Node ${node.nodeId}`), facts);
  return card;
}

async function loadNodes() {
  try {
    const { items } = await get("nodes?limit=200");
    byId("nodes").replaceChildren(...items.map(nodeCard));
    byId("nodes-empty").hidden = items.length > 0;
    byId("nodes-empty").textContent = "No node is registered yet.";
    const filter = byId("filter");
    const chosen = filter.value;
    filter.replaceChildren(element("option", "all", { value: "" }),
      ...items.map((node) => element("option", String(node.nodeId), { value: node.nodeId })));
    filter.value = chosen;
  } catch (problem) {
    showProblem(problem);
  }
}

function listen() {
  const stream = new EventSource(`${API}/settlements/stream`);
  stream.addEventListener("open", () => loadPage());
  stream.addEventListener("error", () => {
    byId("status-text").textContent = "Connection lost, trying again…";
    byId("dot").className = "dot lost";
  });
  stream.addEventListener("head", (event) => showHead(JSON.parse(event.data)));
  stream.addEventListener("settlement", (event) => {
    const item = JSON.parse(event.data);
    keep([item]);
    render(item.jobId);
  });
  stream.addEventListener("rollback", (event) => {
    const { block } = JSON.parse(event.data);
    for (const [id, item] of settlements) if (item.block > block) settlements.delete(id);
    render();
  });
}

byId("filter").addEventListener("change", () => loadPage());
byId("older").addEventListener("click", () => loadPage(next));
listen();
loadNodes();
setInterval(loadNodes, 10_000);
