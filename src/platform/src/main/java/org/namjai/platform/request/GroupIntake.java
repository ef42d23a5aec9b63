package org.namjai.platform.request;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.namjai.platform.request.Admission.Checked;
import org.namjai.platform.shared.GroupCommit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Stores the requests of many callers in one database transaction. */
@Component
class GroupIntake implements AutoCloseable {
    private static final int LARGEST_GROUP = 250;

    private final GroupCommit<Checked, Receipt> group;

    GroupIntake(Intake intake, TransactionOperations transaction, IntakeSettings settings, MeterRegistry meters) {
        var size = new GroupCommit.Size(settings.workers(), settings.queue(), LARGEST_GROUP);
        this.group =
                new GroupCommit<>("intake", size, transaction, (requests, again) -> intake.store(requests), meters);
    }

    /** The answer comes after the commit. It is {@link Receipt.Busy} at once when the queue is full. */
    CompletableFuture<Receipt> submit(Checked request) {
        return group.submit(request).orElseGet(() -> CompletableFuture.completedFuture(new Receipt.Busy()));
    }

    @Override
    public void close() {
        group.close();
    }
}
