// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import network.azracode.service.AzraService;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application over one {@link ServiceScene}, started once for all tests that extend this;
 * each test uses nodes of its own.
 */
@SpringBootTest(
    classes = AzraService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
@AutoConfigureRestTestClient
public abstract class SceneService {
  protected static final ServiceScene SCENE = new ServiceScene();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    SCENE.properties().forEach((name, value) -> registry.add(name, () -> value));
  }
}
