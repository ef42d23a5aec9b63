package org.namjai.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.namjai.platform.request.ProgrammeForm;
import org.namjai.platform.request.RequestForms;
import org.namjai.platform.shared.ProgrammeId;

/** Stands for the engine's deployments where there is no engine: the shipped forms, and those that a test adds. */
public final class ClassPathForms implements RequestForms {
    private final Map<ProgrammeId, ProgrammeForm> added = new ConcurrentHashMap<>();

    public void add(ProgrammeId programme, String file) {
        added.put(programme, ProgrammeForm.parse(file));
    }

    @Override
    public Optional<ProgrammeForm> of(String definitionId) {
        var programme = new ProgrammeId(definitionId.split(":")[0]);
        return Optional.ofNullable(added.get(programme)).or(() -> shipped(programme));
    }

    private static Optional<ProgrammeForm> shipped(ProgrammeId programme) {
        try (InputStream form = ClassPathForms.class.getResourceAsStream("/bpmn/" + programme + "-request.form")) {
            return form == null
                    ? Optional.empty()
                    : Optional.of(ProgrammeForm.parse(new String(form.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
