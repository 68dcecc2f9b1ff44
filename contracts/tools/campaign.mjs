// SPDX-License-Identifier: Apache-2.0
// Random histories by the million: the invariants of every commit with other seeds, in rounds.
// Resumable: rounds that passed are kept under target/invariants, and void when a source changes, or what the
// histories are made of.
//   node tools/campaign.mjs [--calls 1000000] [--runs 256]
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./mutate/progress.mjs";
import { root, solidityBelow } from "./mutate/paths.mjs";

const DEPTH = 128;
const target = join(root, "target/invariants");
const log = join(target, "rounds.jsonl");
const mark = join(target, "fingerprint");
const counted = join(target, "steps.txt");

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const wanted = option("--calls", 1_000_000);
const runs = option("--runs", 256);

mkdirSync(target, { recursive: true });
const now = fingerprint(solidityBelow("test/invariants"));
if (!existsSync(mark) || readFileSync(mark, "utf8") !== now) {
  writeFileSync(log, "");
  writeFileSync(mark, now);
}
const rounds = readFileSync(log, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const sum = (of) => rounds.reduce((total, round) => total + round[of], 0);

/** Calls into the contracts that the histories of one round made, and how many were not refused. */
function countSteps() {
  const lines = readFileSync(counted, "utf8").split("\n").filter(Boolean).map((line) => line.split(" ").map(Number));
  return { done: lines.reduce((n, [done]) => n + done, 0), asked: lines.reduce((n, [, asked]) => n + asked, 0) };
}

while (sum("calls") < wanted) {
  const seed = `0x${(0x5eed0000 + rounds.length).toString(16)}`;
  writeFileSync(counted, "");
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "tools/forge"), "test", "--match-path", "test/invariants/*", "--fuzz-seed", seed],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        AZRA_CAMPAIGN: "true",
        FOUNDRY_INVARIANT_RUNS: `${runs}`,
        FOUNDRY_INVARIANT_DEPTH: `${DEPTH}`,
      },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const calls = [...stdout.matchAll(/calls: (\d+), reverts: 0\)/g)].reduce((total, [, n]) => total + Number(n), 0);
  if (status !== 0 || calls < runs * DEPTH) {
    console.error(`seed ${seed}: expected ${runs * DEPTH} calls without a violation, found:\n${stdout}`);
    process.exit(1);
  }
  const round = { seed, calls, ...countSteps() };
  rounds.push(round);
  appendFileSync(log, `${JSON.stringify(round)}\n`);
  console.log(`seed ${seed}: ${calls} calls, ${sum("calls")} in all`);
}
const percent = ((100 * sum("done")) / sum("asked")).toFixed(1);
console.log(
  `${sum("calls")} calls of handlers without a violation; ${sum("asked")} calls of the contracts, ${percent} % not refused`,
);
