// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.collateral.TestServer;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A-10 collateral of vendors comes from whom the configuration names")
class VendorCollateralTest {
  private static final String PCS = "certification/v4/";

  private final VectorCase quote = named("tdx/v5-google-uptodate");
  private final InstantSource clock = quote::verifyAt;
  private final TestServer server = new TestServer();
  @TempDir private Path cache;

  VendorCollateralTest() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRealQuoteVerifiesUnderWhatTheServiceHandsOutOnceAndTheCacheKeeps() {
    servePcs();
    Collateral fetched = asking(pcs(), rootCrl(), null).of(evidence(quote));
    assertThat(fetched).extracting(Collateral::digest).isEqualTo(quote.collateral().digest());
    new EvidenceVerifier(TrustAnchors.vendors()).verify(evidence(quote), fetched, quote.verifyAt());
    int asked = server.asked.size();
    asking(pcs(), rootCrl(), null).of(evidence(quote));
    assertThat(server.asked).hasSize(asked);
  }

  @Test
  void nobodyIsAskedByDefaultNorAboutANitroDocument() {
    AttestationProperties none =
        new AttestationProperties(
            null, null, null, null, null, null, Map.of(), 10, 30, CondemnMode.SEND);
    assertThat(new VendorCollateral(none, clock).of(evidence(quote))).isEqualTo(Collateral.NONE);
    Evidence nitro = evidence(named("nitro/nitroprover-2024-02"));
    assertThat(asking(pcs(), rootCrl(), server.base()).of(nitro)).isEqualTo(Collateral.NONE);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void aServiceThatIsNotNamedIsNotAsked() {
    VendorCollateral amdOnly = asking(null, null, server.base());
    refused("collateral.missing", () -> amdOnly.of(evidence(quote)));
    assertThat(server.asked).isEmpty();
  }

  /** Unlike a digest that nobody knows, it is not the caller's fault. */
  @Test
  void aPlatformThatTheVendorDoesNotKnowIsMissingCollateral() {
    VendorCollateral vendors = asking(pcs(), rootCrl(), null);
    refused("collateral.missing", () -> vendors.of(evidence(quote)));
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aServiceThatIsNotThereIsNamed() {
    VendorCollateral vendors = asking(URI.create("http://127.0.0.1:1"), rootCrl(), null);
    refused("collateral.unreachable", () -> vendors.of(evidence(quote)));
  }

  @Test
  void aFolderServesSitesWithNoWayOut() {
    var properties =
        new AttestationProperties(
            null, quote.folder(), null, null, null, null, Map.of(), 10, 30, CondemnMode.SEND);
    assertThat(new VendorCollateral(properties, clock).of(evidence(quote)).digest())
        .isEqualTo(quote.collateral().digest());
  }

  @Test
  void namesThatContradictEachOtherAreRefusedAtTheStart() {
    URI pcs = pcs();
    refusedOptions(quote.folder(), pcs, rootCrl(), cache);
    refusedOptions(null, pcs, null, cache);
    refusedOptions(null, null, rootCrl(), cache);
    refusedOptions(null, pcs, rootCrl(), null);
    refusedOptions(null, null, null, cache);
  }

  private void refusedOptions(
      @Nullable Path folder, @Nullable URI pcs, @Nullable URI rootCrl, @Nullable Path kept) {
    var properties =
        new AttestationProperties(
            null, folder, pcs, rootCrl, null, kept, Map.of(), 10, 30, CondemnMode.SEND);
    refused("collateral.options", () -> new VendorCollateral(properties, clock));
  }

  private VendorCollateral asking(@Nullable URI pcs, @Nullable URI rootCrl, @Nullable URI kds) {
    return new VendorCollateral(
        new AttestationProperties(
            null, null, pcs, rootCrl, kds, cache, Map.of(), 10, 30, CondemnMode.SEND),
        clock);
  }

  /** Without the slash at its end, as people write addresses. */
  private URI pcs() {
    String base = server.base().toString();
    return URI.create(base.substring(0, base.length() - 1));
  }

  private URI rootCrl() {
    return server.base().resolve("root.crl");
  }

  private void servePcs() {
    Collateral real = quote.collateral();
    String chain =
        new String(real.document("tcb_signing_chain.pem").toByteArray(), StandardCharsets.US_ASCII);
    server.serve(
        "tdx/" + PCS + "tcb?fmspc=90c06f000000",
        real.document("tcb_info.json"),
        "TCB-Info-Issuer-Chain",
        URLEncoder.encode(chain, StandardCharsets.US_ASCII));
    server.serve("tdx/" + PCS + "qe/identity", real.document("qe_identity.json"));
    server.serve("sgx/" + PCS + "pckcrl?ca=platform&encoding=der", real.document("pck_crl.der"));
    server.serve("root.crl", real.document("root_ca_crl.der"));
  }

  private static Evidence evidence(VectorCase real) {
    return EvidenceFormat.parse(real.evidence());
  }

  private static VectorCase named(String name) {
    return Vectors.all().stream()
        .filter(real -> real.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
