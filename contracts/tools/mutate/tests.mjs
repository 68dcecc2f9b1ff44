// SPDX-License-Identifier: Apache-2.0
// Runs the tests on the bytecode that is installed, those first that have killed before.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, solidityBelow } from "./paths.mjs";
import { forge, isLeftOut } from "./workspace.mjs";

/** Random histories, after all others. */
const LONG = /invariants?\//i;

const suites = solidityBelow("test").filter((path) => path.endsWith(".t.sol") && !isLeftOut(path));
const quick = suites.filter((path) => !LONG.test(path));
const long = suites.filter((path) => LONG.test(path));

const globOf = (paths) => (paths.length === 1 ? paths[0] : `{${paths.join(",")}}`);

/** Enough for most: what survives them meets the rest. */
const FEW_RUNS = 8;
const RUNS = 64;
const MOST_LIKELY = 4;
/** Most suites take milliseconds; the rest take nearly all of the time. */
const CHEAP_SHARE = 0.7;
const RANDOM = ["--match-test", "^(testFuzz|invariant)"];

/** Suites that took least when all was well. */
let cheapest = new Set();

function run(paths, fuzzRuns, { folder, only = [] } = {}) {
  return forge(["test", "--fail-fast", "--match-path", globOf(paths), ...only], fuzzRuns, folder);
}

/** {suite, test} of the first failure, or null if all passed. */
export function firstFailure(paths, fuzzRuns, options) {
  if (paths.length === 0) return null;
  const { status, text } = run(paths, fuzzRuns, options);
  return status === 0 ? null : failureIn(text, paths);
}

function failureIn(text, paths) {
  const failed = text.match(/^\[FAIL[^\n]*\]\s*(\w+)\(/m) ?? text.match(/^\[FAIL.*?(\w+)\(\)/ms);
  if (!failed) throw new Error(`expected a failed test, found:\n${text.slice(-2000)}`);
  return { suite: suiteOf(failed[1], paths, text), test: failed[1] };
}

function suiteOf(test, paths, text) {
  const named = [...text.slice(0, text.indexOf(test)).matchAll(/for (test\/\S+\.t\.sol):/g)].at(-1);
  if (named) return named[1];
  return paths.find((path) => readFileSync(join(root, path), "utf8").includes(test)) ?? paths[0];
}

/** Fails unless all tests pass; sees which suites are cheap. */
export function requireGreen() {
  const { status, text } = run([...quick, ...long], FEW_RUNS);
  if (status !== 0) throw new Error(`expected passing tests, found:\n${text.slice(-5000)}`);
  const millis = { µs: 0.001, ms: 1, s: 1000 };
  const took = [...text.matchAll(/^Ran \d+ tests? for ([^:\s]+):[^]*?finished in ([\d.]+)(µs|ms|s)/gm)]
    .map(([, path, time, unit]) => ({ path, ms: Number(time) * millis[unit] }))
    .sort((a, b) => a.ms - b.ms);
  cheapest = new Set(took.slice(0, Math.floor(took.length * CHEAP_SHARE)).map(({ path }) => path));
}

/** @param likely suites to try first, by how often they killed mutants of the same file */
export function killer(likely) {
  const first = likely.filter((path) => cheapest.has(path)).slice(0, MOST_LIKELY);
  const rest = quick.filter((path) => !first.includes(path));
  const cheap = rest.filter((path) => cheapest.has(path));
  return (
    firstFailure(first, FEW_RUNS) ??
    firstFailure(cheap, FEW_RUNS) ??
    firstFailure(rest.filter((path) => !cheap.includes(path)), FEW_RUNS) ??
    firstFailure([...quick, ...long], RUNS, { only: RANDOM })
  );
}
