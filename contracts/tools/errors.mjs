// SPDX-License-Identifier: Apache-2.0
// Writes one Java exception per custom error of the ABIs, and the table that finds them by name.
//   node errors.mjs <folder of {name}.json> <folder to write to> <contract>…
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = "network.azracode.sdk.ledger.errors";
const [artifacts, sources, ...contracts] = process.argv.slice(2);
const folder = join(sources, PACKAGE.replaceAll(".", "/"));

/** Solidity type → Java type and how to read it out of an argument's text. */
const JAVA_TYPES = [
  [/^NodeId$/, "NodeId", "NodeId.of"],
  [/^PolicyId$/, "PolicyId", "PolicyId.of"],
  [/^JobId$/, "JobId", "JobId.of"],
  [/^address$/, "Address", "Address.of"],
  [/^bytes32$/, "Bytes32", "Bytes32.of"],
  [/^bool$/, "boolean", "Boolean.parseBoolean"],
  [/^(u?int\d+|enum .*)$/, "BigInteger", "new BigInteger"],
  [/^(string|bytes\d*)$/, "String", ""],
];
const IMPORTS = {
  BigInteger: "java.math.BigInteger",
  ...Object.fromEntries(
    ["Address", "Bytes32", "JobId", "NodeId", "PolicyId"].map((name) => [name, `network.azracode.sdk.protocol.${name}`]),
  ),
};
/** What every exception has already. */
const TAKEN = new Set(["code", "args", "errorName"]);

function javaOf(error, { name, type, internalType }) {
  const plain = /^(contract|struct) /.test(internalType) ? type : (internalType ?? type);
  const found = JAVA_TYPES.find(([pattern]) => pattern.test(plain)) ?? JAVA_TYPES.find(([pattern]) => pattern.test(type));
  if (!found || !name || TAKEN.has(name)) {
    throw new Error(`${error}: expected a named argument of a known type, found "${plain} ${name}"`);
  }
  return { name, plain, type: found[1], read: found[2] };
}

function errorsOf(contract) {
  const { abi } = JSON.parse(readFileSync(join(artifacts, `${contract}.json`), "utf8"));
  return abi
    .filter(({ type }) => type === "error")
    .map(({ name, inputs }) => ({ name, contract, args: inputs.map((input) => javaOf(name, input)) }));
}

const signature = ({ name, args }) => `${name}(${args.map((arg) => `${arg.plain} ${arg.name}`).join(", ")})`;

/** One of each name; two that differ under one name would be one exception too few. */
function collected() {
  const byName = new Map();
  for (const error of contracts.flatMap(errorsOf)) {
    const before = byName.get(error.name);
    if (before && signature(before) !== signature(error)) {
      throw new Error(`expected one error of a name, found ${signature(before)} and ${signature(error)}`);
    }
    byName.set(error.name, { ...error, contracts: [...(before?.contracts ?? []), error.contract] });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const licence = "// SPDX-License-Identifier: Apache-2.0\n";

function exceptionOf(error) {
  const imports = ["java.util.Map", "network.azracode.sdk.ledger.ContractReverted", ...error.args.map(({ type }) => IMPORTS[type]).filter(Boolean)];
  const accessors = error.args.map(
    ({ name, type, read }) => `
  public ${type} ${name}() {
    return ${read ? `${read}(argument("${name}"))` : `argument("${name}")`};
  }
`,
  );
  return `${licence}package ${PACKAGE};

${[...new Set(imports)].sort().map((name) => `import ${name};`).join("\n")}

/** {@code ${signature(error)}}, of ${error.contracts.join(", ")}. */
public final class ${error.name} extends ContractReverted {
  private static final long serialVersionUID = 1L;

  ${error.name}(Map<String, String> args) {
    super("${error.name}", args);
  }
${accessors.join("")}}
`;
}

function tableOf(errors) {
  const entries = errors.map(({ name }) => `          Map.entry("${name}", ${name}::new)`).join(",\n");
  return `${licence}package ${PACKAGE};

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import network.azracode.sdk.ledger.ContractReverted;

/** Every custom error of the ABIs as an exception of its own. */
public final class KnownErrors {
  private static final Map<String, Function<Map<String, String>, ContractReverted>> BY_NAME =
      Map.ofEntries(
${entries});

  private KnownErrors() {}

  /**
   * @param args by name; numbers in decimal, bytes and addresses in 0x hex
   */
  public static Optional<ContractReverted> named(String error, Map<String, String> args) {
    return Optional.ofNullable(BY_NAME.get(error)).map(type -> type.apply(args));
  }
}
`;
}

const packageInfo = `${licence}/** What the contracts refuse with, one exception per custom error; generated from their ABIs. */
@NullMarked
package ${PACKAGE};

import org.jspecify.annotations.NullMarked;
`;

const errors = collected();
const files = new Map([
  ["package-info.java", packageInfo],
  ["KnownErrors.java", tableOf(errors)],
  ...errors.map((error) => [`${error.name}.java`, exceptionOf(error)]),
]);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
  if (!files.has(name)) rmSync(join(folder, name));
}
for (const [name, text] of files) {
  // A file that did not change keeps its time, so that nothing after it is built again.
  const path = join(folder, name);
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}
