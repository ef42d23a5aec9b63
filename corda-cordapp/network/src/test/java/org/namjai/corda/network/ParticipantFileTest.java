package org.namjai.corda.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namjai.corda.network.NetworkException.Trouble;

class ParticipantFileTest {
    private static final String BUA =
            "{ id = bua, nameTh = ธนาคารบัว, nameEn = Bua Bank, x500Name = \"O=Bua Bank, L=Bangkok, C=TH\" }";

    @TempDir
    private Path directory;

    @Test
    void hocon_isRead() throws Exception {
        assertThat(ParticipantFile.read(file("participants = [\n # a bank\n" + BUA + "\n]")))
                .containsExactly(new Participant("bua", "ธนาคารบัว", "Bua Bank", "O=Bua Bank, L=Bangkok, C=TH"));
    }

    @Test
    void json_isRead() throws Exception {
        String json =
                "{\"participants\": [{\"id\": \"khaohom\", \"nameTh\": \"ธนาคารข้าวหอม\", \"nameEn\": \"Khaohom\","
                        + " \"x500Name\": \"O=Khaohom Bank, L=Bangkok, C=TH\"}]}";
        assertThat(ParticipantFile.read(file(json))).extracting(Participant::id).containsExactly("khaohom");
    }

    @Test
    void order_isKept() throws Exception {
        StringBuilder text = new StringBuilder("participants = [");
        for (int i = 20; i > 0; i--)
            text.append(BUA.replace("bua", "bank-" + i).replace("O=Bua", "O=Bank " + i))
                    .append("\n");
        List<Participant> read = ParticipantFile.read(file(text.append("]").toString()));
        assertThat(read).hasSize(20);
        assertThat(read.get(0).id()).isEqualTo("bank-20");
        assertThat(read.get(19).id()).isEqualTo("bank-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bua | Bua | has the id 'Bua': an id is 1 to 31 of a-z, 0-9 and '-', and begins with a letter",
                "bua | ../x | has the id '../x': an id is 1 to 31 of a-z, 0-9 and '-', and begins with a letter",
                "bua | dga | has the id 'dga', which is not a participant's",
                "id = bua, | `` | has no 'id'",
                "id = bua | id = { a = b } | has a 'id' that is no text",
                "id = bua | id = bua, gateway = x | has 'gateway', which is no field of a participant",
            })
    void badEntry_isNamedWithItsRule(String from, String to, String rule) throws IOException {
        assertThat(refusalOf("participants = [" + BUA.replaceFirst(from, to) + "]"))
                .isEqualTo("The participants' file " + path() + ": entry 1 " + rule + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bangkok, C=TH | Bangkok | it needs O, L and C",
                "C=TH | C=XX | C is a country's two capital letters, such as TH",
                "C=TH | C=th | C is a country's two capital letters, such as TH",
                "O=Bua Bank | O=ธนาคารบัว | O is of Latin letters, digits, spaces and . - & ( ) /",
                "O=Bua Bank | O=1 | O has at least two letters",
                "O=Bua Bank | Bua Bank | it is not of the form O=…, L=…, C=…",
                "O=Bua Bank | O=Bua Bank, O=Other | it has O twice",
                "O=Bua Bank | O=Bua Bank, CN=x | it is made of O, L and C alone",
            })
    void badLegalName_isNamedWithItsRule(String from, String to, String rule) throws IOException {
        assertThat(refusalOf("participants = [" + BUA.replace(from, to) + "]"))
                .startsWith("The participants' file " + path() + ": entry 1 (bua) has the x500Name '")
                .endsWith("': " + rule + ".");
    }

    @Test
    void sameIdTwice_isRefused() throws IOException {
        assertThat(refusalOf("participants = [" + BUA + "," + BUA + "]"))
                .endsWith(": entry 2 has the id 'bua', which an entry before it has.");
    }

    @Test
    void sameLegalNameInOtherOrder_isRefused() throws IOException {
        String other = BUA.replace("id = bua", "id = lotus")
                .replace("O=Bua Bank, L=Bangkok, C=TH", "C=TH,L=Bangkok,O=Bua Bank");
        assertThat(refusalOf("participants = [" + BUA + "," + other + "]"))
                .endsWith(": entry 2 (lotus) has the x500Name of bua: each has one of its own.");
    }

    @Test
    void legalNameOfTheDga_isRefused() throws IOException {
        String dga = TestNodes.dga().x500Name();
        assertThat(refusalOf("participants = [" + BUA.replace("O=Bua Bank, L=Bangkok, C=TH", dga) + "]"))
                .endsWith(": entry 1 (bua) has the x500Name of dga: each has one of its own.");
    }

    @Test
    void brokenFile_isNamedWithItsLine() throws IOException {
        assertThat(refusalOf("participants = [\n{ id = bua, \n= }"))
                .isEqualTo("The participants' file " + path() + " is not HOCON: line 3 cannot be understood.");
    }

    @Test
    void otherKeyEmptyListAndNoFile_areRefused() throws IOException {
        assertThat(refusalOf("banks = [" + BUA + "]")).contains("has 'banks', but only 'participants' is known");
        assertThat(refusalOf("participants = { a = b }")).contains("must have a list 'participants = [ … ]'");
        assertThat(refusalOf("participants = []")).contains("lists nobody");
        Files.delete(path());
        assertThat(refusal()).isEqualTo("The participants' file " + path() + " cannot be read.");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(path(), text);
    }

    private Path path() {
        return directory.resolve("participants.conf");
    }

    private String refusalOf(String text) throws IOException {
        file(text);
        return refusal();
    }

    private String refusal() {
        NetworkException refusal = catchThrowableOfType(NetworkException.class, () -> ParticipantFile.read(path()));
        assertThat(refusal).as("the file is read").isNotNull();
        assertThat(refusal.trouble()).isEqualTo(Trouble.BAD_PARTICIPANTS);
        return String.valueOf(refusal.getMessage());
    }
}
