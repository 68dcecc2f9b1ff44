// SPDX-License-Identifier: Apache-2.0
// What a browser does with results: derives the sealing key from a wallet's signature and opens what
// an enclave sealed to it. HPKE base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import {
  type Address,
  type Hex,
  bytesToNumber,
  concat,
  hexToBytes,
  keccak256,
  numberToHex,
  parseSignature,
  stringToBytes,
  toHex,
} from "viem";

const LABEL = stringToBytes("azra/sealing/1");
const TO_CLIENT = "0x02";
const ENCAPSULATED_LENGTH = 32;
const SALT_LENGTH = 32;
const HEADER_LENGTH = SALT_LENGTH + 4;
const MIN_LENGTH = 1024;
/** Before the 32 bytes of a raw key (RFC 8410). */
const PKCS8_X25519 = "0x302e020100300506032b656e04220420";
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** The text that the wallet shows and signs (EIP-191); never changes within a version. */
export const sealingMessage = (chainId: number, settlement: Address) =>
  `AzraCode sealing key

Sign this to open the results of your jobs on this device. It moves no money. Whoever has \
this signature can read your results: sign it only where you trust the page.

Version: 1
Chain: ${chainId}
Settlement: ${settlement.toLowerCase()}`;

/** r ‖ s with the lower of the two valid s, without v. */
function keyMaterial(signature: Hex) {
  const { r, s } = parseSignature(signature);
  const low = BigInt(s) > ORDER / 2n ? ORDER - BigInt(s) : BigInt(s);
  return hexToBytes(concat([r, numberToHex(low, { size: 32 })]));
}

/** Asks the wallet twice: a key that it cannot repeat would lose every result sealed to it. */
export async function deriveSealingKey(
  signMessage: (text: string) => Promise<Hex>,
  chainId: number,
  settlement: Address,
): Promise<Uint8Array> {
  const text = sealingMessage(chainId, settlement);
  const material = keyMaterial(await signMessage(text));
  if (toHex(material) !== toHex(keyMaterial(await signMessage(text)))) {
    throw new Error("this wallet signs differently each time: use a key file instead");
  }
  const secret = await crypto.subtle.importKey("raw", buffer(material), "HKDF", false, ["deriveBits"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: buffer(LABEL), info: new Uint8Array() };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, secret, 256));
}

const buffer = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;
const associatedData = (jobId: Hex) => buffer(hexToBytes(concat([jobId, TO_CLIENT])));

const importPrivate = (key: Uint8Array) => suite.kem.importKey("raw", buffer(key), false);

/** The salt and the result; refused unless the receipt commits to exactly these. */
export async function openResult(privateKey: Uint8Array, jobId: Hex, sealed: Hex, commitment: Hex) {
  const bytes = hexToBytes(sealed);
  const plaintext = new Uint8Array(
    await suite.open(
      {
        recipientKey: await importPrivate(privateKey),
        enc: buffer(bytes.slice(0, ENCAPSULATED_LENGTH)),
        info: buffer(LABEL),
      },
      buffer(bytes.slice(ENCAPSULATED_LENGTH)),
      associatedData(jobId),
    ),
  );
  const salt = toHex(plaintext.slice(0, SALT_LENGTH));
  const length = bytesToNumber(plaintext.slice(SALT_LENGTH, HEADER_LENGTH));
  const result = plaintext.slice(HEADER_LENGTH, HEADER_LENGTH + length);
  if (commitmentOf(salt, result) !== commitment) throw new Error("not the committed result");
  return { salt, result };
}

export const commitmentOf = (salt: Hex, result: Uint8Array) =>
  keccak256(concat([salt, keccak256(result)]));

/** As an enclave seals a result: salt, length, result, then zeroes up to a power of two. */
export async function sealResult(publicKey: Hex, jobId: Hex, salt: Hex, result: Uint8Array) {
  let length = MIN_LENGTH;
  while (length < HEADER_LENGTH + result.length) length *= 2;
  const plaintext = new Uint8Array(length);
  plaintext.set(hexToBytes(salt));
  plaintext.set(hexToBytes(numberToHex(result.length, { size: 4 })), SALT_LENGTH);
  plaintext.set(result, HEADER_LENGTH);
  const recipientPublicKey = await suite.kem.importKey("raw", buffer(hexToBytes(publicKey)), true);
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: buffer(LABEL) },
    buffer(plaintext),
    associatedData(jobId),
  );
  return concat([toHex(new Uint8Array(enc)), toHex(new Uint8Array(ct))]);
}

export async function publicKeyOf(privateKey: Uint8Array): Promise<Hex> {
  const pkcs8 = buffer(hexToBytes(concat([PKCS8_X25519, toHex(privateKey)])));
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", true, ["deriveBits"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return toHex(Uint8Array.from(atob(x!.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)));
}
