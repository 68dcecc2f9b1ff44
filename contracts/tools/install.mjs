// SPDX-License-Identifier: Apache-2.0
// `npm ci` here, or in the folder given, unless what it would install is there already: it takes ten
// seconds every time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
const marker = join(root, "node_modules", ".azra-installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .update(`${process.platform}-${process.arch}`)
  .digest("hex");

if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
  const { status, error } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
  );
  if (status !== 0) {
    console.error(`npm ci failed: expected Node.js 20 or newer with npm (${error ?? status})`);
    process.exit(1);
  }
  writeFileSync(marker, wanted);
}
