// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.vectors.VectorCase;

/**
 * Where fuzzing starts from: inputs that are right in form, made anew each time, and real evidence.
 */
record Seeds(List<VectorCase> cases) {

  /** Writes {@code seed-n} into the target's corpus, beside what earlier runs found. */
  void write(Target target, Path corpus) throws IOException {
    List<byte[]> seeds = new ArrayList<>(target.forged());
    seeds.addAll(target.real(cases));
    Files.createDirectories(corpus);
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
  }
}
