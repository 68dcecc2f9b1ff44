// SPDX-License-Identifier: Apache-2.0
// All mutants of the sources, each with an id that survives moving lines.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATORS } from "./operators.mjs";
import { root } from "./paths.mjs";
import { enclosing, place, textOf, walk } from "./tree.mjs";

const apply = (source, { start, end }, text) =>
  Buffer.concat([source.subarray(0, start), Buffer.from(text), source.subarray(end)]).toString("utf8");

/** A statement goes with its semicolon, and leaves a block: it may be all that an `if` has. */
function removable(source, where, text) {
  const ends = text === "" && source.subarray(where.end, where.end + 1).toString() === ";";
  return ends ? { ...where, end: where.end + 1, block: true } : where;
}

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

function identified(mutant, seen) {
  const key = [mutant.file, mutant.within, mutant.operator, mutant.before, mutant.after].join("\n");
  const nth = (seen.get(key) ?? 0) + 1;
  seen.set(key, nth);
  const id = createHash("sha256").update(`${key}\n${nth}`).digest("hex").slice(0, 10);
  return { id, ...mutant };
}

const HOLDS_CODE = new Set(["FunctionDefinition", "ModifierDefinition", "VariableDeclaration"]);

/** @param trees path → syntax tree, of the files to mutate */
export function mutantsOf(trees) {
  return Object.entries(trees).flatMap(([file, tree]) => {
    const source = readFileSync(join(root, file));
    const found = [];
    const seen = new Map();
    walk(tree, (node, ancestors) => {
      if (!ancestors.some(({ nodeType }) => HOLDS_CODE.has(nodeType))) return;
      for (const [operator, mutate] of Object.entries(OPERATORS)) {
        for (const edit of mutate(node, source, ancestors)) {
          const where = removable(source, place(edit.node), edit.text);
          found.push(
            identified(
              {
                file,
                within: enclosing(ancestors),
                line: source.subarray(0, where.start).toString("utf8").split("\n").length,
                operator,
                before: oneLine(textOf(source, edit.node)),
                after: oneLine(edit.text),
                where,
                text: edit.text,
              },
              seen,
            ),
          );
        }
      }
    });
    return found;
  });
}

/** The whole file with the mutation in it. */
export function mutated({ file, where, text }) {
  return apply(readFileSync(join(root, file)), where, where.block ? "{}" : text);
}
