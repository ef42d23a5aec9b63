package org.namjai.bank.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** On a real server: only there is a connection to lose. */
class LostConnectionsTest {
    private final AtomicInteger taken = new AtomicInteger();
    private final FaultsController faults = new FaultsController();
    private WebServer server;

    @BeforeEach
    void start() {
        var tomcat = new TomcatServletWebServerFactory(0);
        new LostConnections(faults).customize(tomcat);
        server = tomcat.getWebServer(
                context -> context.addServlet("takes", new Takes()).addMapping("/*"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void lostConnection_isNeverHeardAsAccepted_thoughTheInstructionWasTaken() throws Exception {
        faults.put(new FaultsController.Body(List.of("lose-connection"), null));
        assertThatThrownBy(() -> instruct("/api/v1/disbursement-files/m-1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> instruct("/api/v1/disbursements/1")).isInstanceOf(IOException.class);
        assertThat(taken).hasValue(2);
        assertThat(instruct("/api/v1/faults"))
                .as("its own faults can still be mended")
                .isEqualTo(202);

        faults.put(new FaultsController.Body(List.of(), null));
        assertThat(instruct("/api/v1/disbursement-files/m-1")).isEqualTo(202);
    }

    private int instruct(String path) throws IOException, InterruptedException {
        URI there = URI.create("http://localhost:" + server.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(there).PUT(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private final class Takes extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPut(HttpServletRequest request, HttpServletResponse response) {
            taken.incrementAndGet();
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }
}
