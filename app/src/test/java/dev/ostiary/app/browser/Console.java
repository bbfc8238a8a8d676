package dev.ostiary.app.browser;

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

    private Console(RunningServer server, ControlApi api) {
        this.server = server;
        this.api = api;
    }

    /// An organization of the console.
    record Organization(String id, String slug) {}

    /// An answer of the gateway.
    record Called(int status, String body) {}

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
        HttpResponse<String> made = client.send(
                HttpRequest.newBuilder(URI.create(server.control() + "/api/v1/setup"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                                {"token":"%s","email":"%s","name":"Ada Lovelace","password":"%s"}""".formatted(token.group(1), EMAIL, PASSWORD)))
                        .build(),
                BodyHandlers.ofString());
        if (made.statusCode() != 200) {
            throw new AssertionError(made.body());
        }
    }

    /// Where a page is.
    String url(String path) {
        return server.control() + path;
    }

    /// The API, as an operator.
    ControlApi api() {
        return api;
    }

    /// An organization that no other test knows.
    Organization newOrganization() throws IOException, InterruptedException {
        String slug = "org-" + organizations.incrementAndGet();
        JsonNode made = api.call(
                "POST", "/organizations", "{\"slug\":\"%s\",\"name\":\"Organization %s\"}".formatted(slug, slug));
        return new Organization(made.path("id").stringValue(""), slug);
    }

    /// Makes a key of an organization by the API.
    JsonNode newKey(Organization organization, String fields) throws IOException, InterruptedException {
        return api.call("POST", "/organizations/" + organization.id() + "/keys", "{" + fields + "}");
    }

    /// Somebody at a desk who has signed in, by the page that is for it, and sees that page then.
    Visitor signedIn(Browser browser, String path) {
        return signIn(Visitor.wide(browser), path);
    }

    /// Signs somebody in who wanted to see that page, and is taken there.
    Visitor signIn(Visitor visitor, String path) {
        Page page = visitor.page();
        page.navigate(url(path));
        page.getByLabel("Email address").fill(EMAIL);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("button.primary").click();
        page.waitForURL(url(path));
        return visitor;
    }

    /// Calls the gateway's client API with a credential, as `Authorization: Bearer` has it.
    Called callGateway(String credential, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.gateway() + "/v1/key"))
                .header("Authorization", "Bearer " + credential);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        return new Called(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        client.close();
        api.close();
        server.close();
    }
}
