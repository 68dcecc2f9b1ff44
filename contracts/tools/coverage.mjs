// SPDX-License-Identifier: Apache-2.0
// Every line and every branch of the contracts must be reached by a test: counts, and names those
// that are not. Compiles without optimizer, since the shipped code no longer knows its lines.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const report = join(root, "target/lcov.info");
mkdirSync(dirname(report), { recursive: true });

const arguments_ = ["coverage", "--report", "lcov", "--report-file", report];
const left = ["--no-match-path", "test/{*Gas.t.sol,exhaustive/*,invariants/*}"];
const places = ["--out", "out/coverage", "--cache-path", "cache/coverage"];
const { status, stdout } = spawnSync(
  process.execPath,
  [join(root, "tools/forge"), ...arguments_, ...left, ...places],
  {
    encoding: "utf8",
    env: { ...process.env, AZRA_COVERAGE: "true", FOUNDRY_FUZZ_RUNS: "16" },
    maxBuffer: 64 * 1024 * 1024,
  },
);
if (status !== 0) {
  console.error(stdout.split("\n").filter((line) => /FAIL|[Ee]rror/.test(line)).join("\n") || stdout);
  process.exit(status ?? 1);
}

let file = "";
const missed = [];
const total = { lines: 0, branches: 0 };
for (const line of readFileSync(report, "utf8").split("\n")) {
  const [kind, rest = ""] = line.split(/:(.*)/);
  if (kind === "SF") file = rest;
  if (!file.startsWith("src/")) continue;
  const fields = rest.split(",");
  if (kind === "DA") {
    total.lines++;
    if (fields[1] === "0") missed.push(`${file}:${fields[0]}: line`);
  }
  if (kind === "BRDA") {
    total.branches++;
    if (fields[3] === "0" || fields[3] === "-") missed.push(`${file}:${fields[0]}: branch ${fields[2]}`);
  }
}
if (total.lines < 100) missed.push(`expected a report on the contracts, found ${total.lines} lines in it`);
missed.forEach((place) => console.error(`never reached: ${place}`));
console.log(`contracts: ${total.lines} lines, ${total.branches} branches, ${missed.length} never reached`);
process.exit(missed.length === 0 ? 0 : 1);
