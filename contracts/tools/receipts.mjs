// SPDX-License-Identifier: Apache-2.0
// Performs the operations of the gas table on a real node and compares the receipts with
// snapshots/gas.json: each must agree within two in a hundred.
//   node tools/receipts.mjs [--floor] [--rpc <url> --key-file <file with a funded key, 0x hex>]
// Without --rpc on an anvil of its own. The chain may be any; it is left with new contracts on it.
// --floor adds what of each is the opcodes that it cannot do without; the node must trace.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./mutate/paths.mjs";
import { Chain, startNode } from "./receipts/chain.mjs";
import { floorOf, partsOf } from "./receipts/floor.mjs";
import { JOBS, measure } from "./receipts/scenario.mjs";

const TOLERANCE = 0.02;

const { values } = parseArgs({
  options: { rpc: { type: "string" }, "key-file": { type: "string" }, floor: { type: "boolean" } },
});
if (values.rpc && !values["key-file"]) {
  console.error("expected --key-file beside --rpc, found none");
  process.exit(2);
}
const onFile = JSON.parse(readFileSync(join(root, "snapshots/gas.json"), "utf8"));

/** Prints the comparison; how many are further apart than they may be. */
function compare(receipts) {
  const used = Object.fromEntries(
    Object.entries(receipts).map(([key, { gasUsed }]) => [key, Math.floor(Number(gasUsed) / (JOBS[key] ?? 1))]),
  );
  used.escrowedJob = used.open + used.settle;
  let apart = 0;
  for (const [key, found] of Object.entries(used)) {
    const expected = Number(onFile[key]);
    const difference = found / expected - 1;
    const agrees = Math.abs(difference) <= TOLERANCE;
    if (!agrees) apart++;
    const percent = `${(100 * difference).toFixed(2)} %`;
    const cells = [key.padEnd(24), `${expected}`.padStart(7), `${found}`.padStart(7), percent.padStart(8)];
    console.log(cells.join(" ") + (agrees ? "" : "  expected within 2 %"));
  }
  return apart;
}

async function printFloors(chain, receipts) {
  console.log("key | intrinsic | slots | events | hashes | calls | refund | floor | receipt | above");
  for (const [key, receipt] of Object.entries(receipts)) {
    const parts = await partsOf(chain, receipt);
    const { intrinsic, slots, logs, hashes, calls, refund, rest } = parts;
    const all = [intrinsic, slots, logs, hashes, calls, -refund, floorOf(parts), Number(receipt.gasUsed), rest];
    console.log(`${key} | ${all.map((gas) => Math.round(gas / (JOBS[key] ?? 1))).join(" | ")}`);
  }
}

const node = await startNode({ rpc: values.rpc, keyFile: values["key-file"], traces: values.floor });
let apart = 0;
try {
  const chain = await Chain.connect(node);
  const client = await chain.public.request({ method: "web3_clientVersion" });
  const receipts = await measure(chain);
  console.log(`gas by receipts of ${client}, chain ${chain.id}`);
  apart = compare(receipts);
  if (values.floor) await printFloors(chain, receipts);
} finally {
  node.stop();
}
process.exit(apart === 0 ? 0 : 1);
