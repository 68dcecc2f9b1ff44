// SPDX-License-Identifier: Apache-2.0
// What a transaction cannot do without: its own cost and calldata, slots, events, hashes, calls. The
// rest of its gas is dispatch, decoding, checks and arithmetic. Needs a node that traces (anvil).
const SLOTS = new Set(["SLOAD", "SSTORE", "TLOAD", "TSTORE"]);
const CALLS = new Set(["CALL", "STATICCALL"]);

/**
 * @returns {intrinsic, slots, logs, hashes, calls, refund, rest} in gas, of the whole transaction;
 *   `calls` are what reaching other contracts and the precompile costs, without what they do
 */
export async function partsOf(chain, receipt) {
  const trace = await chain.public.request({
    method: "debug_traceTransaction",
    params: [receipt.transactionHash, { disableStack: true, disableStorage: true, disableMemory: true }],
  });
  const { gas } = await chain.public.getTransaction({ hash: receipt.transactionHash });
  const steps = trace.structLogs;
  const parts = { intrinsic: Number(gas) - steps[0].gas, slots: 0, logs: 0, hashes: 0, calls: 0, rest: 0 };
  steps.forEach((step, at) => {
    if (CALLS.has(step.op)) parts.calls += costOfCall(steps, at);
    else if (SLOTS.has(step.op)) parts.slots += step.gasCost;
    else if (step.op.startsWith("LOG")) parts.logs += step.gasCost;
    else if (step.op === "KECCAK256" || step.op === "SHA3") parts.hashes += step.gasCost;
    else parts.rest += step.gasCost;
  });
  const spent = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { ...parts, refund: spent - Number(receipt.gasUsed) };
}

/** What the call took, without what its callee did. A precompile leaves no steps. */
function costOfCall(steps, at) {
  const { gas, depth } = steps[at];
  let after = at + 1;
  while (steps[after].depth > depth) after++;
  const taken = gas - steps[after].gas;
  if (after === at + 1) return taken;
  const last = steps[after - 1];
  return taken - (steps[at + 1].gas - (last.gas - last.gasCost));
}

export const floorOf = ({ intrinsic, slots, logs, hashes, calls, refund }) =>
  intrinsic + slots + logs + hashes + calls - refund;
