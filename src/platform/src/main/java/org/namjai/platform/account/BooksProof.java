package org.namjai.platform.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proves the books from their transfers alone, by set-based SQL on one snapshot, while they go on: whoever changed a row
 * behind the platform's back is found.
 */
@Service
public class BooksProof {
    private static final String MOVEMENT =
            """
            select debit_account as account, debit_entry as entry, -amount_satang as satang, debit_balance as balance, key
            from transfer
            union all
            select credit_account, credit_entry, amount_satang, credit_balance, key from transfer
            """;

    /** The kinds of account that each kind of transfer joins, from the one place that says so. */
    private static final String JOINS = Arrays.stream(TransferKind.values())
            .flatMap(kind -> Arrays.stream(AccountKind.values()).flatMap(debit -> Arrays.stream(AccountKind.values())
                    .filter(credit -> kind.joins(debit, credit))
                    .map(credit -> "('%s', '%s', '%s')".formatted(kind.code(), debit.code(), credit.code()))))
            .collect(Collectors.joining(", "));

    private static final List<Check> CHECKS = List.of(
            new Check(
                    "every account stands under the id of what it names",
                    """
                    select 'account ' || id, 'the id of ' || programme || '/' || kind, 'another'
                    from account
                    where id <> encode(substring(sha256(convert_to(programme || '/' || kind || '/'
                        || coalesce(participant, '') || '/' || coalesce(holder, ''), 'UTF8')) for 16), 'hex')::uuid
                    order by id limit 1
                    """),
            new Check(
                    "every transfer joins two accounts of the right kinds, of one programme and one currency",
                    """
                    select 'transfer ' || t.key, 'a ' || t.kind || ' between fitting accounts',
                        coalesce(d.kind, 'no account') || ' to ' || coalesce(c.kind, 'no account')
                    from transfer t
                    left join chain n on n.id = t.chain
                    left join account d on d.id = t.debit_account left join account c on c.id = t.credit_account
                    where ((t.kind, d.kind, c.kind) in (%s) and d.programme = n.programme and c.programme = n.programme
                        and d.currency = c.currency) is not true
                    order by t.chain, t.number limit 1
                    """
                            .formatted(JOINS)),
            new Check(
                    "every balance is the sum of its transfers",
                    """
                    select 'account ' || coalesce(a.id, m.account),
                        coalesce(m.satang, 0) || ' satang after ' || coalesce(m.entries, 0) || ' transfers',
                        coalesce(a.balance_satang || ' satang after ' || a.entries || ' transfers', 'no account')
                    from account a full join (
                        select account, sum(satang) as satang, count(*) as entries from (%s) m group by account
                    ) m on m.account = a.id
                    where a.id is null or a.balance_satang <> coalesce(m.satang, 0) or a.entries <> coalesce(m.entries, 0)
                    order by coalesce(a.id, m.account) limit 1
                    """
                            .formatted(MOVEMENT)),
            new Check(
                    "the world sums to zero",
                    """
                    select 'all accounts in ' || currency, '0 satang', sum(balance_satang) || ' satang'
                    from account group by currency having sum(balance_satang) <> 0 order by currency limit 1
                    """),
            new Check(
                    "no account is below zero that may not be",
                    """
                    select 'account ' || id, '0 satang or more', balance_satang || ' satang'
                    from account where kind <> 'appropriation' and balance_satang < 0 order by id limit 1
                    """),
            new Check(
                    "every account's entries follow each other, each with its balance",
                    """
                    select 'transfer ' || key || ', account ' || account,
                        'entry ' || last_entry + 1 || ' with ' || last_balance + satang || ' satang',
                        'entry ' || entry || ' with ' || balance || ' satang'
                    from (
                        select *, lag(entry, 1, 0::bigint) over history as last_entry,
                            lag(balance, 1, 0::bigint) over history as last_balance
                        from (%s) m window history as (partition by account order by entry)
                    ) m
                    where entry <> last_entry + 1 or balance <> last_balance + satang
                    order by account, entry limit 1
                    """
                            .formatted(MOVEMENT)),
            new Check(
                    "every chain is numbered without a gap",
                    """
                    select 'transfer ' || number || ' of chain ' || chain, 'number ' || last_number + 1, 'number ' || number
                    from (
                        select chain, number, lag(number, 1, 0::bigint) over (partition by chain order by number) as last_number
                        from transfer
                    ) t
                    where number <> last_number + 1
                    order by chain, number limit 1
                    """),
            new Check(
                    "every chain's last number is its last transfer's",
                    """
                    select 'chain ' || coalesce(n.id, t.chain), 'last number ' || coalesce(t.last_number, 0),
                        coalesce('last number ' || n.last_number, 'no chain')
                    from chain n full join (select chain, max(number) as last_number from transfer group by chain) t
                        on t.chain = n.id
                    where n.last_number is distinct from coalesce(t.last_number, 0)
                    order by coalesce(n.id, t.chain) limit 1
                    """),
            new Check(
                    "what is confirmed or cancelled was pending, whole and once; no reversals pass their purchase",
                    """
                    select 'transfer ' || f.key, 'at most ' || coalesce(o.amount_satang, 0) || ' satang of ' || f.original,
                        f.satang || ' satang'
                    from (
                        select original, kind in ('confirm', 'cancel') as resolves, min(key) as key,
                            sum(amount_satang) as satang, array_agg(distinct debit_account) as debits,
                            array_agg(distinct credit_account) as credits, bool_or(kind <> 'confirm') as back
                        from transfer where original is not null group by original, resolves
                    ) f
                    left join transfer o on o.key = f.original
                    where (o.kind = case when f.resolves then 'disburse' else 'purchase' end
                        and f.debits = array[o.credit_account] and (not f.back or f.credits = array[o.debit_account])
                        and case when f.resolves then f.satang = o.amount_satang else f.satang <= o.amount_satang end)
                        is not true
                    order by f.key limit 1
                    """));

    private final JdbcClient jdbc;

    BooksProof(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A law of the books and the query for the first row that breaks it: the row, what should be, what is. */
    private record Check(String law, String firstBroken) {}

    /**
     * Where the proof stands.
     *
     * @param step from 1 to {@code steps}
     */
    public record Step(int step, int steps, String law) {}

    /** The first row that is wrong. */
    public record Finding(String law, String row, String expected, String found) {}

    /**
     * What was proven.
     *
     * @param finding none when the books are right
     */
    public record Result(long accounts, long transfers, Optional<Finding> finding) {}

    /** Checks law after law, up to the first that is broken. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Result prove(Consumer<Step> progress) {
        // Sorts and sums over everything: spill as little as possible.
        jdbc.sql("select set_config('work_mem', '256MB', true)")
                .query(String.class)
                .single();
        for (int i = 0; i < CHECKS.size(); i++) {
            Check check = CHECKS.get(i);
            progress.accept(new Step(i + 1, CHECKS.size(), check.law()));
            Optional<Finding> finding = jdbc.sql(check.firstBroken())
                    .query((row, n) -> new Finding(check.law(), row.getString(1), row.getString(2), row.getString(3)))
                    .optional();
            if (finding.isPresent()) {
                return result(finding);
            }
        }
        return result(Optional.empty());
    }

    private Result result(Optional<Finding> finding) {
        return new Result(count("account"), count("transfer"), finding);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
