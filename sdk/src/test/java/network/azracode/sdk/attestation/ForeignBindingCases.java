// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.sdk.attestation.RuleCase.contraindicated;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.binding.AddressAndNonce;
import network.azracode.sdk.attestation.binding.DstackContent;
import network.azracode.sdk.attestation.binding.DstackHash;
import network.azracode.sdk.attestation.binding.FlashtestationsAddress;
import network.azracode.sdk.attestation.binding.ForeignBinding;
import network.azracode.sdk.attestation.binding.OasisKey;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/** Report data of other projects' conventions, in TDX quotes of a vendor of our own. */
final class ForeignBindingCases {
  private static final int REPORT_DATA = 520;
  private static final Address ADDRESS = Address.of("0x00000000000000000000000000000000000000aa");
  private static final Octets CONTENT = Octets.of("content".getBytes(UTF_8));
  private static final Bytes32 KEY = Keccak.hash("key".getBytes(UTF_8));
  private static final Bytes32 NONCE = Keccak.hash("nonce".getBytes(UTF_8));
  private static final PolicyText POLICY =
      PolicyText.naming("{mrtd: [\"0x" + "00".repeat(48) + "\"]}");

  private final IntelPki pki = new IntelPki();
  private final EvidenceVerifier verifier =
      new EvidenceVerifier(
          new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, pki.rootKey()))));

  /** What is expected, beside report data that binds just that, written independently. */
  record Bound(ForeignBinding expected, byte[] reportData) {}

  List<Bound> bound() {
    byte[] address = ADDRESS.toByteArray();
    byte[] context = "oasis-core/node: TEE RAK binding".getBytes(US_ASCII);
    byte[] tagged = ("app-data:" + "content").getBytes(UTF_8);
    return List.of(
        new Bound(
            new FlashtestationsAddress(ADDRESS, CONTENT),
            padded(address, Keccak.hash(CONTENT.toByteArray()).toByteArray())),
        new Bound(dstack(DstackHash.SHA_512), hash("SHA-512", tagged)),
        new Bound(dstack(DstackHash.SHA_384), padded(hash("SHA-384", tagged))),
        new Bound(dstack(DstackHash.SHA_256), padded(hash("SHA-256", tagged))),
        new Bound(dstack(DstackHash.SHA3_512), hash("SHA3-512", tagged)),
        new Bound(dstack(DstackHash.SHA3_384), padded(hash("SHA3-384", tagged))),
        new Bound(dstack(DstackHash.SHA3_256), padded(hash("SHA3-256", tagged))),
        new Bound(dstack(DstackHash.KECCAK_256), padded(Keccak.hash(tagged).toByteArray())),
        new Bound(new DstackContent.Raw(CONTENT), padded(CONTENT.toByteArray())),
        new Bound(
            new OasisKey(KEY, Optional.of(NONCE)),
            padded(hash("SHA-512/256", context, KEY.toByteArray()), NONCE.toByteArray())),
        new Bound(
            new OasisKey(KEY, Optional.empty()),
            padded(hash("SHA-512/256", context, KEY.toByteArray()), KEY.toByteArray())),
        new Bound(
            new AddressAndNonce(ADDRESS, Optional.empty(), NONCE),
            padded(address, new byte[12], NONCE.toByteArray())),
        new Bound(
            new AddressAndNonce(ADDRESS, Optional.of(KEY), NONCE),
            padded(hash("SHA-256", address, KEY.toByteArray()), NONCE.toByteArray())));
  }

  Stream<RuleCase> all() {
    return Stream.concat(forged(), others());
  }

  private Stream<RuleCase> forged() {
    FlashtestationsAddress flashtestations = new FlashtestationsAddress(ADDRESS, CONTENT);
    OasisKey oasis = new OasisKey(KEY, Optional.of(NONCE));
    AddressAndNonce nonce = new AddressAndNonce(ADDRESS, Optional.empty(), NONCE);
    AddressAndNonce fingerprint = new AddressAndNonce(ADDRESS, Optional.of(KEY), NONCE);
    return Stream.of(
        forged("binding.address", "[0:20]", flashtestations, 19),
        forged("binding.extendedData", "[20:52]", flashtestations, 51),
        forged("binding.padding", "[52:64]", flashtestations, 63),
        forged("binding.content", "[0:64]", dstack(DstackHash.SHA_512), 63),
        forged("binding.content", "[0:32]", dstack(DstackHash.KECCAK_256), 0),
        forged("binding.padding", "[48:64]", dstack(DstackHash.SHA_384), 48),
        forged("binding.attestationKey", "[0:32]", oasis, 31),
        forged("binding.nonce", "[32:64]", oasis, 32),
        forged("binding.address", "[0:32]", nonce, 20),
        forged("binding.nonce", "[32:64]", nonce, 63),
        forged("binding.address", "needs the hash", fingerprint, 0));
  }

  private Stream<RuleCase> others() {
    Bound first = bound().getFirst();
    return Stream.of(
        contraindicated(
            "binding.profile",
            "is of profile flashtestations, the policy needs oasis",
            () -> appraise(first.reportData(), first.expected(), "oasis")),
        contraindicated(
            "binding.profile evidence.undated",
            "the policy needs azracode",
            () ->
                Appraiser.appraise(
                    platform(first.reportData()), ours().named(), first.expected(), IntelPki.AT)),
        contraindicated(
            "binding.length",
            "has 4 bytes, needs 64",
            () -> {
              AwsVendor aws = new AwsVendor();
              byte[] few = CborBytes.bytes(new byte[4]);
              return Appraiser.appraise(
                  new EvidenceVerifier(aws.anchors())
                      .verify(
                          aws.sign(aws.document().with("user_data", few)),
                          Collateral.NONE,
                          AwsVendor.AT),
                  POLICY
                      .with("measurements", "{pcrs: {0: [\"0x" + "01".repeat(48) + "\"]}}")
                      .with("binding", "flashtestations")
                      .named(),
                  first.expected(),
                  AwsVendor.AT);
            }));
  }

  private RuleCase forged(String code, String said, ForeignBinding expected, int flipped) {
    byte[] good =
        bound().stream()
            .filter(bound -> bound.expected().equals(expected))
            .findFirst()
            .orElseThrow()
            .reportData();
    return contraindicated(
        code,
        said,
        () -> {
          byte[] forged = good.clone();
          forged[flipped] ^= 1;
          return appraise(forged, expected, expected.profile().label());
        });
  }

  AttestationResult appraise(byte[] reportData, ForeignBinding expected, String profile) {
    return appraise(reportData, expected, POLICY.with("binding", profile));
  }

  AttestationResult appraise(byte[] reportData, ForeignBinding expected, PolicyText policy) {
    return Appraiser.appraise(platform(reportData), policy.named(), expected, IntelPki.AT);
  }

  private VerifiedPlatform platform(byte[] reportData) {
    SyntheticDcap.Issued issued =
        SyntheticDcap.of(pki, 4, Body.TD)
            .quote(q -> q.body(REPORT_DATA, HexFormat.of().formatHex(reportData)))
            .issue();
    return verifier.verify(
        DcapQuote.parse(issued.quote().toByteArray()),
        new Collateral(issued.documents()),
        IntelPki.AT);
  }

  private static PolicyText ours() {
    return POLICY
        .with("binding", "azracode")
        .with("programs", "[]")
        .with("maximumAgeSeconds", "600");
  }

  private static DstackContent dstack(DstackHash hash) {
    return new DstackContent.Hashed(DstackContent.APP_DATA, CONTENT, hash);
  }

  private static byte[] padded(byte[]... parts) {
    return Arrays.copyOf(CborBytes.join(parts), 64);
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    try {
      return MessageDigest.getInstance(algorithm).digest(CborBytes.join(parts));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
