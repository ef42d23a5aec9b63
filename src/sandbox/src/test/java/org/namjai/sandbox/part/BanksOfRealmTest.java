package org.namjai.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namjai.corda.network.Participant;

class BanksOfRealmTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void banksOfTheFile_changeNothing() throws IOException {
        assertThat(entries(realm("bua", "khaohom"))).isEqualTo(entries(JSON.readTree(file())));
    }

    @Test
    void otherBanks_haveWhatTheFilesBanksHave() throws IOException {
        JsonNode realm = realm("bua", "mali-2");
        assertThat(realm.toString()).doesNotContainIgnoringCase("khaohom");
        assertThat(realm.at("/clients").findValuesAsText("clientId"))
                .contains("bank-bua-web", "bank-mali-2-web", "participant-mali-2", "bank-app-mali-2");
        assertThat(realm.at("/users").findValuesAsText("serviceAccountClientId"))
                .contains("participant-mali-2", "bank-app-mali-2");
        assertThat(realm.toString())
                .contains(
                        "${NAMJAI_SECRET_PARTICIPANT_MALI_2}",
                        "${NAMJAI_SECRET_BANK_MALI_2_WEB}",
                        "${NAMJAI_BANK_MALI_2_URL}/login/oauth2/code/keycloak",
                        "\"claim.value\":\"mali-2\"",
                        "\"included.custom.audience\":\"bank-mali-2\"");
    }

    private static JsonNode realm(String... ids) throws IOException {
        List<Participant> banks =
                Stream.of(ids).map(id -> new Participant(id, id, id, "O=" + id)).toList();
        return JSON.readTree(BanksOfRealm.write(file(), banks));
    }

    /** Clients and users, in whatever order. */
    private static Set<JsonNode> entries(JsonNode realm) {
        Set<JsonNode> entries = new HashSet<>();
        realm.path("clients").forEach(entries::add);
        realm.path("users").forEach(entries::add);
        return entries;
    }

    private static String file() throws IOException {
        try (InputStream file = BanksOfRealmTest.class.getResourceAsStream("/namjai-realm.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
