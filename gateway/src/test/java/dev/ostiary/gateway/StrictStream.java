package dev.ostiary.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client's bytes are by the letter of RFC 9112, read by nothing of the product: whole requests, and how the
/// rest is.
/// Takes less than a server may.
final class StrictStream {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern LINE = Pattern.compile("(" + TOKEN + ") ([!-~]+) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):[ \\t]*([\\t -~\\x80-\\xff]*?)[ \\t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;[\\t -~\\x80-\\xff]*)?");

    /// How the bytes end.
    enum End {
        WHOLE,
        UNFINISHED,
        MALFORMED
    }

    final List<Message> requests = new ArrayList<>();
    final End end;
    private final String bytes;
    private int at;

    StrictStream(String bytes) {
        this.bytes = bytes;
        this.end = readAll();
    }

    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
        final transient End end;

        Stop(End end) {
            super(null, null, false, false);
            this.end = end;
        }
    }

    private End readAll() {
        try {
            while (at < bytes.length()) {
                while (bytes.startsWith("\r\n", at)) {
                    at += 2;
                }
                if (at < bytes.length()) {
                    requests.add(request());
                }
            }
            return End.WHOLE;
        } catch (Stop stop) {
            return stop.end;
        }
    }

    private Message request() throws Stop {
        String start = line();
        Matcher line = LINE.matcher(start);
        if (!line.matches()) {
            throw new Stop(End.MALFORMED);
        }
        boolean isOld = line.group(3).equals("0");
        Message head = new Message(start, fields(), "", List.of());
        int hosts = head.values("Host").size();
        List<String> lengths = head.values("Content-Length");
        List<String> codings = head.values("Transfer-Encoding");
        if (hosts > 1 || hosts == 0 && !isOld || lengths.size() + codings.size() > 1 || isOld && !codings.isEmpty()) {
            throw new Stop(End.MALFORMED);
        }
        if (!codings.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new Stop(End.MALFORMED);
            }
            String body = chunks();
            return new Message(start, head.headers(), body, fields());
        }
        return new Message(start, head.headers(), lengths.isEmpty() ? "" : body(lengths.getFirst()), List.of());
    }

    private String body(String length) throws Stop {
        if (!length.matches("[0-9]{1,18}")) {
            throw new Stop(End.MALFORMED);
        }
        return take(Long.parseLong(length));
    }

    private String chunks() throws Stop {
        StringBuilder body = new StringBuilder();
        while (true) {
            Matcher size = CHUNK.matcher(line());
            if (!size.matches()) {
                throw new Stop(End.MALFORMED);
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(take(length));
            if (!line().isEmpty()) {
                throw new Stop(End.MALFORMED);
            }
        }
    }

    private String take(long length) throws Stop {
        if (length > bytes.length() - at) {
            throw new Stop(End.UNFINISHED);
        }
        at += (int) length;
        return bytes.substring(at - (int) length, at);
    }

    private List<Message.Field> fields() throws Stop {
        List<Message.Field> fields = new ArrayList<>();
        String line = line();
        for (; !line.isEmpty(); line = line()) {
            if (!fields.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                // A folded line may be taken for one with spaces (section 5.2).
                Message.Field folded = fields.removeLast();
                line = folded.name() + ": " + (folded.value() + " " + line.strip()).strip();
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new Stop(End.MALFORMED);
            }
            fields.add(new Message.Field(field.group(1), field.group(2)));
        }
        return fields;
    }

    /// A line; one that has a CR, LF or NUL of its own is none.
    private String line() throws Stop {
        for (int i = at; i < bytes.length(); i++) {
            char octet = bytes.charAt(i);
            if (octet == '\r' && i + 1 == bytes.length()) {
                break;
            }
            if (octet == '\r' && bytes.charAt(i + 1) == '\n') {
                String line = bytes.substring(at, i);
                at = i + 2;
                return line;
            }
            if (octet == '\r' || octet == '\n' || octet == 0) {
                throw new Stop(End.MALFORMED);
            }
        }
        throw new Stop(End.UNFINISHED);
    }
}
