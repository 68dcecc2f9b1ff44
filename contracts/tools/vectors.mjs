// SPDX-License-Identifier: Apache-2.0
// Writes vectors/signed-types.json: what every signed type must come out as, in any language.
// An oracle of its own (viem): it shares no code with the contracts or the SDK.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  hashDomain,
  hashStruct,
  hashTypedData,
  keccak256,
  parseSignature,
  serializeCompactSignature,
  signatureToCompactSignature,
  stringToHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const REGISTRY = "AzraCode NodeRegistry";
const SETTLEMENT = "AzraCode Settlement";

/** Type → domain name, role that signs (none: never signed), members as in DESIGN.md. */
const TYPES = {
  Verdict: [
    REGISTRY,
    "attestor",
    "uint64 nodeId,address operator,address signer,bytes32 sealingKey,uint24 policy,uint8 tee," +
      "uint8 tcbStatus,bytes32 evidenceHash,uint32 appraisedAt,uint32 validUntil",
  ],
  Condemnation: [
    REGISTRY,
    "attestor",
    "uint64 nodeId,address signer,uint8 cause,bytes32 evidenceHash,uint40 faultAt,uint40 expiresAt",
  ],
  EnclaveBinding: [
    REGISTRY,
    null,
    "uint64 nodeId,address operator,address signer,bytes32 sealingKeyHash,uint24 policy," +
      "bytes32 programsHash,uint64 challengeBlock,bytes32 challengeHash",
  ],
  EvidenceSubmission: [
    REGISTRY,
    "operator",
    "uint64 nodeId,bytes32 evidenceHash,uint40 expiresAt",
  ],
  Offer: [
    REGISTRY,
    "operator",
    "uint64 nodeId,uint24 policy,uint96 unitPrice,uint32 minRunway,uint64 maxUnits," +
      "uint32 maxEnvelopeBytes,string endpoint,bytes32 tlsFingerprint,uint40 validUntil," +
      "uint64 sequence",
  ],
  JobTerms: [
    SETTLEMENT,
    "client",
    "address client,uint64 nodeId,address signer,uint96 maxPrice,uint96 unitPrice," +
      "uint40 deadline,bytes32 specCommitment,uint64 nonce",
  ],
  Receipt: [
    SETTLEMENT,
    null,
    "bytes32 jobId,uint64 computeUnits,uint40 startedAt,uint40 finishedAt,uint40 wipedAt," +
      "bytes32 resultCommitment",
  ],
  ReceiptBatch: [SETTLEMENT, "enclave", "bytes32[] receiptHashes"],
  SessionTerms: [
    SETTLEMENT,
    "client",
    "address client,uint64 nodeId,uint24 policy,uint96 unitPrice,uint96 cap,uint40 expiry," +
      "uint32 noticePeriod,uint64 nonce",
  ],
  Acknowledgement: [
    SETTLEMENT,
    "client",
    "bytes32 jobId,bytes32 resultCommitment,uint40 receivedAt",
  ],
};

/** Chain and contract of each domain in turn: a usual one, the main net, one beyond 2^53. */
const DEPLOYMENTS = [
  { chainId: 31337n, verifyingContract: "0x5fbdb2315678afecb367f032d93f642f64180aa3" },
  { chainId: 1n, verifyingContract: `0x${"f".repeat(40)}` },
  { chainId: 9007199254740993n, verifyingContract: "0x0000000000000000000000000000000000000001" },
];

/** Published on purpose: worth nothing anywhere. */
const keyOf = (role) => keccak256(stringToHex(`azra vectors ${role}`));

const members = (type) =>
  TYPES[type][2].split(",").map((member) => {
    const [memberType, name] = member.split(" ");
    return { name, type: memberType };
  });

const widthOf = (type) => BigInt(type.slice("uint".length));
const text = (label) => keccak256(stringToHex(label));

