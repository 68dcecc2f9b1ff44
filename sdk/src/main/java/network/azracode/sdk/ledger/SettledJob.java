// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Receipt;

/** A receipt beside the terms it is for, as the contract wants to see them together. */
public record SettledJob(JobTerms terms, Receipt receipt) {}
