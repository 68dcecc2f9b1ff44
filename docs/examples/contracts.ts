// SPDX-License-Identifier: Apache-2.0
// The part of the contracts that a client meets: signed types, calls and events. Amounts are base
// units of the token, times unix seconds.
import { readFileSync } from "node:fs";
import { type Address, type Hex, parseAbi } from "viem";

/** deployment.json */
export interface Deployment {
  chainId: number;
  block: number;
  nodeRegistry: Address;
  settlement: Address;
}

export const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));

const jobTerms = [
  { name: "client", type: "address" },
  { name: "nodeId", type: "uint64" },
  { name: "signer", type: "address" },
  { name: "maxPrice", type: "uint96" },
  { name: "unitPrice", type: "uint96" },
  { name: "deadline", type: "uint40" },
  { name: "specCommitment", type: "bytes32" },
  { name: "nonce", type: "uint64" },
] as const;

const sessionTerms = [
  { name: "client", type: "address" },
  { name: "nodeId", type: "uint64" },
  { name: "policy", type: "uint24" },
  { name: "unitPrice", type: "uint96" },
  { name: "cap", type: "uint96" },
  { name: "expiry", type: "uint40" },
  { name: "noticePeriod", type: "uint32" },
  { name: "nonce", type: "uint64" },
] as const;

const receipt = [
  { name: "jobId", type: "bytes32" },
  { name: "computeUnits", type: "uint64" },
  { name: "startedAt", type: "uint40" },
  { name: "finishedAt", type: "uint40" },
  { name: "wipedAt", type: "uint40" },
  { name: "resultCommitment", type: "bytes32" },
] as const;

/** EIP-712 types of everything signed under Settlement's domain here. */
export const signedTypes = {
  JobTerms: jobTerms,
  SessionTerms: sessionTerms,
  Receipt: receipt,
  ReceiptBatch: [{ name: "receiptHashes", type: "bytes32[]" }],
} as const;

export interface JobTerms {
  client: Address;
  nodeId: bigint;
  signer: Address;
  maxPrice: bigint;
  unitPrice: bigint;
  deadline: number;
  specCommitment: Hex;
  nonce: bigint;
}

export interface SessionTerms {
  client: Address;
  nodeId: bigint;
  policy: number;
  unitPrice: bigint;
  cap: bigint;
  expiry: number;
  noticePeriod: number;
  nonce: bigint;
}

export const domainOf = (deployment: Deployment) => ({
  name: "AzraCode Settlement",
  version: "1",
  chainId: deployment.chainId,
  verifyingContract: deployment.settlement,
});

export const settlementAbi = parseAbi([
  "struct JobTerms { address client; uint64 nodeId; address signer; uint96 maxPrice; uint96 unitPrice; uint40 deadline; bytes32 specCommitment; uint64 nonce; }",
  "struct SessionTerms { address client; uint64 nodeId; uint24 policy; uint96 unitPrice; uint96 cap; uint40 expiry; uint32 noticePeriod; uint64 nonce; }",
  "struct ReceiptRow { JobTerms terms; uint64 computeUnits; uint40 startedAt; uint40 finishedAt; uint40 wipedAt; bytes32 resultCommitment; }",
  "struct CompactSignature { bytes32 r; bytes32 vs; }",
  "function jobIdOf(JobTerms terms) view returns (bytes32)",
  "function openFor(JobTerms terms, bytes signature) returns (bytes32)",
  "function openSessionFor(SessionTerms terms, bytes signature) returns (bytes32)",
  "function settle(ReceiptRow[] rows, CompactSignature signature)",
  "event JobOpened(bytes32 indexed jobId, uint64 indexed nodeId, address indexed client, address signer, uint96 maxPrice, uint96 unitPrice, uint40 deadline, bytes32 specCommitment, uint64 nonce, uint24 policy, uint16 feeBps)",
  "event JobSettled(bytes32 indexed jobId, uint64 indexed nodeId, address indexed client, uint64 computeUnits, uint96 payment, uint96 fee, uint96 refund, uint40 startedAt, uint40 finishedAt, uint40 wipedAt, bytes32 resultCommitment)",
  "event SessionOpened(bytes32 indexed sessionId, uint64 indexed nodeId, address indexed client, uint24 policy, uint96 unitPrice, uint96 cap, uint40 expiry, uint32 noticePeriod, uint64 nonce, uint16 feeBps)",
]);

export const registryAbi = parseAbi([
  "event NodeAttested(uint64 indexed nodeId, address indexed operator, address indexed signer, bytes32 sealingKey, uint24 policy, uint8 tee, uint8 tcbStatus, bytes32 evidenceHash, uint32 appraisedAt, uint32 validUntil)",
]);
