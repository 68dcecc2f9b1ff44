// SPDX-License-Identifier: Apache-2.0
// What has been tried, one line of JSON each, kept over interruptions. An outcome is void as soon as
// what it rests on changes: any source or the mutator; of a kill also the suite that killed, with
// what it imports; of a survivor any test at all. So a suite that is added keeps every kill.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf } from "./imports.mjs";
import { root, solidityBelow, target } from "./paths.mjs";
import { isLeftOut } from "./workspace.mjs";

const log = join(target, "progress.jsonl");

function digestOf(paths) {
  const digest = createHash("sha256");
  for (const path of paths) {
    digest.update(path).update(existsSync(join(root, path)) ? readFileSync(join(root, path)) : "");
  }
  return digest.digest("hex").slice(0, 16);
}

const tools = ["assembly", "compiler", "libraries", "mutants", "operators", "trial"].map(
  (name) => `tools/mutate/${name}.mjs`,
);
const taking = solidityBelow("test").filter((path) => !isLeftOut(path));
const sources = digestOf([...solidityBelow("src"), ...tools]);
const tests = digestOf([...taking, "foundry.toml"]);
// At the start, once: what is edited while a campaign runs is not what it ran.
const suiteDigests = new Map(
  taking.filter((path) => path.endsWith(".t.sol")).map((path) => [path, fingerprint([path])]),
);

/** Digest of everything that some suites rest on. */
export function fingerprint(suites) {
  return digestOf([...importsOf(suites), "foundry.toml"]);
}

function stands(outcome) {
  if (outcome.sources !== sources) return false;
  if (outcome.outcome === "killed") return outcome.suite === suiteDigests.get(outcome.by);
  return outcome.outcome !== "survived" || outcome.tests === tests;
}

const lines = () =>
  (existsSync(log) ? readFileSync(log, "utf8") : "").split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** Outcomes that stand, by mutant. */
export const outcomes = () =>
  new Map(lines().filter(stands).map((outcome) => [outcome.id, outcome]));

/** Who killed what in runs that are void by now: a hint for the order, never an outcome. */
export const hints = () => new Map(lines().map((outcome) => [outcome.id, outcome]));

export function record(outcome) {
  mkdirSync(target, { recursive: true });
  const rests = { sources, tests, ...(outcome.by ? { suite: suiteDigests.get(outcome.by) } : {}) };
  appendFileSync(log, `${JSON.stringify({ ...outcome, ...rests })}\n`);
}
