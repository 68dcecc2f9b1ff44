// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of a platform's trusted computing base, in the vendors' own words; codes are the chain's.
 */
public enum TcbStatus {
  UP_TO_DATE(1, "UpToDate"),
  SW_HARDENING_NEEDED(2, "SWHardeningNeeded"),
  CONFIGURATION_NEEDED(3, "ConfigurationNeeded"),
  CONFIGURATION_AND_SW_HARDENING_NEEDED(4, "ConfigurationAndSWHardeningNeeded"),
  OUT_OF_DATE(5, "OutOfDate"),
  OUT_OF_DATE_CONFIGURATION_NEEDED(6, "OutOfDateConfigurationNeeded"),
  TD_RELAUNCH_ADVISED(7, "TDRelaunchAdvised"),
  TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED(8, "TDRelaunchAdvisedConfigurationNeeded"),
  REVOKED(9, "Revoked"),
  /** AMD publishes no status service: the reported versions reach the policy's floor. */
  FLOOR_MET(10, "FloorMet"),
  /** AWS Nitro has no such notion. */
  NOT_APPLICABLE(11, "NotApplicable");

  private final int code;
  private final String label;

  TcbStatus(int code, String label) {
    this.code = code;
    this.label = label;
  }

  public int code() {
    return code;
  }

  /** The vendor's spelling, as it stands in policies and JSON. */
  @JsonValue
  public String label() {
    return label;
  }

  /**
   * The status that the chain knows by this code.
   *
   * @throws AzraException {@code tcbStatus.unknown}
   */
  public static TcbStatus ofCode(int code) {
    for (TcbStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new AzraException("tcbStatus.unknown", "tcbStatus: expected 1 to 11, found " + code);
  }

  /**
   * The status in its vendor's spelling.
   *
   * @throws AzraException {@code tcbStatus.unknown}
   */
  @JsonCreator
  public static TcbStatus ofLabel(String label) {
    for (TcbStatus status : values()) {
      if (status.label.equals(label)) {
        return status;
      }
    }
    throw new AzraException(
        "tcbStatus.unknown", "tcbStatus: expected a status such as UpToDate, found another word");
  }
}
