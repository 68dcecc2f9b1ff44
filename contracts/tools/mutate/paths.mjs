// SPDX-License-Identifier: Apache-2.0
// Where the mutator reads and writes.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const target = join(root, "target/mutation");
/** Each worker has its own: a mutant stands where the tests look for what ships. */
export const workspaceOf = (worker) => join(target, `work-${worker}`);
const worker = Number(process.env.AZRA_MUTATION_WORKER ?? 1);
export const workspace = workspaceOf(worker);

/** Files below `folder` whose names end in `.sol`, as paths from `root`, sorted. */
export function solidityBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sol"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
