package org.namjai.platform.disbursement;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;

/**
 * Asks participants about accounts that only a request has named, before any money leaves the entitlement for them. What a
 * person chose in the Super App was asked about then. An account that is not there, not open or somebody else's is a
 * refusal of this round as the participant's own would be.
 */
@Component
class Verifying {
    /** Questions of one message: a participant may refuse more. */
    private static final int MOST = 1_000;

    private final InstructionStore instructions;
    private final Participants participants;
    private final ParticipantGateway gateway;
    private final TransactionTemplate ownTransaction;

    Verifying(
            InstructionStore instructions,
            Participants participants,
            ParticipantGateway gateway,
            PlatformTransactionManager transactions) {
        this.instructions = instructions;
        this.participants = participants;
        this.gateway = gateway;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Participants that can't be asked keep their own payees waiting, and nobody else's: then it returns why. */
    Optional<RestClientException> ask(BatchId batch) {
        RestClientException failure = null;
        for (ParticipantId participant : instructions.withUnverified(batch)) {
            try {
                ask(batch, participant);
            } catch (RestClientException e) {
                failure = e;
            }
        }
        return Optional.ofNullable(failure);
    }

    private void ask(BatchId batch, ParticipantId participant) {
        URI baseUrl = participants.find(participant).orElseThrow().baseUrl();
        List<UUID> some = instructions.unverified(batch, participant, MOST);
        while (!some.isEmpty()) {
            List<InstructionStore.Target> targets = instructions.targets(null, some);
            List<ParticipantGateway.Verification> answers = gateway.verify(
                    baseUrl, targets.stream().map(Verifying::question).toList());
            Map<UUID, Optional<String>> refusals = new LinkedHashMap<>();
            for (int i = 0; i < answers.size(); i++) {
                refusals.put(targets.get(i).id(), answers.get(i).refusal());
            }
            ownTransaction.executeWithoutResult(status -> instructions.keepVerified(refusals));
            some = instructions.unverified(batch, participant, MOST);
        }
    }

    private static ParticipantGateway.Question question(InstructionStore.Target target) {
        return new ParticipantGateway.Question(
                target.citizenId().digits(), target.channel().code(), target.account(), null);
    }
}
