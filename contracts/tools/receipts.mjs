// SPDX-License-Identifier: Apache-2.0
// Performs the operations of the gas table on a real node and compares the receipts with
// snapshots/gas.json: each must agree within two in a hundred.
//   node tools/receipts.mjs [--rpc <url> --key-file <file with a funded key, 0x hex>]
// Without --rpc on an anvil of its own. The chain may be any; it is left with new contracts on it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./mutate/paths.mjs";
import { Chain, startNode } from "./receipts/chain.mjs";
import { measure } from "./receipts/scenario.mjs";

const TOLERANCE = 0.02;
const KEYS = [
  "open", "settle", "escrowedJob", "settleBatch100OneClient", "settleBatch100", "sessionBatch200", "refund",
  "attest", "attestRenew", "attestRotate", "stakeTopUp", "claim",
];

const { values } = parseArgs({ options: { rpc: { type: "string" }, "key-file": { type: "string" } } });
if (values.rpc && !values["key-file"]) {
  console.error("expected --key-file beside --rpc, found none");
  process.exit(2);
}
const onFile = JSON.parse(readFileSync(join(root, "snapshots/gas.json"), "utf8"));
const node = await startNode({ rpc: values.rpc, keyFile: values["key-file"] });
let apart = 0;
try {
  const chain = await Chain.connect(node);
  const client = await chain.public.request({ method: "web3_clientVersion" });
  const used = await measure(chain);
  console.log(`gas by receipts of ${client}, chain ${chain.id}`);
  for (const key of KEYS) {
    const expected = Number(onFile[key]);
    const difference = used[key] / expected - 1;
    const agrees = Math.abs(difference) <= TOLERANCE;
    if (!agrees) apart++;
    const cells = [key.padEnd(24), `${expected}`.padStart(7), `${used[key]}`.padStart(7), `${(100 * difference).toFixed(2)} %`.padStart(8)];
    console.log(cells.join(" ") + (agrees ? "" : "  expected within 2 %"));
  }
} finally {
  node.stop();
}
process.exit(apart === 0 ? 0 : 1);
