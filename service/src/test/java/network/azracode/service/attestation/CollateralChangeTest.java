// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.SyntheticVendor;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.AzraService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A vendor's next documents raise what its platforms need. */
@DisplayName("A-34 collateral that changes")
class CollateralChangeTest {
  private static final IntelPki PKI = new IntelPki();
  private static final PolicyId POLICY = new PolicyId(2);
  private static final long GRACE_SECONDS = 400;
  private static final Instant TCB_DATE = IntelPki.AT.minusSeconds(100);
  private static final long DUE = TCB_DATE.getEpochSecond() + GRACE_SECONDS;

  private final ServiceScene scene = new ServiceScene(IntelPki.AT);
  private final Path vendor = scene.folder.resolve("vendor");
  private final KeySigner operator = KeySigner.random(scene.random);
  private final KeySigner enclave = KeySigner.random(scene.random);
  private final ConfigurableApplicationContext service;
  private final ServiceHttp http;

  CollateralChangeTest() throws IOException {
    Files.createDirectories(vendor);
    scene.writePolicy(POLICY, yaml());
    scene.ledger.mine();
    scene.ledger.publish(POLICY, Keccak.hash(yaml().getBytes(UTF_8)), 600);
    service = start();
    http =
        new ServiceHttp(
            URI.create(
                "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")));
  }

  @AfterEach
  void stop() {
    http.close();
    service.close();
  }

  @Test
  void whatIsBehindAfterTheNextDocumentsIsToldBeforeItsGraceEndsAndGatedAfter() throws IOException {
    NodeId node = scene.register(operator);
    EnclaveBinding binding = binding(node);
    SyntheticDcap.Issued first = issue(binding, 11, 18);
    write(first.documents());
    byte[] evidence =
        EvidencePackage.tdx(first.quote().toByteArray(), binding, ServiceScene.PROGRAM).encode();
    Verdict verdict = submit(node, evidence);
    assertThat(verdict.tcbStatus()).isEqualTo(TcbStatus.UP_TO_DATE);
    scene.ledger.mine();
    scene.ledger.attest(verdict);
    look();
    assertThat(appraisals()).isEqualTo(1);
    assertThat(codes(told(node))).doesNotContain("tcb.recovery");

    write(issue(binding, 12, 19).documents());
    look();
    assertThat(appraisals()).isEqualTo(2);
    JsonNode recovery = notice(told(node), "tcb.recovery");
    assertThat(recovery.get("at").asLong()).isEqualTo(DUE);
    assertThat(recovery.get("sentence").asString())
        .startsWith("TCB recovery due on " + Instant.ofEpochSecond(DUE));
    assertThat(told(node).at("/appraisal/affirmation").asString()).isEqualTo("AFFIRMING");
    assertThat(shortened()).isZero();

    scene.ledger.mine(DUE - scene.ledger.head().time());
    look();
    assertThat(shortened()).isZero();
    scene.ledger.mine();
    look();
    assertThat(shortened()).isEqualTo(1);
    assertThat(told(node).at("/appraisal/affirmation").asString()).isEqualTo("WARNING");
    assertThat(told(node).at("/appraisal/reasons/0/code").asString()).isEqualTo("tcb.status");
    assertThat(count("SELECT count(*) FROM faults")).isZero();
    look();
    assertThat(shortened()).isEqualTo(1);
  }

  private void look() {
    service.getBean(Watch.class).look();
  }

  private EnclaveBinding binding(NodeId node) {
    var challenge = scene.ledger.finalizeHead();
    EnclaveBinding like = scene.binding(node, operator.address(), enclave, challenge);
    return new EnclaveBinding(
        node,
        operator.address(),
        enclave.address(),
        like.sealingKeyHash(),
        POLICY,
        like.programsHash(),
        challenge.number(),
        challenge.hash());
  }

  /** A platform whose PCE has SVN 11, under documents that need so much. */
  private SyntheticDcap.Issued issue(EnclaveBinding binding, int neededPceSvn, int number) {
    String reportData =
        Octets.of(ReportData.of(binding, scene.deployment.registryDomain()))
            .toString()
            .substring(2);
    return SyntheticDcap.of(PKI, 4, Body.TD)
        .quote(q -> q.body(520, reportData))
        .tcbInfo(json -> {
          date(json, "/tcbLevels");
          date(json, "/tdxModuleIdentities/0/tcbLevels");
          ((ObjectNode) json.at("/tcbLevels/0/tcb")).put("pcesvn", neededPceSvn);
          json.put("tcbEvaluationDataNumber", number);
        })
        .qeIdentity(json -> date(json, "/tcbLevels"))
        .issue();
  }

  private static void date(ObjectNode json, String levels) {
    json.at(levels).forEach(level -> ((ObjectNode) level).put("tcbDate", TCB_DATE.toString()));
  }

  private void write(Map<String, Octets> documents) throws IOException {
    for (var document : documents.entrySet()) {
      Files.write(vendor.resolve(document.getKey()), document.getValue().toByteArray());
    }
  }

  private Verdict submit(NodeId node, byte[] evidence) {
    long expiresAt = scene.ledger.head().time() + 60;
    var submission = new EvidenceSubmission(node, Keccak.hash(evidence), expiresAt);
    Octets signature =
        Octets.of(operator.sign(submission, scene.deployment.registryDomain()).bytes65());
    return service
        .getBean(EvidenceIntake.class)
        .submit(node, evidence, new OperatorSignature(signature, expiresAt))
        .verdict()
        .orElseThrow()
        .verdict();
  }

  private JsonNode told(NodeId node) {
    return Json.MAPPER.readTree(http.get("/api/v1/nodes/" + node + "/attestation").body());
  }

  private static JsonNode notice(JsonNode told, String code) {
    return told.get("notices")
        .valueStream()
        .filter(notice -> notice.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("expected " + code + " in " + told));
  }

  private static List<String> codes(JsonNode told) {
    return told.get("notices").valueStream().map(notice -> notice.get("code").asString()).toList();
  }

  private long appraisals() {
    return count("SELECT count(*) FROM appraisals");
  }

  private long shortened() {
    return count("SELECT count(*) FROM signed_verdicts WHERE purpose = 'shortening'");
  }

  private long count(String sql) {
    return scene.database.jdbc().sql(sql).query(Long.class).single();
  }

  private static String yaml() {
    return """
    name: hardware
    version: 1
    tees: [TDX]
    statuses: [UpToDate]
    tcb: {graceSeconds: %d}
    anchors: {}
    measurements: {mrtd: ["0x%s"]}
    programs: ["%s"]
    maximumAgeSeconds: 600
    debug: false
    """
        .formatted(GRACE_SECONDS, "00".repeat(48), ServiceScene.PROGRAM);
  }

  private ConfigurableApplicationContext start() {
    Map<String, Object> properties = new HashMap<>(scene.properties());
    properties.remove("azra.attestation.development-collateral");
    properties.put("azra.attestation.vendor-collateral", vendor);
    properties.put("azra.attestation.round-seconds", 3_600);
    properties.put("azra.network", "test");
    properties.put("server.port", 0);
    properties.put("management.server.port", 0);
    properties.put("spring.datasource.username", "postgres");
    properties.put("logging.level.root", "WARN");
    List<String> arguments = new ArrayList<>();
    properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    var application = new SpringApplication(AzraService.class);
    application.setRegisterShutdownHook(false);
    application.addInitializers(starting -> trustTheTest((GenericApplicationContext) starting));
    return application.run(arguments.toArray(String[]::new));
  }

  private static void trustTheTest(GenericApplicationContext starting) {
    starting.registerBean(
        SyntheticAppraisal.class,
        () ->
            new SyntheticAppraisal(
                starting.getBean(Challenges.class),
                starting.getBean(EffectivePolicies.class),
                starting.getBean(Collaterals.class),
                starting.getBean(Deployment.class)),
        definition -> definition.setPrimary(true));
  }

  /** The real appraisal, under the test's own vendor. */
  static final class SyntheticAppraisal extends EvidenceAppraisal {
    private final EvidenceVerifier verifier = SyntheticVendor.intel(PKI);

    SyntheticAppraisal(
        Challenges challenges,
        EffectivePolicies policies,
        Collaterals collaterals,
        Deployment deployment) {
      super(challenges, policies, collaterals, deployment);
    }

    @Override
    EvidenceVerifier verifier(Circumstances of) {
      return verifier;
    }
  }
}
