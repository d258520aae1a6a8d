package dev.fer.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.report.FakeStudies;
import dev.fer.report.HostileNames;
import dev.fer.report.ReportException;
import dev.fer.report.ReportOptions;
import dev.fer.report.Reports;
import dev.fer.report.StoredStudies;
import dev.fer.report.UnknownStudyException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveReportTest {
    @TempDir
    Path folder;

    private final TrialStore store = TrialStores.inMemory();
    private LiveReport live;

    @BeforeEach
    void start() {
        StoredStudies.fill(store, FakeStudies.cnn("cnn-tpe", 5, 7));
        live = LiveReport.start(store, List.of("cnn-tpe"), ReportOptions.DEFAULT, 0);
    }

    @AfterEach
    void stop() {
        live.close();
        store.close();
    }

    @Test
    void itServesTheVeryPageThatIsWrittenToAFile() throws IOException {
        Reports.write(store, List.of("cnn-tpe"), folder.resolve("report.html"), ReportOptions.DEFAULT);

        assertThat(body(get("/report"))).isEqualTo(Files.readString(folder.resolve("report.html")));
    }

    @Test
    void thePageAroundItMayReachItsOwnServerAndNothingElse() throws IOException {
        String page = get("/");

        assertThat(status(page)).isEqualTo(200);
        assertThat(page.replace("&#39;", "'"))
                .contains("default-src 'none'; script-src 'sha256-", "connect-src 'self'; frame-src 'self'")
                .containsIgnoringCase("Content-Security-Policy: frame-ancestors 'self'");
    }

    @Test
    void theStateSaysHowTheSearchStands() throws IOException {
        JsonNode state = JsonMapper.shared().readTree(body(get("/state")));

        assertThat(state.path("phase").asString()).isIn("RUNNING", "RESTING");
        assertThat(state.path("text").asString()).contains("5 of 40 trials finished");
    }

    @Test
    void aTunnelWithAnotherPortIsAnswered() throws IOException {
        for (String host : List.of("localhost:9999", "127.0.0.1", "LOCALHOST", "[::1]:80")) {
            String answer = request("GET /report HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(status(answer)).as(host).isEqualTo(200);
        }
    }

    @Test
    void aPageFromElsewhereThatGaveItsNameThisAddressIsRefused() throws IOException {
        for (String host : List.of("evil.example", "evil.example:" + port(), "127.0.0.1.evil.example", "")) {
            String answer = request("GET /report HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(status(answer)).as(host).isEqualTo(421);
            assertThat(answer).doesNotContain("cnn-tpe");
        }
        assertThat(status(request("GET / HTTP/1.1\r\nHost: localhost:" + port() + "\r\nConnection: close\r\n\r\n")))
                .isEqualTo(200);
    }

    @Test
    void onlyThreeAddressesAreAnsweredAndOnlyGet() throws IOException {
        String host = " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

        for (String path : List.of("/fer.db", "/../fer.db", "/report/", "/state/x", "/%2e%2e/etc/passwd", "//")) {
            assertThat(status(request("GET " + path + host))).as(path).isIn(404, 400);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            assertThat(status(request(method + " /report" + host))).as(method).isEqualTo(405);
        }
    }

    @Test
    void otherMachinesCannotReachIt() throws IOException {
        assertThat(live.address().getHost()).isEqualTo("127.0.0.1");
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        if (outside.isPresent()) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outside.get(), port()), 2_000))
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void hostileNamesStayText() throws IOException {
        StoredStudies.fill(store, HostileNames.study());
        try (LiveReport hostile = LiveReport.start(store, List.of("hostile"), ReportOptions.DEFAULT, 0)) {
            String page = body(get(hostile, "/report"));

            assertThat(page.replaceAll("(?s)<script.*?</script>", "")).doesNotContain("<img", "<script>window");
            assertThat(body(get(hostile, "/state"))).doesNotContain("<");
        }
    }

    @Test
    void aPortInUseAndAnUnknownStudyAreRefused() {
        assertThatThrownBy(() -> LiveReport.start(store, List.of(), ReportOptions.DEFAULT, port()))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("cannot listen on port " + port());
        assertThatThrownBy(() -> LiveReport.start(store, List.of("cnn-tbe"), ReportOptions.DEFAULT, 0))
                .isInstanceOf(UnknownStudyException.class);
    }

    @Test
    void afterwardsThePortIsFree() throws IOException {
        int port = port();
        live.close();

        try (LiveReport again = LiveReport.start(store, List.of(), ReportOptions.DEFAULT, port)) {
            assertThat(status(get(again, "/state"))).isEqualTo(200);
        }
    }

    private int port() {
        return live.address().getPort();
    }

    private String get(String path) throws IOException {
        return get(live, path);
    }

    private static String get(LiveReport report, String path) throws IOException {
        int port = report.address().getPort();
        return request(port, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
    }

    private String request(String text) throws IOException {
        return request(port(), text);
    }

    /** A socket, since Java's own client lets nobody choose the host's name. */
    private static String request(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
