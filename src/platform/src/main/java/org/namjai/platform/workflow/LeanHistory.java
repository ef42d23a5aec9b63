package org.namjai.platform.workflow;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * Instances, people's tasks, incidents and what operators did: what case workers and auditors look for in the engine.
 * Evidence, decisions and money are kept by our own tables and the books.
 */
final class LeanHistory implements HistoryLevel {
    static final String NAME = "lean";

    /** Stored in the database; must stay clear of Camunda's own 0 to 3. */
    private static final int ID = 71;

    private static final Set<String> KEPT = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START.getEntityType(),
            HistoryEventTypes.TASK_INSTANCE_CREATE.getEntityType(),
            HistoryEventTypes.INCIDENT_CREATE.getEntityType(),
            HistoryEventTypes.USER_OPERATION_LOG.getEntityType());

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        return KEPT.contains(type.getEntityType());
    }
}
