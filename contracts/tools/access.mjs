// SPDX-License-Identifier: Apache-2.0
// Who may call what: compares access/*.json with the ABIs, and writes docs/contracts/access.md.
// A function without a row, or a row without a function, fails. `--accept` takes over the views,
// which need no row because they change nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const accept = process.argv.includes("--accept");
const ROLES = ["owner", "guardian", "treasury", "attestor", "operator", "pendingOperator", "payout", "client", "enclave", "stranger"];

const complaints = [];

function compare(contract, what, expected, found) {
  for (const name of expected.filter((name) => !found.includes(name))) complaints.push(`${contract}.${name}: ${what} of access/${contract}.json that the ABI does not have`);
  for (const name of found.filter((name) => !expected.includes(name))) complaints.push(`${contract}.${name}: no ${what} in access/${contract}.json`);
}

function matrixOf(contract) {
  const path = join(root, "access", `${contract}.json`);
  const matrix = JSON.parse(readFileSync(path, "utf8"));
  const artifact = JSON.parse(readFileSync(join(root, "out/shipped", `${contract}.sol`, `${contract}.json`), "utf8"));
  const functions = artifact.abi.filter(({ type }) => type === "function");
  const reads = ({ stateMutability }) => ["view", "pure"].includes(stateMutability);
  const views = functions.filter(reads).map(({ name }) => name).sort();
  if (accept) {
    matrix.views = views;
    writeFileSync(path, `${JSON.stringify(matrix, null, 2).replace(/\{\n\s+"by": (\[[^\]]*\])(,\n\s+"otherwise": ("[^"]*"))?\n\s+\}/g, (_, by, __, otherwise) => `{ "by": ${by.replace(/\s+/g, " ").replace("[ ", "[").replace(" ]", "]")}${otherwise ? `, "otherwise": ${otherwise}` : ""} }`)}\n`);
  }
  compare(contract, "view", matrix.views, views);
  compare(contract, "row", Object.keys(matrix.functions), functions.filter((f) => !reads(f)).map(({ name }) => name));
  return matrix;
}

function tableOf(contract) {
  const { functions, views } = matrixOf(contract);
  const head = `| function | ${ROLES.join(" | ")} | others get |\n|---|${ROLES.map(() => ":-:").join("|")}|---|`;
  const rows = Object.entries(functions).sort().map(([name, { by, otherwise }]) => {
    const cells = ROLES.map((role) => (by.includes("anyone") || by.includes(role) ? "✓" : "·"));
    return `| \`${name}\` | ${cells.join(" | ")} | ${otherwise ? `\`${otherwise.split("(")[0]}\`` : ""} |`;
  });
  return `## ${contract}\n\n${head}\n${rows.join("\n")}\n\nRead only, by anyone: ${views.map((name) => `\`${name}\``).join(", ")}.\n`;
}

const text = `# Who may call what

Written by \`node tools/access.mjs\` out of \`contracts/access/*.json\`; the build compares those with the ABIs, and
\`test/access\` tries every cell: ✓ succeeds, · reverts with the error in the last column. Where everybody may call, money
and rights still come only from the caller's own account or from what somebody signed. [C-30]

${["NodeRegistry", "Settlement"].map(tableOf).join("\n")}`;

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
const page = join(root, "../docs/contracts/access.md");
mkdirSync(dirname(page), { recursive: true });
if (process.argv.includes("--check")) {
  if (readFileSync(page, "utf8") !== text) {
    console.error("docs/contracts/access.md: expected what access/*.json say, found another; run `npm run access` in contracts/");
    process.exit(1);
  }
} else {
  writeFileSync(page, text);
}
