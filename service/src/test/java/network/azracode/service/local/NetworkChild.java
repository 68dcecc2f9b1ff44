// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.enclave.EnclaveProcess;
import network.azracode.sdk.ledger.local.OwnProcess;
import network.azracode.sdk.process.ChildJvm;

/** The living network in a process of its own, on free ports, with its parts within reach. */
final class NetworkChild implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path folder;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  /** What can be killed. */
  enum Part {
    APPLICATION,
    CHAIN,
    DATABASE,
    NODES,
    ENCLAVES
  }

  private NetworkChild(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static NetworkChild start(Path folder, String... arguments) throws IOException {
    ProcessBuilder child =
        ChildJvm.of(LivingNetwork.class)
            .maxHeapMb(512)
            .process(
                "--azra.local.folder=" + folder,
                "--azra.local.chain-port=0",
                "--server.port=0",
                "--management.server.port=0");
    child.command().addAll(List.of(arguments));
    return new NetworkChild(folder, child.redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      // killed in the middle of a line
    }
  }

  /** Waits for so many jobs whose result matched, since the start. */
  void awaitJobs(int jobs) throws InterruptedException {
    await(jobs + " jobs", () -> jobs() >= jobs);
  }

  int jobs() {
    return Math.toIntExact(lines.stream().filter(line -> line.endsWith(" result matched")).count());
  }

  void awaitLine(String part) throws InterruptedException {
    await("a line with " + part, () -> says(part));
  }

  boolean says(String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || (!process.isAlive() && !condition.getAsBoolean())) {
        throw new AssertionError("expected %s, found %s".formatted(what, lines));
      }
      Thread.sleep(100);
    }
  }

  /** Without a chance to clean up. */
  void kill(Part part) throws IOException {
    switch (part) {
      case APPLICATION -> process.destroyForcibly();
      case CHAIN -> chain().ifPresent(OwnProcess::kill);
      case DATABASE -> database().ifPresent(OwnProcess::kill);
      case NODES -> nodes().forEach(ProcessHandle::destroyForcibly);
      case ENCLAVES -> enclaves().forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Its output stays readable, other than after {@link Process#destroy}. */
  void terminate() {
    process.toHandle().destroy();
  }

  Optional<OwnProcess> chain() throws IOException {
    return OwnProcess.find(folder.resolve("chain/anvil.pid"), "anvil");
  }

  Optional<OwnProcess> database() throws IOException {
    return OwnProcess.find(folder.resolve("postgres/postmaster.pid"), "postgres");
  }

  /** Those on this folder, of whatever parent. */
  List<ProcessHandle> enclaves() {
    String ending = EnclaveProcess.class.getName() + " development:" + folder;
    return ProcessHandle.allProcesses().filter(each -> commandLine(each).contains(ending)).toList();
  }

  /** Those on this folder, of whatever parent. */
  List<ProcessHandle> nodes() {
    String folders = "--folder=" + folder.resolve("nodes");
    return ProcessHandle.allProcesses()
        .filter(each -> commandLine(each).contains(folders))
        .toList();
  }

  /** Whole: what a handle tells of a process ends with a page, and class paths are longer. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())), ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException goneOrNoLinux) {
      return process.info().commandLine().orElse("");
    }
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("expected it to end, found " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  String lastLine() {
    return lines.getLast();
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    for (Part part : Part.values()) {
      if (Files.exists(folder)) {
        kill(part);
      }
    }
  }
}
