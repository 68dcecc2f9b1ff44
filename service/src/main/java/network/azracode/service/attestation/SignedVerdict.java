// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Verdict;

/** A verdict and this attestor's signature under the registry's domain. */
public record SignedVerdict(Verdict verdict, CompactSignature signature) {}
