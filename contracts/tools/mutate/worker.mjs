// SPDX-License-Identifier: Apache-2.0
// Tries what the campaign hands over, one mutant at a time, in a workspace of its own.
import { reach } from "./subjects.mjs";
import { requireGreen } from "./tests.mjs";
import { Trials } from "./trial.mjs";
import { prepareWorkspace } from "./workspace.mjs";

prepareWorkspace();
// What is tested first is the originals: were they red, every mutant would seem dead.
const trials = new Trials(reach());
requireGreen();
process.on("message", ({ mutant, first }) => process.send({ id: mutant.id, ...trials.outcomeOf(mutant, first) }));
process.on("disconnect", () => process.exit());
process.send({ ready: true });
