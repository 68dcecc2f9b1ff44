// SPDX-License-Identifier: Apache-2.0
// A node to measure on: the one that is named, or an anvil of our own; and sending to it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createPublicClient, createWalletClient, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { root } from "../mutate/paths.mjs";

const require = createRequire(import.meta.url);
const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
/** First account of anvil's own mnemonic, which is public. */
const ANVIL_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** The address of a node, a key that it funded, and how to end it. */
export async function startNode({ rpc, keyFile, traces }) {
  if (rpc) return { rpc, key: readFileSync(keyFile, "utf8").trim(), stop: () => {} };
  let binary = "anvil";
  try {
    binary = require.resolve(`@foundry-rs/anvil-${platform}/bin/anvil`);
  } catch {
    // Not from npm on this platform: the one on PATH.
  }
  const flags = ["--port", "0", "--hardfork", "osaka", "--enable-tx-gas-limit", "--block-time", "1", "--mixed-mining"];
  if (traces) flags.push("--steps-tracing");
  const child = spawn(binary, flags, { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((found, failed) => {
    let text = "";
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`expected anvil to listen, it ended with ${code}`)));
    child.stdout.on("data", (data) => {
      text += data;
      const listening = text.match(/Listening on [^:]*:(\d+)/);
      if (listening) found(listening[1]);
    });
  });
  child.removeAllListeners("exit");
  return { rpc: `http://127.0.0.1:${port}`, key: ANVIL_KEY, stop: () => child.kill() };
}

export const artifact = (name) =>
  JSON.parse(readFileSync(join(root, "target/generated-resources/network/azracode/contracts", `${name}.json`)));

export class Chain {
  static async connect({ rpc, key }) {
    const chain = new Chain();
    const transport = http(rpc, { timeout: 30_000 });
    chain.public = createPublicClient({ transport, pollingInterval: 200 });
    chain.id = await chain.public.getChainId();
    chain.transport = transport;
    chain.gasPrice = 2n * (await chain.public.getGasPrice()) + 1n;
    chain.nonces = new Map();
    chain.rich = privateKeyToAccount(key);
    return chain;
  }

  newAccount = () => privateKeyToAccount(generatePrivateKey());

  async now() {
    return Number((await this.public.getBlock()).timestamp);
  }

  /** Time of the first block later than `time`. */
  async after(time) {
    for (;;) {
      const now = await this.now();
      if (now > time) return now;
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  /** Sends without waiting; the nonces of one account have no gaps. */
  async send(account, transaction, gas = 6_000_000n) {
    const known = this.nonces.get(account.address);
    const nonce = known ?? (await this.public.getTransactionCount({ address: account.address }));
    this.nonces.set(account.address, nonce + 1);
    const wallet = createWalletClient({ account, transport: this.transport });
    const chain = { id: this.id };
    const signed = await wallet.signTransaction({
      type: "legacy", chainId: this.id, chain, nonce, gas, gasPrice: this.gasPrice, ...transaction,
    });
    return this.public.sendRawTransaction({ serializedTransaction: signed });
  }

  /** The receipt of what was sent, which must have succeeded. */
  async receipt(hash) {
    const receipt = await this.public.waitForTransactionReceipt({ hash, timeout: 120_000 });
    if (receipt.status !== "success") throw new Error(`transaction ${hash} was reverted`);
    return receipt;
  }

  async run(account, transaction, gas) {
    return this.receipt(await this.send(account, transaction, gas));
  }
}
