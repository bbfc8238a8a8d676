package dev.ostiary.app.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.ostiary.app.process.ControlApi;
import dev.ostiary.app.process.Distribution;
import dev.ostiary.app.process.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The shipped program, started once for all tests of the console, with an account that may do everything. Each test
/// takes an organization of its own.
final class Console implements AutoCloseable {
    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct horse battery staple";

    private static final Pattern TOKEN = Pattern.compile("setup\\?token=(\\w+)");

    private final RunningServer server;
    private final ControlApi api;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger organizations = new AtomicInteger();
    private String session = "";

    private Console(RunningServer server, ControlApi api) {
        this.server = server;
        this.api = api;
    }

    static Console start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("console");
        Path data = folder.resolve("installation");
        Console console = new Console(new Distribution(folder).up(data), new ControlApi(data));
        console.setUp();
        return console;
    }

    private void setUp() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(String.join("\n", server.output()));
        if (!token.find()) {
            throw new AssertionError("no setup link: " + server.output());
        }
        post("/api/v1/setup", """
                {"token":"%s","email":"%s","name":"Ada Lovelace","password":"%s"}""".formatted(token.group(1), EMAIL, PASSWORD));
    }

    /// Sends JSON to the control plane as nobody, which must succeed.
    void post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> made = client.send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (made.statusCode() >= 300) {
            throw new AssertionError(made.body());
        }
    }

    /// Where a page is.
    String url(String path) {
        return server.control() + path;
    }

    /// Where callers come in.
    URI gateway() {
        return server.gateway();
    }

    /// What the program has logged so far.
    String log() throws IOException {
        return Files.readString(server.err());
    }

    /// The API, as an operator.
    ControlApi api() {
        return api;
    }

    /// An organization that no other test knows.
    Organization newOrganization() throws IOException, InterruptedException {
        String slug = "org-" + organizations.incrementAndGet();
        return newOrganization(slug, "Organization " + slug);
    }

    /// The one of a name.
    Organization newOrganization(String slug, String name) throws IOException, InterruptedException {
        JsonNode made = api.call("POST", "/organizations", "{\"slug\":\"%s\",\"name\":\"%s\"}".formatted(slug, name));
        return new Organization(api, made.path("id").stringValue(""), slug);
    }

    /// Where the agent listens that answers with what reached it.
    String echo() throws IOException, InterruptedException {
        return api.call("GET", "/organizations/default/agents/echo", "")
                .path("upstream")
                .stringValue("");
    }

    /// Somebody at a desk who is signed in and sees that page.
    Visitor signedIn(Browser browser, String path) {
        return signedIn(browser, path, Visitor.window(1280, 800));
    }

    /// Somebody who is signed in and sees that page in such a window.
    synchronized Visitor signedIn(Browser browser, String path, Browser.NewContextOptions window) {
        window.setBaseURL(url("/"));
        if (session.isEmpty()) {
            Visitor visitor = signIn(new Visitor(browser.newContext(window)), path, EMAIL);
            session = visitor.context().storageState();
            return visitor;
        }
        Visitor visitor = new Visitor(browser.newContext(window.setStorageState(session)));
        visitor.page().navigate(path);
        return visitor;
    }

    /// Signs somebody in by the page for it, with everybody's password, who wanted to see another, and is taken
    /// there.
    Visitor signIn(Visitor visitor, String path, String email) {
        Page page = visitor.page();
        page.navigate(url(path));
        visitor.field("Email address").fill(email);
        visitor.field("Password").fill(PASSWORD);
        visitor.press("Sign in");
        page.waitForURL(url(path));
        return visitor;
    }

    /// Calls the gateway's client API with a credential, as `Authorization: Bearer` has it.
    ///
    /// @return the status
    int callGateway(String credential, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway() + "/v1/key"))
                .header("Authorization", "Bearer " + credential);
        return send(request, headers).statusCode();
    }

    /// Gets something from the gateway.
    HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)), headers);
    }

    /// Gets it with a key in the header that agents have it in.
    ///
    /// @return the status
    int callAgent(String url, String key) throws IOException, InterruptedException {
        return get(url, "X-API-Key", key).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Runs a command as somebody does who pastes it into a terminal.
    ///
    /// @param curl what was copied
    /// @return the status that the call is answered with
    static String paste(String curl) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", curl + " -s -o /dev/null -w '%{http_code}'")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String status = new String(shell.getInputStream().readAllBytes(), US_ASCII);
        if (shell.waitFor() != 0) {
            throw new AssertionError("curl: " + shell.exitValue());
        }
        return status;
    }

    @Override
    public void close() {
        client.close();
        api.close();
        server.close();
    }
}
