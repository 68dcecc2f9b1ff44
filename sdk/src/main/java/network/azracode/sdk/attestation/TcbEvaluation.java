// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.protocol.TcbStatus;

/** What is known about the state of a platform's trusted computing base. */
public sealed interface TcbEvaluation {

  /** The collateral said so. */
  record Evaluated(TcbStatus status) implements TcbEvaluation {}

  /** No collateral was consulted: authentic evidence, of which nothing more can be affirmed. */
  record NotEvaluated() implements TcbEvaluation {}
}
