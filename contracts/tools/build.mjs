// SPDX-License-Identifier: Apache-2.0
// Compiles the contracts and writes, for each that Java deploys or calls, ABI and bytecode.
// Compares the storage layouts with those in `layout/` (`--accept` takes them over), and the size of the code with the limit.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const resources = join(root, "target/generated-resources/network/azracode/contracts");
const contracts = ["NodeRegistry", "Settlement", "TimelockController", "DevelopmentToken"];
const withLayout = ["NodeRegistry", "Settlement"];
/** What a chain takes (EIP-170), less the tenth that stays free. */
const maxCodeBytes = Math.floor(24_576 * 0.9);

/** A file that did not change keeps its time, so that nothing after it is built again. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The part of a storage layout that must not move: no compiler ids, no paths. */
function layoutOf({ storage, types }) {
  const member = ({ label, slot, offset, type }) => ({
    label,
    slot: Number(slot),
    offset,
    type: types[type].label,
  });
  const structs = Object.values(types)
    .filter((type) => type.members)
    .map((type) => [type.label, type.members.map(member)])
    .sort(([a], [b]) => a.localeCompare(b));
  return { storage: storage.map(member), structs: Object.fromEntries(structs) };
}

function compareLayout(name, artifact) {
  const path = join(root, "layout", `${name}.json`);
  const found = `${JSON.stringify(layoutOf(artifact.storageLayout), null, 2)}\n`;
  if (process.argv.includes("--accept")) return write(path, found);
  if (!existsSync(path) || readFileSync(path, "utf8") !== found) {
    console.error(
      `storage layout of ${name}: expected what contracts/layout/${name}.json says, found another; ` +
        "if that is intended, run `npm run layout` in contracts/ and review the difference",
    );
    process.exit(1);
  }
}

function requireRoom(name, { deployedBytecode }) {
  const bytes = (deployedBytecode.object.length - 2) / 2;
  if (bytes > maxCodeBytes) {
    console.error(`code of ${name}: expected at most ${maxCodeBytes} bytes, a tenth below the limit, found ${bytes}`);
    process.exit(1);
  }
}

const compiled = spawnSync(
  process.execPath,
  [join(root, "tools/forge"), "build", "--skip", "test", "--quiet"],
  { cwd: root, stdio: "inherit", env: { ...process.env, FOUNDRY_PROFILE: "shipped" } },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const name of contracts) {
  const artifact = JSON.parse(readFileSync(join(root, "out/shipped", `${name}.sol`, `${name}.json`)));
  if (withLayout.includes(name)) compareLayout(name, artifact);
  requireRoom(name, artifact);
  const { abi, bytecode } = artifact;
  if (!/^0x([0-9a-f]{2})+$/.test(bytecode.object)) {
    console.error(`bytecode of ${name}: expected linked hex, found ${bytecode.object.slice(0, 80)}`);
    process.exit(1);
  }
  write(join(resources, `${name}.json`), `${JSON.stringify({ abi, bytecode: bytecode.object })}\n`);
}

const access = spawnSync(process.execPath, [join(root, "tools/access.mjs"), "--check"], { stdio: "inherit" });
if (access.status !== 0) process.exit(access.status ?? 1);
