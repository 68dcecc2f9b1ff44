// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.cli.Table;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.NodeReport;
import network.azracode.sdk.enclave.Program;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found. In JSON amounts are base units of the token, as decimal strings, and
 * times unix seconds; what could not be found out is absent.
 *
 * @param proven whether the evidence affirms here and the contract takes jobs for its key
 * @param until last second at which a new job may be due
 * @param affirmation this client's own
 * @param reasons why it is not proven
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodePicture(
    NodeId nodeId,
    boolean proven,
    Address operator,
    String stake,
    Address signer,
    long until,
    @Nullable PolicyPicture policy,
    @Nullable Tee tee,
    @Nullable TcbStatus tcbStatus,
    @Nullable Affirmation affirmation,
    @Nullable Bytes32 evidenceHash,
    List<Reason> reasons,
    @Nullable Offer offer,
    @JsonIgnore List<String> lines) {

  /** What is asked of the enclave, and what runs in it. */
  record PolicyPicture(
      PolicyId id, String name, Bytes32 digest, boolean accepted, List<ProgramPicture> programs) {
    static PolicyPicture of(PolicyId id, PolicyDocument document, boolean accepted) {
      return new PolicyPicture(
          id,
          document.name(),
          document.digest(),
          accepted,
          document.programs().stream().sorted().map(ProgramPicture::of).toList());
    }
  }

  /**
   * @param name absent for a program that this build does not know
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProgramPicture(Bytes32 hash, @Nullable String name) {
    static ProgramPicture of(Bytes32 hash) {
      return new ProgramPicture(hash, Programs.find(hash).map(Program::name).orElse(null));
    }

    String text() {
      return name == null ? hash.toString() : name + " (" + hash + ")";
    }
  }

  static NodePicture of(NodeReport report, TokenAmounts amounts) {
    Appraisal appraisal = report.appraisal().orElse(null);
    AffirmedEvidence affirmed = report.appraisal().flatMap(Appraisal::affirmed).orElse(null);
    PolicyPicture policy =
        report
            .policy()
            .map(found -> PolicyPicture.of(report.node().policy(), found, report.accepted()))
            .orElse(null);
    return new NodePicture(
        report.nodeId(),
        report.proven(),
        report.node().operator(),
        report.node().stake().toString(),
        report.node().signer(),
        report.admission().until(),
        policy,
        appraisal == null ? null : appraisal.platform().tee(),
        affirmed == null ? null : affirmed.tcbStatus(),
        appraisal == null ? null : appraisal.affirmation(),
        appraisal == null ? null : appraisal.evidenceHash(),
        report.reasons(),
        report.offer().orElse(null),
        lines(report, policy, affirmed, amounts));
  }

  String text() {
    return String.join("\n", lines);
  }

  private static List<String> lines(
      NodeReport report,
      @Nullable PolicyPicture policy,
      @Nullable AffirmedEvidence affirmed,
      TokenAmounts amounts) {
    List<String> lines = new ArrayList<>();
    lines.add("node %s: %s".formatted(report.nodeId(), report.proven() ? "PROVEN" : "NOT PROVEN"));
    lines.add("  operator  " + report.node().operator());
    lines.add("  stake     " + amounts.text(report.node().stake()));
    if (report.admitted()) {
      lines.add("  key       " + report.node().signer());
      lines.add("  jobs due  until " + Instant.ofEpochSecond(report.admission().until()));
    }
    if (affirmed != null) {
      lines.add("  evidence  %s, %s".formatted(affirmed.evidenceHash(), platform(affirmed)));
    }
    addPolicy(policy, lines);
    report.offer().ifPresent(offer -> addOffer(offer, amounts, lines));
    report
        .reasons()
        .forEach(reason ->
            lines.add(Table.printable("  ! " + reason.sentence()) + " [" + reason.code() + "]"));
    return lines;
  }

  private static String platform(AffirmedEvidence affirmed) {
    return affirmed.tee() == Tee.DEVELOPMENT
        ? "DEVELOPMENT: it proves nothing about hardware"
        : "%s, %s".formatted(affirmed.tee(), affirmed.tcbStatus());
  }

  private static void addPolicy(@Nullable PolicyPicture policy, List<String> lines) {
    if (policy != null) {
      lines.add(
          "  policy    %s \"%s\" %s, %s"
              .formatted(
                  policy.id(),
                  Table.printable(policy.name()),
                  policy.digest(),
                  policy.accepted()
                      ? "accepted by you"
                      : "not accepted by you: see 'azra policy accept'"));
      policy.programs().forEach(program -> lines.add("  program   " + program.text()));
    }
  }

  private static void addOffer(Offer offer, TokenAmounts amounts, List<String> lines) {
    BigInteger all = offer.unitPrice().multiply(BigInteger.valueOf(offer.maxUnits()));
    lines.add(
        "  price     %s a unit, at most %s units (%s)"
            .formatted(amounts.text(offer.unitPrice()), offer.maxUnits(), amounts.text(all)));
    lines.add(
        "  asks      %d s to the deadline, envelopes up to %d bytes"
            .formatted(offer.minRunway(), offer.maxEnvelopeBytes()));
    lines.add("  endpoint  " + Table.printable(offer.endpoint()));
    lines.add("  TLS       " + offer.tlsFingerprint());
  }
}
