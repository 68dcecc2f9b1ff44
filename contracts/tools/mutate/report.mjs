// SPDX-License-Identifier: Apache-2.0
// Writes docs/contracts/mutation.md out of what the campaign found, and fails below the goal.
//   node tools/mutate/report.mjs
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { outcomes } from "./progress.mjs";
import { root } from "./paths.mjs";
import { allMutants, reach } from "./subjects.mjs";

const GOAL_PERCENT = 95;

const OPERATORS = {
  comparison: "`<` becomes `<=` and `>=`, and so on; `==` becomes `!=` and back",
  arithmetic: "`+` and `-`, `*` and `/`, shifts, `&` and `|` change places; `*` becomes `+`",
  boolean: "`&&` and `||` change places, or lose one side; `!` and `~` go",
  condition: "a condition becomes `true` or `false`; one that only guards a revert becomes `false`",
  revert: "a revert outside of an `if` goes",
  modifier: "a modifier goes from its function",
  statement: "an assignment, call, increment or `delete` goes; `continue` becomes `break`",
  event: "an event goes, or two neighbouring arguments of one type change places",
  error: "two neighbouring arguments of one type change places in an error",
  argument: "the same in any other call",
  constant: "a number goes up and down by one, a bool turns, a string grows",
  extreme: "`type(uintN).max` becomes 0",
  result: "a returned number, address or bool becomes zero, false or true",
  assignment: "`+=` becomes `-=` and `=`, `++` becomes `--`, and so on",
  cast: "a checked narrowing loses its check; a widening goes",
  sender: "`msg.sender` becomes `tx.origin`",
  yulConstant: "in assembly: a number goes up and down by one",
  yulFunction: "in assembly: `add` and `sub`, `shl` and `shr`, `and` and `or`, `lt` and `gt` change places",
  yulStatement: "in assembly: a statement without a result goes",
  yulCondition: "in assembly: a condition becomes 0 or 1",
};

const proofs = JSON.parse(readFileSync(join(root, "mutation/equivalents.json"), "utf8"));
const all = allMutants(reach());
const tried = outcomes();
const found = all.filter(({ id }) => tried.has(id)).map(({ id }) => tried.get(id));

/** The proof that holds for a survivor: all that an entry names must agree. */
const proofOf = (mutant) =>
  proofs.find(({ mutants }) =>
    mutants.some((named) => Object.entries(named).every(([key, value]) => mutant[key] === value)),
  );

const is = (...names) => ({ outcome }) => names.includes(outcome);
const survivors = found.filter(is("survived"));
const open = survivors.filter((mutant) => !proofOf(mutant));
const killed = found.filter(is("killed"));
const score = (100 * killed.length) / (killed.length + open.length);

const files = [...new Set(found.map(({ file }) => file))].sort();
const rows = files.map((file) => {
  const here = found.filter((mutant) => mutant.file === file);
  const count = (test) => here.filter(test).length;
  return `| \`${file}\` | ${here.length} | ${count(is("killed"))} | ${count(is("does not compile"))} | ${count(is("same bytecode"))} | ${count((m) => m.outcome === "survived" && proofOf(m))} | ${count((m) => open.includes(m))} |`;
});

const code = (text) => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").slice(0, 140) || "(nothing)"}\``;
const line = (m) => `- \`${m.file}\` ${m.within}, ${m.operator}: ${code(m.before)} → ${code(m.after)}`;
const byProof = proofs
  .map((proof) => ({ proof, of: survivors.filter((mutant) => proofOf(mutant) === proof) }))
  .filter(({ of }) => of.length > 0)
  .map(({ proof, of }) => `${proof.because}\n\n${of.map(line).join("\n")}`);

const git = (...args) => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout.trim();
const text = `# Mutation score of the contracts

Of every mutant that compiles to other code and is not proven equivalent, the tests must kill ${GOAL_PERCENT} %.

**${score.toFixed(1)} %**: ${killed.length} killed, ${open.length} not, of ${found.length} tried; there are ${all.length} mutants, tried in seeded random order. ${new Date().toISOString().slice(0, 10)}, commit ${git("log", "-1", "--format=%h", "--", "src", "test")},
command \`npm run mutate\` in \`contracts/\` (resumable: what was tried is void as soon as a source changes; a kill also when the suite that killed does, or what that
imports; a survivor is tried again when any test changes, so that a new suite keeps all kills).
Mutants are compiled without optimizer and without viaIR; tests about gas and size do not count as killers.

| file | mutants | killed | do not compile | same bytecode | equivalent | open |
|---|--:|--:|--:|--:|--:|--:|
${rows.join("\n")}

"Same bytecode": the compiler makes the same code of it, with or without optimizer: nothing to kill.

## Operators

| operator | does |
|---|---|
${Object.entries(OPERATORS).map(([name, does]) => `| ${name} | ${does} |`).join("\n")}

## Survivors that are equivalent, and why

${byProof.join("\n\n") || "None."}

## Open survivors

${open.map(line).join("\n") || "None."}
`;

const page = join(root, "../docs/contracts/mutation.md");
mkdirSync(dirname(page), { recursive: true });
writeFileSync(page, text);
console.log(`${score.toFixed(1)} %: ${killed.length} killed, ${open.length} open, ${survivors.length - open.length} equivalent`);
open.forEach((mutant) => console.log(`${mutant.file}:${mutant.line} ${mutant.within} ${mutant.operator}: ${mutant.before} → ${mutant.after || "(nothing)"}`));
process.exit(score >= GOAL_PERCENT ? 0 : 1);
