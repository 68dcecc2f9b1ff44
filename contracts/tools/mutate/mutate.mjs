// SPDX-License-Identifier: Apache-2.0
// Mutation campaign over the contracts. Resumable: what has been tried is kept under target/mutation.
//   node tools/mutate/mutate.mjs [--only <text in path or function>] [--limit <n>]
// Then `node tools/mutate/report.mjs` writes docs/contracts/mutation.md.
import { DEPLOYED, syntaxTrees } from "./compiler.mjs";
import { mutantsOf } from "./mutants.mjs";
import { hints, outcomes, record } from "./progress.mjs";
import { Trials } from "./trial.mjs";
import { prepareWorkspace } from "./workspace.mjs";

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** Path → contracts that the file is part of; ours only. */
function reach() {
  const reachedBy = {};
  for (const [name, source] of Object.entries(DEPLOYED)) {
    for (const path of Object.keys(syntaxTrees([source]))) {
      if (path.startsWith("src/")) (reachedBy[path] ??= []).push(name);
    }
  }
  return reachedBy;
}

/** Suites by how often they killed mutants of this file, and of this function before all. */
function likely(mutant, kills) {
  const votes = new Map();
  for (const { file, within, by } of kills) {
    if (file !== mutant.file || !by) continue;
    votes.set(by, (votes.get(by) ?? 0) + (within === mutant.within ? 10 : 1));
  }
  return [...votes].sort(([, a], [, b]) => b - a).map(([suite]) => suite);
}

const reachedBy = reach();
const trees = syntaxTrees(Object.values(DEPLOYED));
const own = Object.fromEntries(Object.entries(trees).filter(([path]) => path in reachedBy));
const done = outcomes();
const before = hints();
const only = option("--only");
const waiting = mutantsOf(own)
  .filter(({ id }) => !done.has(id))
  .filter(({ file, within }) => !only || `${file} ${within}`.includes(only))
  .slice(0, Number(option("--limit") ?? Infinity));
console.log(`${done.size} done, ${waiting.length} to do`);

prepareWorkspace();
const trials = new Trials(reachedBy);
trials.requireGreen();
const kills = [...before.values(), ...done.values()];
const started = Date.now();
for (const [at, mutant] of waiting.entries()) {
  const { where, text, ...described } = mutant;
  const hint = before.get(mutant.id)?.by;
  const first = [...(hint ? [hint] : []), ...likely(mutant, kills)];
  const outcome = { ...described, ...trials.outcomeOf(mutant, [...new Set(first)]) };
  record(outcome);
  kills.push(outcome);
  const seconds = ((Date.now() - started) / 1000 / (at + 1)).toFixed(1);
  if (outcome.outcome !== "killed" || at % 20 === 0) {
    console.log(`${at + 1}/${waiting.length} (${seconds} s each) ${outcome.outcome}: ${mutant.file}:${mutant.line} ${mutant.operator}: ${mutant.before} → ${mutant.after || "(removed)"}`);
  }
}
