package org.namjai.platform.account.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.account.AccountBalance;
import org.namjai.platform.account.AccountKind;
import org.namjai.platform.account.AccountPage;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Statement;
import org.namjai.platform.account.Transfer;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.Pseudonym;

/** Accounts and statements as they are written out: people by pseudonym, and no other holder. */
final class AccountViews {
    private AccountViews() {}

    record AccountsView(List<AccountView> accounts, @Nullable UUID next) {
        static AccountsView of(AccountPage page) {
            return new AccountsView(
                    page.accounts().stream().map(AccountView::of).toList(), page.next());
        }
    }

    /**
     * @param person the pseudonym of the person whose account it is; none for all other accounts
     */
    record AccountView(
            UUID id,
            String programme,
            String kind,
            @Nullable String participant,
            @Nullable String person,
            String currency,
            long balanceSatang,
            long entries) {
        static AccountView of(AccountBalance balance) {
            AccountRef account = balance.account();
            return new AccountView(
                    balance.id(),
                    account.programme().value(),
                    account.kind().code(),
                    text(account.participant()),
                    person(account),
                    balance.currency(),
                    balance.balanceSatang(),
                    balance.entries());
        }

        private static @Nullable String person(AccountRef account) {
            boolean personal = account.kind() == AccountKind.ENTITLEMENT || account.kind() == AccountKind.WALLET;
            return personal ? account.holder() : null;
        }
    }

    record StatementView(
            AccountView account, List<LineView> lines, long openingSatang, long closingSatang, @Nullable Long next) {
        static StatementView of(Statement statement) {
            return new StatementView(
                    AccountView.of(statement.account()),
                    statement.lines().stream().map(LineView::of).toList(),
                    statement.openingSatang(),
                    statement.closingSatang(),
                    statement.next());
        }
    }

    /**
     * @param amountSatang less than zero when money left
     * @param participant with the programme it names the chain, whose {@code number} the transfer has
     * @param counterparty the merchant concerned
     * @param person the pseudonym of the person concerned
     */
    record LineView(
            long entry,
            Instant at,
            String kind,
            long amountSatang,
            long balanceSatang,
            OtherView other,
            @Nullable UUID counterparty,
            @Nullable String person,
            @Nullable UUID cause,
            String key,
            @Nullable String participant,
            long number) {
        static LineView of(Statement.Line line) {
            Transfer transfer = line.transfer();
            Pseudonym subject = transfer.subject();
            return new LineView(
                    line.entry(),
                    transfer.recordedAt(),
                    transfer.kind().code(),
                    line.amountSatang(),
                    line.balanceSatang(),
                    OtherView.of(line.other()),
                    transfer.counterparty(),
                    subject == null ? null : subject.value(),
                    transfer.cause(),
                    transfer.key(),
                    text(transfer.participant()),
                    transfer.number());
        }
    }

    /** The account on the other side. */
    record OtherView(UUID id, String kind, @Nullable String participant) {
        static OtherView of(AccountRef account) {
            return new OtherView(account.id(), account.kind().code(), text(account.participant()));
        }
    }

    private static @Nullable String text(@Nullable ParticipantId participant) {
        return participant == null ? null : participant.value();
    }
}
