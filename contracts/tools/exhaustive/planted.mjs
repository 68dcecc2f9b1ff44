// SPDX-License-Identifier: Apache-2.0
// Bugs that the exhaustive comparison must find: sources are patched in memory, and the bytecode is put into a copy of the
// project, where the scenes run as on every commit.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytecodes } from "../mutate/compiler.mjs";
import { root } from "../mutate/paths.mjs";
import { run } from "./run.mjs";

const BUGS = [
  {
    name: "a slash counts unbonding stake twice",
    scene: "Cases",
    contract: "NodeRegistry",
    file: "src/registry/Stakes.sol",
    from: "fromStake = uint96(bonded * slashBps / ONE_BPS);",
    to: "fromStake = uint96((uint256(bonded) + unbonding) * slashBps / ONE_BPS);",
  },
  {
    name: "a refund in the second of the deadline",
    scene: "Jobs",
    contract: "Settlement",
    file: "src/JobEscrow.sol",
    from: "block.timestamp <= closed.deadline &&",
    to: "block.timestamp < closed.deadline &&",
  },
  {
    name: "a session's next index is not advanced",
    scene: "Sessions",
    contract: "Settlement",
    file: "src/settlement/Sessions.sol",
    from: "nextIndex = index + 1;",
    to: "nextIndex = index;",
  },
  {
    name: "a verdict as old as the current one is taken",
    scene: "Stakes",
    contract: "NodeRegistry",
    file: "src/NodeRegistry.sol",
    from: "words.appraisedAt <= before.appraisedAt()",
    to: "words.appraisedAt < before.appraisedAt()",
  },
  {
    name: "a suspension needs no cool-down",
    scene: "Governance",
    contract: "NodeRegistry",
    file: "src/registry/Policies.sol",
    from: "last + SUSPENSION_COOL_DOWN",
    to: "last",
  },
];

const COPIED = ["foundry.toml", "src", "test", "out", "cache", "vectors", "profiles", "snapshots", "access"];
const LINKED = ["node_modules", "tools"];
const workspace = join(root, "target/exhaustive/planted");

function prepare() {
  mkdirSync(workspace, { recursive: true });
  for (const name of COPIED) {
    rmSync(join(workspace, name), { recursive: true, force: true });
    cpSync(join(root, name), join(workspace, name), { recursive: true, preserveTimestamps: true });
  }
  for (const name of LINKED) {
    if (!existsSync(join(workspace, name))) symlinkSync(join(root, name), join(workspace, name));
  }
}

/** The patched creation code of one contract, and the shipped one of the others, where the scenes look for them. */
function plant({ name, contract, file, from, to }) {
  const source = readFileSync(join(root, file), "utf8");
  if (source.split(from).length !== 2) throw new Error(`${name}: expected "${from}" once in ${file}`);
  const compiled = bytecodes([contract], { file, text: source.replace(from, to) }, true);
  if (compiled.refused) throw new Error(`${name}: ${compiled.refused}`);
  for (const shipped of ["NodeRegistry", "Settlement"]) {
    const artifact = JSON.parse(readFileSync(join(root, "out/shipped", `${shipped}.sol`, `${shipped}.json`), "utf8"));
    if (shipped === contract) artifact.bytecode.object = `0x${compiled[contract]}`;
    writeFileSync(join(workspace, "out/shipped", `${shipped}.sol`, `${shipped}.json`), JSON.stringify(artifact));
  }
}

/** @return whether each was found, and by a difference */
export function findPlanted() {
  prepare();
  return BUGS.map((bug) => {
    plant(bug);
    const { status, text } = run(workspace, bug.scene);
    const difference = text.match(/Differs\(([^\n]{0,300})/)?.[1];
    const found = status !== 0 && difference !== undefined;
    console.log(`${found ? "found" : "NOT FOUND"}: ${bug.name}${found ? `, by ${difference}` : `\n${text}`}`);
    return found;
  }).every(Boolean);
}
