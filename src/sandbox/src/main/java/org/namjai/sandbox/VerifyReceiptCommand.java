package org.namjai.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.namjai.sandbox.demo.Caller;
import org.namjai.sandbox.demo.Callers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a receipt against a party's own Corda node; the platform's database is not asked. */
@Command(name = "receipt", description = "Check a receipt against a node: its participant's own, or the one named.")
final class VerifyReceiptCommand implements Callable<Integer> {
    private static final String DGA = "dga";

    @Parameters(paramLabel = "FILE", description = "the receipt, JSON as the platform gives it")
    private Path file = Path.of("");

    @Option(names = "--node", description = "dga or a bank's id (default: the receipt's participant)")
    private @Nullable String node;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        Installation installation = Installation.ofThisMachine();
        if (!new RunningSystem(installation).isReady()) {
            throw new CommandFailure("Namjai is not running: start it with ./namjai up.");
        }
        return verify(installation, file, node, spec.commandLine().getOut());
    }

    static int verify(Installation installation, Path file, @Nullable String node, PrintWriter out) {
        Map<String, Object> receipt = read(file);
        String asked = node == null ? String.valueOf(receipt.get("participant")) : node;
        Callers callers = new Callers(installation);
        Caller party = asked.equals(DGA) ? callers.operator() : bank(installation, callers, asked);
        JsonNode answer = party.post("/api/v1/ledger/receipts/verification", receipt, null);
        if (!answer.path("valid").asBoolean()) {
            throw new CommandFailure("ใบรับไม่ถูกต้อง / THE RECEIPT IS NOT RIGHT, says the node of %s: %s"
                    .formatted(asked, answer.path("reason").asText()));
        }
        out.printf(
                "ใบรับถูกต้อง / The receipt is right: the node of %s has it on page %s of %s/%s, transaction %s.%n",
                asked,
                receipt.get("page"),
                receipt.get("programme"),
                receipt.get("participant"),
                receipt.get("transactionId"));
        out.flush();
        return 0;
    }

    private static Caller bank(Installation installation, Callers callers, String id) {
        if (installation.banks().stream().noneMatch(bank -> bank.id().equals(id))) {
            throw new CommandFailure("There is no node '" + id + "' here.");
        }
        return callers.bankApp(id);
    }

    private static Map<String, Object> read(Path file) {
        try {
            return new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new CommandFailure(file + " is not a receipt: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CommandFailure("The receipt " + file + " can't be read.");
        }
    }
}
