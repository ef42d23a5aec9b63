package org.namjai.platform.programme.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.namjai.platform.programme.NewProposal;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.ProgrammeVersion;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.programme.Proposal;
import org.namjai.platform.programme.ProposalResult;
import org.namjai.platform.programme.ProposalResult.Refusal;
import org.namjai.platform.programme.Proposals;
import org.namjai.platform.shared.Problems;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue, and what one person proposes and another decides. */
@RestController
@RequestMapping("/api/v1")
class ProgrammeController {
    private static final String STAFF = "hasAnyRole('programme-officer', 'approver', 'operator', 'auditor')";

    private final Programmes programmes;
    private final Proposals proposals;

    ProgrammeController(Programmes programmes, Proposals proposals) {
        this.programmes = programmes;
        this.proposals = proposals;
    }

    @GetMapping("/programmes")
    @PreAuthorize("isAuthenticated()")
    List<View> all() {
        return programmes.all().stream().map(View::of).toList();
    }

    @GetMapping("/programmes/{id}")
    @PreAuthorize("isAuthenticated()")
    ResponseEntity<?> one(@PathVariable String id) {
        return ofProgramme(id, View::of);
    }

    @GetMapping("/programmes/{id}/versions")
    @PreAuthorize(STAFF)
    ResponseEntity<?> versions(@PathVariable String id) {
        return ofProgramme(id, programme -> programmes.versions(programme.id()).stream()
                .map(VersionView::of)
                .toList());
    }

    @GetMapping("/programmes/{id}/proposals")
    @PreAuthorize(STAFF)
    ResponseEntity<?> proposals(@PathVariable String id) {
        return ofProgramme(id, programme -> proposals.of(programme.id()).stream()
                .map(ProposalView::of)
                .toList());
    }

    @PostMapping("/programmes/{id}/proposals")
    @PreAuthorize("hasRole('programme-officer')")
    ResponseEntity<?> propose(@PathVariable String id, @RequestBody ProposalBody body, Authentication officer) {
        Optional<Programme> programme = find(id);
        if (programme.isEmpty()) return refused(Refusal.UNKNOWN_PROGRAMME);
        NewProposal terms = body.terms(programme.get().id());
        return proposals
                .propose(terms, officer.getName())
                .fold(
                        done -> ResponseEntity.created(URI.create(
                                        "/api/v1/proposals/" + done.proposal().id()))
                                .body(ProposalView.of(done.proposal())),
                        refused -> refused(refused.refusal()));
    }

    @GetMapping("/proposals/{id}")
    @PreAuthorize(STAFF)
    ResponseEntity<?> proposal(@PathVariable UUID id) {
        return proposals
                .find(id)
                .<ResponseEntity<?>>map(found -> ResponseEntity.ok(ProposalView.of(found)))
                .orElseGet(() -> refused(Refusal.UNKNOWN_PROPOSAL));
    }

    @PostMapping("/proposals/{id}/approval")
    @PreAuthorize("hasRole('approver')")
    ResponseEntity<?> approve(@PathVariable UUID id, Authentication approver) {
        return decided(proposals.approve(id, approver.getName()));
    }

    @PostMapping("/proposals/{id}/refusal")
    @PreAuthorize("hasRole('approver')")
    ResponseEntity<?> refuse(@PathVariable UUID id, @RequestBody RefusalBody body, Authentication approver) {
        return decided(proposals.refuse(id, approver.getName(), body.reason()));
    }

    private Optional<Programme> find(String id) {
        return ProgrammeId.isValid(id) ? programmes.find(new ProgrammeId(id)) : Optional.empty();
    }

    private ResponseEntity<?> ofProgramme(String id, Function<Programme, ?> view) {
        Optional<Programme> programme = find(id);
        return programme.isEmpty()
                ? refused(Refusal.UNKNOWN_PROGRAMME)
                : ResponseEntity.ok(view.apply(programme.get()));
    }

    private static ResponseEntity<?> decided(ProposalResult result) {
        return result.fold(done -> ResponseEntity.noContent().build(), refused -> refused(refused.refusal()));
    }

    private static ResponseEntity<?> refused(Refusal refusal) {
        return ResponseEntity.of(Problems.of(
                        ProposalProblems.status(refusal), "Nothing changed", List.of(ProposalProblems.of(refusal))))
                .build();
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    record RefusalBody(@Nullable String reason) {}

    record WindowView(Instant opensAt, Instant closesAt) {
        static @Nullable WindowView of(Programme.@Nullable Window window) {
            return window == null ? null : new WindowView(window.opensAt(), window.closesAt());
        }
    }

    record View(
            String id,
            String nameTh,
            String nameEn,
            String version,
            String state,
            String unit,
            String round,
            @Nullable WindowView requests,
            @Nullable WindowView spending) {
        static View of(Programme programme) {
            return new View(
                    programme.id().value(),
                    programme.nameTh(),
                    programme.nameEn(),
                    programme.version(),
                    code(programme.state()),
                    code(programme.unit()),
                    programme.round(),
                    WindowView.of(programme.requests()),
                    WindowView.of(programme.window()));
        }
    }

    record VersionView(
            String definitionId,
            String deploymentId,
            String tag,
            String state,
            String deployedBy,
            Instant deployedAt,
            List<String> warnings) {
        static VersionView of(ProgrammeVersion version) {
            return new VersionView(
                    version.definitionId(),
                    version.deploymentId(),
                    version.tag(),
                    code(version.state()),
                    version.deployedBy(),
                    version.deployedAt(),
                    version.warnings());
        }
    }

    record ProposalView(
            UUID id,
            String programme,
            String kind,
            @Nullable String definitionId,
            @Nullable String round,
            @Nullable WindowView requests,
            @Nullable WindowView spending,
            long budgetSatang,
            @Nullable String topUpRound,
            String note,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {
        static ProposalView of(Proposal proposal) {
            NewProposal terms = proposal.terms();
            return new ProposalView(
                    proposal.id(),
                    terms.programme().value(),
                    code(terms.kind()),
                    terms.definitionId(),
                    terms.round(),
                    WindowView.of(terms.requests()),
                    WindowView.of(terms.spending()),
                    terms.budgetSatang(),
                    terms.topUpRound(),
                    terms.note(),
                    code(proposal.state()),
                    proposal.proposedBy(),
                    proposal.proposedAt(),
                    proposal.decidedBy(),
                    proposal.decidedAt(),
                    proposal.reason());
        }
    }
}
