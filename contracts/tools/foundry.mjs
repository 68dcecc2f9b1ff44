// SPDX-License-Identifier: Apache-2.0
// Where Foundry's forge is: the one that npm installed, elsewhere the one on PATH.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
export const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

export function forgeBinary() {
  try {
    return require.resolve(`@foundry-rs/forge-${platform}/bin/forge`);
  } catch {
    return "forge";
  }
}
