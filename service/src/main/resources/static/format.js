// SPDX-License-Identifier: Apache-2.0
// How values of the API read to a person. The exact value always stays in a title.

const SHOWN_FRACTION_DIGITS = 6;

const TEES = {
  SGX: "Intel SGX",
  TDX: "Intel TDX",
  SEV_SNP: "AMD SEV-SNP",
  NITRO: "AWS Nitro",
  DEVELOPMENT: "development TEE",
};

export const short = (hex) => `${hex.slice(0, 8)}…${hex.slice(-4)}`;

export const count = (number) => number.toLocaleString("en");

/**
 * Tokens, rounded down to six decimals. Without the token's decimals, base units as they are.
 *
 * @param {string} units decimal digits
 * @param {?number} decimals of the token; null while nobody has told
 */
export function tokens(units, decimals) {
  if (decimals === null) return BigInt(units).toLocaleString("en");
  const digits = units.padStart(decimals + 1, "0");
  const end = digits.length - decimals;
  const whole = BigInt(digits.slice(0, end)).toLocaleString("en");
  const fraction = digits.slice(end, end + SHOWN_FRACTION_DIGITS).replace(/0+$/, "");
  if (fraction) return `${whole}.${fraction}`;
  return whole === "0" && BigInt(units) > 0n ? "< 0.000001" : whole;
}

/** `UpToDate` reads "up to date", `SWHardeningNeeded` reads "SW hardening needed". */
function words(status) {
  return status
    .split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => (word === word.toUpperCase() ? word : word.toLowerCase()))
    .join(" ");
}

/** @param {?{tee: ?string, tcbStatus: ?string}} verdict */
export function attested(verdict) {
  if (!verdict?.tee) return "never";
  return `${TEES[verdict.tee] ?? verdict.tee}, ${words(verdict.tcbStatus)}`;
}
