// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.slf4j.Logger;
import org.web3j.abi.TypeEncoder;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * The little that the enclave needs of what its node runs on. Each library is named by one of its
 * classes, so that the list is checked by the compiler.
 */
public final class EnclaveClassPath {
  private EnclaveClassPath() {}

  /** Folders and jars in the order in which the enclave gets them; what the policy measures. */
  public static List<Path> entries() {
    return Stream.of(
            EnclaveProcess.class,
            JsonCreator.class,
            JsonParser.class,
            ObjectMapper.class,
            CBORMapper.class,
            KeccakDigest.class,
            MiscObjectIdentifiers.class,
            X509CertificateHolder.class,
            Sign.class,
            Numeric.class,
            RlpEncoder.class,
            TypeEncoder.class,
            Logger.class)
        .map(EnclaveClassPath::origin)
        .distinct()
        .toList();
  }

  private static Path origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      throw new AzraException(
          "enclave.class-path",
          "expected %s in a folder or jar of its own, found it in %s"
              .formatted(type.getName(), source == null ? "the JDK" : source.getLocation()));
    }
    try {
      return Path.of(new URI(source.getLocation().toString()));
    } catch (URISyntaxException e) {
      throw new AzraException("enclave.class-path", "expected a file URL, found another", e);
    }
  }
}
