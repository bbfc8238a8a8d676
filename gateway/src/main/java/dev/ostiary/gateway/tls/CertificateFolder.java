package dev.ostiary.gateway.tls;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of `NAME.crt` (a PEM chain, the own certificate first) and `NAME.key` (its PEM private key) pairs. It is
/// looked at again every few seconds: a pair that is new or changed is taken up once it has stood still for one look,
/// so that files are not read while they are being written. A bad one is told once, and the one before goes on serving.
/// The first by file name is the default. [#select] may be called by many threads.
public final class CertificateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Path folder;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private Map<String, String> lastSeen = Map.of();
    private volatile Certificates certificates;

    /// What is known of a pair.
    ///
    /// @param stamp of the files when they were last tried
    /// @param isGood whether what the files held then could serve
    /// @param pair what serves; null when none ever could
    private record Entry(
            String stamp, boolean isGood, @Nullable CertificatePair pair) {}

    private CertificateFolder(Path folder, Clock clock) throws UnusableCertificatesException {
        this.folder = folder;
        this.clock = clock;
        this.executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("certificates").daemon().factory());
        Map<String, String> stamps = firstStamps();
        List<String> problems = new ArrayList<>();
        for (String name : stamps.keySet()) {
            try {
                entries.put(name, new Entry(stamps.getOrDefault(name, ""), true, load(name)));
            } catch (BadCertificateException bad) {
                problems.add(name + ": " + bad.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new UnusableCertificatesException(
                    "certificates in " + folder + " cannot be used: " + String.join("; ", problems));
        }
        if (entries.isEmpty()) {
            throw new UnusableCertificatesException(
                    "no certificate in " + folder + ": put NAME.crt and NAME.key there, in PEM");
        }
        certificates = new Certificates(pairs());
    }

    /// Reads a folder and begins to follow it.
    ///
    /// @throws UnusableCertificatesException when the folder has no pair, or one that cannot serve; the message
    /// says all that is wrong
    public static CertificateFolder open(Path folder, Clock clock) throws UnusableCertificatesException {
        CertificateFolder opened = new CertificateFolder(folder, clock);
        var unused = opened.executor.scheduleWithFixedDelay(
                opened::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return opened;
    }

    private Map<String, String> firstStamps() throws UnusableCertificatesException {
        try {
            return stamps();
        } catch (IOException unreadable) {
            throw new UnusableCertificatesException(
                    "the folder of certificates " + folder + " is not there, or this account may not read it");
        }
    }

    /// The certificate for the name a client asks for; null asks for none.
    public SslContext select(@Nullable String hostname) {
        return certificates.select(hostname);
    }

    /// Takes up what is in the folder now, without waiting for it to stand still.
    ///
    /// @return whether all of it could be; if not, what was before goes on serving
    public synchronized boolean reload() {
        try {
            return take(stamps(), true);
        } catch (IOException unreadable) {
            LOG.atWarn().addKeyValue("folder", folder).log("certificate folder cannot be read, what it had goes on");
            return false;
        }
    }

    private synchronized void look() {
        try {
            take(stamps(), false);
        } catch (IOException | RuntimeException later) {
            // Tried again in a moment; an administrator who asks by reload is told.
            LOG.atDebug().setCause(later).log("certificate folder cannot be read");
        }
    }

    private boolean take(Map<String, String> stamps, boolean atOnce) {
        boolean isAllGood = true;
        boolean isChanged = removeMissing(stamps);
        for (Map.Entry<String, String> found : stamps.entrySet()) {
            String name = found.getKey();
            String stamp = found.getValue();
            Entry known = entries.get(name);
            boolean isSettled = known != null && known.stamp().equals(stamp) && (known.isGood() || !atOnce);
            if (!isSettled && (atOnce || stamp.equals(lastSeen.get(name)))) {
                Entry fresh = tried(name, stamp, known);
                entries.put(name, fresh);
                isChanged |= fresh.isGood();
                isAllGood &= fresh.isGood();
            }
        }
        lastSeen = stamps;
        if (isChanged) {
            certificates = new Certificates(pairs());
            LOG.atInfo().addKeyValue("pairs", pairs().size()).log("certificates replaced");
        }
        return isAllGood;
    }

    /// Forgets pairs whose files are gone, unless none would be left.
    private boolean removeMissing(Map<String, String> stamps) {
        boolean isAnyLeft = entries.entrySet().stream()
                .anyMatch(entry ->
                        stamps.containsKey(entry.getKey()) && entry.getValue().pair() != null);
        return isAnyLeft && entries.keySet().retainAll(stamps.keySet());
    }

    private Entry tried(String name, String stamp, @Nullable Entry known) {
        CertificatePair before = known == null ? null : known.pair();
        String problem;
        try {
            CertificatePair pair = load(name);
            if (before == null || clock.instant().isBefore(pair.expiresAt())) {
                return new Entry(stamp, true, pair);
            }
            problem = "the certificate has expired";
        } catch (BadCertificateException bad) {
            problem = String.valueOf(bad.getMessage());
        }
        LOG.atWarn()
                .addKeyValue("pair", name)
                .addKeyValue("problem", problem)
                .log("certificate cannot be used, what was before goes on serving");
        return new Entry(stamp, false, before);
    }

    private CertificatePair load(String name) throws BadCertificateException {
        CertificatePair pair = CertificatePair.load(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        if (!clock.instant().isBefore(pair.expiresAt())) {
            LOG.atWarn().addKeyValue("pair", name).log("certificate has expired");
        }
        return pair;
    }

    private List<CertificatePair> pairs() {
        List<CertificatePair> pairs = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.pair() != null) {
                pairs.add(entry.pair());
            }
        }
        return pairs;
    }

    /// What shows whether the files of each pair are still the same.
    private Map<String, String> stamps() throws IOException {
        Map<String, String> stamps = new TreeMap<>();
        try (DirectoryStream<Path> certificateFiles = Files.newDirectoryStream(folder, "*.crt")) {
            for (Path file : certificateFiles) {
                String name = file.getFileName().toString().replaceFirst("\\.crt$", "");
                stamps.put(name, stamp(file) + " " + stamp(folder.resolve(name + ".key")));
            }
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
        } catch (IOException missing) {
            return "missing";
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
