package org.namjai.platform.request.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.programme.Programme;
import org.namjai.platform.programme.Programmes;
import org.namjai.platform.request.AppealReceipt;
import org.namjai.platform.request.Appeals;
import org.namjai.platform.request.ApplicantMessages;
import org.namjai.platform.request.Evidence;
import org.namjai.platform.request.ExplainedDecision;
import org.namjai.platform.request.NewRequest;
import org.namjai.platform.request.ProgrammeForm;
import org.namjai.platform.request.Receipt;
import org.namjai.platform.request.RequestForms;
import org.namjai.platform.request.RequestView;
import org.namjai.platform.request.Requests;
import org.namjai.platform.request.TableDecisions;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.InvalidInput;
import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A citizen's own pages. Whose they are, the login alone tells; somebody else's request is not found. */
@Controller
@RequestMapping("/requests")
@PreAuthorize("hasRole('citizen')")
class RequestPages {
    private final Requests requests;
    private final Programmes programmes;
    private final Participants participants;
    private final TableDecisions decisions;
    private final ApplicantMessages told;
    private final Evidence evidence;
    private final Appeals appeals;
    private final RequestForms forms;
    private final MessageSource messages;

    RequestPages(
            Requests requests,
            Programmes programmes,
            Participants participants,
            TableDecisions decisions,
            ApplicantMessages told,
            Evidence evidence,
            Appeals appeals,
            RequestForms forms,
            MessageSource messages) {
        this.requests = requests;
        this.decisions = decisions;
        this.told = told;
        this.evidence = evidence;
        this.appeals = appeals;
        this.forms = forms;
        this.programmes = programmes;
        this.participants = participants;
        this.messages = messages;
    }

    @GetMapping
    String list(@AuthenticationPrincipal OAuth2AuthenticatedPrincipal login, Model model) {
        model.addAttribute(
                "requests",
                requests.ofCitizen(citizen(login)).stream()
                        .map(request -> card(request, List.of()))
                        .toList());
        return "request/list";
    }

    @GetMapping("/{id}")
    String status(
            @PathVariable("id") String id, @AuthenticationPrincipal OAuth2AuthenticatedPrincipal login, Model model) {
        RequestView own = own(id, login);
        model.addAttribute("request", card(own, decisions.explained(own.id())));
        model.addAttribute("told", told.of(own.id()));
        model.addAttribute("evidence", EvidenceView.of(evidence.asked(own.id())));
        model.addAttribute("appealKey", newKey());
        return "request/status";
    }

    @PostMapping("/{id}/appeal")
    String appeal(
            @PathVariable("id") String id,
            @RequestParam("key") String key,
            @RequestParam("grounds") String grounds,
            @AuthenticationPrincipal OAuth2AuthenticatedPrincipal login) {
        RequestView own = own(id, login);
        String page = "redirect:/requests/" + own.id();
        try {
            AppealReceipt receipt = appeals.open("pages", key, own.id(), grounds);
            return receipt instanceof AppealReceipt.Accepted ? page : page + "?appeal=refused";
        } catch (InvalidInput wrong) {
            return page + "?appeal=refused";
        }
    }

    private RequestView own(String id, OAuth2AuthenticatedPrincipal login) {
        return requests.ofCitizen(citizen(login)).stream()
                .filter(request -> request.id().toString().equals(id))
                .findFirst()
                .orElseThrow(RequestPages::notFound);
    }

    @GetMapping("/new")
    String ask(@RequestParam(name = "programme", defaultValue = "") String programme, Model model) {
        return form(model, published(programme), newKey(), Map.of(), List.of());
    }

    @PostMapping("/new")
    String send(
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal OAuth2AuthenticatedPrincipal login,
            Model model) {
        Programme programme = published(sent.getOrDefault("programme", ""));
        String key = sent.getOrDefault("key", "");
        List<FieldProblem> faults = faults(formOf(programme), sent);
        if (!faults.isEmpty()) {
            return form(model, programme, key, sent, faults);
        }
        return receive(programme, key, citizen(login), sent)
                .fold(
                        accepted -> "redirect:/requests/" + accepted.id(),
                        // The key stays bound to what was sent first; what stands here now is another request.
                        reused -> form(model, programme, newKey(), sent, List.of(fault("form", "form.send-again"))),
                        already -> form(
                                model,
                                programme,
                                key,
                                sent,
                                List.of(fault(
                                        "form", "form.already-" + already.unit().code()))),
                        invalid -> form(model, programme, key, sent, invalid.problems()),
                        () -> form(model, programme, key, sent, List.of(fault("form", "form.busy"))));
    }

    private Receipt receive(Programme programme, String key, CitizenId citizen, Map<String, String> sent) {
        try {
            return requests.receive(new NewRequest(
                    "pages",
                    key,
                    programme.id(),
                    citizen,
                    new ParticipantId(sent.getOrDefault("participant", "")),
                    account(sent),
                    formOf(programme).answers(sent::get)));
        } catch (InvalidInput wrong) {
            return new Receipt.Invalid(wrong.problems());
        }
    }

    private String form(
            Model model, Programme programme, String key, Map<String, String> submitted, List<FieldProblem> faults) {
        Map<String, FieldProblem> byField = new LinkedHashMap<>();
        faults.forEach(fault -> byField.putIfAbsent(fault.field(), fault));
        model.addAttribute("programme", programme);
        model.addAttribute("form", formOf(programme));
        model.addAttribute("participants", participants.live());
        model.addAttribute("key", key);
        model.addAttribute("submitted", submitted);
        model.addAttribute("faults", byField);
        return "request/new";
    }

    private List<FieldProblem> faults(ProgrammeForm form, Map<String, String> sent) {
        Map<String, String> keys = new LinkedHashMap<>();
        form.faults(form.answers(sent::get)).forEach((field, fault) -> keys.put(field, "form." + fault.code()));
        String chosen = sent.getOrDefault("participant", "");
        if (participants.live().stream().noneMatch(bank -> bank.id().value().equals(chosen))) {
            keys.put("participant", "form.participant-needed");
        }
        if (!account(sent).matches("[0-9]{10,15}")) {
            keys.put("account", "form.account-wrong");
        }
        return keys.entrySet().stream()
                .map(wrong -> fault(wrong.getKey(), wrong.getValue()))
                .toList();
    }

    private FieldProblem fault(String field, String key) {
        return new FieldProblem(
                field,
                messages.getMessage(key, null, Locale.forLanguageTag("th")),
                messages.getMessage(key, null, Locale.ENGLISH));
    }

    private RequestCard card(RequestView request, List<ExplainedDecision> decisions) {
        return RequestCard.of(
                request,
                programmes.find(request.programme()).orElse(null),
                participants.find(request.participant()).orElse(null),
                decisions);
    }

    private Programme published(String id) {
        return Optional.of(id)
                .filter(ProgrammeId::isValid)
                .flatMap(valid -> programmes.find(new ProgrammeId(valid)))
                .filter(Programme::isPublished)
                .orElseThrow(RequestPages::notFound);
    }

    private ProgrammeForm formOf(Programme programme) {
        return Optional.ofNullable(programme.definitionId()).flatMap(forms::of).orElseThrow(RequestPages::notFound);
    }

    private static String account(Map<String, String> sent) {
        return sent.getOrDefault("account", "").replaceAll("[\\s-]", "");
    }

    private static CitizenId citizen(OAuth2AuthenticatedPrincipal login) {
        String digits = login.getAttribute("citizen_id");
        if (digits == null || !CitizenId.isValid(digits)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return new CitizenId(digits);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
