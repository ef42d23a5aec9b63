package org.namjai.platform.operations.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.namjai.platform.PagesSlice;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.operations.Board;
import org.namjai.platform.operations.Figures;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.shared.Pseudonym;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperationsPagesTest extends PagesSlice {
    private static final ProgrammeId FLOOD = new ProgrammeId("flood");
    private static final ParticipantId BANK = new ParticipantId("lotus");
    private static final Pseudonym PERSON = new Pseudonym("a".repeat(32));

    @Autowired
    private Books books;

    @Autowired
    private Figures figures;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void board_addsWhatCameAfterTheLastRecordedPage() throws Exception {
        AccountRef budget = AccountRef.budget(FLOOD);
        AccountRef entitlement = AccountRef.entitlement(FLOOD, PERSON);
        AccountRef clearing = AccountRef.clearing(FLOOD, BANK);
        AccountRef wallet = AccountRef.wallet(FLOOD, BANK, PERSON);
        UUID shop = UUID.randomUUID();
        for (AccountRef account : List.of(
                AccountRef.appropriation(FLOOD),
                budget,
                entitlement,
                clearing,
                wallet,
                AccountRef.merchant(FLOOD, shop))) {
            books.open(account);
        }
        post(TransferKind.APPROPRIATE, AccountRef.appropriation(FLOOD), budget, 5_000_000, null);
        post(TransferKind.COMMIT, budget, entitlement, 900_050, BANK);
        post(TransferKind.DISBURSE, entitlement, clearing, 900_050, BANK);
        assertThat(chain().waiting()).isEqualTo(2);
        assertThat(chain().committedSatang()).isEqualTo(900_050);
        assertThat(chain().lastAt()).isNull();

        recordPage(2, 900_050);
        post(TransferKind.CONFIRM, clearing, wallet, 900_050, BANK);
        post(TransferKind.PURCHASE, wallet, AccountRef.merchant(FLOOD, shop), 12_300, BANK);
        Board.Chain chain = chain();
        assertThat(chain.committedSatang()).isEqualTo(900_050);
        assertThat(chain.disbursedSatang()).isEqualTo(900_050);
        assertThat(chain.spentSatang()).isEqualTo(12_300);
        assertThat(List.of(chain.pages(), chain.recorded(), chain.waiting())).containsExactly(1L, 2L, 2L);

        String page = mvc.perform(get("/operations").with(staff("auditor")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("9,000.50", ">123<", "ภาพรวมการทำงาน", "Operations", "data-refresh=\"10\"");
    }

    private Board.Chain chain() {
        return figures.board().chains().stream()
                .filter(chain -> chain.programme().equals("flood"))
                .findFirst()
                .orElseThrow();
    }

    private void post(TransferKind kind, AccountRef from, AccountRef to, long satang, @Nullable ParticipantId bank) {
        var order = TransferOrder.of("test/" + kind, kind, from, to, satang);
        order = bank == null ? order : order.at(bank).about(PERSON);
        order = kind == TransferKind.CONFIRM ? order.following("test/" + TransferKind.DISBURSE) : order;
        assertThat(books.post(List.of(order))).isInstanceOf(Posting.Posted.class);
    }

    private void recordPage(int transitions, long committed) {
        jdbc.sql("insert into ledger_chain (programme, participant) values ('flood', 'lotus')")
                .update();
        jdbc.sql(
                        """
                        insert into ledger_page (programme, participant, number, first_transition, transitions,
                            committed_satang, disbursed_satang, spent_satang, reversed_satang, returned_satang,
                            settled_satang, merkle_root, key_for_dga, key_for_participant, state, transaction_id,
                            recorded_at)
                        values ('flood', 'lotus', 1, 1, :transitions, :committed, 0, 0, 0, 0, 0,
                            decode(repeat('00', 32), 'hex'), '', '', 'recorded', repeat('A', 64), now())
                        """)
                .param("transitions", transitions)
                .param("committed", committed)
                .update();
    }
}
