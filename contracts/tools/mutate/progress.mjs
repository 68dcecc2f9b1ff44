// SPDX-License-Identifier: Apache-2.0
// What has been tried, one line of JSON each, kept over interruptions. It is void as soon as any
// source, any test, or the mutator itself changes.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, solidityBelow, target } from "./paths.mjs";

const log = join(target, "progress.jsonl");
const mark = join(target, "fingerprint");

export function fingerprint() {
  const tools = readdirSync(join(root, "tools/mutate")).sort().map((name) => `tools/mutate/${name}`);
  const digest = createHash("sha256");
  for (const path of [...solidityBelow("src"), ...solidityBelow("test"), "foundry.toml", ...tools]) {
    digest.update(path).update(readFileSync(join(root, path)));
  }
  return digest.digest("hex");
}

/**
 * Outcomes so far, by mutant.
 * @param keep whether to go on although sources or tests changed: kills then count only as hints
 */
export function outcomes() {
  mkdirSync(target, { recursive: true });
  const now = fingerprint();
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== now) {
    if (existsSync(log)) writeFileSync(`${log}.void`, readFileSync(log));
    writeFileSync(log, "");
    writeFileSync(mark, now);
  }
  return lines(log);
}

/** Who killed what in a run that has become void: a hint for the order, never an outcome. */
export const hints = () => lines(`${log}.void`);

const lines = (path) =>
  new Map(
    (existsSync(path) ? readFileSync(path, "utf8") : "")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((outcome) => [outcome.id, outcome]),
  );

export const record = (outcome) => appendFileSync(log, `${JSON.stringify(outcome)}\n`);
