// SPDX-License-Identifier: Apache-2.0
// Runs the tests on the bytecode that is installed, those first that have killed before.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, solidityBelow } from "./paths.mjs";
import { forge } from "./workspace.mjs";

/** They compare gas or size, which every mutant moves: a kill by them would say nothing. */
const ABOUT_NUMBERS = /Gas\.t\.sol$|Size\.t\.sol$/;
/** Long ones, after all others. */
const LONG = /(invariant|exhaustive|campaign)s?\//i;

const suites = solidityBelow("test").filter((path) => path.endsWith(".t.sol") && !ABOUT_NUMBERS.test(path));
const quick = suites.filter((path) => !LONG.test(path));
const long = suites.filter((path) => LONG.test(path));

const globOf = (paths) => (paths.length === 1 ? paths[0] : `{${paths.join(",")}}`);

/** Enough for most: what survives them meets the rest. */
const FEW_RUNS = 8;
const RUNS = 64;
const MOST_LIKELY = 6;

/** {suite, test} of the first failure, or null if all passed. */
export function firstFailure(paths, fuzzRuns, folder) {
  if (paths.length === 0) return null;
  const { status, text } = forge(["test", "--fail-fast", "--match-path", globOf(paths)], fuzzRuns, folder);
  if (status === 0) return null;
  const failed = text.match(/^\[FAIL[^\n]*\]\s*(\w+)\(/m) ?? text.match(/^\[FAIL.*?(\w+)\(\)/ms);
  if (!failed) throw new Error(`expected a failed test, found:\n${text.slice(-2000)}`);
  return { suite: suiteOf(failed[1], paths, text), test: failed[1] };
}

function suiteOf(test, paths, text) {
  const named = [...text.slice(0, text.indexOf(test)).matchAll(/for (test\/\S+\.t\.sol):/g)].at(-1);
  if (named) return named[1];
  return paths.find((path) => readFileSync(join(root, path), "utf8").includes(test)) ?? paths[0];
}

/** @param likely suites to try first, by how often they killed mutants of the same file */
export function killer(likely) {
  const first = likely.filter((path) => quick.includes(path)).slice(0, MOST_LIKELY);
  return (
    firstFailure(first, FEW_RUNS) ??
    firstFailure(quick.filter((path) => !first.includes(path)), FEW_RUNS) ??
    firstFailure([...quick, ...long], RUNS)
  );
}
