// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of evidence on one thread, warm, and prints each rate with its ratio to the
 * bare signature checks of the same run. Arguments: seconds per iteration (3), iterations (5).
 */
public final class AttestationBenchmarks {
  private AttestationBenchmarks() {}

  public static void main(String[] arguments) throws RunnerException {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Options options =
        new OptionsBuilder()
            .include("\\.(Dcap|Snp)Benchmark\\.")
            .threads(1)
            .forks(1)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(seconds))
            .addProfiler(GCProfiler.class)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    for (String kind : List.of("Dcap", "Snp")) {
      RunResult appraise = result(results, kind + "Benchmark.appraise");
      RunResult floor = result(results, kind + "Benchmark.signaturesAlone");
      System.out.printf(
          "%s: %.0f appraisals/s, %.0f bare checks/s, ratio %.2f, %.0f bytes allocated each%n",
          kind,
          rate(appraise),
          rate(floor),
          rate(floor) / rate(appraise),
          allocated(appraise));
    }
  }

  private static double rate(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static double allocated(RunResult result) {
    var perOperation = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return requireNonNull(perOperation, "expected figures of the GC profiler").getScore();
  }

  private static RunResult result(Collection<RunResult> results, String name) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith(name))
        .findFirst()
        .orElseThrow();
  }
}
