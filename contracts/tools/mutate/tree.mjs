// SPDX-License-Identifier: Apache-2.0
// Walks a syntax tree of solc. Places are byte offsets, so sources are handled as bytes.

/** Calls `visit(node, ancestors)` on every node, parents first; `ancestors` ends with the parent. */
export function walk(node, visit, ancestors = []) {
  visit(node, ancestors);
  const below = [...ancestors, node];
  for (const [key, value] of Object.entries(node)) {
    if (key === "typeDescriptions" || key === "documentation" || key === "argumentTypes") continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === "object" && typeof child.nodeType === "string") {
        walk(child, visit, below);
      }
    }
  }
}

export function place(node) {
  const [start, length] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

export function textOf(source, node) {
  const { start, end } = place(node);
  return source.subarray(start, end).toString("utf8");
}

/** "withdraw", or the contract's name outside of functions. */
export function enclosing(ancestors) {
  const named = ancestors.findLast(({ nodeType }) =>
    ["FunctionDefinition", "ModifierDefinition", "ContractDefinition"].includes(nodeType),
  );
  return named ? named.name || named.kind : "file";
}

export const typeOf = (node) => node.typeDescriptions?.typeString ?? "";

/** Type without storage location, and literals as what they fit into. */
export const plainType = (node) =>
  typeOf(node).replace(/ (memory|calldata|storage (ref|pointer))$/, "").replace(/^int_const .*/, "uint");
