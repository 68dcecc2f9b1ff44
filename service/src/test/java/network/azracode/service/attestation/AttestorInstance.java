// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import network.azracode.sdk.ledger.keys.SignerStandIn;
import network.azracode.sdk.node.AttestationApi;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.AzraService;
import network.azracode.service.testing.MigratedDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One attestor: the whole service over a key, a database and policy files of its own. */
final class AttestorInstance {
  private static final String PASSWORD = "only for this test";

  final KeySigner key;
  final KeySigner hot;
  private @Nullable SignerStandIn signer;
  final AtomicBoolean sour = new AtomicBoolean();
  final Switchboard switchboard = new Switchboard();
  final Path folder;
  MigratedDatabase database = MigratedDatabase.create();
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable ServiceHttp http;

  /**
   * @param hot pays for what it sends
   */
  AttestorInstance(KeySigner key, KeySigner hot, Path folder) {
    this.key = key;
    this.hot = hot;
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("policies"));
      key.toKeystore(folder.resolve("key.json"), PASSWORD.toCharArray(), KeystoreCost.LIGHT);
      hot.toKeystore(folder.resolve("hot.json"), PASSWORD.toCharArray(), KeystoreCost.LIGHT);
      Files.writeString(folder.resolve("key.password"), PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever pays for this one is with a Web3Signer from now on. */
  AttestorInstance payingBySigner() {
    signer = new SignerStandIn(hot);
    return this;
  }

  Address address() {
    return key.address();
  }

  void writePolicy(PolicyId policy, byte[] yaml) {
    try {
      Files.write(folder.resolve("policies").resolve(policy + ".yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the service, and answers where its peers look for it. */
  void start(Map<String, Object> common, List<AttestorInstance> all) {
    Map<String, Object> properties = new TreeMap<>(common);
    properties.put("spring.datasource.url", database.url());
    properties.put("azra.policies", folder.resolve("policies"));
    properties.put("azra.attestor.keystore", folder.resolve("key.json"));
    properties.put("azra.attestor.password-file", folder.resolve("key.password"));
    if (signer == null) {
      properties.put("azra.transactions.keystore", folder.resolve("hot.json"));
      properties.put("azra.transactions.password-file", folder.resolve("key.password"));
    } else {
      properties.put("azra.transactions.web3signer", signer.url());
      properties.put("azra.transactions.account", hot.address());
    }
    for (AttestorInstance peer : all) {
      properties.put("azra.attestation.peers." + peer.address(), peer.switchboard.url());
    }
    List<String> arguments = new ArrayList<>();
    properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    var application = new SpringApplication(AzraService.class);
    application.setRegisterShutdownHook(false);
    application.addInitializers(starting -> sourAppraisals((GenericApplicationContext) starting));
    context = application.run(arguments.toArray(String[]::new));
    http = new ServiceHttp(base());
    switchboard.passOnTo(base());
  }

  private void sourAppraisals(GenericApplicationContext starting) {
    starting.registerBean(
        SouringAppraisal.class,
        () ->
            new SouringAppraisal(
                starting.getBean(Challenges.class),
                starting.getBean(EffectivePolicies.class),
                starting.getBean(Collaterals.class),
                starting.getBean(Deployment.class),
                sour),
        definition -> definition.setPrimary(true));
  }

  URI base() {
    return URI.create(
        "http://127.0.0.1:" + running().getEnvironment().getProperty("local.server.port"));
  }

  ServiceHttp http() {
    return java.util.Objects.requireNonNull(http);
  }

  AttestationApi api(network.azracode.sdk.protocol.Domain registry) {
    return new AttestationApi(http(), registry);
  }

  <T> T bean(Class<T> type) {
    return running().getBean(type);
  }

  void stop() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  private ConfigurableApplicationContext running() {
    return java.util.Objects.requireNonNull(context, "the attestor is not running");
  }
}
