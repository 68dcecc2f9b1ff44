// SPDX-License-Identifier: Apache-2.0
// Runs forge's tests, says what each suite came to, and leaves a JUnit report beside those of the
// Java modules, so that one reader can count them all.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, "target/surefire-reports");
const longestReportBytes = 64 * 1024 * 1024;

for (const check of ["trees.mjs", "pages.mjs"]) {
  const { status } = spawnSync(process.execPath, [join(root, "tools", check)], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const { status, stdout } = spawnSync(
  process.execPath,
  [join(root, "tools/forge"), "test", "--junit", ...process.argv.slice(2)],
  { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: longestReportBytes },
);

const from = stdout.indexOf("<?xml");
if (from < 0) {
  console.error(`expected a JUnit report from forge test, found:\n${stdout}`);
  process.exit(status || 1);
}
mkdirSync(reports, { recursive: true });
writeFileSync(join(reports, "TEST-forge.xml"), stdout.slice(from));

for (const [, attributes] of stdout.matchAll(/<testsuite ([^>]*)>/g)) {
  const of = (key) => attributes.match(new RegExp(`\\b${key}="([^"]*)"`))?.[1];
  console.log(`${of("name")}: ${of("tests")} tests, ${of("failures")} failed, ${of("time")} s`);
}
for (const [, name, message] of stdout.matchAll(
  /<testcase name="([^"]*)"[^>]*>\s*<failure message="([^"]*)"/g,
)) {
  console.log(`FAILED ${name}: ${message}`);
}
process.exit(status ?? 1);
