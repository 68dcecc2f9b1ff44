// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import picocli.CommandLine.IVersionProvider;

/** What the jar's manifest says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "azra " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
    };
  }
}
