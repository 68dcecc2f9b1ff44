// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.util.Set;

/**
 * The variables of the environment that the command line reads, with its launching script and its
 * log. Other programs of the same shell let them pass.
 */
public final class Variables {
  public static final String RPC_URL = "AZRA_RPC_URL";
  public static final String SERVICE_URL = "AZRA_SERVICE_URL";
  public static final String DEPLOYMENT = "AZRA_DEPLOYMENT";
  public static final String KEYSTORE = "AZRA_KEYSTORE";
  public static final String PASSWORD_FILE = "AZRA_PASSWORD_FILE";
  public static final String WEB3SIGNER = "AZRA_WEB3SIGNER";
  public static final String ACCOUNT = "AZRA_ACCOUNT";
  public static final String HOME = "AZRA_HOME";
  public static final String LOG = "AZRA_LOG";
  public static final String JAVA_HOME = "AZRA_JAVA_HOME";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          RPC_URL,
          SERVICE_URL,
          DEPLOYMENT,
          KEYSTORE,
          PASSWORD_FILE,
          WEB3SIGNER,
          ACCOUNT,
          HOME,
          LOG,
          JAVA_HOME);

  private Variables() {}
}
