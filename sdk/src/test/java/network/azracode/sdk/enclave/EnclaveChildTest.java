// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealedResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-8: keys live in the enclave's process only. N-9: its evidence measures its class path. */
class EnclaveChildTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  @TempDir Path folder;

  @Test
  void aProcessOfItsOwnBindsRunsAndSigns() {
    byte[] measurement = ClassPathMeasurement.of(EnclaveClassPath.entries());
    var bench = new Bench(folder, measurement);
    try (var enclave = EnclaveChild.start(new AttestingEnvironment.Development(folder), TIMEOUT)) {
      AffirmedEvidence evidence = bench.check(enclave.bind(Bench.bind(5)), 5);
      assertThat(evidence.signer()).isEqualTo(enclave.welcome().signer());
      JobSpec spec = bench.spec(Programs.SUM, "40\n2".getBytes(UTF_8));
      JobTerms terms = Bench.terms(evidence, spec, 50);
      Outcome outcome = enclave.run(terms, bench.seal(evidence, terms, spec));
      var opened =
          SealedResult.open(
              bench.resultKeys.privateKey(), terms.id(Bench.SETTLEMENT), outcome.sealedResult());
      assertThat(JobResult.parse(opened.result()).output()).isEqualTo("42".getBytes(UTF_8));
    }
  }

  @Test
  void aRestartIsANewKeyAndAnEndedEnclaveSaysSo() {
    var first = EnclaveChild.start(new AttestingEnvironment.Development(folder), TIMEOUT);
    first.close();
    assertThat(first.alive()).isFalse();
    assertThatThrownBy(() -> first.bind(Bench.bind(1)))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("enclave.gone"));
    try (var second = EnclaveChild.start(new AttestingEnvironment.Development(folder), TIMEOUT)) {
      assertThat(second.welcome().signer()).isNotEqualTo(first.welcome().signer());
    }
  }
}
