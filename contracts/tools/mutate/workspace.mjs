// SPDX-License-Identifier: Apache-2.0
// A copy of the project in which forge finds mutated bytecode where the shipped one would be. The
// tests deploy by artifact, so they are compiled once; a mutant costs a compilation of our contracts
// and a run of the tests, nothing else.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { forgeBinary } from "../foundry.mjs";
import { root, solidityBelow, workspace, workspaceOf } from "./paths.mjs";

const COPIED = ["foundry.toml", "src", "test", "vectors", "profiles", "snapshots", "access"];
const LINKED = ["node_modules", "tools"];
const COMPILED = ["out/tests", "cache"];

/**
 * Tests about gas and size, which every mutant moves: a kill by them would say nothing. And the exhaustive
 * ones, which would take longer than all others together.
 */
export const isLeftOut = (path) => /Gas\.t\.sol$|Size\.t\.sol$|(exhaustive|campaign)s?\//i.test(path);

const environment = {
  ...process.env,
  // Mutants are not optimized, hence larger than what may be deployed.
  FOUNDRY_CODE_SIZE_LIMIT: "1000000",
  FOUNDRY_INVARIANT_RUNS: "8",
  FOUNDRY_INVARIANT_DEPTH: "64",
  // forge asks git for submodules, of which there are none, in twenty processes.
  GIT_EXEC_PATH: "/nonexistent",
};

/** forge asks for the version each time: a shell answers sooner than node does. */
function writeCompiler(folder) {
  const { version } = createRequire(import.meta.url)("solc/package.json");
  const text = `#!/bin/sh
[ "$1" = --version ] && echo "solc, the solidity compiler commandline interface\nVersion: ${version}+npm" && exit
exec "${process.execPath}" "${join(root, "tools/solc")}" "$@"
`;
  writeFileSync(join(folder, "solc"), text, { mode: 0o755 });
}

export function forge(args, fuzzRuns = 0, folder = workspace) {
  const env = { ...environment, FOUNDRY_SOLC: join(folder, "solc"), ...(fuzzRuns > 0 ? { FOUNDRY_FUZZ_RUNS: `${fuzzRuns}` } : {}) };
  const options = { encoding: "utf8", env, maxBuffer: 256 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync(forgeBinary(), [...args, "--root", folder], { cwd: root, ...options });
  return { status, text: stdout + stderr };
}

/** What no mutant changes is there by name only. */
export function link(folder) {
  writeCompiler(folder);
  for (const name of LINKED) {
    if (!existsSync(join(folder, name))) symlinkSync(join(root, name), join(folder, name));
  }
}

export function prepareWorkspace() {
  mkdirSync(workspace, { recursive: true });
  for (const name of COPIED) {
    rmSync(join(workspace, name), { recursive: true, force: true });
    if (existsSync(join(root, name))) {
      cpSync(join(root, name), join(workspace, name), { recursive: true, preserveTimestamps: true });
    }
  }
  link(workspace);
  solidityBelow("test").filter(isLeftOut).forEach((path) => rmSync(join(workspace, path)));
  copyCompiled(workspaceOf(1));
  copyArtifact("TimelockController");
  // All of it: what is not compiled, forge would ask the compiler about before each run of some tests.
  const { status, text } = forge(["build"]);
  if (status !== 0) throw new Error(`the tests do not compile:\n${text}`);
}

/** What the first worker compiled serves the others. */
function copyCompiled(from) {
  if (from === workspace) return;
  for (const name of COMPILED) {
    rmSync(join(workspace, name), { recursive: true, force: true });
    cpSync(join(from, name), join(workspace, name), { recursive: true, preserveTimestamps: true });
  }
}

const artifact = (base, name) => join(base, "out/shipped", `${name}.sol`, `${name}.json`);

function copyArtifact(name) {
  cpSync(artifact(root, name), artifact(workspace, name), { recursive: true });
}

/** Puts creation code where the tests look for it; what else an artifact tells stays as shipped. */
export function install(bytecodes) {
  for (const [name, object] of Object.entries(bytecodes)) {
    const shipped = JSON.parse(readFileSync(artifact(root, name), "utf8"));
    shipped.bytecode.object = `0x${object}`;
    mkdirSync(join(workspace, "out/shipped", `${name}.sol`), { recursive: true });
    writeFileSync(artifact(workspace, name), JSON.stringify(shipped));
  }
}
