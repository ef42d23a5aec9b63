package org.namjai.sandbox.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Stands for Keycloak, which would take memory and a core from what is measured: it signs tokens as Keycloak does (RS256)
 * and publishes its key; the platform and the registries check every token as always.
 */
final class BenchIssuer implements AutoCloseable {
    private static final int KEY_BITS = 2048;
    private static final long HOURS_VALID = 6;

    private final RSAKey key;
    private final HttpServer server;

    private BenchIssuer(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    static BenchIssuer start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(KEY_BITS).keyID("bench").generate();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var issuer = new BenchIssuer(key, server);
        server.createContext("/", issuer::answer);
        server.start();
        return issuer;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Of a participant's client, for the platform. */
    String participantToken(String participant) {
        return signed(claims(participant, "platform", "participant").claim("participant_id", participant));
    }

    /** Of a client, for one audience, with one role. */
    String token(String client, String audience, String role) {
        return signed(claims(client, audience, role));
    }

    private JWTClaimsSet.Builder claims(String client, String audience, String role) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(client)
                .audience(audience)
                .claim("azp", client)
                .claim("preferred_username", client)
                .claim("roles", List.of(role))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(HOURS_VALID * 3600)));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body =
                switch (exchange.getRequestURI().getPath()) {
                    case "/.well-known/openid-configuration" ->
                        """
                        {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                        "jwks_uri":"%1$s/certs","end_session_endpoint":"%1$s/end","subject_types_supported":["public"]}
                        """
                                .formatted(url());
                    case "/certs" -> new JWKSet(key.toPublicJWK()).toString();
                    // Only the platform asks for one: its own, for the registries.
                    case "/token" ->
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                                .formatted(token("platform", "registries", "platform"), HOURS_VALID * 3600);
                    default -> "";
                };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
