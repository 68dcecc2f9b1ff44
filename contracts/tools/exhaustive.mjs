// SPDX-License-Identifier: Apache-2.0
// The exhaustive comparison, deeper than on every commit, in chunks of each scene's first actions. Resumable: what was
// compared is kept under target/exhaustive, and void when bytecode, scenes or model change. A scene that is explored again
// at a greater depth counts once: its deeper chunk repeats, and replaces, the shallower one of the same first actions.
//   node tools/exhaustive.mjs [--comparisons 5000000]
//   node tools/exhaustive.mjs --planted     the scenes of every commit must find each planted bug
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./exhaustive/run.mjs";
import { findPlanted } from "./exhaustive/planted.mjs";
import { root, solidityBelow } from "./mutate/paths.mjs";

const DEPTHS = [
  { Jobs: 5, Cases: 5, Sessions: 6, Governance: 5, Stakes: 6 },
  { Jobs: 6, Cases: 6, Sessions: 7, Governance: 6, Stakes: 7 },
];
const CHUNK = 2;
const target = join(root, "target/exhaustive");
const log = join(target, "chunks.jsonl");
const mark = join(target, "fingerprint");

/** What the comparison rests on. */
function fingerprint() {
  const digest = createHash("sha256").update(JSON.stringify({ CHUNK }));
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

/** The deepest chunk of each scene and pair of first actions. */
function deepest(chunks) {
  const found = new Map();
  for (const chunk of chunks) {
    const key = `${chunk.scene} ${chunk.first}`;
    if (!(found.get(key)?.depth > chunk.depth)) found.set(key, chunk);
  }
  return [...found.values()];
}

const sum = (chunks, key) => chunks.reduce((total, chunk) => total + chunk[key], 0);

function compare(wanted) {
  const chunks = kept();
  const enough = () => sum(deepest(chunks), "comparisons") >= wanted;
  for (const [scene, depth] of DEPTHS.flatMap(Object.entries)) {
    for (let first = 0, alphabet = 1; first < alphabet && !enough(); first += CHUNK) {
      const before = chunks.find((chunk) => chunk.scene === scene && chunk.first === first && chunk.depth === depth);
      alphabet = before?.alphabet ?? alphabet;
      if (before) continue;
      const { status, text, tally } = run(root, scene, { depth, first, last: first + CHUNK });
      if (status !== 0 || !tally) {
        console.error(`${scene}, first actions from ${first}: expected agreement, found:\n${text}`);
        process.exit(1);
      }
      alphabet = tally.alphabet;
      chunks.push({ scene, first, ...tally });
      appendFileSync(log, `${JSON.stringify(chunks.at(-1))}\n`);
      console.log(`${scene} ${first}…: ${tally.comparisons} comparisons, ${sum(deepest(chunks), "comparisons")} in all`);
    }
  }
  report(deepest(chunks));
  if (!enough()) console.log("every scene is explored to its depth: nothing is left to compare");
}

function report(chunks) {
  for (const key of new Set(chunks.map(({ scene, depth }) => `${scene}: depth ${depth}`))) {
    const those = chunks.filter(({ scene, depth }) => `${scene}: depth ${depth}` === key);
    const [comparisons, accepted, states] = ["comparisons", "accepted", "states"].map((of) => sum(those, of));
    const actions = Math.min(those.length * CHUNK, those[0].alphabet);
    console.log(
      `${key}, ${actions} of ${those[0].alphabet} first actions, ${comparisons} comparisons, ` +
        `${accepted} accepted, ${states} states`,
    );
  }
  console.log(`${sum(chunks, "comparisons")} comparisons without a difference`);
}

if (process.argv.includes("--planted")) {
  process.exit(findPlanted() ? 0 : 1);
}
const at = process.argv.indexOf("--comparisons");
compare(at < 0 ? 5_000_000 : Number(process.argv[at + 1]));
