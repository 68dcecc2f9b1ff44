// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.azracode.sdk.attestation.policy.Executables;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/**
 * An attestation result as JSON in the shape of draft-ietf-rats-ear: tiers and claims of AR4SI
 * (affirming 2, none 0, warning 32, contraindicated 96), and beside them why. Not signed.
 *
 * @param issuedAt seconds since 1970: the time of the appraisal
 * @param submodules by kind of evidence
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EarResult(
    @JsonProperty("eat_profile") String profile,
    @JsonProperty("iat") long issuedAt,
    @JsonProperty("ear.verifier-id") Map<String, String> verifier,
    @JsonProperty("submods") Map<String, Submodule> submodules) {
  private static final String PROFILE = "tag:github.com,2023:veraison/ear";

  private static final Map<String, String> VERIFIER =
      Map.of("developer", "AzraCode Network", "build", "azra-sdk");

  /**
   * One appraisal.
   *
   * @param policy digest of the policy's bytes
   * @param executables "none" where the policy appraises no code, else "named"
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Submodule(
      @JsonProperty("ear.status") String status,
      @JsonProperty("ear.trustworthiness-vector") Map<String, Integer> claims,
      @JsonProperty("ear.appraisal-policy-id") Bytes32 policy,
      @JsonProperty("azra.collateral") Optional<Bytes32> collateral,
      @JsonProperty("azra.executables") Optional<String> executables,
      @JsonProperty("azra.reasons") List<Reason> reasons,
      @JsonProperty("azra.notes") List<String> notes) {}

  /** The same answer for programs that read attestation results of any verifier. */
  public static EarResult of(AttestationResult result, Instant at) {
    boolean appraisesCode = appraisesCode(result);
    var submodule =
        new Submodule(
            word(result.affirmation()),
            claims(result, appraisesCode),
            result.policyDigest(),
            Optional.of(result.collateralDigest()),
            Optional.of(appraisesCode ? "named" : "none"),
            result.reasons(),
            result.notes());
    return new EarResult(
        PROFILE, at.getEpochSecond(), VERIFIER, Map.of(result.tee().name(), submodule));
  }

  /** Evidence that is not genuine, or of which that cannot be known. */
  public static EarResult ofRefusal(
      Evidence evidence, AzraException refusal, Bytes32 policy, Instant at) {
    Reason reason =
        new Reason(
            refusal.code(), String.valueOf(refusal.getMessage()), Affirmation.CONTRAINDICATED);
    Map<String, Integer> claims = new TreeMap<>();
    for (Claim claim : Claim.values()) {
      claims.put(claim.label(), value(Affirmation.NONE));
    }
    claims.put(Claim.INSTANCE_IDENTITY.label(), value(Affirmation.CONTRAINDICATED));
    var submodule =
        new Submodule(
            word(Affirmation.CONTRAINDICATED),
            claims,
            policy,
            Optional.empty(),
            Optional.empty(),
            List.of(reason),
            List.of());
    return new EarResult(
        PROFILE, at.getEpochSecond(), VERIFIER, Map.of(form(evidence).name(), submodule));
  }

  /** The kind that evidence has the form of, genuine or not. */
  public static Tee form(Evidence evidence) {
    return switch (evidence) {
      case DcapQuote quote ->
          switch (quote.body()) {
            case SgxReport _ -> Tee.SGX;
            case TdReport _ -> Tee.TDX;
          };
      case SnpEvidence _ -> Tee.SEV_SNP;
      case NitroDocument _ -> Tee.NITRO;
    };
  }

  private static Map<String, Integer> claims(AttestationResult result, boolean appraisesCode) {
    Map<Claim, Affirmation> worst = new EnumMap<>(Claim.class);
    for (Claim claim : Claim.values()) {
      worst.put(claim, Affirmation.AFFIRMING);
    }
    if (!appraisesCode) {
      worst.put(Claim.EXECUTABLES, Affirmation.NONE);
    }
    for (Reason reason : result.reasons()) {
      worst.merge(Claim.of(reason), reason.worst(), EarResult::worse);
    }
    Map<String, Integer> claims = new TreeMap<>();
    worst.forEach((claim, tier) -> claims.put(claim.label(), value(tier)));
    return claims;
  }

  private static boolean appraisesCode(AttestationResult result) {
    return switch (result.policy().executables()) {
      case Executables.Named _ -> true;
      case Executables.NotAppraised() -> false;
    };
  }

  private static Affirmation worse(Affirmation one, Affirmation other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static String word(Affirmation affirmation) {
    return affirmation.name().toLowerCase(Locale.ROOT);
  }

  private static int value(Affirmation affirmation) {
    return switch (affirmation) {
      case AFFIRMING -> 2;
      case NONE -> 0;
      case WARNING -> 32;
      case CONTRAINDICATED -> 96;
    };
  }
}
