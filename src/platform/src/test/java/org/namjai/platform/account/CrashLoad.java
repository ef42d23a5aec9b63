package org.namjai.platform.account;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.namjai.platform.account.CrashWorld.Step;

/** Callers without end, in a JVM that is there to be killed. Arguments: the database's address, the journal. */
final class CrashLoad {
    private static final int CALLERS = 16;

    private final CrashWorld world;
    private final CrashJournal journal;

    private CrashLoad(CrashWorld world, CrashJournal journal) {
        this.world = world;
        this.journal = journal;
    }

    public static void main(String[] arguments) throws Exception {
        var load = new CrashLoad(new CrashWorld(arguments[0]), new CrashJournal(Path.of(arguments[1])));
        for (int i = 0; i < CALLERS; i++) {
            new Thread(load::ask, "caller-" + i).start();
        }
    }

    private void ask() {
        var random =
                new SplittableRandom(System.nanoTime() ^ Thread.currentThread().getId());
        while (true) {
            Step step = new Step(
                    UUID.randomUUID().toString(),
                    kind(random),
                    random.nextInt(CrashWorld.PEOPLE),
                    random.nextInt(CrashWorld.MERCHANTS),
                    1 + random.nextLong(1_000),
                    "-");
            if (ask(step, random) && step.kind() == TransferKind.DISBURSE) {
                resolve(step, random);
            } else if (step.kind() == TransferKind.PURCHASE) {
                // Also what was refused: nothing can be reversed then.
                ask(step.then(TransferKind.REVERSE, 1 + step.satang() / 2), random);
                ask(step.then(TransferKind.REVERSE, 1 + step.satang() / 2), random);
            }
        }
    }

    private static TransferKind kind(SplittableRandom random) {
        int dice = random.nextInt(20);
        return dice == 0
                ? TransferKind.APPROPRIATE
                : dice == 1
                        ? random.nextBoolean() ? TransferKind.RETURN : TransferKind.RELEASE
                        : dice < 7 ? TransferKind.COMMIT : dice < 13 ? TransferKind.DISBURSE : TransferKind.PURCHASE;
    }

    /** Confirmed and cancelled at once by two callers: one of them comes too late. */
    private void resolve(Step disbursement, SplittableRandom random) {
        var other =
                new Thread(() -> ask(disbursement.then(TransferKind.CANCEL, disbursement.satang()), random.split()));
        if (random.nextInt(4) == 0) {
            other.start();
        }
        ask(disbursement.then(TransferKind.CONFIRM, disbursement.satang()), random);
    }

    private enum Answer {
        POSTED,
        REFUSED,
        UNKNOWN
    }

    /** Whether it was posted. Some callers ask twice, one of them before the first answer. */
    private boolean ask(Step step, SplittableRandom random) {
        journal.asks(step);
        int manner = random.nextInt(10);
        if (manner == 0) {
            new Thread(() -> post(step, true)).start();
        }
        boolean posted = post(step, manner < 7) == Answer.POSTED;
        if (posted && manner == 1 && post(step, false) == Answer.REFUSED) {
            journal.refusedAfterPosted(step.key());
        }
        return posted;
    }

    private Answer post(Step step, boolean inGroup) {
        try {
            List<TransferOrder> orders = List.of(step.order());
            Posting posting = inGroup ? world.group.submit(step.key(), orders).join() : world.books.post(orders);
            return posting.fold(
                    done -> {
                        journal.posted(step.key(), done.transfers().get(0).number());
                        return Answer.POSTED;
                    },
                    refused -> {
                        journal.refused(step.key(), refused.refusal());
                        return Answer.REFUSED;
                    });
        } catch (CompletionException
                | org.springframework.dao.DataAccessException
                | org.springframework.transaction.TransactionException e) {
            journal.unknown(step.key());
            return Answer.UNKNOWN;
        }
    }
}
