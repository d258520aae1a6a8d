package dev.fer.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fer.report.html.LivePage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Answers the three addresses of a live report, and only GET from this machine's own pages. Thread-safe. */
final class LiveHandler implements HttpHandler {
    private static final String HTML = "text/html; charset=utf-8";
    /** Names of this machine, whatever the port: through a tunnel it is another one. */
    private static final Pattern HERE =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

    private final LiveView view;
    private final byte[] page = LivePage.html().getBytes(StandardCharsets.UTF_8);

    LiveHandler(LiveView view) {
        this.view = view;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            secure(exchange.getResponseHeaders());
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null || !HERE.matcher(host).matches()) {
                // DNS rebinding: a page elsewhere whose name was turned to this address would be the same origin.
                refuse(exchange, 421, "this report answers to 127.0.0.1 and localhost only");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                refuse(exchange, 405, "only GET is answered");
            } else {
                answer(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> send(exchange, 200, HTML, page);
            case "/report" -> send(exchange, 200, HTML, view.page());
            case "/state" ->
                send(exchange, 200, "application/json", JsonMapper.shared().writeValueAsBytes(view.state()));
            default -> refuse(exchange, 404, "there is nothing here");
        }
    }

    private static void secure(Headers headers) {
        headers.set("Content-Security-Policy", "frame-ancestors 'self'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
