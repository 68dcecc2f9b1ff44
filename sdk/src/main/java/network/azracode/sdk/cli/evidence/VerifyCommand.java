// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.AttestationResult;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EarResult;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.Unreadable;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra evidence verify}: is it genuine, and does a policy accept it? */
@Command(
    name = "verify",
    description =
        "Verify evidence, offline unless a service is named; exits 0 only when the policy affirms"
            + " it, else 2.")
final class VerifyCommand implements Callable<Integer> {
  private static final int MAX_POLICY_LENGTH = 65_536;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A DCAP quote, an SNP report, a Nitro document or an evidence package.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Option(
      names = "--policy",
      paramLabel = "strict|network|FILE",
      defaultValue = "network",
      description = "What is asked of the evidence (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String policy;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CollateralOptions collateral;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Verify as of this time, such as 2026-11-22T12:00:00Z (default: now).")
  private @Nullable Instant at;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    EvidenceFile evidence = EvidenceFile.read(file);
    NamedPolicy named = policy();
    Instant time = at == null ? clock.instant() : at;
    Answer answer = answer(evidence, named, time);
    Azra.outputOf(spec).print(answer.result(), answer::text);
    return answer.affirming() ? ExitCode.DONE : ExitCode.REFUTED;
  }

  /** Not genuine, or unknown without more collateral, is an answer too. */
  private Answer answer(EvidenceFile evidence, NamedPolicy named, Instant time) {
    try {
      Collateral documents = collateral.of(spec, evidence.evidence(), time);
      var verifier = new EvidenceVerifier(TrustAnchors.under(named.platform(), documents));
      AttestationResult result =
          Appraiser.appraise(verifier.verify(evidence.evidence(), documents, time), named, time);
      return Answer.of(result, named, time);
    } catch (Unreadable misused) {
      throw misused;
    } catch (AzraException refusal) {
      return Answer.refused(evidence.evidence(), refusal, named, time);
    }
  }

  private NamedPolicy policy() {
    return switch (policy) {
      case "strict" -> NamedPolicy.STRICT;
      case "network" -> NamedPolicy.NETWORK;
      default -> ofFile(Path.of(policy));
    };
  }

  private static NamedPolicy ofFile(Path path) {
    byte[] yaml = EvidenceFile.bytes(path, MAX_POLICY_LENGTH).toByteArray();
    try {
      return NamedPolicy.parse(yaml);
    } catch (AzraException e) {
      throw new Unreadable(e);
    }
  }

  /** What to print, and whether it is good news. */
  record Answer(EarResult result, boolean affirming, String heading) {

    static Answer of(AttestationResult result, NamedPolicy policy, Instant at) {
      return new Answer(
          EarResult.of(result, at),
          result.affirmation() == Affirmation.AFFIRMING,
          heading(result.tee().name(), result.affirmation(), policy, at)
              + "\n"
              + TcbText.of(result.tcb()));
    }

    static Answer refused(
        Evidence evidence, AzraException refusal, NamedPolicy policy, Instant at) {
      return new Answer(
          EarResult.ofRefusal(evidence, refusal, policy.digest(), at),
          false,
          heading(EarResult.form(evidence).name(), Affirmation.CONTRAINDICATED, policy, at));
    }

    String text() {
      StringBuilder text = new StringBuilder(heading);
      result
          .submodules()
          .values()
          .forEach(part -> {
            part.notes().forEach(note -> text.append("\n  note: ").append(note));
            part.reasons()
                .forEach(reason ->
                    text.append("\n  ")
                        .append(reason.sentence())
                        .append(" [")
                        .append(reason.code())
                        .append(']'));
          });
      return text.toString();
    }

    private static String heading(
        String tee, Affirmation affirmation, NamedPolicy policy, Instant at) {
      return "%s at %s under policy %s (%s): %s"
          .formatted(
              tee, at, policy.name(), policy.digest(), affirmation.name().toLowerCase(Locale.ROOT));
    }
  }
}
