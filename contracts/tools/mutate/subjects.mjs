// SPDX-License-Identifier: Apache-2.0
// What is mutated: the files of ours that end up in what is deployed, and all their mutants.
import { createHash } from "node:crypto";
import { DEPLOYED, syntaxTrees } from "./compiler.mjs";
import { mutantsOf } from "./mutants.mjs";

const SEED = "AzraCode";

/** Path → contracts that the file is part of; ours only. */
export function reach() {
  const reachedBy = {};
  for (const [name, source] of Object.entries(DEPLOYED)) {
    for (const path of Object.keys(syntaxTrees([source]))) {
      if (path.startsWith("src/")) (reachedBy[path] ??= []).push(name);
    }
  }
  return reachedBy;
}

const lot = ({ id }) => createHash("sha256").update(`${SEED} ${id}`).digest("hex");

/** All mutants, shuffled in an order that depends on nothing but their ids: any first part is a fair sample. */
export function allMutants(reachedBy) {
  const trees = syntaxTrees(Object.values(DEPLOYED));
  const own = Object.fromEntries(Object.entries(trees).filter(([path]) => path in reachedBy));
  return mutantsOf(own)
    .map((mutant) => ({ mutant, at: lot(mutant) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ mutant }) => mutant);
}
