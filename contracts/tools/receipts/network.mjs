// SPDX-License-Identifier: Apache-2.0
// The network of test/base/Network.sol on a real node: its parties, contracts, policy and node.
import { encodeDeployData, encodeFunctionData, getContractAddress, keccak256, maxUint256, parseEther, toHex } from "viem";
import { artifact } from "./chain.mjs";
import { compact, digestOf, receiptHash } from "./signing.mjs";

const DAY = 86_400;
const TDX = 2;
const hashed = (text) => keccak256(toHex(text));
export const ether = (amount) => parseEther(`${amount}`);

/** Of production, as the tests have them. */
const windows = {
  maxLifetimeSeconds: 7 * DAY, maxSessionNoticeSeconds: DAY, reportWindowSeconds: 3 * DAY,
  caseDelaySeconds: 3 * DAY, marginSeconds: 2 * DAY, maxCaseHoldSeconds: 14 * DAY,
  unbondingSeconds: 21 * DAY, suspensionSeconds: 7 * DAY, suspensionCoolDownSeconds: 7 * DAY,
};
const policyTerms = {
  minStake: ether(100), lifetimeSeconds: 2 * DAY, teeMask: 1 << TDX, timeBucketSeconds: 60,
  unitBucket: 1000, feeBps: 250, digest: hashed("policy document"),
};

export class Network {
  constructor(chain) {
    this.chain = chain;
    this.owner = chain.rich;
    for (const party of ["client", "operator", "enclave", "attestor"]) this[party] = chain.newAccount();
    for (const party of ["guardian", "treasury", "payout"]) this[party] = chain.newAccount().address;
  }

  async deploy(name, args) {
    const { abi, bytecode } = artifact(name);
    const { contractAddress } = await this.chain.run(this.owner, { data: encodeDeployData({ abi, bytecode, args }) }, 9_000_000n);
    this[name] = { abi, address: contractAddress };
    return contractAddress;
  }

  /** The transaction that calls a function. */
  call(contract, functionName, ...args) {
    const { abi, address: to } = this[contract];
    return { to, data: encodeFunctionData({ abi, functionName, args }) };
  }

  async start() {
    const { chain, owner, client, operator } = this;
    const token = await this.deploy("DevelopmentToken", []);
    const nonce = BigInt(chain.nonces.get(owner.address) + 1);
    const settlement = getContractAddress({ from: owner.address, nonce });
    const roles = [owner.address, this.guardian, this.treasury];
    await this.deploy("NodeRegistry", [...roles, token, settlement, windows]);
    await this.deploy("Settlement", [this.NodeRegistry.address]);
    const named = (name, verifyingContract) => ({ name, version: "1", chainId: chain.id, verifyingContract });
    this.domainR = named("AzraCode NodeRegistry", this.NodeRegistry.address);
    this.domainS = named("AzraCode Settlement", settlement);
    const others = [chain.newAccount().address, chain.newAccount().address];
    for (const attestor of [this.attestor.address, ...others]) {
      await chain.send(owner, this.call("NodeRegistry", "addAttestor", attestor));
    }
    await chain.send(owner, this.call("NodeRegistry", "publishPolicy", policyTerms));
    for (const [account, spender] of [[operator, this.NodeRegistry.address], [client, settlement]]) {
      await chain.run(owner, { to: account.address, value: ether(1) });
      await chain.send(owner, this.call("DevelopmentToken", "mint", account.address, ether(10_000)));
      await chain.send(account, this.call("DevelopmentToken", "approve", spender, maxUint256));
    }
    // Balances that are not zero, as in the life of a network.
    await chain.run(owner, this.call("DevelopmentToken", "mint", this.payout, 1n));
    await chain.run(client, this.call("Settlement", "deposit", client.address, ether(1000)));
    await this.register(1n);
    await this.attest(this.verdict(1n, this.enclave.address, await chain.now()));
  }

  async register(nodeId) {
    const { chain, operator } = this;
    await chain.send(operator, this.call("NodeRegistry", "register", this.payout));
    await chain.run(operator, this.call("NodeRegistry", "stake", nodeId, operator.address, ether(100)));
  }

  verdict(nodeId, signer, appraisedAt) {
    return {
      nodeId, operator: this.operator.address, signer, sealingKey: hashed("sealing key"), policy: 1, tee: TDX,
      tcbStatus: 1, evidenceHash: hashed("evidence"), appraisedAt, validUntil: appraisedAt + DAY,
    };
  }

  async attest(verdict) {
    const signature = await compact(this.attestor, this.domainR, "Verdict", verdict);
    return this.chain.run(this.owner, this.call("NodeRegistry", "attest", verdict, [signature]));
  }

  /** Of a job that may last an hour, at ten units' price. */
  async terms(nonce, { client = this.client.address, maxPrice = ether(10), lastsSeconds = 3600 } = {}) {
    return {
      client, nodeId: 1n, signer: this.enclave.address, maxPrice, unitPrice: ether(1),
      deadline: (await this.chain.now()) + lastsSeconds, specCommitment: hashed("salted spec"), nonce,
    };
  }

  open = async (terms) => this.chain.run(this.client, this.call("Settlement", "open", terms));

  /** Settles four units of each job in one batch. */
  async settle(all) {
    const now = await this.chain.now();
    const rows = all.map((terms) => ({
      terms, computeUnits: 4n, startedAt: now - 120, finishedAt: now - 60, wipedAt: now,
      resultCommitment: hashed("salted result"),
    }));
    const receiptHashes = rows.map(({ terms, ...receipt }) =>
      receiptHash({ jobId: digestOf(this.domainS, "JobTerms", terms), ...receipt }));
    const signature = await compact(this.enclave, this.domainS, "ReceiptBatch", { receiptHashes });
    return this.chain.run(this.owner, this.call("Settlement", "settle", rows, signature));
  }
}
