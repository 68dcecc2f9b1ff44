// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the fuzzer in a process of its own. */
record Jazzer(Path folder, Target target) {
  /**
   * A heap that may grow freely looks like a leak to the limit on resident memory, and threads of a
   * parallel collector that find no processor look like a hang.
   */
  private static final List<String> MACHINE = List.of("-Xmx600m", "-XX:+UseSerialGC");

  /**
   * Fuzzes on from the corpus.
   *
   * @throws IllegalStateException where it found something: the input lies in the folder
   */
  Progress.Slice run(int seconds) throws IOException, InterruptedException {
    Path log = folder.resolve(target.label() + ".log");
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command(seconds))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    Duration cpu = cpuTimeUntilItEnds(process);
    Runtime.getRuntime().removeShutdownHook(stop);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s: exit %d, see %s and crash-*, timeout-* or oom-* beside it"
              .formatted(target.label(), process.exitValue(), log));
    }
    String output = Files.readString(log);
    return new Progress.Slice(
        (System.nanoTime() - started) / 1e9,
        cpu.toMillis() / 1e3,
        statistic(output, "number_of_executed_units"),
        statistic(output, "peak_rss_mb"));
  }

  private static Duration cpuTimeUntilItEnds(Process process) throws InterruptedException {
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    return cpu;
  }

  private List<String> command(int seconds) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MACHINE);
    command.addAll(arguments(seconds));
    return command;
  }

  private List<String> arguments(int seconds) {
    return List.of(
        "-classpath",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.fuzzer().getName(),
        "--instrumentation_includes=network.azracode.**",
        folder.resolve(target.label()).toString(),
        "-max_total_time=" + seconds,
        "-max_len=40000",
        "-timeout=300",
        "-rss_limit_mb=2048",
        "-print_final_stats=1");
  }

  private static long statistic(String output, String name) {
    Matcher matcher = Pattern.compile("stat::" + name + ":\\s+(\\d+)").matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("expected " + name + " in the fuzzer's log, found none");
    }
    return Long.parseLong(matcher.group(1));
  }
}
