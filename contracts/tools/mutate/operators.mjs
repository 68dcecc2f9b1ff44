// SPDX-License-Identifier: Apache-2.0
// What can be done to a node of the syntax tree. An operator looks at one node and answers the edits
// {node, text} it would make; `text` replaces the node's source. docs/contracts/mutation.md lists
// them in words.
import { ASSEMBLY } from "./assembly.mjs";
import { plainType, textOf, typeOf } from "./tree.mjs";

const COMPARISONS = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
};
const ARITHMETIC = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/", "+"],
  "/": ["*"],
  "%": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
};
const ASSIGNMENTS = {
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["="],
  "|=": ["=", "&="],
  "&=": ["=", "|="],
  "^=": ["="],
};

const binary = (table) => (node, source) => {
  if (node.nodeType !== "BinaryOperation") return [];
  const [left, right] = [textOf(source, node.leftExpression), textOf(source, node.rightExpression)];
  return (table[node.operator] ?? []).map((other) => ({ node, text: `(${left} ${other} ${right})` }));
};

const isRevert = (statement) =>
  statement?.nodeType === "RevertStatement" ||
  (statement?.nodeType === "Block" &&
    statement.statements.length === 1 &&
    isRevert(statement.statements[0]));

/** Pairs of neighbours that could be taken for each other. */
function swaps(args, source) {
  return args.slice(1).flatMap((second, at) => {
    const first = args[at];
    const [a, b] = [textOf(source, first), textOf(source, second)];
    if (a === b || plainType(first) !== plainType(second)) return [];
    const texts = args.map((arg) => textOf(source, arg));
    [texts[at], texts[at + 1]] = [b, a];
    return [texts.join(", ")];
  });
}

function swappedCalls(call, source) {
  if (call.names?.length > 0) return [];
  const callee = textOf(source, call.expression);
  return swaps(call.arguments, source).map((args) => `${callee}(${args})`);
}

const zeroOf = (type) => {
  if (/^u?int\d*$/.test(type)) return ["0"];
  if (type === "bool") return ["true", "false"];
  if (type === "address") return ["address(0)"];
  if (/^bytes\d+$/.test(type)) return [`${type}(0)`];
  return [];
};

export const OPERATORS = {
  comparison: binary(COMPARISONS),

  arithmetic: binary(ARITHMETIC),

  boolean(node, source) {
    if (node.nodeType === "UnaryOperation" && (node.operator === "!" || node.operator === "~")) {
      return [{ node, text: `(${textOf(source, node.subExpression)})` }];
    }
    if (node.nodeType !== "BinaryOperation" || !["&&", "||"].includes(node.operator)) return [];
    const [left, right] = [textOf(source, node.leftExpression), textOf(source, node.rightExpression)];
    const other = node.operator === "&&" ? "||" : "&&";
    return [`(${left} ${other} ${right})`, `(${left})`, `(${right})`].map((text) => ({ node, text }));
  },

  condition(node) {
    if (!["IfStatement", "Conditional", "WhileStatement"].includes(node.nodeType)) return [];
    // A check that always fails would die of anything: only one that never fails says something.
    const others = isRevert(node.trueBody) ? ["false"] : ["true", "false"];
    return others.map((text) => ({ node: node.condition, text }));
  },

  revert(node, _source, ancestors) {
    const inIf = ancestors.findLast(({ nodeType }) => nodeType !== "Block");
    if (node.nodeType !== "RevertStatement" || (inIf?.nodeType === "IfStatement" && isRevert(inIf.trueBody))) {
      return []; // `condition` has it: the condition becomes false
    }
    return [{ node, text: "" }];
  },

  modifier(node) {
    return node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation"
      ? [{ node, text: "" }]
      : [];
  },

  statement(node) {
    if (node.nodeType === "Continue") return [{ node, text: "break" }];
    if (node.nodeType !== "ExpressionStatement") return [];
    return [{ node, text: "" }];
  },

  event(node, source) {
    if (node.nodeType !== "EmitStatement") return [];
    const removed = { node, text: "" };
    return [removed, ...swappedCalls(node.eventCall, source).map((text) => ({ node: node.eventCall, text }))];
  },

  error(node, source) {
    if (node.nodeType !== "RevertStatement") return [];
    return swappedCalls(node.errorCall, source).map((text) => ({ node: node.errorCall, text }));
  },

  argument(node, source, ancestors) {
    const parent = ancestors.at(-1)?.nodeType;
    if (node.nodeType !== "FunctionCall" || node.kind !== "functionCall") return [];
    if (parent === "EmitStatement" || parent === "RevertStatement") return [];
    return swappedCalls(node, source).map((text) => ({ node, text }));
  },

  constant(node) {
    if (node.nodeType !== "Literal") return [];
    if (node.kind === "bool") return [{ node, text: node.value === "true" ? "false" : "true" }];
    if (node.kind === "string") return [{ node, text: JSON.stringify(`${node.value}?`) }];
    if (node.kind !== "number" || node.subdenomination) return [];
    const value = BigInt(node.value.replaceAll("_", "").replace(/^(\d+)e(\d+)$/, (_, m, e) => m + "0".repeat(e)));
    const others = value === 0n ? [1n] : [value + 1n, value - 1n];
    return others.map((other) => ({ node, text: String(other) }));
  },

  extreme(node, source) {
    return node.nodeType === "MemberAccess" && /^type\(uint\d+\)\.max$/.test(textOf(source, node))
      ? [{ node, text: "0" }]
      : [];
  },

  result(node, source) {
    if (node.nodeType !== "Return" || !node.expression) return [];
    const found = textOf(source, node.expression);
    return zeroOf(typeOf(node.expression))
      .filter((text) => text !== found)
      .map((text) => ({ node: node.expression, text }));
  },

  assignment(node, source) {
    if (node.nodeType === "UnaryOperation" && ["++", "--"].includes(node.operator)) {
      const operand = textOf(source, node.subExpression);
      const other = node.operator === "++" ? "--" : "++";
      return [{ node, text: node.prefix ? other + operand : operand + other }];
    }
    if (node.nodeType !== "Assignment") return [];
    const [left, right] = [textOf(source, node.leftHandSide), textOf(source, node.rightHandSide)];
    return (ASSIGNMENTS[node.operator] ?? []).map((other) => ({ node, text: `${left} ${other} ${right}` }));
  },

  cast(node, source) {
    if (node.nodeType !== "FunctionCall" || node.arguments.length !== 1) return [];
    const [callee, value] = [textOf(source, node.expression), textOf(source, node.arguments[0])];
    const checked = callee.match(/^SafeCast\.toUint(\d+)$/);
    if (checked) return [{ node, text: `uint${checked[1]}(${value})` }];
    const widened = node.kind === "typeConversion" && /^uint\d+$/.test(callee);
    return widened && /^uint\d+$/.test(plainType(node.arguments[0])) ? [{ node, text: value }] : [];
  },

  sender(node, source) {
    return node.nodeType === "MemberAccess" && textOf(source, node) === "msg.sender"
      ? [{ node, text: "tx.origin" }]
      : [];
  },

  ...ASSEMBLY,
};
