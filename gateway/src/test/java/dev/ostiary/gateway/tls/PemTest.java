package dev.ostiary.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Private keys are read in every form that certificate tools write them in, and nothing of them is told when they are
/// not.
class PemTest {
    private static KeyPair pair(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (size > 0) {
            generator.initialize(size);
        }
        return generator.generateKeyPair();
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "before\n-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\nbehind";
    }

    /// The key as the older forms have it: what PKCS#8 wraps.
    private static byte[] bare(byte[] pkcs8) {
        int at = contentStart(pkcs8, 0);
        int algorithm = at + 3;
        int key = contentStart(pkcs8, algorithm) + pkcs8[algorithm + 1];
        return Arrays.copyOfRange(pkcs8, contentStart(pkcs8, key), pkcs8.length);
    }

    private static int contentStart(byte[] der, int element) {
        int first = der[element + 1] & 0xFF;
        return element + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048", "EC,256", "EC,384", "Ed25519,0"})
    void pkcs8_isRead(String algorithm, int size) throws Exception {
        KeyPair pair = pair(algorithm, size);
        String text = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        assertArrayEquals(
                pair.getPrivate().getEncoded(),
                Pem.privateKey(text, pair.getPublic()).getEncoded());
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048,RSA PRIVATE KEY", "RSA,4096,RSA PRIVATE KEY", "EC,256,EC PRIVATE KEY", "EC,521,EC PRIVATE KEY"
    })
    void olderForms_areRead(String algorithm, int size, String type) throws Exception {
        KeyPair pair = pair(algorithm, size);
        String text = pem(type, bare(pair.getPrivate().getEncoded()));
        assertArrayEquals(
                pair.getPrivate().getEncoded(),
                Pem.privateKey(text, pair.getPublic()).getEncoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "CERTIFICATE"})
    void otherThings_areRefusedWithoutTellingThem(String type) throws Exception {
        KeyPair pair = pair("EC", 256);
        byte[] der = pair.getPrivate().getEncoded();
        BadCertificateException bad =
                assertThrows(BadCertificateException.class, () -> Pem.privateKey(pem(type, der), pair.getPublic()));
        assertFalse(
                bad.toString().contains(Base64.getEncoder().encodeToString(der).substring(0, 16)));
    }

    @Test
    void keyOfAnotherKind_isRefused() throws Exception {
        String text = pem("PRIVATE KEY", pair("RSA", 2048).getPrivate().getEncoded());
        KeyPair other = pair("EC", 256);
        assertThrows(BadCertificateException.class, () -> Pem.privateKey(text, other.getPublic()));
        assertThrows(BadCertificateException.class, () -> Pem.privateKey("", other.getPublic()));
    }
}
