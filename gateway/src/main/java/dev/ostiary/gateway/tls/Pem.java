package dev.ostiary.gateway.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads private keys in PEM: PKCS#8, and the older forms of RSA (PKCS#1) and elliptic curve keys (SEC 1), which lack
/// the name of the algorithm and take it from the certificate.
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA |EC |ENCRYPTED |)PRIVATE KEY-----([^-]+)-----END ");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Pem() {}

    /// Reads the private key of a certificate.
    ///
    /// @param text of the file; what stands around the key is ignored
    /// @param certified the key that the certificate has
    static PrivateKey privateKey(String text, PublicKey certified) throws BadCertificateException {
        Matcher block = KEY.matcher(text);
        if (!block.find()) {
            throw new BadCertificateException("the key file holds no private key in PEM");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = switch (block.group(1)) {
                case "" -> der;
                case "ENCRYPTED " -> throw new BadCertificateException("the private key is encrypted");
                default -> wrap(der, certified);
            };
            return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            throw new BadCertificateException(
                    "the private key cannot be read, or is of another kind than the certificate");
        }
    }

    /// Makes PKCS#8 of a bare key.
    private static byte[] wrap(byte[] key, PublicKey certified) {
        return element(SEQUENCE, VERSION_0, algorithm(certified.getEncoded()), element(OCTET_STRING, key));
    }

    /// The `AlgorithmIdentifier` that a `SubjectPublicKeyInfo` begins with.
    private static byte[] algorithm(byte[] publicKeyInfo) {
        int start = contentStart(publicKeyInfo, 0);
        int contentStart = contentStart(publicKeyInfo, start);
        int length = length(publicKeyInfo, start);
        byte[] algorithm = new byte[contentStart + length - start];
        System.arraycopy(publicKeyInfo, start, algorithm, 0, algorithm.length);
        return algorithm;
    }

    private static int contentStart(byte[] der, int element) {
        int first = der[element + 1] & 0xFF;
        return element + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int length(byte[] der, int element) {
        int first = der[element + 1] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = element + 2; i < contentStart(der, element); i++) {
            length = length << 8 | der[i] & 0xFF;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        byte[] element = new byte[4 + length];
        element[0] = (byte) tag;
        element[1] = (byte) 0x82;
        element[2] = (byte) (length >> 8);
        element[3] = (byte) length;
        int at = 4;
        for (byte[] content : contents) {
            System.arraycopy(content, 0, element, at, content.length);
            at += content.length;
        }
        return element;
    }
}
