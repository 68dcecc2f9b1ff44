// SPDX-License-Identifier: Apache-2.0
// Mutation campaign over the contracts, in seeded random order. Resumable: what has been tried is kept
// under target/mutation.
//   node tools/mutate/mutate.mjs [--workers <n>] [--only <text in path or function>] [--limit <n>]
// Then `node tools/mutate/report.mjs` writes docs/contracts/mutation.md.
import { fork } from "node:child_process";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { hints, outcomes, record } from "./progress.mjs";
import { allMutants, reach } from "./subjects.mjs";

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** Suites by how often they killed mutants of this file, and of this function before all. */
function likely(mutant, kills) {
  const votes = new Map();
  for (const { file, within, by } of kills) {
    if (file !== mutant.file || !by) continue;
    votes.set(by, (votes.get(by) ?? 0) + (within === mutant.within ? 10 : 1));
  }
  return [...votes].sort(([, a], [, b]) => b - a).map(([suite]) => suite);
}

const done = outcomes();
const before = hints();
const only = option("--only");
const waiting = allMutants(reach())
  .filter(({ id }) => !done.has(id))
  .filter(({ file, within }) => !only || `${file} ${within}`.includes(only))
  .slice(0, Number(option("--limit") ?? Infinity));
const byId = new Map(waiting.map((mutant) => [mutant.id, mutant]));
const total = waiting.length;
const kills = [...before.values(), ...done.values()];
const started = Date.now();
let tried = 0;
console.log(`${done.size} done, ${total} to do`);

function next(worker) {
  const mutant = waiting.shift();
  if (!mutant) return worker.disconnect();
  const hint = before.get(mutant.id)?.by;
  const first = [...new Set([...(hint ? [hint] : []), ...likely(mutant, kills)])];
  worker.send({ mutant, first });
}

function take({ id, ...found }) {
  const { where, text, ...described } = byId.get(id);
  const outcome = { ...described, ...found };
  record(outcome);
  kills.push(outcome);
  tried++;
  if (outcome.outcome === "killed" && tried % 20 !== 0) return;
  const seconds = ((Date.now() - started) / 1000 / tried).toFixed(1);
  console.log(
    `${tried}/${total} (${seconds} s each) ${outcome.outcome}: ${outcome.file}:${outcome.line} ${outcome.within} ` +
      `${outcome.operator}: ${outcome.before} → ${outcome.after || "(removed)"}`,
  );
}

/** The next starts when this one stands ready: its compiled tests spare the others a compilation. */
function employ(number) {
  const worker = fork(join(root, "tools/mutate/worker.mjs"), {
    env: { ...process.env, AZRA_MUTATION_WORKER: `${number}` },
  });
  worker.on("message", (message) => {
    if (message.ready && number < Number(option("--workers") ?? 1)) employ(number + 1);
    if (!message.ready) take(message);
    next(worker);
  });
  worker.on("exit", (code) => {
    if (code !== 0) process.exit(code ?? 1);
  });
}
if (total > 0) employ(1);
