// SPDX-License-Identifier: Apache-2.0
// Compares docs/contracts/{NodeRegistry,JobEscrow,Settlement}.md with what is true: slots of layout/*.json, windows of
// profiles/*.json, errors and functions of the ABI. `--accept` writes slots and windows into the pages.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGES = { NodeRegistry: ["NodeRegistry"], Settlement: ["JobEscrow", "Settlement"] };
const INTERFACES = ["ICases", "IJobEscrow", "INodeRegistry", "ISessions", "ISettlement"];
const PROFILES = ["production", "local", "test"];
const WIDTHS = { address: 160, bytes32: 256, NodeId: 64, PolicyId: 24, CaseId: 64, JobId: 256, string: 256 };

const complaints = [];
const json = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const pathOf = (page) => join(root, "../docs/contracts", `${page}.md`);

function bitsOf(type) {
  if (type.startsWith("enum ")) return 8;
  const bits = WIDTHS[type] ?? Number(type.match(/^uint(\d+)$/)?.[1]);
  if (!bits) throw new Error(`expected a value type, found ${type}`);
  return bits;
}

/** One slot, highest bit first; what no member uses is drawn empty. */
function drawn(slot, members) {
  const cells = [];
  let top = 256;
  for (const { label, offset, type } of members.toSorted((a, b) => b.offset - a.offset)) {
    const end = offset * 8 + bitsOf(type);
    if (end < top) cells.push(`(${top - end})`);
    cells.push(`${label} ${bitsOf(type)} [${end - 1}:${offset * 8}]`);
    top = offset * 8;
  }
  return `+${slot} │ ${cells.join(" │ ")} │`;
}

function slotsOf(contract, labels) {
  const { storage, structs } = json("layout", `${contract}.json`);
  const lines = storage
    .filter(({ label }) => labels.length === 0 || labels.includes(label))
    .flatMap(({ label, slot, type }) => {
      const name = type.match(/struct \w+/)?.[0];
      const members = structs[name] ?? [];
      const rows = [...new Set(members.map((member) => member.slot))];
      return [`${slot}  ${label}: ${type}`, ...rows.map((at) => `     ${drawn(at, members.filter((member) => member.slot === at))}`)];
    });
  return `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}

function windowsTable() {
  const profiles = PROFILES.map((name) => json("profiles", `${name}.json`).windows);
  const rows = Object.keys(profiles[0]).map((key) => `| ${key} | ${profiles.map((windows) => windows[key].toLocaleString("en")).join(" | ")} |`);
  return `| window | ${PROFILES.join(" | ")} |\n|---|${PROFILES.map(() => "--:").join("|")}|\n${rows.join("\n")}`;
}

const written = (name, labels) => (name === "windows" ? windowsTable() : slotsOf(labels[0], labels.slice(1)));

function checkPage(page) {
  const found = readFileSync(pathOf(page), "utf8");
  const expected = found.replace(
    /<!-- (slots|windows)([^>]*) -->\n[^]*?<!-- end -->/g,
    (_, name, rest) => `<!-- ${name}${rest} -->\n${written(name, rest.trim().split(" ").filter(Boolean))}\n<!-- end -->`,
  );
  if (found === expected) return;
  if (process.argv.includes("--accept")) writeFileSync(pathOf(page), expected);
  else complaints.push(`docs/contracts/${page}.md: slots or windows differ; run \`npm run pages\` in contracts/ and review`);
}

/** What stands in the first cell of a row: `Name(values)`, or several of them. */
const errorsOf = (text) =>
  [...text.matchAll(/^\| (`\w+\([^|]*) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+\([^)]*\))`/g)].map(([, error]) => error));

/** Every error of the ABI has its row, with its values, and no row is of another; every function that changes anything is told. */
function checkAbi(contract, pages) {
  const { abi } = json("out/shipped", `${contract}.sol`, `${contract}.json`);
  const signatureOf = ({ name, inputs }) => `${name}(${inputs.map((input) => input.name).join(", ")})`;
  const expected = new Set(abi.filter(({ type }) => type === "error").map(signatureOf));
  const found = new Set(pages.flatMap((page) => errorsOf(readFileSync(pathOf(page), "utf8"))));
  [...expected].filter((error) => !found.has(error)).forEach((error) => complaints.push(`${pages.join(", ")}: no row for ${error}`));
  [...found].filter((error) => !expected.has(error)).forEach((error) => complaints.push(`${pages.join(", ")}: ${error} is no error of ${contract}`));
  const texts = pages.map((page) => readFileSync(pathOf(page), "utf8")).join();
  abi
    .filter(({ type, stateMutability }) => type === "function" && !["view", "pure"].includes(stateMutability))
    .filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(texts))
    .forEach(({ name }) => complaints.push(`${pages.join(", ")}: ${name} is not told`));
}

/** What each function that changes anything assumes stands on its interface: safety first, then liveness. */
function checkProse(name) {
  const source = readFileSync(join(root, "src/interfaces", `${name}.sol`), "utf8");
  for (const [, prose, called, rest] of source.matchAll(/((?:^ {4}\/\/\/.*\n)*)^ {4}function (\w+)([^;]*);/gm)) {
    if (prose === "") complaints.push(`${name}.${called}: no prose`);
    else if (!/\b(view|pure)\b/.test(rest) && !/Safety: [^]*Liveness:/.test(prose)) complaints.push(`${name}.${called}: expected "Safety: … Liveness: …"`);
  }
}

INTERFACES.forEach(checkProse);
for (const [contract, pages] of Object.entries(PAGES)) {
  pages.forEach(checkPage);
  checkAbi(contract, pages);
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
