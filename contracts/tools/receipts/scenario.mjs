// SPDX-License-Identifier: Apache-2.0
// The operations of the table, as test/Gas.t.sol performs them; receipts by key of the table.
import { encodeAbiParameters, keccak256, toHex } from "viem";
import { Network, ether } from "./network.mjs";
import { compact, digestOf, receiptHash, sessionJobId } from "./signing.mjs";

const BATCH = 100;
const SESSION_BATCH = 200;
/** How many jobs share the transaction of a key; one, where nothing is said. */
export const JOBS = { settleBatch100OneClient: BATCH, settleBatch100: BATCH, sessionBatch200: SESSION_BATCH };

export async function measure(chain) {
  const network = new Network(chain);
  await network.start();
  const table = {};
  await openAndSettle(network, table);
  await refund(network, table);
  await batchOfOneClient(network, table);
  await batchOfMany(network, table);
  await session(network, table);
  await attest(network, table);
  return table;
}

/** Twice before, with a claim between, so that no slot that is touched was zero. */
async function openAndSettle(network, table) {
  const { chain, operator, owner } = network;
  for (const nonce of [0n, 1n]) {
    const terms = await network.terms(nonce);
    await network.open(terms);
    await network.settle([terms]);
    if (nonce === 0n) await chain.run(owner, network.call("Settlement", "claim", 1n));
  }
  const terms = await network.terms(2n);
  table.open = await network.open(terms);
  table.settle = await network.settle([terms]);
  table.claim = await chain.run(owner, network.call("Settlement", "claim", 1n));
  const stake = network.call("NodeRegistry", "stake", 1n, operator.address, ether(1));
  table.stakeTopUp = await chain.run(operator, stake);
  const next = await network.terms(3n);
  await network.open(next);
  await network.settle([next]);
}

async function refund(network, table) {
  const terms = await network.terms(4n, { lastsSeconds: 12 });
  await network.open(terms);
  await network.chain.after(terms.deadline);
  table.refund = await network.chain.run(network.owner, network.call("Settlement", "refund", terms));
}

async function batchOfOneClient(network, table) {
  const { chain, client } = network;
  const all = [];
  for (let i = 0; i < BATCH; i++) all.push(await network.terms(BigInt(5 + i), { maxPrice: ether(5) }));
  const deadline = all[0].deadline;
  all.forEach((terms) => (terms.deadline = deadline));
  for (let i = 0; i < BATCH; i += 25) {
    await chain.run(client, network.call("Settlement", "openMany", all.slice(i, i + 25)));
  }
  table.settleBatch100OneClient = await network.settle(all);
}

async function batchOfMany(network, table) {
  const { chain, owner, client } = network;
  const clients = Array.from({ length: BATCH }, chain.newAccount);
  let last;
  for (const { address } of clients) last = await chain.send(owner, { to: address, value: ether(1) / 10n }, 21_000n);
  await chain.receipt(last);
  for (const { address } of clients) {
    last = await chain.send(client, network.call("Settlement", "deposit", address, ether(11)), 100_000n);
  }
  await chain.receipt(last);
  const template = await network.terms(0n, { maxPrice: ether(5) });
  const all = clients.map(({ address }) => ({ ...template, client: address }));
  const sent = [];
  for (const [i, account] of clients.entries()) {
    sent.push(await chain.send(account, network.call("Settlement", "open", all[i]), 200_000n));
  }
  for (const hash of sent) await chain.receipt(hash);
  table.settleBatch100 = await network.settle(all);
}

async function session(network, table) {
  const { chain, client, owner, domainS } = network;
  const now = await chain.now();
  const top = network.call("DevelopmentToken", "mint", client.address, ether(10_000));
  await chain.run(owner, top);
  await chain.run(client, network.call("Settlement", "deposit", client.address, ether(1000)));
  const terms = {
    client: client.address, nodeId: 1n, policy: 1, unitPrice: ether(1), cap: ether(900),
    expiry: now + 30 * 86_400, noticePeriod: 6 * 3600, nonce: 105n,
  };
  await chain.run(client, network.call("Settlement", "openSession", terms));
  const sessionId = digestOf(domainS, "SessionTerms", terms);
  const settle = async (receipts) => {
    const receiptHashes = receipts.map(({ index, ...receipt }) =>
      receiptHash({ jobId: sessionJobId(sessionId, index), ...receipt }));
    const rows = receipts.map(({ index, computeUnits, startedAt, finishedAt, wipedAt, resultCommitment }) => ({
      metering: (BigInt(index) << 184n) | (computeUnits << 120n) | (BigInt(startedAt) << 80n) |
        (BigInt(finishedAt) << 40n) | BigInt(wipedAt),
      resultCommitment,
    }));
    const signature = await compact(network.enclave, domainS, "ReceiptBatch", { receiptHashes });
    return chain.run(owner, network.call("Settlement", "settleSession", terms, rows, signature));
  };
  const receipt = (index, computeUnits) => ({
    index, computeUnits, startedAt: now, finishedAt: now, wipedAt: now + 60,
    resultCommitment: keccak256(encodeAbiParameters(
      [{ type: "bytes32" }, { type: "uint32" }], [keccak256(toHex("salted result")), index])),
  });
  await settle([receipt(0, 4n)]);
  const batch = Array.from({ length: SESSION_BATCH }, (_, i) => receipt(i + 1, BigInt(1 + (i % 7))));
  table.sessionBatch200 = await settle(batch);
}

async function attest(network, table) {
  const { chain } = network;
  await network.register(2n);
  const signer = chain.newAccount().address;
  let time = await chain.now();
  table.attest = await network.attest(network.verdict(2n, signer, time));
  time = await chain.after(time);
  table.attestRenew = await network.attest(network.verdict(2n, signer, time));
  time = await chain.after(time);
  table.attestRotate = await network.attest(network.verdict(2n, chain.newAccount().address, time));
}
