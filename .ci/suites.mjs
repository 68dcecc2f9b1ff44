// SPDX-License-Identifier: Apache-2.0
// Reads the JUnit reports that the build wrote, prints minutes per suite, and fails when a suite
// listed in .ci/suites.txt did not run, skipped something, or when a report stands for no listed suite.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const expected = readFileSync(join(root, ".ci/suites.txt"), "utf8")
  .split("\n")
  .map((line) => line.replace(/#.*/, "").trim())
  .filter(Boolean);

const reports = ["contracts", "migrations", "sdk", "service"].flatMap((module) =>
  ["surefire", "failsafe"].flatMap((runner) => {
    const folder = join(root, module, `target/${runner}-reports`);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.startsWith("TEST-") && name.endsWith(".xml"))
      .flatMap((name) => suitesOf(module, readFileSync(join(folder, name), "utf8")));
  }),
);

function suitesOf(module, xml) {
  return [...xml.matchAll(/<testsuite\s([^>]*)>/g)].map(([, attributes]) => {
    const of = (key) => attributes.match(new RegExp(`(?:^|\\s)${key}="([^"]*)"`))?.[1] ?? "0";
    return {
      name: `${module}:${of("name")}`,
      seconds: Number(of("time").replace(/,/g, "")),
      tests: Number(of("tests")),
      failed: Number(of("failures")) + Number(of("errors")),
      skipped: Number(of("skipped")) + Number(of("disabled")),
    };
  });
}

reports.sort((a, b) => b.seconds - a.seconds);
for (const r of reports) {
  const minutes = (r.seconds / 60).toFixed(2).padStart(6);
  console.log(`${minutes} min  ${String(r.tests).padStart(4)} tests  ${r.name}`);
}

const complaints = [
  ...expected
    .filter((name) => !reports.some((r) => r.name === name && r.tests > 0))
    .map((name) => `listed, but did not run: ${name}`),
  ...reports
    .filter((r) => !expected.includes(r.name))
    .map((r) => `ran, but is not listed in .ci/suites.txt: ${r.name}`),
  ...reports.filter((r) => r.skipped > 0).map((r) => `skipped ${r.skipped}: ${r.name}`),
];
complaints.forEach((line) => console.log(line));

const sum = (key) => reports.reduce((total, r) => total + r[key], 0);
const failed = sum("failed") + complaints.length;
console.log(`${sum("tests") - sum("failed") - sum("skipped")} passed, ${failed} failed, ${sum("skipped")} skipped`);
process.exit(failed === 0 ? 0 : 1);
