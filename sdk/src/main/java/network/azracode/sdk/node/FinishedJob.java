// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.JobTerms;

/** All that settling needs, as it lies on disk. */
public record FinishedJob(JobTerms terms, Outcome outcome) {}
