// SPDX-License-Identifier: Apache-2.0
// A client in TypeScript: signs an order that was sealed elsewhere, lets anybody open it, waits for
// its settlement and checks the receipt. `--session FILE` opens a session in the same way.
import { parseArgs } from "node:util";
import { readFileSync } from "node:fs";
import { createPublicClient, createWalletClient, defineChain, hashTypedData, http, parseEventLogs } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import {
  type Deployment,
  type JobTerms,
  type SessionTerms,
  domainOf,
  readJson,
  settlementAbi,
  signedTypes,
} from "./contracts.js";
import { verifySettlement } from "./receipt.js";

const { values } = parseArgs({
  options: {
    rpc: { type: "string" },
    deployment: { type: "string" },
    "key-file": { type: "string" },
    terms: { type: "string" },
    session: { type: "string" },
  },
});

function given(name: keyof typeof values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`expected --${name}`);
  return value;
}

const big = (text: string | number) => BigInt(text);

function jobTerms(file: string): JobTerms {
  const { nodeId, maxPrice, unitPrice, nonce, ...rest } = readJson(file);
  return {
    ...rest,
    nodeId: big(nodeId),
    maxPrice: big(maxPrice),
    unitPrice: big(unitPrice),
    nonce: big(nonce),
  };
}

function sessionTerms(file: string): SessionTerms {
  const { nodeId, unitPrice, cap, nonce, ...rest } = readJson(file);
  return { ...rest, nodeId: big(nodeId), unitPrice: big(unitPrice), cap: big(cap), nonce: big(nonce) };
}

const deployment: Deployment = readJson(given("deployment"));
const domain = domainOf(deployment);
const account = privateKeyToAccount(readFileSync(given("key-file"), "utf8").trim() as `0x${string}`);
const transport = http(given("rpc"));
const chain = defineChain({
  id: deployment.chainId,
  name: "AzraCode",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [given("rpc")] } },
});
const reads = createPublicClient({ chain, transport, pollingInterval: 250 });
const writes = createWalletClient({ chain, transport, account });
const contract = { address: deployment.settlement, abi: settlementAbi } as const;

if ((await reads.getChainId()) !== deployment.chainId) throw new Error("another chain");

async function openJob(terms: JobTerms, signer: PrivateKeyAccount) {
  const order = { domain, types: signedTypes, primaryType: "JobTerms", message: terms } as const;
  const jobId = hashTypedData(order);
  const onChain = await reads.readContract({ ...contract, functionName: "jobIdOf", args: [terms] });
  if (jobId !== onChain) throw new Error(`job id: expected ${onChain}, found ${jobId}`);
  const signature = await signer.signTypedData(order);
  const hash = await writes.writeContract({
    ...contract,
    functionName: "openFor",
    args: [terms, signature],
  });
  const { logs, blockNumber } = await reads.waitForTransactionReceipt({ hash });
  const [opened] = parseEventLogs({ abi: settlementAbi, eventName: "JobOpened", logs });
  if (opened?.args.jobId !== jobId) throw new Error(`expected JobOpened of ${jobId}`);
  const { timestamp } = await reads.getBlock({ blockNumber });
  return { jobId, at: Number(timestamp), blockNumber };
}

async function openSession(terms: SessionTerms, signer: PrivateKeyAccount) {
  const order = { domain, types: signedTypes, primaryType: "SessionTerms", message: terms } as const;
  const signature = await signer.signTypedData(order);
  const hash = await writes.writeContract({
    ...contract,
    functionName: "openSessionFor",
    args: [terms, signature],
  });
  const { logs } = await reads.waitForTransactionReceipt({ hash });
  const [opened] = parseEventLogs({ abi: settlementAbi, eventName: "SessionOpened", logs });
  const sessionId = hashTypedData(order);
  if (opened?.args.sessionId !== sessionId) throw new Error(`expected SessionOpened of ${sessionId}`);
  return sessionId;
}

/** The transaction that settled the job; fails when its deadline passes first. */
async function settlementOf(jobId: `0x${string}`, fromBlock: bigint, deadline: number) {
  for (;;) {
    const [event] = await reads.getContractEvents({
      ...contract,
      eventName: "JobSettled",
      args: { jobId },
      fromBlock,
    });
    if (event) return event.transactionHash;
    const { timestamp } = await reads.getBlock();
    if (timestamp > BigInt(deadline)) throw new Error(`job ${jobId}: not settled, claim the refund`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

if (values.session) console.log(`session ${await openSession(sessionTerms(values.session), account)} open`);
const terms = jobTerms(given("terms"));
const opened = await openJob(terms, account);
console.log(`job ${opened.jobId} open`);
const settling = await settlementOf(opened.jobId, opened.blockNumber, terms.deadline);
const { computeUnits, payment, attestedUntil } = await verifySettlement(
  reads,
  deployment,
  terms,
  opened,
  settling,
);
console.log(
  `job ${opened.jobId} settled: ${computeUnits} units, ${payment} paid of ${terms.maxPrice};` +
    ` receipt verified, key attested until ${attestedUntil}`,
);
