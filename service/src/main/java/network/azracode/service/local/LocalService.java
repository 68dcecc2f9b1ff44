// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.azracode.service.AzraService;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as anyone would run it; only its properties point at this machine's parts. */
final class LocalService implements AutoCloseable {
  static final String ATTESTOR = "attestor";

  /** Pays for what the service sends by itself. */
  static final String SENDER = "service";

  private final ConfigurableApplicationContext context;

  private LocalService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Returns when it answers. */
  static LocalService start(
      LocalFolder folder,
      LocalDatabase database,
      LocalKeys keys,
      URI rpcUrl,
      List<String> arguments) {
    var application = new SpringApplication(AzraService.class);
    application.setRegisterShutdownHook(false);
    List<String> all = new ArrayList<>();
    properties(folder, database, keys, rpcUrl)
        .forEach((name, value) -> all.add("--" + name + "=" + value));
    all.addAll(arguments);
    return new LocalService(application.run(all.toArray(String[]::new)));
  }

  /** Keeps what starts before the service from chatting in a format of its own. */
  static void quietUntilStarted() {
    LoggingSystem.get(LocalService.class.getClassLoader()).beforeInitialize();
  }

  /** Keeps a start that is broken off from telling what it misses. */
  static void hush() {
    LoggingSystem.get(LocalService.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
  }

  URI base() {
    return at("local.server.port");
  }

  URI management() {
    return at("local.management.port");
  }

  private URI at(String portProperty) {
    return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty(portProperty));
  }

  private static Map<String, Object> properties(
      LocalFolder folder, LocalDatabase database, LocalKeys keys, URI rpcUrl) {
    return Map.ofEntries(
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.datasource.url", database.url()),
        Map.entry("spring.datasource.username", database.user()),
        // readable, where the packaged service writes JSON
        Map.entry("logging.structured.format.console", ""),
        Map.entry("azra.network", "test"),
        Map.entry("azra.deployment", folder.deployment()),
        Map.entry("azra.profile", LocalSteward.PROFILE),
        Map.entry("azra.policies", folder.policies()),
        Map.entry("azra.chain.rpc-urls", rpcUrl),
        Map.entry("azra.chain.finality", "finalized"),
        // a killed chain node forgets its last seconds, final or not
        Map.entry("azra.chain.deep-reorganisation", "heal"),
        Map.entry("azra.chain.poll-millis", 250),
        Map.entry("azra.attestor.keystore", keys.keystore(ATTESTOR)),
        Map.entry("azra.attestor.password-file", keys.passwordFile(ATTESTOR)),
        Map.entry("azra.transactions.keystore", keys.keystore(SENDER)),
        Map.entry("azra.transactions.password-file", keys.passwordFile(SENDER)),
        Map.entry("azra.attestation.development-collateral", folder.development()),
        Map.entry("logging.level.root", "WARN"));
  }

  @Override
  public void close() {
    context.close();
  }
}
