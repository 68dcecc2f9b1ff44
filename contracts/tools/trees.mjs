// SPDX-License-Identifier: Apache-2.0
// Compares every `X.tree` with the `X.t.sol` beside it: each leaf "it says so" has its test
// `test_saysSo` (or `testFuzz_…`), each test its leaf, and every function that changes anything a
// tree of its own.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Tests by function; the other folders hold attacks, journeys and random histories. */
const FOLDERS = ["registry", "cases", "escrow", "settlement"];
const CONTRACTS = ["NodeRegistry", "Settlement"];

const complaints = [];
const rooted = new Set();

const nameOf = (sentence) =>
  sentence.replace(/[^A-Za-z0-9 ]/g, "").trim().replace(/\s+(\w)/g, (_, letter) => letter.toUpperCase());

function check(path) {
  const tree = path.replace(/\.t\.sol$/, ".tree");
  if (!existsSync(join(root, tree))) return complaints.push(`${path}: no ${tree}`);
  const lines = readFileSync(join(root, tree), "utf8").split("\n");
  const leaves = lines.flatMap((line) => line.match(/[├└]── it (.*)$/)?.slice(1) ?? []).map(nameOf);
  lines.forEach((line) => {
    const [, contract, name] = line.match(/^(\w+)::(\w+)/) ?? [];
    if (contract) rooted.add(`${contract}::${name}`);
  });
  lines.forEach((line, at) => {
    const branches = /[├└]── (given|when) /.test(line);
    const depth = (text) => text?.search(/[├└]/) ?? -1;
    if (branches && depth(lines[at + 1]) <= depth(line)) complaints.push(`${tree}:${at + 1}: a branch without a leaf`);
  });
  const source = readFileSync(join(root, path), "utf8");
  const tests = [...source.matchAll(/function test(?:Fuzz)?_(\w+)/g)].map(([, name]) => name);
  const twice = leaves.filter((leaf, at) => leaves.indexOf(leaf) !== at);
  twice.forEach((leaf) => complaints.push(`${tree}: ${leaf} is there twice`));
  leaves.filter((leaf) => !tests.includes(leaf)).forEach((leaf) => complaints.push(`${tree}: no test ${leaf}`));
  tests.filter((test) => !leaves.includes(test)).forEach((test) => complaints.push(`${tree}: no leaf for ${test}`));
}

for (const folder of FOLDERS.filter((name) => existsSync(join(root, "test", name)))) {
  const names = readdirSync(join(root, "test", folder)).sort();
  names.filter((name) => name.endsWith(".t.sol")).forEach((name) => check(`test/${folder}/${name}`));
}
for (const contract of CONTRACTS) {
  const artifact = JSON.parse(readFileSync(join(root, "out/shipped", `${contract}.sol`, `${contract}.json`), "utf8"));
  artifact.abi
    .filter(({ type, stateMutability }) => type === "function" && !["view", "pure"].includes(stateMutability))
    .filter(({ name }) => !rooted.has(`${contract}::${name}`))
    .forEach(({ name }) => complaints.push(`${contract}::${name}: no tree`));
}
complaints.forEach((complaint) => console.error(complaint));
if (complaints.length === 0) console.log(`trees: ${rooted.size} functions`);
process.exit(complaints.length === 0 ? 0 : 1);
