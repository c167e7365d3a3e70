// A bank in Java, with wise-link-server beside it: `java Bank.java`. Needs nothing but a JDK 17. Its log-in is a placeholder: everybody is Sarah, or Omar at /?omar.
import com.sun.net.httpserver.*;
import java.io.IOException;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

class Bank {
    static final String CUSTOMER = "{\"id\":\"%s\",\"givenName\":\"%s\",\"familyName\":\"%s\",\"dateOfBirth\":\"%s\",\"email\":\"%s\",\"company\":null}";
    static final Map<String, String> CUSTOMERS = Map.of("c-1", CUSTOMER.formatted("c-1", "Sarah", "Jenkins", "1985-05-20", "sarah@example.com"),
        "c-2", CUSTOMER.formatted("c-2", "Omar", "Haddad", "1979-11-03", "omar@example.com"));
    static final Map<String, String> FILES = Map.of("/", "page.html", "/wise-link.js", "node_modules/wise-link/dist/cdn/wise-link.js",
        "/wise-callback.html", "node_modules/wise-link/dist/cdn/callback.html");
    // The redirect page's address has the code for a moment.
    static final Map<String, String> SECRET_PAGE = Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer", "X-Content-Type-Options", "nosniff",
        "Content-Security-Policy", "frame-ancestors 'none'");
    // Headers of one connection, which a proxy does not pass on (RFC 9110 section 7.6.1), and those that HttpClient sets itself.
    static final Set<String> OWN = Set.of("connection", "keep-alive", "transfer-encoding", "te", "upgrade", "host", "content-length", "expect", "date");
    static final Map<String, String> sessions = new ConcurrentHashMap<>();
    static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("localhost", 3000), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", Bank::handle);
        server.start();
        // On a port of its own: it has personal data, and no page may reach it.
        var internal = HttpServer.create(new InetSocketAddress("127.0.0.1", 3001), 0);
        internal.createContext("/session", Bank::tellSession);
        internal.start();
    }

    // wise-link-server asks here who is logged in. The session id is a hash, as the cookie is a secret.
    static void tellSession(HttpExchange exchange) throws IOException {
        var session = sessionOf(exchange);
        try (exchange) {
            if (session == null) answer(exchange, 401, "", new byte[0]);
            else answer(exchange, 200, "application/json", "{\"sessionId\":\"%s\",\"customer\":%s}"
                .formatted(UUID.nameUUIDFromBytes(session.getBytes()), CUSTOMERS.get(sessions.get(session))).getBytes());
        }
    }

    static void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var session = sessionOf(exchange);
        try (exchange) {
            if (path.startsWith("/api/wise/")) passOn(exchange);
            else if (FILES.containsKey(path)) {
                // Not at the redirect page: the browser sends it no SameSite=Strict cookie, and a new log-in would replace the customer's.
                if (session == null && path.equals("/")) {
                    sessions.put(session = UUID.randomUUID().toString(), "omar".equals(exchange.getRequestURI().getQuery()) ? "c-2" : "c-1");
                    exchange.getResponseHeaders().set("Set-Cookie", "session=" + session + "; HttpOnly; SameSite=Strict; Path=/");
                }
                if (path.equals("/wise-callback.html")) SECRET_PAGE.forEach(exchange.getResponseHeaders()::set);
                answer(exchange, 200, path.endsWith(".js") ? "text/javascript" : "text/html", Files.readAllBytes(Path.of(FILES.get(path))));
            } else if (path.equals("/profiles") && session != null) answer(exchange, 200, "application/json", profiles(sessions.get(session)).getBytes());
            else answer(exchange, 404, "text/plain", new byte[0]);
        }
    }

    static String sessionOf(HttpExchange exchange) {
        // A bearer token, as an app of the bank sends it, is a session too.
        var headers = exchange.getRequestHeaders();
        var found = java.util.regex.Pattern.compile("\\b(?:session=|Bearer )([\\w-]+)").matcher(headers.getFirst("Authorization") + " " + headers.getFirst("Cookie"));
        return found.find() && sessions.containsKey(found.group(1)) ? found.group(1) : null;
    }

    static String profiles(String customer) {
        var answer = ask("http://127.0.0.1:8081/customers/" + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20") + "/access-token", System.getenv("WISE_LINK_INTERNAL_SECRET"));
        return ask("http://127.0.0.1:4200/v2/profiles", answer.replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1"));
    }

    static String ask(String url, String token) {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
    }

    static void passOn(HttpExchange exchange) throws IOException {
        var body = HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes());
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8080" + exchange.getRequestURI())).method(exchange.getRequestMethod(), body);
        exchange.getRequestHeaders().forEach((name, values) -> { if (!OWN.contains(name.toLowerCase())) values.forEach(value -> request.header(name, value)); });
        var got = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray()).join();
        got.headers().map().forEach((name, values) -> { if (!OWN.contains(name.toLowerCase())) exchange.getResponseHeaders().put(name, values); });
        answer(exchange, got.statusCode(), got.headers().firstValue("Content-Type").orElse(""), got.body());
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
