// SPDX-License-Identifier: Apache-2.0
// One mutant: compiled, compared, tested.
import { bytecodes, DEPLOYED } from "./compiler.mjs";
import { mutated } from "./mutants.mjs";
import { install, replaceSource, restoreSource } from "./workspace.mjs";
import { killer, killerAmong } from "./tests.mjs";

/** Libraries that tests compile into themselves, because part of them only others use. */
const USED_BY_TESTS = new Set(["src/libraries/SignedTypes.sol"]);

export class Trials {
  #originals;
  #optimized = {};
  #reachedBy;

  /** @param reachedBy file → contracts that it is part of */
  constructor(reachedBy) {
    this.#reachedBy = reachedBy;
    this.#originals = bytecodes(Object.keys(DEPLOYED));
    if (this.#originals.refused) throw new Error(this.#originals.refused);
    install(this.#originals);
  }

  /** Fails unless the tests pass on the originals: else every mutant would seem dead. */
  requireGreen() {
    const found = killer([]);
    if (found) throw new Error(`expected passing tests, found ${found.suite} ${found.test} failing`);
  }

  /** "killed" (by whom), "survived", "same bytecode", or "does not compile". */
  outcomeOf(mutant, likely) {
    const changed = { file: mutant.file, text: mutated(mutant) };
    const compiled = bytecodes(this.#reachedBy[mutant.file], changed);
    if (compiled.refused) return { outcome: "does not compile" };
    const differing = Object.entries(compiled).filter(([name, code]) => code !== this.#originals[name]);
    const inTests = differing.length === 0 && USED_BY_TESTS.has(mutant.file);
    if (differing.length === 0 && !inTests) return { outcome: "same bytecode" };
    install(Object.fromEntries(differing));
    if (inTests) replaceSource(mutant.file, changed.text);
    try {
      const found = inTests ? killerAmong("SignedTypes") : killer(likely);
      if (found) return { outcome: "killed", by: found.suite, test: found.test };
      return { outcome: this.#sameWhenOptimized(mutant, changed) ? "same bytecode" : "survived" };
    } finally {
      install(Object.fromEntries(differing.map(([name]) => [name, this.#originals[name]])));
      if (inTests) restoreSource(mutant.file);
    }
  }

  /** The optimizing compiler turns both into the same bytes: proven equivalent. */
  #sameWhenOptimized(mutant, changed) {
    return this.#reachedBy[mutant.file].every((name) => {
      this.#optimized[name] ??= bytecodes([name], undefined, true)[name];
      return this.#optimized[name] === bytecodes([name], changed, true)[name];
    });
  }
}