/** Codes that exist: an ordinary value of these is one that readers with enumerations know. */
const KNOWN_CODES = { tee: 7n, tcbStatus: 1n, cause: 3n };

const LONGEST_ENDPOINT = `https://${"very-long.".repeat(24)}example:8443/a?b=c`;

/** One value of a member in each of the shapes; `label` makes ordinary values differ. */
function value(shape, type, label) {
  if (type === "address") {
    if (shape === "zero") return `0x${"0".repeat(40)}`;
    return shape === "max" ? `0x${"f".repeat(40)}` : `0x${text(label).slice(-40)}`;
  }
  if (type === "bytes32") {
    if (shape === "zero") return `0x${"0".repeat(64)}`;
    return shape === "max" ? `0x${"f".repeat(64)}` : text(label);
  }
  if (type === "string") {
    return { zero: "", max: LONGEST_ENDPOINT, ordinary: "https://node.example:8443" }[shape] ??
      "https://knoten-ä-節點.example";
  }
  if (type === "bytes32[]") {
    const count = { zero: 0, max: 200, ordinary: 1 }[shape] ?? 3;
    return Array.from({ length: count }, (_, at) => text(`${label} ${at}`));
  }
  const max = (1n << widthOf(type)) - 1n;
  if (shape === "zero") return 0n;
  if (shape === "max") return max;
  if (shape === "top-bit") return 1n << (widthOf(type) - 1n);
  return BigInt(text(label)) & (max >> 1n);
}

const plain = (entry) =>
  Array.isArray(entry) ? entry : typeof entry === "bigint" ? entry.toString() : entry;

async function vector(type, shape, deployment) {
  const [name, role, list] = TYPES[type];
  const domain = { name, version: "1", ...deployment };
  const message = Object.fromEntries(
    members(type).map((member) => [
      member.name,
      (shape === "ordinary" && KNOWN_CODES[member.name]) ||
        value(shape, member.type, `${type} ${shape} ${member.name}`),
    ]),
  );
  const types = { [type]: members(type) };
  const typedData = { domain, types, primaryType: type, message };
  const typeString = `${type}(${list})`;
  const result = {
    type,
    case: shape,
    typeString,
    domain: { ...domain, chainId: domain.chainId.toString() },
    message: Object.fromEntries(Object.entries(message).map(([key, of]) => [key, plain(of)])),
    typeHash: keccak256(stringToHex(typeString)),
    structHash: hashStruct({ data: message, primaryType: type, types }),
    domainSeparator: hashDomain({
      domain,
      types: {
        EIP712Domain: [
          { name: "name", type: "string" },
          { name: "version", type: "string" },
          { name: "chainId", type: "uint256" },
          { name: "verifyingContract", type: "address" },
        ],
      },
    }),
    digest: hashTypedData(typedData),
  };
  if (role === null) return result;
  const account = privateKeyToAccount(keyOf(role));
  const full = await account.signTypedData(typedData);
  const compact = serializeCompactSignature(signatureToCompactSignature(parseSignature(full)));
  return { ...result, signature: { role, signer: account.address, full, compact } };
}

const SHAPES = ["zero", "ordinary", "top-bit", "max"];
const vectors = [];
for (const type of Object.keys(TYPES)) {
  for (const [at, shape] of SHAPES.entries()) {
    vectors.push(await vector(type, shape, DEPLOYMENTS[at % DEPLOYMENTS.length]));
  }
}
const roles = ["attestor", "operator", "client", "enclave"];
const keys = roles.map((role) => ({
  role,
  privateKey: keyOf(role),
  address: privateKeyToAccount(keyOf(role)).address,
}));
const file = {
  about:
    "EIP-712 vectors of all signed types. Integers are decimal strings, bytes are hex. " +
    "The keys are published and worth nothing. full: r, s, v (65 bytes); compact: r, vs (64).",
  keys,
  vectors,
};
writeFileSync(join(root, "vectors/signed-types.json"), `${JSON.stringify(file, null, 2)}\n`);
