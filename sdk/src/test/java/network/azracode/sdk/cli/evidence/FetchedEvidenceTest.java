// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.collateral.TestServer;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-76: evidence whose collateral is fetched, from nobody but whom the caller names. */
class FetchedEvidenceTest {
  private static final String PCS = "certification/v4/";

  private final TestServer server = new TestServer();
  private final Path cache;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final VectorCase quote = named("tdx/v5-google-uptodate");
  private final VectorCase report = named("snp/turin-v5-aci");

  FetchedEvidenceTest(@TempDir Path cache) throws IOException {
    this.cache = cache;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aQuoteIsAffirmedByWhatTheServiceHandsOutAndTheCacheKeeps() {
    servePcs();
    assertThat(verify(quote, pcs())).as(err.toString() + out).isEqualTo(ExitCode.DONE);
    int asked = server.asked.size();
    assertThat(verify(quote, pcs())).isEqualTo(ExitCode.DONE);
    assertThat(server.asked).hasSize(asked);
  }

  @Test
  void whatIsFetchedIsKeptInTheHomeUnlessAFolderIsNamed() {
    servePcs();
    Path home = cache.resolve("home");
    List<String> arguments = new ArrayList<>(List.of("--home", home.toString(), "evidence"));
    arguments.addAll(List.of("verify", "--policy", "strict", "--at", quote.verifyAt().toString()));
    arguments.addAll(List.of(pcs()));
    arguments.add(quote.file().toString());
    assertThat(execute(arguments)).as(err.toString() + out).isEqualTo(ExitCode.DONE);
    assertThat(home.resolve("collateral")).isNotEmptyDirectory();
  }

  @Test
  void whatHasRunOutIsFetchedAgainAndNeverUsed() {
    servePcs();
    verify(quote, pcs());
    int asked = server.asked.size();
    List<String> later = new ArrayList<>(List.of(pcs()));
    later.addAll(List.of("--at", quote.notAfter().plusSeconds(1).toString()));
    assertThat(run(quote, later)).isEqualTo(ExitCode.REFUTED);
    assertThat(out.toString()).contains("[collateral.expired]");
    assertThat(server.asked.size()).isGreaterThan(asked);
  }

  @Test
  void aServiceThatKnowsNothingIsNamedInTheAnswer() {
    assertThat(verify(quote, pcs())).isEqualTo(ExitCode.REFUTED);
    assertThat(out.toString()).contains("[collateral.unknown]");
    assertThat(verify(report, "--kds", server.base().toString())).isEqualTo(ExitCode.REFUTED);
    assertThat(server.asked).anyMatch(path -> path.startsWith("/vcek/v1/Turin/"));
  }

  @Test
  void aServiceThatIsNotThereIsNamedInTheAnswer() {
    String nobody = "http://127.0.0.1:1/";
    assertThat(verify(quote, "--pcs", nobody, "--root-crl", nobody + "root.crl"))
        .isEqualTo(ExitCode.REFUTED);
    assertThat(out.toString()).contains("[collateral.unreachable]");
  }

  @Test
  void nobodyIsAskedWhomTheCallerHasNotNamed() {
    assertThat(verify(quote, "--kds", server.base().toString())).isEqualTo(ExitCode.REFUTED);
    assertThat(out.toString()).contains("[collateral.missing]");
    assertThat(verify(report, pcs())).isEqualTo(ExitCode.REFUTED);
    assertThat(verify(quote)).isEqualTo(ExitCode.REFUTED);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void optionsThatContradictEachOtherAreRefusedAtOnce() {
    String folder = quote.folder().toString();
    String base = server.base().toString();
    assertThat(verify(quote, "--collateral", folder, "--kds", base)).isEqualTo(ExitCode.UNREADABLE);
    assertThat(verify(quote, "--pcs", base)).isEqualTo(ExitCode.UNREADABLE);
    assertThat(server.asked).isEmpty();
  }

  private void servePcs() {
    Octets chain = document("tcb_signing_chain.pem");
    server.serve(
        "tdx/" + PCS + "tcb?fmspc=90c06f000000",
        document("tcb_info.json"),
        "TCB-Info-Issuer-Chain",
        URLEncoder.encode(
            new String(chain.toByteArray(), StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    server.serve("tdx/" + PCS + "qe/identity", document("qe_identity.json"));
    server.serve("sgx/" + PCS + "pckcrl?ca=platform&encoding=der", document("pck_crl.der"));
    server.serve("root.crl", document("root_ca_crl.der"));
  }

  private Octets document(String name) {
    return quote.collateral().document(name);
  }

  private String[] pcs() {
    String base = server.base().toString();
    return new String[] {"--pcs", base, "--root-crl", base + "root.crl"};
  }

  private int verify(VectorCase evidence, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--at", evidence.verifyAt().toString()));
    return run(evidence, arguments);
  }

  private int run(VectorCase evidence, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("evidence", "verify", "--policy", "strict"));
    arguments.addAll(options);
    arguments.addAll(List.of("--cache", cache.toString(), evidence.file().toString()));
    return execute(arguments);
  }

  private int execute(List<String> arguments) {
    return Azra.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static VectorCase named(String name) {
    return Vectors.all().stream()
        .filter(real -> real.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
