// SPDX-License-Identifier: Apache-2.0
// solc in this process, kept warm: a process per mutant would spend half a second on starting.
// Code is not optimized beyond what makes it compile; what is measured is behaviour, not gas.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const require = createRequire(import.meta.url);
const solc = require("solc");

/** Contract → the file that declares it: what the tests deploy and we mutate. */
export const DEPLOYED = {
  NodeRegistry: "src/NodeRegistry.sol",
  Settlement: "src/Settlement.sol",
  DevelopmentToken: "src/DevelopmentToken.sol",
};

/** A third less time than what `enabled: false` alone still does. */
const QUICK = { enabled: false, details: { peephole: false, jumpdestRemover: false, yul: false } };
const THOROUGH = { enabled: true, runs: 1_000_000 };

const onDisk = new Map();

function read(path) {
  if (!onDisk.has(path)) {
    const place = path.startsWith("@openzeppelin/") ? join(root, "node_modules", path) : join(root, path);
    onDisk.set(path, readFileSync(place, "utf8"));
  }
  return onDisk.get(path);
}

function run(sources, settings, changed) {
  const contentOf = (path) => (changed?.file === path ? changed.text : read(path));
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources.map((path) => [path, { content: contentOf(path) }])),
    settings: { evmVersion: "cancun", ...settings },
  };
  const answer = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path) => ({ contents: contentOf(path) }) }),
  );
  const refused = (answer.errors ?? []).filter(({ severity }) => severity === "error");
  return { ...answer, refused: refused.map(({ formattedMessage }) => formattedMessage) };
}

/** Syntax trees of all files that `sources` reach, by path. */
export function syntaxTrees(sources) {
  const answer = run(sources, { outputSelection: { "*": { "": ["ast"] } } });
  if (answer.refused.length > 0) throw new Error(answer.refused[0]);
  return Object.fromEntries(Object.entries(answer.sources).map(([path, { ast }]) => [path, ast]));
}

/**
 * Creation code by contract, in hex.
 * @param changed {file, text} of the one mutated file, if any
 * @param thorough whether to optimize: what then comes out the same does the same
 */
export function bytecodes(contracts, changed, thorough = false) {
  const answer = run(
    contracts.map((name) => DEPLOYED[name]),
    {
      optimizer: thorough ? THOROUGH : QUICK,
      metadata: { appendCBOR: false, bytecodeHash: "none" },
      outputSelection: Object.fromEntries(
        contracts.map((name) => [DEPLOYED[name], { [name]: ["evm.bytecode.object"] }]),
      ),
    },
    changed,
  );
  if (answer.refused.length > 0) return { refused: answer.refused[0] };
  return Object.fromEntries(
    contracts.map((name) => [name, answer.contracts[DEPLOYED[name]][name].evm.bytecode.object]),
  );
}
