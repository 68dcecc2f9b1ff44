// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The reviewed file {@code access/api.txt}, cell by cell. */
record AccessMatrix(List<Row> rows) {
  enum Caller {
    ANYONE,
    OPERATOR,
    OTHER_OPERATOR,
    ADMINISTRATOR,
    ATTESTOR
  }

  /**
   * @param operation method and path, as the OpenAPI document has them
   * @param answers one for each caller
   */
  record Row(String operation, List<String> answers) {}

  record Cell(String operation, Caller caller, String answer) {
    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    String path() {
      return operation.substring(operation.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
      return operation + " by " + caller + ": " + answer;
    }
  }

  static AccessMatrix read() {
    try (InputStream file = AccessMatrix.class.getResourceAsStream("/access/api.txt")) {
      byte[] bytes = Objects.requireNonNull(file, "access/api.txt").readAllBytes();
      return new AccessMatrix(
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(AccessMatrix::row)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    if (cells.size() != 1 + Caller.values().length) {
      throw new IllegalStateException("access/api.txt: expected six columns, found " + line);
    }
    return new Row(cells.getFirst(), cells.subList(1, cells.size()));
  }

  Stream<Cell> cells() {
    return rows.stream()
        .flatMap(row ->
            Arrays.stream(Caller.values())
                .map(caller ->
                    new Cell(row.operation(), caller, row.answers().get(caller.ordinal()))));
  }
}
