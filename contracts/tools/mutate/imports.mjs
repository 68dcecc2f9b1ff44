// SPDX-License-Identifier: Apache-2.0
// What a suite is made of: itself, and whatever of ours it imports, sources included.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const IMPORTED = /^\s*(?:import|\})[^;"]*"(\.[^"]+)"\s*;/gm;

/** @return paths from `root`, sorted; the packages of others are pinned by a lock file */
export function importsOf(paths) {
  const found = new Set();
  const waiting = [...paths];
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, imported] of readFileSync(join(root, path), "utf8").matchAll(IMPORTED)) {
      waiting.push(join(dirname(path), imported));
    }
  }
  return [...found].sort();
}
