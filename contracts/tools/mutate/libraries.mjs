// SPDX-License-Identifier: Apache-2.0
// Some tests compile a library of ours into themselves, since no deployed contract shows all of it.
// They see a mutant of it only when they are compiled again: in a small workspace, with nothing else.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, workspace } from "./paths.mjs";
import { firstFailure } from "./tests.mjs";
import { link } from "./workspace.mjs";

const SUITE_OF = {
  "src/libraries/Domains.sol": "test/SignedTypes.t.sol",
  "src/libraries/Packed.sol": "test/Packed.t.sol",
  "src/libraries/Quorum.sol": "test/Quorum.t.sol",
  "src/libraries/Routine.sol": "test/Routine.t.sol",
  "src/libraries/Signatures.sol": "test/SignedTypes.t.sol",
  "src/libraries/SignedTypes.sol": "test/SignedTypes.t.sol",
};
const PARTS = ["foundry.toml", "src", "vectors", "test/base/Base.sol", "test/base/Vm.sol", ...Object.values(SUITE_OF)];
const RUNS = 64;
const folder = `${workspace}-libraries`;

const copy = (name) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  cpSync(join(root, name), join(folder, name), { recursive: true, preserveTimestamps: true });
};

let prepared = false;
function prepare() {
  if (prepared) return;
  for (const name of ["src", "test"]) rmSync(join(folder, name), { recursive: true, force: true });
  PARTS.forEach(copy);
  link(folder);
  prepared = true;
}

export const isTestedAsLibrary = (file) => file in SUITE_OF;

/** The first failure of the suite that compiles `file`, with `text` in its place; null if it passes. */
export function killerOfLibrary(file, text) {
  prepare();
  writeFileSync(join(folder, file), text);
  try {
    return firstFailure([SUITE_OF[file]], RUNS, { folder });
  } finally {
    copy(file);
  }
}
