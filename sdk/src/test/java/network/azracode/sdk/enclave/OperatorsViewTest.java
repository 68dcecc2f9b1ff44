// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.node.Acknowledgements;
import network.azracode.sdk.node.ContractSignatures;
import network.azracode.sdk.node.FinishedJob;
import network.azracode.sdk.node.JobBook;
import network.azracode.sdk.node.JobDesk;
import network.azracode.sdk.node.JobSubmission;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.NodeServer;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.JobSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * N-30: all that a node's machine gets to see of a job, field by field: that it ran, units and
 * times in buckets, sizes by class, and what is on chain anyhow. Whatever is added to a file, an
 * answer or a log fails here first.
 */
class OperatorsViewTest {
  private static final String RECEIPT =
      "receipt.{computeUnits,finishedAt,jobId,resultCommitment,startedAt,wipedAt}";
  private static final String TERMS =
      "terms.{client,deadline,maxPrice,nodeId,nonce,signer,specCommitment,unitPrice}";
  private static final int SEALING_BYTES = 48;
  private static final String JDK = System.getProperty("java.home") + "/";
  private static final String CODE_AND_PIPES =
      "pipe:.*|anon_inode:.*|/dev/(null|random|urandom)|/.*\\.jar|/.*/target/classes/.*|/.*\\.so[.0-9]*"
          // what a virtual machine asks of its system while it starts
          + "|/sys/.*|/etc/.*|/proc/(cpuinfo|meminfo|mounts)|/proc/(self|\\d+)/[a-z_]+";

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("network.azracode");
  private final byte[] marker = new byte[24];
  private final List<FinishedJob> settled = new ArrayList<>();
  private final Instant begun = Instant.now();
  private Level level;
  private Bench bench;
  private EnclaveChild enclave;
  private NodeServer server;
  private JobDesk desk;
  private AffirmedEvidence evidence;

  @BeforeEach
  void start() throws IOException {
    level = logger.getLevel();
    logger.setLevel(Level.ALL);
    log.start();
    logger.addAppender(log);
    Path development = folder.resolve("development");
    bench = new Bench(development, ClassPathMeasurement.of(EnclaveClassPath.entries()));
    bench.random.nextBytes(marker);
    enclave =
        EnclaveChild.start(
            new AttestingEnvironment.Development(development), Duration.ofSeconds(60));
    evidence = bench.check(enclave.bind(Bench.bind(5)), 5);
    var book = new JobBook(home());
    desk =
        new JobDesk(
            Bench.SETTLEMENT, (id, terms, backlogSeconds) -> {}, enclave::run, book, settled::add);
    server =
        new NodeServer(
            new Listening(InetAddress.getLoopbackAddress(), 0, Optional.empty(), Optional.empty()));
    server.serve(
        () -> {
          throw new AssertionError("no offer is asked for");
        },
        () -> new byte[0],
        desk,
        new Acknowledgements(Bench.SETTLEMENT, book, ContractSignatures.NONE),
        Limits.MAX_ENVELOPE_BYTES);
  }

  @AfterEach
  void stop() {
    server.close();
    enclave.close();
    logger.detachAppender(log);
    logger.setLevel(level);
  }

  @Test
  void aHostSeesThatAJobRanInBucketsAndSizeClassesAndNothingElse() throws Exception {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, input());
    JobTerms terms = Bench.terms(evidence, spec, 50);
    byte[] envelope = bench.seal(evidence, terms, spec);
    assertSizeClass(envelope.length);
    String path = "/v1/jobs/" + terms.id(Bench.SETTLEMENT);

    var accepted = send("PUT", path, new JobSubmission(terms, envelope).encode());
    assertAnswer(accepted, 202, "content-length,date");
    assertAnswer(send("GET", path, new byte[0]), 202, "content-length,date");
    desk.runNext();
    var finished = send("GET", path, new byte[0]);
    assertAnswer(finished, 200, "content-length,content-type,date");

