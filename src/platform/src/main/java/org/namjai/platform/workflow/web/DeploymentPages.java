package org.namjai.platform.workflow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.namjai.platform.programme.ProgrammeVersion;
import org.namjai.platform.shared.ProgrammeId;
import org.namjai.platform.workflow.ProgrammeFiles;
import org.namjai.platform.workflow.VersionMigration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** An officer puts a programme's files into the catalogue, or takes the token with which Camunda Modeler does. */
@Controller
@PreAuthorize("hasRole('programme-officer')")
class DeploymentPages {
    private static final String LOGIN = "keycloak";

    private final ProgrammeFiles files;
    private final VersionMigration migration;
    private final OAuth2AuthorizedClientRepository logins;

    DeploymentPages(ProgrammeFiles files, VersionMigration migration, OAuth2AuthorizedClientRepository logins) {
        this.files = files;
        this.migration = migration;
        this.logins = logins;
    }

    @GetMapping("/programmes/deployments/new")
    String page(Authentication officer, HttpServletRequest request, Model model) {
        OAuth2AuthorizedClient login = logins.loadAuthorizedClient(LOGIN, officer, request);
        if (login != null) {
            model.addAttribute("token", login.getAccessToken().getTokenValue());
            model.addAttribute("until", login.getAccessToken().getExpiresAt());
        }
        model.addAttribute(
                "address",
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/engine-rest")
                        .toUriString());
        return "workflow/deploy";
    }

    @PostMapping("/programmes/deployments/new")
    String deploy(Authentication officer, HttpServletRequest request, Model model) throws IOException {
        List<MultipartFile> sent =
                request instanceof MultipartHttpServletRequest form ? form.getFiles("files") : List.of();
        Map<String, byte[]> contents = new TreeMap<>();
        for (MultipartFile file : sent) {
            if (!file.isEmpty()) contents.put(Objects.toString(file.getOriginalFilename(), ""), file.getBytes());
        }
        ProgrammeFiles.Answer answer = files.deploy(contents, officer.getName());
        if (answer instanceof ProgrammeFiles.Answer.Deployed deployed) {
            ProgrammeVersion version = deployed.version();
            return "redirect:/programmes/" + version.programme() + "?deployed=" + version.tag();
        }
        model.addAttribute("refusal", ((ProgrammeFiles.Answer.Refused) answer).sentence());
        return page(officer, request, model);
    }

    @PostMapping("/programmes/{id}/migrations")
    String migrate(@PathVariable String id, @RequestParam("from") String from, Authentication officer, Model model) {
        if (!ProgrammeId.isValid(id)) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute(
                "report",
                migration
                        .migrate(new ProgrammeId(id), from, officer.getName())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("id", id);
        return "workflow/migrated";
    }
}
