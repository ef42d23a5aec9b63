package org.namjai.platform.programme;

import java.util.List;
import java.util.Optional;
import org.namjai.platform.account.AccountRef;
import org.namjai.platform.account.Books;
import org.namjai.platform.account.Posting;
import org.namjai.platform.account.TransferKind;
import org.namjai.platform.account.TransferOrder;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue of programmes. What is in it changes by {@link Proposals}. */
@Service
public class Programmes {
    private final ProgrammeStore store;
    private final Books books;

    Programmes(ProgrammeStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    public Optional<Programme> find(ProgrammeId id) {
        return store.find(id);
    }

    public List<Programme> all() {
        return store.all();
    }

    /** Newest first. */
    public List<ProgrammeVersion> versions(ProgrammeId id) {
        return store.versions(id);
    }

    /** The engine's deployment that the published version came with; none for a draft. */
    public Optional<String> publishedDeployment(ProgrammeId id) {
        return store.publishedDeployment(id);
    }

    /** Keeps that running requests were moved to another version. */
    public void recordMigration(ProgrammeId id, String fromDefinition, String by) {
        store.addAct(id, "migrated", fromDefinition, by);
    }

    /** What was done to the programme, newest first. */
    public List<ProgrammeAct> acts(ProgrammeId id) {
        return store.acts(id);
    }

    /**
     * Adds a deployed version as a draft; a programme's first opens its accounts. A published programme stays as it is.
     */
    @Transactional
    public void register(NewVersion version) {
        store.addDraft(version);
        store.addVersion(version);
        store.addAct(version.programme(), "deployed", version.definitionId(), version.deployedBy());
        books.open(AccountRef.appropriation(version.programme()));
        books.open(AccountRef.budget(version.programme()));
    }

    /**
     * Gives the programme money.
     *
     * @param key the caller's own, unique for this programme; the same again gives nothing more
     */
    public Posting appropriate(ProgrammeId id, long amountSatang, String key) {
        return books.post(List.of(TransferOrder.of(
                "appropriate/" + id + "/" + key,
                TransferKind.APPROPRIATE,
                AccountRef.appropriation(id),
                AccountRef.budget(id),
                amountSatang)));
    }
}
