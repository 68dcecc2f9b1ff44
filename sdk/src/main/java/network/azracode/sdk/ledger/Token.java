// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static network.azracode.sdk.ledger.Reads.get;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.azracode.contracts.DevelopmentToken;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Signer;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** The one ERC-20 token of stakes and payments. Amounts are base units. */
public final class Token {
  private static final byte[] PERMIT_TYPE =
      ("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)")
          .getBytes(StandardCharsets.UTF_8);

  private final Chain chain;
  private final Address address;
  private final DevelopmentToken contract;

  public Token(Chain chain, Address address) {
    this.chain = chain;
    this.address = address;
    this.contract = load(DefaultBlockParameterName.LATEST);
  }

  public BigInteger balanceOf(Address account) {
    return get(contract.balanceOf(account.toString()));
  }

  public BigInteger balanceOf(Address account, Block at) {
    return get(load(at.at()).balanceOf(account.toString()));
  }

  /**
   * How many decimals people write amounts with, 0 to 255.
   *
   * @throws org.web3j.tx.exceptions.ContractCallException if the token does not tell
   */
  public int decimals() {
    return get(contract.decimals()).intValueExact();
  }

  public BigInteger allowance(Address owner, Address spender) {
    return get(contract.allowance(owner.toString(), spender.toString()));
  }

  public Call approve(Address spender, BigInteger amount) {
    return call(contract.approve(spender.toString(), amount));
  }

  public Call transfer(Address to, BigInteger amount) {
    return call(contract.transfer(to.toString(), amount));
  }

  /** Needs an allowance of {@code amount} for whoever sends it. */
  public Call transferFrom(Address from, Address to, BigInteger amount) {
    return call(contract.transferFrom(from.toString(), to.toString(), amount));
  }

  /** Whether this is the development token, which gives itself away. */
  public boolean isMintable(Address to) {
    try {
      chain.callAs(
          to,
          Optional.of(address),
          contract.mint(to.toString(), BigInteger.ONE).encodeFunctionCall(),
          DefaultBlockParameterName.LATEST);
      return true;
    } catch (ContractReverted | RpcException refused) {
      return false;
    }
  }

  /** Development token only. */
  public Call mint(Address to, BigInteger amount) {
    return call(contract.mint(to.toString(), amount));
  }

  /**
   * Signs an ERC-2612 permit for the owner's next permit nonce.
   *
   * @param deadline last second at which it counts, unix seconds
   */
  public Permit permit(Signer owner, Address spender, BigInteger amount, long deadline) {
    BigInteger nonce = get(contract.nonces(owner.address().toString()));
    Bytes32 structHash =
        Keccak.hash(
            Keccak.hash(PERMIT_TYPE).toByteArray(),
            word(owner.address()),
            word(spender),
            Bytes32.of(amount).toByteArray(),
            Bytes32.of(nonce).toByteArray(),
            Bytes32.of(BigInteger.valueOf(deadline)).toByteArray());
    byte[] separator = get(contract.DOMAIN_SEPARATOR());
    byte[] signed =
        ByteBuffer.allocate(2 + 2 * Bytes32.LENGTH)
            .put(new byte[] {0x19, 0x01})
            .put(separator)
            .put(structHash.toByteArray())
            .array();
    return new Permit(deadline, owner.signKeccak(signed));
  }

  private DevelopmentToken load(DefaultBlockParameter at) {
    return DevelopmentToken.load(
        address.toString(), chain.web3j(), new Reads(chain, at), new DefaultGasProvider());
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(address, function.encodeFunctionCall());
  }

  private static byte[] word(Address account) {
    return Bytes32.of(new BigInteger(1, account.toByteArray())).toByteArray();
  }
}
