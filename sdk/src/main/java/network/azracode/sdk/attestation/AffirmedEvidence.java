// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.Set;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/**
 * An enclave that a relying party has checked and accepts. Comes only out of an affirming {@link
 * Appraisal}, and sealing takes nothing less, so no client can forget the check.
 */
public final class AffirmedEvidence {
  private final VerifiedEvidence evidence;
  private final TcbStatus tcbStatus;
  private final Set<Bytes32> programs;

  AffirmedEvidence(VerifiedEvidence evidence, TcbStatus tcbStatus, PolicyDocument policy) {
    this.evidence = evidence;
    this.tcbStatus = tcbStatus;
    this.programs = policy.programs();
  }

  public NodeId nodeId() {
    return binding().nodeId();
  }

  public Address operator() {
    return binding().operator();
  }

  /** The enclave's secp256k1 key. */
  public Address signer() {
    return binding().signer();
  }

  /** The enclave's raw X25519 public key. */
  public Bytes32 sealingKey() {
    return evidence.claimed().sealingKey();
  }

  public PolicyId policy() {
    return binding().policy();
  }

  /** Hashes of the programs that this enclave runs. */
  public Set<Bytes32> programs() {
    return programs;
  }

  public Tee tee() {
    return evidence.platform().tee();
  }

  public TcbStatus tcbStatus() {
    return tcbStatus;
  }

  public Bytes32 evidenceHash() {
    return evidence.evidenceHash();
  }

  /** When the first certificate, list or document that this rests on runs out. */
  public Instant expiresAt() {
    return evidence.platform().expiresAt();
  }

  private EnclaveBinding binding() {
    return evidence.claimed().binding();
  }
}
