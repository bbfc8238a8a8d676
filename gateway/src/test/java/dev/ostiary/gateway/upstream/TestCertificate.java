package dev.ostiary.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;

/// A certificate of its own for `localhost` and 127.0.0.1, as a server shows it and as a file to trust.
public record TestCertificate(KeyManagerFactory keys, Path pem) {
    private static final String PASSWORD = "password";

    /// The JDK makes certificates with its own tool only.
    public static TestCertificate in(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Path pem = folder.resolve("certificate.pem");
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "agent",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                "agent",
                "-file",
                pem.toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        return new TestCertificate(managers, pem);
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
        Process tool = new ProcessBuilder(
                        Stream.concat(Stream.of(java.resolveSibling("keytool").toString()), arguments.stream())
                                .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!tool.waitFor(30, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new AssertionError("keytool failed");
        }
    }
}
