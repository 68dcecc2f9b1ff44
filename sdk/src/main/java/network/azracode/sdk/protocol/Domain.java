// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** EIP-712 domain: which contract, on which chain, a signature is meant for. */
public record Domain(String name, String version, long chainId, Address verifyingContract) {
  private static final String TYPE =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  private static final String VERSION = "1";

  public Domain {
    Unsigned.require("chainId", chainId, 63);
  }

  /** Domain R: verdicts, condemnations, bindings, submissions and offers. */
  public static Domain registry(long chainId, Address nodeRegistry) {
    return new Domain("AzraCode NodeRegistry", VERSION, chainId, nodeRegistry);
  }

  /** Domain S: terms, receipts and acknowledgements. */
  public static Domain settlement(long chainId, Address settlement) {
    return new Domain("AzraCode Settlement", VERSION, chainId, settlement);
  }

  public Bytes32 separator() {
    return new StructEncoder(TYPE)
        .string(name)
        .string(version)
        .uint(chainId)
        .address(verifyingContract)
        .hash();
  }
}
