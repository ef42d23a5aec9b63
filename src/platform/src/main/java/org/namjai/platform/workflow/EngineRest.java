package org.namjai.platform.workflow;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.springframework.stereotype.Component;

/** The engine's REST API as Camunda makes it, with one difference: what we refuse is the caller's mistake, however wrapped. */
@Component
class EngineRest extends CamundaJerseyResourceConfig {
    @Override
    protected void registerAdditionalResources() {
        register(new Refusals());
    }

    /** Camunda wraps a refusal that comes up within a query into an error of its own, and answers that with 500. */
    static final class Refusals implements ExceptionMapper<ProcessEngineException> {
        @Override
        public Response toResponse(ProcessEngineException thrown) {
            for (Throwable at = thrown; at != null; at = at.getCause()) {
                if (at instanceof BadUserRequestException) {
                    return ExceptionHandlerHelper.getInstance().getResponse(at);
                }
            }
            return ExceptionHandlerHelper.getInstance().getResponse(thrown);
        }
    }
}
