// SPDX-License-Identifier: Apache-2.0
// Checks a settlement without believing anybody but the chain: who signed the receipt, whether that
// enclave key was attested, and what was paid.
import {
  type Address,
  type Hex,
  type PublicClient,
  compactSignatureToSignature,
  decodeFunctionData,
  hashStruct,
  hashTypedData,
  parseEventLogs,
  recoverTypedDataAddress,
  serializeSignature,
} from "viem";
import {
  type Deployment,
  type JobTerms,
  domainOf,
  registryAbi,
  settlementAbi,
  signedTypes,
} from "./contracts.js";

export interface VerifiedReceipt {
  computeUnits: bigint;
  payment: bigint;
  attestedUntil: number;
}

function require(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`receipt refused: expected ${what}`);
}

/** The batch that the enclave signed, rebuilt from the settling transaction's calldata. */
function batchOf(deployment: Deployment, calldata: Hex) {
  const { functionName, args } = decodeFunctionData({ abi: settlementAbi, data: calldata });
  require(functionName === "settle", "a call of settle");
  const [rows, compact] = args;
  const domain = domainOf(deployment);
  const receipts = rows.map(({ terms, ...metered }) => ({
    jobId: hashTypedData({ domain, types: signedTypes, primaryType: "JobTerms", message: terms }),
    ...metered,
  }));
  const receiptHashes = receipts.map((data) =>
    hashStruct({ data, primaryType: "Receipt", types: signedTypes }),
  );
  const { r, vs } = compact;
  const signature = serializeSignature(compactSignatureToSignature({ r, yParityAndS: vs }));
  return { receipts, receiptHashes, signature };
}

/** End of the longest verdict that stood for the key when the job was opened. */
async function attestedUntil(
  chain: PublicClient,
  deployment: Deployment,
  signer: Address,
  openedAt: number,
) {
  const verdicts = await chain.getContractEvents({
    address: deployment.nodeRegistry,
    abi: registryAbi,
    eventName: "NodeAttested",
    args: { signer },
    fromBlock: BigInt(deployment.block),
    strict: true,
  });
  const standing = verdicts
    .map(({ args }) => args)
    .filter((args) => args.appraisedAt <= openedAt && openedAt <= args.validUntil);
  require(standing.length > 0, `a verdict for ${signer} that stood at ${openedAt}`);
  return Math.max(...standing.map((args) => args.validUntil));
}

export async function verifySettlement(
  chain: PublicClient,
  deployment: Deployment,
  terms: JobTerms,
  opened: { jobId: Hex; at: number },
  settling: Hex,
): Promise<VerifiedReceipt> {
  const [transaction, { logs }] = await Promise.all([
    chain.getTransaction({ hash: settling }),
    chain.getTransactionReceipt({ hash: settling }),
  ]);
  const { receipts, receiptHashes, signature } = batchOf(deployment, transaction.input);
  const enclave = await recoverTypedDataAddress({
    domain: domainOf(deployment),
    types: signedTypes,
    primaryType: "ReceiptBatch",
    message: { receiptHashes },
    signature,
  });
  require(enclave.toLowerCase() === terms.signer.toLowerCase(), `the signature of ${terms.signer}`);

  const receipt = receipts.find(({ jobId }) => jobId === opened.jobId);
  require(receipt !== undefined, `a receipt of job ${opened.jobId}`);
  const settled = parseEventLogs({ abi: settlementAbi, eventName: "JobSettled", logs })
    .filter((log) => log.address.toLowerCase() === deployment.settlement.toLowerCase())
    .find((log) => log.args.jobId === opened.jobId);
  require(settled !== undefined, `job ${opened.jobId} to be settled by ${settling}`);
  const price = receipt.computeUnits * terms.unitPrice;
  const due = price < terms.maxPrice ? price : terms.maxPrice;
  require(settled.args.computeUnits === receipt.computeUnits, `${receipt.computeUnits} units`);
  require(settled.args.payment === due, `a payment of ${due}`);
  require(settled.args.refund === terms.maxPrice - due, `the rest back`);
  return {
    computeUnits: receipt.computeUnits,
    payment: due,
    attestedUntil: await attestedUntil(chain, deployment, terms.signer, opened.at),
  };
}
