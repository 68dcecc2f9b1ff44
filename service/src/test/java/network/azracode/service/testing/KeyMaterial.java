// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import network.azracode.sdk.protocol.Bytes32;

/** A key and a password, in every form in which a program could let them slip. */
public record KeyMaterial(Bytes32 key, String password) {
  /**
   * @return the forms that stand in the bytes, by name; never the material itself
   */
  public List<String> formsIn(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    return forms().stream().filter(form -> text.contains(form.text())).map(Form::name).toList();
  }

  private record Form(String name, String text) {}

  private List<Form> forms() {
    byte[] raw = key.toByteArray();
    String hex = HexFormat.of().formatHex(raw);
    return List.of(
        new Form("key, raw", new String(raw, ISO_8859_1)),
        new Form("key, hex", hex),
        new Form("key, upper hex", hex.toUpperCase(Locale.ROOT)),
        new Form("key, decimal", new BigInteger(1, raw).toString()),
        new Form("key, base64", unpadded(raw)),
        new Form("password", password),
        new Form("password, hex", HexFormat.of().formatHex(password.getBytes(US_ASCII))),
        new Form("password, base64", unpadded(password.getBytes(US_ASCII))));
  }

  /** Without the last digits, which depend on what follows. */
  private static String unpadded(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return base64.substring(0, base64.length() - 4);
  }
}
