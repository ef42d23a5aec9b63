package org.namjai.platform.workflow;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** The eligibility tables that decided, read once for each deployed version: what was deployed never changes. */
@Component
class EligibilityTables {
    private final RepositoryService repository;
    private final Map<String, EligibilityTable> tables = new ConcurrentHashMap<>();

    EligibilityTables(RepositoryService repository) {
        this.repository = repository;
    }

    /** @param definition the engine's id of a deployed decision */
    EligibilityTable of(String definition) {
        EligibilityTable known = tables.get(definition);
        if (known != null) return known;
        InputStream model = repository.getDecisionModel(definition);
        String table = repository.getDecisionDefinition(definition).getKey();
        EligibilityTable read = EligibilityTable.read(table, model);
        tables.put(definition, read);
        return read;
    }
}
