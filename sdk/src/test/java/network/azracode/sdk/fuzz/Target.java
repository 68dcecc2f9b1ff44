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
import network.azracode.sdk.enclave.nsm.NsmResponseFuzz;
import network.azracode.sdk.vectors.VectorCase;

/** Every target, each with what it starts from. */
enum Target {
  EVIDENCE(
      EvidenceFuzz.class,
      EvidenceFuzz::fuzzerTestOneInput,
      EvidenceSeeds::forged,
      EvidenceSeeds::real),
  DCAP_QUOTE(
      DcapQuoteFuzz.class, DcapQuoteFuzz::fuzzerTestOneInput, DcapSeeds::quotes, DcapSeeds::quotes),
  SNP_EVIDENCE(
      SnpEvidenceFuzz.class,
      SnpEvidenceFuzz::fuzzerTestOneInput,
      SnpSeeds::reports,
      SnpSeeds::reports),
  HCL_RUNTIME(
      HclRuntimeFuzz.class,
      HclRuntimeFuzz::fuzzerTestOneInput,
      SnpSeeds::runtimes,
      SnpSeeds::runtimes),
  NITRO_DOCUMENT(
      NitroDocumentFuzz.class,
      NitroDocumentFuzz::fuzzerTestOneInput,
      NitroSeeds::documents,
      NitroSeeds::documents),
  CERTIFICATE_TABLE(
      CertificateTableFuzz.class,
      CertificateTableFuzz::fuzzerTestOneInput,
      SnpSeeds::tables,
      cases -> List.of()),
  NSM_RESPONSE(
      NsmResponseFuzz.class,
      NsmResponseFuzz::fuzzerTestOneInput,
      NitroSeeds::responses,
      cases -> List.of()),
  TCB_INFO(
      TcbInfoFuzz.class,
      TcbInfoFuzz::fuzzerTestOneInput,
      () -> DcapSeeds.documents("tcb_info.json"),
      cases -> DcapSeeds.documents(cases, "tcb_info.json")),
  QE_IDENTITY(
      QeIdentityFuzz.class,
      QeIdentityFuzz::fuzzerTestOneInput,
      () -> DcapSeeds.documents("qe_identity.json"),
      cases -> DcapSeeds.documents(cases, "qe_identity.json")),
  PCK_CERTIFICATE(
      PckCertificateFuzz.class,
      PckCertificateFuzz::fuzzerTestOneInput,
      DcapSeeds::chains,
      DcapSeeds::chains),
  VEK_CERTIFICATE(
      VekCertificateFuzz.class,
      VekCertificateFuzz::fuzzerTestOneInput,
      SnpSeeds::keys,
      SnpSeeds::keys),
  CRL(
      CrlFuzz.class,
      CrlFuzz::fuzzerTestOneInput,
      () -> DcapSeeds.documents("pck_crl.der"),
      cases -> DcapSeeds.documents(cases, "pck_crl.der")),
  POLICY(PolicyFuzz.class, PolicyFuzz::fuzzerTestOneInput, PolicySeeds::files, cases -> List.of()),
  DCAP_VERIFICATION(
      DcapVerificationFuzz.class,
      DcapVerificationFuzz::fuzzerTestOneInput,
      DcapSeeds::verifications,
      DcapSeeds::verifications),
  SNP_VERIFICATION(
      SnpVerificationFuzz.class,
      SnpVerificationFuzz::fuzzerTestOneInput,
      SnpSeeds::verifications,
      SnpSeeds::verifications),
  NITRO_VERIFICATION(
      NitroVerificationFuzz.class,
      NitroVerificationFuzz::fuzzerTestOneInput,
      NitroSeeds::verifications,
      NitroSeeds::verifications);

  private final Class<?> fuzzer;
  private final FuzzTarget entry;
  private final Supplier<List<byte[]>> forged;
  private final Function<List<VectorCase>, List<byte[]>> real;

  Target(
      Class<?> fuzzer,
      FuzzTarget entry,
      Supplier<List<byte[]>> forged,
      Function<List<VectorCase>, List<byte[]>> real) {
    this.fuzzer = fuzzer;
    this.entry = entry;
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

  /** Inputs that are right in form, made anew. */
  List<byte[]> forged() {
    return forged.get();
  }

  /** Inputs made of real evidence. */
  List<byte[]> real(List<VectorCase> cases) {
    return real.apply(cases);
  }
}
