package org.namjai.corda.workflows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.corda.core.cordapp.CordappConfig;
import net.corda.core.flows.FlowExternalOperation;
import net.corda.core.utilities.OpaqueBytes;
import org.namjai.corda.contracts.LedgerPage;
import org.namjai.corda.contracts.Totals;

/**
 * Asks our gateway whether a page agrees with our own accounts. Runs outside the flow's fiber, so that a slow gateway
 * holds up no other flow. Asking twice does no harm.
 */
class GatewayReview implements FlowExternalOperation<Review> {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 60_000;
    private static final int MAX_ANSWER_BYTES = 4_096;

    private final String url;
    private final String token;
    private final LedgerPage page;

    /** The CorDapp's configuration names {@code gatewayUrl} and {@code gatewayToken}. */
    GatewayReview(CordappConfig config, LedgerPage page) {
        this.url = setting(config, "gatewayUrl");
        this.token = setting(config, "gatewayToken");
        this.page = page;
    }

    @Override
    public Review execute(String deduplicationId) {
        if (url == null || token == null) {
            return new Review(Review.Answer.NONE, "this node's CorDapp configuration names no gateway");
        }
        try {
            return ask();
        } catch (IOException | RuntimeException e) {
            return new Review(Review.Answer.NONE, e.getClass().getSimpleName());
        }
    }

    private Review ask() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url + "/internal/ledger/review").openConnection();
        try {
            byte[] body = form().getBytes(StandardCharsets.US_ASCII);
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(ANSWER_MS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.setRequestProperty("Accept", "text/plain");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) return new Review(Review.Answer.NONE, "status " + status);
            return answer(read(connection));
        } finally {
            connection.disconnect();
        }
    }

    private static Review answer(String text) {
        if (text.equals("yes")) return new Review(Review.Answer.YES, "");
        if (text.startsWith("no: ")) return new Review(Review.Answer.NO, text.substring("no: ".length()));
        return new Review(Review.Answer.NONE, "an answer that is neither yes nor no");
    }

    private String form() throws IOException {
        StringBuilder form = new StringBuilder();
        Totals totals = page.getTotals();
        field(form, "programme", page.getProgramme());
        field(form, "participant", page.getChain().getExternalId().split("/", 2)[1]);
        field(form, "number", page.getNumber());
        field(form, "firstTransition", page.getFirstTransition());
        field(form, "transitions", page.getTransitions());
        field(form, "merkleRoot", page.getMerkleRoot());
        field(form, "committed", totals.getCommitted());
        field(form, "disbursed", totals.getDisbursed());
        field(form, "spent", totals.getSpent());
        field(form, "reversed", totals.getReversed());
        field(form, "returned", totals.getReturned());
        field(form, "settled", totals.getSettled());
        field(form, "key", base64(page.getKeyForParticipant()));
        // Of an alphabet that a form takes as it is: it may have megabytes.
        form.append("&packed=")
                .append(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(page.getPackedTransitions().getBytes()));
        return form.toString();
    }

    private static void field(StringBuilder form, String name, Object value) throws IOException {
        if (form.length() > 0) form.append('&');
        form.append(name).append('=').append(URLEncoder.encode(value.toString(), "UTF-8"));
    }

    private static String base64(OpaqueBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes());
    }

    private static String read(HttpURLConnection connection) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[MAX_ANSWER_BYTES];
            int count = in.read(buffer);
            while (count >= 0 && text.size() <= MAX_ANSWER_BYTES) {
                text.write(buffer, 0, count);
                count = in.read(buffer);
            }
        }
        return new String(text.toByteArray(), StandardCharsets.UTF_8).trim();
    }

    private static String setting(CordappConfig config, String name) {
        return config.exists(name) ? config.getString(name) : null;
    }
}
