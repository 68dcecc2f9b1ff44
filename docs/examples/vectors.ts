// SPDX-License-Identifier: Apache-2.0
// Repeats the sealing vectors of FILE from their wallets alone, opens what they hold, and prints them
// with results that were sealed anew: contracts/vectors/sealing.json is what this once printed.
import { type Hex, hexToBytes, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { readJson } from "./contracts.js";
import {
  commitmentOf,
  deriveSealingKey,
  openResult,
  publicKeyOf,
  sealResult,
  sealingMessage,
} from "./sealing.js";

interface Vector {
  walletKey: Hex;
  chainId: number;
  settlement: Hex;
  jobId: Hex;
  resultSalt: Hex;
  result: Hex;
  sealed?: Hex;
}

async function repeat(given: Vector) {
  const { walletKey, chainId, settlement, jobId, resultSalt, result } = given;
  const wallet = privateKeyToAccount(walletKey);
  const message = sealingMessage(chainId, settlement);
  const sign = (text: string) => wallet.signMessage({ message: text });
  const privateKey = await deriveSealingKey(sign, chainId, settlement);
  const publicKey = await publicKeyOf(privateKey);
  const resultCommitment = commitmentOf(resultSalt, hexToBytes(result));
  if (given.sealed) {
    const opened = await openResult(privateKey, jobId, given.sealed, resultCommitment);
    if (toHex(opened.result) !== result) throw new Error(`job ${jobId}: another result`);
  }
  return {
    ...given,
    message,
    signature: await sign(message),
    privateKey: toHex(privateKey),
    publicKey,
    resultCommitment,
    sealed: await sealResult(publicKey, jobId, resultSalt, hexToBytes(result)),
  };
}

const { about, vectors } = readJson(process.argv[2] ?? "") as { about: string; vectors: Vector[] };
console.log(JSON.stringify({ about, vectors: await Promise.all(vectors.map(repeat)) }, null, 2));
