// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import network.azracode.sdk.attestation.amd.VekCertificateFuzz;
import network.azracode.sdk.attestation.intel.PckCertificateFuzz;
import network.azracode.sdk.attestation.intel.QeIdentityFuzz;
import network.azracode.sdk.attestation.intel.TcbInfoFuzz;
import network.azracode.sdk.attestation.pki.CrlFuzz;
import network.azracode.sdk.vectors.VectorCase;

/** Every target, each with the code that it runs and what it starts from. */
enum Target {
  EVIDENCE(
      EvidenceFuzz.class,
      EvidenceFuzz::fuzzerTestOneInput,
      Code.EVIDENCE,
      EvidenceSeeds::forged,
      EvidenceSeeds::real),
  DCAP_QUOTE(
      DcapQuoteFuzz.class,
      DcapQuoteFuzz::fuzzerTestOneInput,
      Code.EVIDENCE,
      DcapSeeds::quotes,
      DcapSeeds::quotes),
  SNP_EVIDENCE(
      SnpEvidenceFuzz.class,
      SnpEvidenceFuzz::fuzzerTestOneInput,
      Code.EVIDENCE,
      SnpSeeds::reports,
      SnpSeeds::reports),
  HCL_RUNTIME(
      HclRuntimeFuzz.class,
      HclRuntimeFuzz::fuzzerTestOneInput,
      Code.EVIDENCE,
      SnpSeeds::runtimes,
      SnpSeeds::runtimes),
  NITRO_DOCUMENT(
      NitroDocumentFuzz.class,
      NitroDocumentFuzz::fuzzerTestOneInput,
      Code.EVIDENCE,
      NitroSeeds::documents,
      NitroSeeds::documents),
  TCB_INFO(
      TcbInfoFuzz.class,
      TcbInfoFuzz::fuzzerTestOneInput,
      Code.DOCUMENTS,
      () -> DcapSeeds.documents("tcb_info.json"),
      cases -> DcapSeeds.documents(cases, "tcb_info.json")),
  QE_IDENTITY(
      QeIdentityFuzz.class,
      QeIdentityFuzz::fuzzerTestOneInput,
      Code.DOCUMENTS,
      () -> DcapSeeds.documents("qe_identity.json"),
      cases -> DcapSeeds.documents(cases, "qe_identity.json")),
  PCK_CERTIFICATE(
      PckCertificateFuzz.class,
      PckCertificateFuzz::fuzzerTestOneInput,
      Code.DOCUMENTS,
      DcapSeeds::chains,
      DcapSeeds::chains),
  VEK_CERTIFICATE(
      VekCertificateFuzz.class,
      VekCertificateFuzz::fuzzerTestOneInput,
      Code.DOCUMENTS,
      SnpSeeds::keys,
      SnpSeeds::keys),
  CRL(
      CrlFuzz.class,
      CrlFuzz::fuzzerTestOneInput,
      Code.DOCUMENTS,
      () -> DcapSeeds.documents("pck_crl.der"),
      cases -> DcapSeeds.documents(cases, "pck_crl.der")),
  POLICY(
      PolicyFuzz.class,
      PolicyFuzz::fuzzerTestOneInput,
      Code.POLICY,
      PolicySeeds::files,
      cases -> List.of()),
  DCAP_VERIFICATION(
      DcapVerificationFuzz.class,
      DcapVerificationFuzz::fuzzerTestOneInput,
      Code.ALL,
      DcapSeeds::verifications,
      DcapSeeds::verifications),
  SNP_VERIFICATION(
      SnpVerificationFuzz.class,
      SnpVerificationFuzz::fuzzerTestOneInput,
      Code.ALL,
      SnpSeeds::verifications,
      SnpSeeds::verifications),
  NITRO_VERIFICATION(
      NitroVerificationFuzz.class,
      NitroVerificationFuzz::fuzzerTestOneInput,
      Code.ALL,
      NitroSeeds::verifications,
      NitroSeeds::verifications);

  private final Class<?> fuzzer;
  private final FuzzTarget entry;
  private final Code code;
  private final Supplier<List<byte[]>> forged;
  private final Function<List<VectorCase>, List<byte[]>> real;

  /** Folders below the sdk's root package; runs count while nothing in them changes. */
  private enum Code {
    EVIDENCE("protocol", "evidence"),
    DOCUMENTS("protocol", "attestation/pki", "attestation/intel", "attestation/amd"),
    POLICY("protocol", "attestation/policy"),
    ALL("protocol", "evidence", "attestation");

    private final List<String> folders;

    Code(String... folders) {
      this.folders = List.of(folders);
    }
  }

  Target(
      Class<?> fuzzer,
      FuzzTarget entry,
      Code code,
      Supplier<List<byte[]>> forged,
      Function<List<VectorCase>, List<byte[]>> real) {
    this.fuzzer = fuzzer;
    this.entry = entry;
    this.code = code;
    this.forged = forged;
    this.real = real;
  }

  /** Its name in commands, folders and documents. */
  String label() {
    return fuzzer.getSimpleName();
  }

  Class<?> fuzzer() {
    return fuzzer;
  }

  void read(byte[] input) {
    entry.read(input);
  }

  List<String> codeFolders() {
    return code.folders;
  }

  /** Inputs that are right in form, made anew. */
  List<byte[]> forged() {
    return forged.get();
  }

  /** Inputs made of real evidence. */
  List<byte[]> real(List<VectorCase> cases) {
    return real.apply(cases);
  }
}
