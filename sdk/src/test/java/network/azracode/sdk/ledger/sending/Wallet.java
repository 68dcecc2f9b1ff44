// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import network.azracode.contracts.DevelopmentToken;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.KeySigner;

/** Somebody with tokens, who gives an allowance and takes it back. */
record Wallet(Sender sender, Token token, Address tokenAddress) {
  static Wallet withNewToken(Chain chain, KeySigner owner, Path journal, SendingTerms terms) {
    Sender sender =
        new Sender(
            chain, owner, JournalStore.open(journal), terms, Clock.systemUTC(), Pause.sleeping());
    byte[] code = HexFormat.of().parseHex(DevelopmentToken.BINARY.replaceFirst("^0x", ""));
    Address address = sender.create("token", code).created().orElseThrow();
    Token token = new Token(chain, address);
    sender.submit("mint", token.mint(owner.address(), BigInteger.TEN));
    return new Wallet(sender, token, address);
  }

  void approve(String intentId, Address spender, BigInteger amount) {
    sender.submit(intentId, token.approve(spender, amount));
  }

  /** What a spender may ask for while the allowance lasts. */
  Call transferTo(Address to, BigInteger amount) {
    return token.transferFrom(sender.address(), to, amount);
  }
}
