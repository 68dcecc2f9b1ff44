// SPDX-License-Identifier: Apache-2.0
// The same for inline assembly: what stands in Yul is no safer for being written by hand.
import { textOf } from "./tree.mjs";

const EXCHANGED = {
  add: "sub",
  sub: "add",
  mul: "add",
  div: "mul",
  shl: "shr",
  shr: "shl",
  and: "or",
  or: "and",
  xor: "and",
  lt: "gt",
  gt: "lt",
};

export const ASSEMBLY = {
  yulConstant(node) {
    if (node.nodeType !== "YulLiteral" || node.kind !== "number") return [];
    const value = BigInt(node.value);
    return (value === 0n ? [1n] : [value + 1n, value - 1n]).map((other) => ({ node, text: String(other) }));
  },

  yulFunction(node, source) {
    if (node.nodeType !== "YulFunctionCall") return [];
    const args = node.arguments.map((argument) => textOf(source, argument));
    const called = node.functionName.name;
    const edits = EXCHANGED[called] ? [{ node, text: `${EXCHANGED[called]}(${args.join(", ")})` }] : [];
    return called === "iszero" ? [...edits, { node, text: args[0] }] : edits;
  },

  yulStatement(node) {
    return node.nodeType === "YulExpressionStatement" ? [{ node, text: "{}" }] : [];
  },

  yulCondition(node) {
    return node.nodeType === "YulIf" ? ["0", "1"].map((text) => ({ node: node.condition, text })) : [];
  },
};
