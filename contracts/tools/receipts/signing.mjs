// SPDX-License-Identifier: Apache-2.0
// The signed types that the scenario needs, and their compact signatures.
import { hashStruct, hashTypedData, keccak256, encodeAbiParameters, parseSignature, numberToHex } from "viem";

const fields = (text) => text.split(",").map((field) => {
  const [type, name] = field.trim().split(" ");
  return { type, name };
});

export const types = {
  Verdict: fields(
    "uint64 nodeId,address operator,address signer,bytes32 sealingKey,uint24 policy,uint8 tee," +
      "uint8 tcbStatus,bytes32 evidenceHash,uint32 appraisedAt,uint32 validUntil",
  ),
  JobTerms: fields(
    "address client,uint64 nodeId,address signer,uint96 maxPrice,uint96 unitPrice,uint40 deadline," +
      "bytes32 specCommitment,uint64 nonce",
  ),
  Receipt: fields(
    "bytes32 jobId,uint64 computeUnits,uint40 startedAt,uint40 finishedAt,uint40 wipedAt," +
      "bytes32 resultCommitment",
  ),
  ReceiptBatch: fields("bytes32[] receiptHashes"),
  SessionTerms: fields(
    "address client,uint64 nodeId,uint24 policy,uint96 unitPrice,uint96 cap,uint40 expiry," +
      "uint32 noticePeriod,uint64 nonce",
  ),
};

export const digestOf = (domain, primaryType, message) => hashTypedData({ domain, types, primaryType, message });

export const receiptHash = (data) => hashStruct({ types, primaryType: "Receipt", data });

export const sessionJobId = (sessionId, index) =>
  keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], [sessionId, BigInt(index)]));

/** ERC-2098. */
export async function compact(account, domain, primaryType, message) {
  const signature = await account.signTypedData({ domain, types, primaryType, message });
  const { r, s, yParity } = parseSignature(signature);
  return { r, vs: numberToHex(BigInt(s) | (BigInt(yParity) << 255n), { size: 32 }) };
}
