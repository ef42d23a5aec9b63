package org.namjai.platform.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.namjai.platform.request.ProgrammeForm;
import org.namjai.platform.request.RequestForms;
import org.springframework.stereotype.Component;

/** The request forms as they were deployed; what is deployed never changes, so each is read once. */
@Component
class DeployedForms implements RequestForms {
    private static final int MOST_KEPT = 1_000;

    private final RepositoryService repository;
    private final Map<String, Optional<ProgrammeForm>> byDefinition = new ConcurrentHashMap<>();

    DeployedForms(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public Optional<ProgrammeForm> of(String definitionId) {
        Optional<ProgrammeForm> known = byDefinition.get(definitionId);
        if (known != null) return known;
        if (byDefinition.size() >= MOST_KEPT) byDefinition.clear();
        return byDefinition.computeIfAbsent(definitionId, this::read);
    }

    private Optional<ProgrammeForm> read(String definitionId) {
        ProcessDefinition definition = repository.getProcessDefinition(definitionId);
        String name = definition.getKey() + "-request.form";
        try (InputStream form = repository.getResourceAsStream(definition.getDeploymentId(), name)) {
            return Optional.of(ProgrammeForm.parse(new String(form.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (NullValueException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The request form of " + definition.getKey() + " cannot be read", e);
        }
    }
}