    assertThat(fields(finished.body()))
        .isEqualTo("{" + RECEIPT + ",sealedResult,signature.{r,vs}}");
    assertBucketed(Wire.decode(finished.body(), Outcome.class));
    assertKept(terms);
    assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }

  /** A refusal repeats nothing of what it refuses. */
  @Test
  void ofAnEnvelopeThatDoesNotOpenOnlyThatIsSaid() throws Exception {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, input());
    JobTerms terms = Bench.terms(evidence, spec, 50);
    String path = "/v1/jobs/" + terms.id(Bench.SETTLEMENT);
    send("PUT", path, new JobSubmission(terms, input()).encode());
    desk.runNext();

    var refused = send("GET", path, new byte[0]);

    assertAnswer(refused, 422, "content-length,content-type,date");
    assertThat(new String(refused.body(), UTF_8))
        .isEqualTo(
            "{\"status\":422,\"code\":\"envelope.unopenable\",\"detail\":\"expected an envelope that"
                + " opens to what its terms commit to; the job waits for it\"}");
    assertThat(home()).isEmptyDirectory();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "job %1$s was not run: envelope.unopenable expected an envelope of job %1$s that opens to the specification of its terms, found another"
                .formatted(terms.id(Bench.SETTLEMENT)));
    assertNowhereOnDisk();
  }

  /** What {@code ps}, {@code ls} and {@code lsof} show of the processes that hold the payload. */
  @Test
  void theEnclavesProcessesShowNoArgumentVariableFileOrSocketOfAJob() throws Exception {
    byte[] rounds = ByteBuffer.allocate(Integer.BYTES).putInt(300_000).array();
    byte[] input =
        ByteBuffer.allocate(rounds.length + marker.length).put(rounds).put(marker).array();
    JobSpec spec = bench.spec(Programs.SHA256_CHAIN, input);
    JobTerms terms = Bench.terms(evidence, spec, 5_000);
    byte[] envelope = bench.seal(evidence, terms, spec);
    send(
        "PUT",
        "/v1/jobs/" + terms.id(Bench.SETTLEMENT),
        new JobSubmission(terms, envelope).encode());
    Thread running = Thread.ofVirtual().start(this::runNext);

    int seen = 0;
    do {
      for (ProcessHandle process : processes()) {
        seen += assertShowsNothing(process);
      }
    } while (running.isAlive() || (enclave.alive() && seen < 2));

    assertThat(seen).as("the enclave and a job's process were looked at").isGreaterThan(1);
    assertThat(settled).hasSize(1);
  }

  private void runNext() {
    try {
      desk.runNext();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(enclave.handle()), enclave.handle().descendants()).toList();
  }

  /** Whether it lived long enough to be looked at. */
  private int assertShowsNothing(ProcessHandle process) throws IOException {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    String started;
    String variables;
    List<String> open;
    try {
      started = Files.readString(proc.resolve("cmdline"), ISO_8859_1);
      variables = Files.readString(proc.resolve("environ"), ISO_8859_1);
      open = openFiles(proc);
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
    if (started.isEmpty() || !started.contains("network.azracode")) {
      // in the moment between fork and exec, or of its end
      return 0;
    }
    assertThat(started)
        .matches("(?s).*(EnclaveProcess\u0000development:[^\u0000]*|JobProcess)\u0000");
    assertThat(variables).isEmpty();
    assertThat(open).allMatch(file -> file.startsWith(JDK) || file.matches(CODE_AND_PIPES));
    return 1;
  }

  private static List<String> openFiles(Path proc) throws IOException {
    var open = new ArrayList<String>();
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      for (Path file : files.toList()) {
        int number = Integer.parseInt(file.getFileName().toString());
        // standard error is its node's
        if (number != 2 && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          open.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    return open;
  }

  private void assertKept(JobTerms terms) throws IOException {
    Path file = home().resolve(terms.id(Bench.SETTLEMENT) + ".cbor");
    try (Stream<Path> files = Files.list(home())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(fields(Files.readAllBytes(file)))
        .isEqualTo("{outcome.{" + RECEIPT + ",sealedResult,signature.{r,vs}}," + TERMS + "}");
    assertThat(settled).hasSize(1);
    assertNowhereOnDisk();
  }

  private static void assertBucketed(Outcome outcome) {
    var receipt = outcome.receipt();
    assertThat(receipt.computeUnits() % Buckets.MEASURED.units()).isZero();
    assertThat(List.of(receipt.startedAt(), receipt.finishedAt(), receipt.wipedAt()))
        .allMatch(time -> time % Buckets.MEASURED.timeSeconds() == 0);
    assertSizeClass(outcome.sealedResult().length);
  }

  private static void assertSizeClass(int sealedBytes) {
    assertThat(Integer.bitCount(sealedBytes - SEALING_BYTES)).isEqualTo(1);
  }

  private static void assertAnswer(HttpResponse<byte[]> answer, int status, String headers) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(String.join(",", new TreeMap<>(answer.headers().map()).keySet())).isEqualTo(headers);
  }

  /** Files of the node and of this machine's folder for temporary ones; the search is proven. */
  private void assertNowhereOnDisk() throws IOException {
    Path control = Files.write(folder.resolve("control"), marker);
    assertThat(filesWithTheMarker(folder)).containsExactly(control);
    Files.delete(control);
    assertThat(filesWithTheMarker(folder)).isEmpty();
    assertThat(filesWithTheMarker(Path.of(System.getProperty("java.io.tmpdir")))).isEmpty();
  }

  private List<Path> filesWithTheMarker(Path in) throws IOException {
    String sought = new String(marker, ISO_8859_1);
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        in,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean fresh = attributes.lastModifiedTime().compareTo(FileTime.from(begun)) >= 0;
            if (attributes.isRegularFile() && fresh && read(file).contains(sought)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private byte[] input() {
    return ByteBuffer.allocate(2 * marker.length).put(marker).put(marker).array();
  }

  private Path home() {
    return folder.resolve("jobs");
  }

  /** Names of a CBOR map and of what is in it, sorted. */
  private static String fields(byte[] cbor) {
    return names(new CBORMapper().readValue(cbor, Map.class));
  }

  private static String names(Map<?, ?> map) {
    return new TreeMap<>(map)
        .entrySet().stream()
            .map(entry ->
                entry.getValue() instanceof Map<?, ?> inner
                    ? entry.getKey() + "." + names(inner)
                    : entry.getKey().toString())
            .collect(Collectors.joining(",", "{", "}"));
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(server.endpoint().resolve(path))
            .method(method, BodyPublishers.ofByteArray(body));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    }
  }
}
