package org.namjai.platform.disbursement.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.namjai.platform.disbursement.PayeeChoices;
import org.namjai.platform.participant.Channel;
import org.namjai.platform.participant.Participants;
import org.namjai.platform.shared.CitizenId;
import org.namjai.platform.shared.FieldProblem;
import org.namjai.platform.shared.ParticipantId;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** Where a citizen's money goes: the choices, and the form for another. Whose they are, the login alone tells. */
@Controller
@RequestMapping("/payee")
@PreAuthorize("hasRole('citizen')")
class PayeePages {
    private final PayeeChoices choices;
    private final Participants participants;
    private final MessageSource messages;

    PayeePages(PayeeChoices choices, Participants participants, MessageSource messages) {
        this.choices = choices;
        this.participants = participants;
        this.messages = messages;
    }

    @GetMapping
    String show(@AuthenticationPrincipal OAuth2AuthenticatedPrincipal login, Model model) {
        return page(model, citizen(login), Map.of(), Map.of());
    }

    @PostMapping
    String choose(
            @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal OAuth2AuthenticatedPrincipal login,
            Model model) {
        CitizenId citizen = citizen(login);
        Optional<Channel> channel = Channel.find(sent.getOrDefault("channel", ""));
        String participant = sent.getOrDefault("participant", "");
        String account = sent.getOrDefault("account", "").replaceAll("[\\s-]", "");
        var faults = new LinkedHashMap<String, FieldProblem>();
        if (!ParticipantId.isValid(participant)) {
            faults.put("participant", fault("participant", "form.participant-needed"));
        }
        if (channel.isEmpty()) {
            faults.put("channel", fault("channel", "payee.channel-needed"));
        }
        if (!account.matches("[0-9]{0,20}")) {
            faults.put("account", fault("account", "payee.account-wrong"));
        }
        if (faults.isEmpty()) {
            ask(citizen, new ParticipantId(participant), channel.orElseThrow(), account, faults);
        }
        return faults.isEmpty() ? "redirect:/payee" : page(model, citizen, sent, faults);
    }

    private void ask(
            CitizenId citizen,
            ParticipantId participant,
            Channel channel,
            String account,
            Map<String, FieldProblem> faults) {
        try {
            PayeeChoices.Chosen chosen = choices.choose(citizen, participant, channel, account, "pages");
            if (chosen != PayeeChoices.Chosen.CHOSEN) {
                String field = chosen == PayeeChoices.Chosen.NOT_SERVED ? "participant" : "account";
                faults.put(
                        field,
                        fault(
                                field,
                                "payee."
                                        + chosen.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        } catch (RestClientException e) {
            faults.put("participant", fault("participant", "payee.bank-away"));
        }
    }

    private String page(Model model, CitizenId citizen, Map<String, String> sent, Map<String, FieldProblem> faults) {
        model.addAttribute(
                "choices", choices.of(citizen).stream().map(this::card).toList());
        model.addAttribute("participants", participants.live());
        model.addAttribute(
                "channels",
                List.of(Channel.values()).stream().map(Channel::code).toList());
        model.addAttribute("submitted", sent);
        model.addAttribute("faults", faults);
        return "disbursement/payee";
    }

    private Card card(PayeeChoices.Choice choice) {
        var bank = participants.find(choice.participant()).orElseThrow();
        return new Card(
                bank.nameTh(), bank.nameEn(), choice.channel().code(), choice.accountEnd(), choice.effectiveFrom());
    }

    /** A choice as its page shows it. */
    record Card(String nameTh, String nameEn, String channel, String accountEnd, Instant effectiveFrom) {}

    private FieldProblem fault(String field, String key) {
        return new FieldProblem(
                field,
                messages.getMessage(key, null, Locale.forLanguageTag("th")),
                messages.getMessage(key, null, Locale.ENGLISH));
    }

    private static CitizenId citizen(OAuth2AuthenticatedPrincipal login) {
        String digits = login.getAttribute("citizen_id");
        if (digits == null || !CitizenId.isValid(digits)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return new CitizenId(digits);
    }
}
