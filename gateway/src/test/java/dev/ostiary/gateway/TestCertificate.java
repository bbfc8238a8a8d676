package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// A certificate that signs itself, made with the JDK's own tool, which is the only thing in it that can make one.
record TestCertificate(X509Certificate certificate, PrivateKey key) {
    private static final char[] PASSWORD = "password".toCharArray();

    /// Makes one.
    ///
    /// @param folder where the tool may write
    /// @param algorithm of the key, `EC` or `RSA`
    /// @param start when it becomes valid, as keytool takes it
    static TestCertificate makeOf(Path folder, String algorithm, String start, String... names) throws Exception {
        Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
        Path store = Files.createTempDirectory(folder, "keytool").resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                java.resolveSibling("keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                algorithm,
                "-startdate",
                start,
                "-validity",
                "30",
                "-dname",
                "CN=" + names[0],
                "-ext",
                "san=dns:" + String.join(",dns:", names) + ",ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new AssertionError(output);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new TestCertificate(
                (X509Certificate) keys.getCertificate("own"), (PrivateKey) keys.getKey("own", PASSWORD));
    }

    static TestCertificate make(Path folder, String... names) throws Exception {
        return makeOf(folder, "EC", "-1d", names);
    }

    /// Writes the pair as the gateway reads it.
    void write(Path folder, String name) throws Exception {
        writeKey(folder, name);
        writeCertificate(folder, name);
    }

    void writeCertificate(Path folder, String name) throws Exception {
        Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    void writeKey(Path folder, String name) throws Exception {
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /// What takes any certificate, to look at it.
    static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TakesAll()}, null);
        return context;
    }

    private static final class TakesAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /// What trusts these certificates and no other.
    static SSLContext trusting(TestCertificate... trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("trusted-" + i, trusted[i].certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
