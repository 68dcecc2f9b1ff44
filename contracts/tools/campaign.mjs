// SPDX-License-Identifier: Apache-2.0
// Random histories by the million: the invariants of every commit with other seeds, in rounds.
// Resumable: rounds that passed are kept under target/invariants, and void when sources or tests change.
//   node tools/campaign.mjs [--calls 1000000]
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./mutate/progress.mjs";
import { root } from "./mutate/paths.mjs";

const RUNS = 256;
const DEPTH = 128;
const target = join(root, "target/invariants");
const log = join(target, "rounds.jsonl");
const mark = join(target, "fingerprint");
const at = process.argv.indexOf("--calls");
const wanted = at < 0 ? 1_000_000 : Number(process.argv[at + 1]);

mkdirSync(target, { recursive: true });
const now = fingerprint();
if (!existsSync(mark) || readFileSync(mark, "utf8") !== now) {
  writeFileSync(log, "");
  writeFileSync(mark, now);
}
const rounds = readFileSync(log, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
let calls = rounds.reduce((sum, round) => sum + round.calls, 0);

for (let round = rounds.length; calls < wanted; round++) {
  const seed = `0x${(0x5eed0000 + round).toString(16)}`;
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "tools/forge"), "test", "--match-path", "test/invariants/*", "--fuzz-seed", seed],
    {
      encoding: "utf8",
      env: { ...process.env, FOUNDRY_INVARIANT_RUNS: `${RUNS}`, FOUNDRY_INVARIANT_DEPTH: `${DEPTH}` },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const made = [...stdout.matchAll(/calls: (\d+), reverts: 0\)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
  if (status !== 0 || made < RUNS * DEPTH) {
    console.error(`seed ${seed}: expected ${RUNS * DEPTH} calls without a violation, found:\n${stdout}`);
    process.exit(1);
  }
  calls += made;
  appendFileSync(log, `${JSON.stringify({ seed, calls: made })}\n`);
  console.log(`seed ${seed}: ${made} calls, ${calls} in all`);
}
console.log(`${calls} calls without a violation`);
