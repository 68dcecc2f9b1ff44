// SPDX-License-Identifier: Apache-2.0
// The exhaustive comparison, one action deeper than on every commit, in chunks of each scene's first actions. Resumable:
// what was compared is kept under target/exhaustive, and void when bytecode, scenes or model change.
//   node tools/exhaustive.mjs [--comparisons 5000000]
//   node tools/exhaustive.mjs --planted     the scenes of every commit must find each planted bug
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./exhaustive/run.mjs";
import { findPlanted } from "./exhaustive/planted.mjs";
import { root, solidityBelow } from "./mutate/paths.mjs";

const DEPTHS = { Jobs: 5, Cases: 5, Sessions: 6, Governance: 5, Stakes: 6 };
const CHUNK = 2;
const target = join(root, "target/exhaustive");
const log = join(target, "chunks.jsonl");
const mark = join(target, "fingerprint");

/** What the comparison rests on. */
function fingerprint() {
  const digest = createHash("sha256").update(JSON.stringify({ DEPTHS, CHUNK }));
  for (const name of ["NodeRegistry", "Settlement", "DevelopmentToken"]) {
    digest.update(JSON.parse(readFileSync(join(root, "out/shipped", `${name}.sol`, `${name}.json`))).bytecode.object);
  }
  for (const path of [...solidityBelow("test/exhaustive"), ...solidityBelow("test/base")]) {
    digest.update(path).update(readFileSync(join(root, path)));
  }
  return digest.digest("hex");
}

function kept() {
  mkdirSync(target, { recursive: true });
  const now = fingerprint();
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== now) {
    writeFileSync(log, "");
    writeFileSync(mark, now);
  }
  return readFileSync(log, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

function compare(wanted) {
  const chunks = kept();
  let comparisons = chunks.reduce((sum, chunk) => sum + chunk.comparisons, 0);
  for (const [scene, depth] of Object.entries(DEPTHS)) {
    for (let first = 0, alphabet = 1; first < alphabet && comparisons < wanted; first += CHUNK) {
      const before = chunks.find((chunk) => chunk.scene === scene && chunk.first === first);
      alphabet = before?.alphabet ?? alphabet;
      if (before) continue;
      const { status, text, tally } = run(root, scene, { depth, first, last: first + CHUNK });
      if (status !== 0 || !tally) {
        console.error(`${scene}, first actions from ${first}: expected agreement, found:\n${text}`);
        process.exit(1);
      }
      alphabet = tally.alphabet;
      comparisons += tally.comparisons;
      appendFileSync(log, `${JSON.stringify({ scene, first, ...tally })}\n`);
      console.log(`${scene} ${first}…: ${tally.comparisons} comparisons, ${comparisons} in all`);
    }
  }
  report(kept());
  if (comparisons < wanted) console.log("every scene is explored to its depth: nothing is left to compare");
}

function report(chunks) {
  for (const [scene, depth] of Object.entries(DEPTHS)) {
    const sum = (key) => chunks.filter((chunk) => chunk.scene === scene).reduce((total, chunk) => total + chunk[key], 0);
    console.log(`${scene}: depth ${depth}, ${sum("comparisons")} comparisons, ${sum("accepted")} accepted, ${sum("states")} states`);
  }
  console.log(`${chunks.reduce((sum, chunk) => sum + chunk.comparisons, 0)} comparisons without a difference`);
}

if (process.argv.includes("--planted")) {
  process.exit(findPlanted() ? 0 : 1);
}
const at = process.argv.indexOf("--comparisons");
compare(at < 0 ? 5_000_000 : Number(process.argv[at + 1]));
