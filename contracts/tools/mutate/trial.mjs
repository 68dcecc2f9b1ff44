// SPDX-License-Identifier: Apache-2.0
// One mutant: compiled, compared, tested.
import { bytecodes, DEPLOYED } from "./compiler.mjs";
import { isTestedAsLibrary, killerOfLibrary } from "./libraries.mjs";
import { mutated } from "./mutants.mjs";
import { killer } from "./tests.mjs";
import { install } from "./workspace.mjs";

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

  /** "killed" (by whom), "survived", "same bytecode", or "does not compile". */
  outcomeOf(mutant, likely) {
    const changed = { file: mutant.file, text: mutated(mutant) };
    const compiled = bytecodes(this.#reachedBy[mutant.file], changed);
    if (compiled.refused) return { outcome: "does not compile" };
    const differing = Object.entries(compiled).filter(([name, code]) => code !== this.#originals[name]);
    const found = this.#killerOfLibrary(changed) ?? this.#killer(differing, likely);
    if (found) return { outcome: "killed", by: found.suite, test: found.test };
    return { outcome: this.#isSame(mutant, changed, differing) ? "same bytecode" : "survived" };
  }

  #killer(differing, likely) {
    if (differing.length === 0) return null;
    install(Object.fromEntries(differing));
    try {
      return killer(likely);
    } finally {
      install(Object.fromEntries(differing.map(([name]) => [name, this.#originals[name]])));
    }
  }

  #killerOfLibrary({ file, text }) {
    return isTestedAsLibrary(file) ? killerOfLibrary(file, text) : null;
  }

  /** At once, or the optimizing compiler turns both into the same bytes: proven equivalent. */
  #isSame(mutant, changed, differing) {
    // What only a library's own tests use is in no contract: that says nothing.
    if (differing.length === 0) return !isTestedAsLibrary(mutant.file);
    return this.#reachedBy[mutant.file].every((name) => {
      this.#optimized[name] ??= bytecodes([name], undefined, true)[name];
      return this.#optimized[name] === bytecodes([name], changed, true)[name];
    });
  }
}
