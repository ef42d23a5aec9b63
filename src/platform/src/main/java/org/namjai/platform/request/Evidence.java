package org.namjai.platform.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.namjai.platform.privacy.ForgottenException;
import org.namjai.platform.registry.Answer;
import org.namjai.platform.registry.Inquiry;
import org.namjai.platform.registry.Question;
import org.namjai.platform.registry.Registries;
import org.namjai.platform.registry.Registry;
import org.namjai.platform.registry.RegistryUnavailable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the registries said about whoever requests. Every answer is kept, sealed, with its question and time; decisions are
 * made on the newest.
 */
@Service
public class Evidence {
    /** Requests whose answers wait in memory for their process; more are read from the table. */
    private static final int MOST_AT_HAND = 2_000;

    private final EvidenceStore store;
    private final Registries registries;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration freshFor;
    private final Map<RequestId, List<Answer>> atHand = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestId, List<Answer>> eldest) {
            return size() > MOST_AT_HAND;
        }
    });

    Evidence(
            EvidenceStore store,
            Registries registries,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${namjai.evidence.fresh-for:15m}") Duration freshFor) {
        this.store = store;
        this.registries = registries;
        this.transaction = transaction;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    /**
     * Asks the registries about many requests before their processes start, and keeps the answers. Call it outside a
     * transaction: nothing is held while registries think. What a registry does not answer now is left to
     * {@link #lookUp}, which asks again.
     *
     * @return the requests whose every question was answered
     */
    public Set<RequestId> prefetch(Map<RequestId, ? extends Collection<Question>> wanted) {
        List<EvidenceStore.Subject> subjects = store.subjects(wanted.keySet());
        var inquiries = new ArrayList<Inquiry>();
        for (EvidenceStore.Subject subject : subjects) {
            questions(wanted, subject).forEach(question -> inquiries.add(new Inquiry(subject.citizen(), question)));
        }
        Map<Inquiry, Answer> answers = registries.ask(inquiries);
        var found = new ArrayList<EvidenceStore.Found>();
        var byRequest = new HashMap<RequestId, List<Answer>>();
        for (EvidenceStore.Subject subject : subjects) {
            for (Question question : questions(wanted, subject)) {
                Answer answer = answers.get(new Inquiry(subject.citizen(), question));
                if (answer != null) {
                    found.add(new EvidenceStore.Found(subject, answer));
                    byRequest
                            .computeIfAbsent(subject.request(), id -> new ArrayList<>())
                            .add(answer);
                }
            }
        }
        if (!found.isEmpty()) {
            transaction.executeWithoutResult(status -> store.keep(found));
            atHand.putAll(byRequest);
        }
        return wanted.entrySet().stream()
                .filter(asked ->
                        byRequest.getOrDefault(asked.getKey(), List.of()).size()
                                == asked.getValue().size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Collection<Question> questions(
            Map<RequestId, ? extends Collection<Question>> wanted, EvidenceStore.Subject subject) {
        Collection<Question> questions = wanted.get(subject.request());
        return questions == null ? List.of() : questions;
    }

    /** The kept answer to the same question if it is fresh; else asks, as {@link #lookUp(RequestId, Question, Instant)}. */
    public Answer lookUp(RequestId request, Question question) {
        return lookUp(request, question, Instant.EPOCH);
    }

    /**
     * The kept answer to the same question if it is fresh; else asks, within the caller's transaction.
     *
     * @param notBefore what was answered before that moment is not taken, however fresh
     * @throws RegistryUnavailable when the registry has no answer now
     */
    public Answer lookUp(RequestId request, Question question, Instant notBefore) {
        Instant fresh = clock.instant().minus(freshFor);
        Instant since = fresh.isBefore(notBefore) ? notBefore : fresh;
        return newest(atHand.getOrDefault(request, List.of()), question, since)
                .or(() -> newest(store.answers(request, since), question, since))
                .orElseGet(() -> ask(request, question));
    }

    private static Optional<Answer> newest(List<Answer> answers, Question question, Instant since) {
        return answers.stream()
                .filter(answer ->
                        answer.question().equals(question) && !answer.at().isBefore(since))
                .findFirst();
    }

    private Answer ask(RequestId request, Question question) {
        EvidenceStore.Subject subject = store.subjects(List.of(request)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no request " + request));
        Answer answer = registries.ask(new Inquiry(subject.citizen(), question));
        transaction.executeWithoutResult(status -> store.keep(List.of(new EvidenceStore.Found(subject, answer))));
        return answer;
    }

    /** That a registry was asked about the person of a request, and whether its record stated all that it must. */
    public record Asked(Registry registry, Instant at, boolean usable) {}

    /** For people: who was asked, oldest first, without what was said. Nothing any more when the person is forgotten. */
    public List<Asked> asked(RequestId request) {
        try {
            var asked = new ArrayList<>(of(request).stream()
                    .map(answer -> new Asked(answer.question().registry(), answer.at(), answer.isComplete()))
                    .toList());
            Collections.reverse(asked);
            return asked;
        } catch (ForgottenException e) {
            return List.of();
        }
    }

    /** Everything that was ever answered for this request, newest first. */
    public List<Answer> of(RequestId request) {
        return store.answers(request, Instant.EPOCH);
    }
}
