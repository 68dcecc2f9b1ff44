// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain;

/** What follows a reorganisation that goes behind a final block. */
public enum DeepReorganisation {
  /** Nothing is deleted; health turns red until a person decides, or the chain comes back. */
  HALT,
  /** It is recorded and followed. For chains of one's own. */
  HEAL
}
