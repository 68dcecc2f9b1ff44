// SPDX-License-Identifier: Apache-2.0
// One run of one scene by forge, and what it counted.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root as project } from "../mutate/paths.mjs";

const COUNTED = /\w+: alphabet (\d+), depth (\d+), comparisons (\d+), accepted (\d+), states (\d+)/;

/**
 * @param root the project, or a copy with other bytecode
 * @param part {depth, first, last}; empty: what runs on every commit
 */
export function run(root, scene, part = {}) {
  const env = { ...process.env, FOUNDRY_CODE_SIZE_LIMIT: "1000000" };
  for (const [key, value] of Object.entries(part)) env[`AZRA_EXHAUSTIVE_${key.toUpperCase()}`] = `${value}`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, "tools/forge"), "test", "-vv", "--root", root, "--match-path", `test/exhaustive/${scene}.t.sol`],
    { encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 },
  );
  const text = stdout + stderr;
  const [alphabet, depth, comparisons, accepted, states] = (text.match(COUNTED) ?? []).slice(1).map(Number);
  return { status, text, tally: alphabet && { alphabet, depth, comparisons, accepted, states } };
}
