// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** E-87: what Intel signed is read as it stands, each field of its kind and within its limits. */
class IntelFieldsTest {
  private static final String CODE = "collateral.test.malformed";
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(30));

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "255"})
  void aNumberWithinItsLimitIsRead(String number) {
    assertThat(fields("{'n':" + number + "}").integer("n", 255))
        .isEqualTo(Integer.parseInt(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "256", "1.5", "\"7\"", "4294967296", "null", "[]", "true"})
  void anythingElseIsNoNumber(String value) {
    Refused.with(CODE, () -> fields("{\"n\":" + value + "}").integer("n", 255));
    Refused.with(CODE, () -> fields("{}").integer("n", 255));
  }

  @Test
  void digitsOfEitherCaseAreBytes() {
    assertThat(fields("{'h':'aBcD'}").hex("h", 2)).isEqualTo(Octets.of("0xabcd"));
    for (String other : new String[] {"'abc'", "'abcdef'", "'xyzw'", "''", "7"}) {
      Refused.with(CODE, () -> fields("{'h':" + other + "}").hex("h", 2));
    }
  }

  @Test
  void nothingButTextIsText() {
    assertThat(fields("{'t':'7'}").text("t")).isEqualTo("7");
    for (String other : new String[] {"{'t':7}", "{'t':null}", "{'t':['7']}", "{}"}) {
      Refused.with(CODE, () -> fields(other).text("t"));
    }
  }

  @Test
  void listsAndObjectsAreOfTheirKind() {
    assertThat(fields("{'l':[{'n':1},{'n':2}]}").list("l", each -> each.integer("n", 9)))
        .containsExactly(1, 2);
    assertThat(fields("{'o':{'n':3}}").object("o").integer("n", 9)).isEqualTo(3);
    for (String other : new String[] {"{}", "{'l':{}}", "{'l':[1]}", "{'l':'x'}"}) {
      Refused.with(CODE, () -> fields(other).list("l", each -> each));
    }
    for (String other : new String[] {"{}", "{'o':[]}", "{'o':'x'}"}) {
      Refused.with(CODE, () -> fields(other).object("o"));
    }
    assertThat(fields("{'l':[]}").has("l")).isTrue();
    assertThat(fields("{'l':[]}").has("m")).isFalse();
  }

  @Test
  void advisoriesMayBeLeftOutAndAreText() {
    assertThat(fields("{}").advisories()).isEmpty();
    assertThat(fields("{'advisoryIDs':['B','A']}").advisories()).containsExactly("A", "B");
    Refused.with(CODE, () -> fields("{'advisoryIDs':[1]}").advisories());
  }

  @Test
  void timesAndStatusesAreThoseThatIntelWrites() {
    assertThat(fields("{'t':'2026-01-01T00:00:00Z'}").time("t")).isEqualTo(FROM);
    Refused.with(CODE, () -> fields("{'t':'yesterday'}").time("t"));
    Refused.with(CODE, () -> fields("{'t':7}").time("t"));
    Set<TcbStatus> possible = EnumSet.of(TcbStatus.UP_TO_DATE, TcbStatus.REVOKED);
    assertThat(fields("{'tcbStatus':'Revoked'}").status(possible)).isEqualTo(TcbStatus.REVOKED);
    Refused.with(CODE, () -> fields("{'tcbStatus':'OutOfDate'}").status(possible));
    Refused.with(CODE, () -> fields("{'tcbStatus':'revoked'}").status(possible));
  }

  /** White space and all: a signature covers these bytes and no others. */
  @Test
  void theSignedObjectIsCutOutAsItStands() {
    String inner = "{ \"a\" : [ 1 , { \"b\" : 2 } ] }";
    SignedJson json = parse(" {\"signature\" : \"0a0B\", \"doc\":" + inner + " } ");
    assertThat(json.signed()).isEqualTo(Octets.of(inner.getBytes(UTF_8)));
    assertThat(json.signature()).isEqualTo(Octets.of("0x0a0b"));
    assertThat(json.content().path("a").path(1).path("b").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'doc':{}}",
        "{'signature':'00'}",
        "{'doc':[],'signature':'00'}",
        "{'doc':{},'signature':0}",
        "{'doc':{},'signature':'0'}",
        "{'doc':{},'signature':'zz'}",
        "{'doc':{},'signature':'00','more':1}",
        "{'doc':{},'doc':{},'signature':'00'}",
        "{'doc':{'a':1,'a':2},'signature':'00'}",
        "{'doc':{},'signature':'00'} 1",
        "{'doc':{},'signature':'00'",
      })
  void anythingElseIsNoSignedDocument(String json) {
    Refused.with(CODE, () -> parse(json.replace('\'', '"')));
  }

  /** Offsets are of bytes only in UTF-8: of anything else no signed object can be cut out. */
  @Test
  void aDocumentInAnotherEncodingThanUtf8IsRefused() {
    String json = "{\"doc\":{},\"signature\":\"00\"}";
    for (String encoding : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
      Octets encoded = Octets.of(json.getBytes(Charset.forName(encoding)));
      Refused.with(CODE, () -> SignedJson.parse("test", "doc", encoded));
    }
  }

  @Test
  void asManyLevelsAsTheLimitAreRead() {
    String doc = "{\"doc\":{\"a\":%s1%s},\"signature\":\"00\"}";
    assertThat(parse(doc.formatted("[".repeat(14), "]".repeat(14))).content().has("a")).isTrue();
    Refused.with(CODE, () -> parse(doc.formatted("[".repeat(15), "]".repeat(15))));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "17", "18", "3", "4", "5"})
  void aPckCertificateLacksNoneOfIntelsFields(String branch) {
    boolean ofTcb = branch.length() == 2;
    String field = ofTcb ? "2." + branch : branch;
    if (field.equals("2")) {
      field = "2.1";
    }
    String left = field;
    Refused.with("evidence.pck.extension", () -> read(new PckExtensionDraft().without(left)));
  }

  @Test
  void fieldsOfAPckCertificateAreOfTheirLengthAndWithinTheirLimits() {
    PckExtension read =
        read(new PckExtensionDraft().component(16, 255).pceSvn(65_535).sgxType(255));
    assertThat(read.components().svn(15)).isEqualTo(255);
    assertThat(read.pceSvn()).isEqualTo(65_535);
    assertThat(read.sgxType()).isEqualTo(255);
    PckExtension least =
        read(new PckExtensionDraft().component(1, 0).component(16, 1).pceSvn(0).sgxType(0));
    assertThat(least.components().svn(0)).isZero();
    assertThat(least.components().svn(15)).isOne();
    assertThat(least.pceSvn()).isZero();
    assertThat(least.sgxType()).isZero();
    assertThat(read.fmspc()).isEqualTo(Octets.of("0x" + PckExtensionDraft.FMSPC));
    assertThat(read.ppid().length()).isEqualTo(16);
    assertThat(read.cpuSvn()).isEqualTo(Octets.of("0x" + "05".repeat(16)));
    assertThat(read.pceId()).isEqualTo(Octets.of("0x0000"));
    for (PckExtensionDraft wrong :
        new PckExtensionDraft[] {
          new PckExtensionDraft().component(1, 256),
          new PckExtensionDraft().component(1, -1),
          new PckExtensionDraft().pceSvn(65_536),
          new PckExtensionDraft().sgxType(256),
          new PckExtensionDraft().octets("4", "1122334455"),
          new PckExtensionDraft().octets("1", "00".repeat(17)),
          new PckExtensionDraft().integer("3", 1),
        }) {
      Refused.with("evidence.pck.extension", () -> read(wrong));
    }
  }

  @Test
  void aConfigurationSaysWhatItSaysAndNoMore() {
    assertThat(read(new PckExtensionDraft()).configuration()).isEmpty();
    PckExtension.Configuration all =
        read(new PckExtensionDraft().configuration(true, false, true))
            .configuration()
            .orElseThrow();
    assertThat(all.dynamicPlatform()).contains(true);
    assertThat(all.cachedKeys()).contains(false);
    assertThat(all.smtEnabled()).contains(true);
    assertThat(read(new PckExtensionDraft().configuration(false)).configuration().orElseThrow())
        .satisfies(one -> {
          assertThat(one.dynamicPlatform()).contains(false);
          assertThat(one.cachedKeys()).isEmpty();
          assertThat(one.smtEnabled()).isEmpty();
        });
  }

  @Test
  void componentsCompareOneByOne() {
    TcbComponents low = components(1, 5);
    TcbComponents high = components(2, 5);
    assertThat(high.reaches(low, 0)).isTrue();
    assertThat(low.reaches(high, 0)).isFalse();
    assertThat(low.reaches(high, 1)).isTrue();
    assertThat(low.reaches(low, 0)).isTrue();
    assertThat(low.firstBelow(high, 0)).hasValue(0);
    assertThat(components(2, 4).firstBelow(high, 0)).hasValue(15);
    assertThat(high.firstBelow(low, 0)).isEmpty();
    assertThat(high).isGreaterThan(low);
    assertThat(components(200, 0)).isGreaterThan(components(100, 255));
  }

  private static TcbComponents components(int first, int last) {
    byte[] svns = new byte[16];
    svns[0] = (byte) first;
    svns[15] = (byte) last;
    return new TcbComponents(Octets.of(svns));
  }

  private static PckExtension read(PckExtensionDraft draft) {
    return PckExtension.of(
        TestCertificate.leaf("PCK", TestKeys.p256(), FROM, UNTIL)
            .extension(PckExtension.OID, draft.encode())
            .selfSigned()
            .certificate());
  }

  private static SignedJson parse(String json) {
    return SignedJson.parse("test", "doc", Octets.of(json.getBytes(UTF_8)));
  }

  private static JsonFields fields(String json) {
    return new JsonFields("test", new JsonMapper().readTree(json.replace('\'', '"')));
  }
}
