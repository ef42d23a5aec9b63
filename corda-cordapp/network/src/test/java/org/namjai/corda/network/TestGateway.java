package org.namjai.corda.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A participant's gateway that says what a test wants it to say, and keeps what it was asked. */
final class TestGateway implements AutoCloseable {
    static final String TOKEN = "review-\"token\"";

    private final HttpServer server;
    private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "yes";
    private volatile CountDownLatch hold = new CountDownLatch(0);

    TestGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/ledger/review", this::review);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    /** Keeps who asks from now on waiting until the latch is down. */
    void holdsUntil(CountDownLatch latch) {
        hold = latch;
    }

    int timesAsked() {
        return asked.size();
    }

    Map<String, List<String>> lastAsked() {
        return asked.get(asked.size() - 1);
    }

    private void review(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(fields(form));
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? status : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            fields.computeIfAbsent(parts[0], unused -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
