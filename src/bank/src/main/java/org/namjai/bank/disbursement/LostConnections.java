package org.namjai.bank.disbursement;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Takes an instruction and breaks the connection off, so that the platform never learns what became of it. */
@Component
@ConditionalOnProperty(FaultsController.ALLOWED)
class LostConnections extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final FaultsController faults;

    LostConnections(FaultsController faults) {
        this.faults = faults;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextValves(this);
    }

    /** Only the server itself can drop a connection; a filter's response would still be ended properly. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (faults.has(Fault.LOSE_CONNECTION) && FaultFilter.isInstruction(request)) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("lost on purpose"));
        }
    }
}
