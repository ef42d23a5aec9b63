package org.namjai.platform.workflow;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Knows which elements of which process were passed, whatever history the engine keeps. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PassedElements extends AbstractProcessEnginePlugin {
    private static final Map<String, Set<String>> PASSED = new ConcurrentHashMap<>();

    static void forget() {
        PASSED.clear();
    }

    /** The ids of this process's elements and flows that no instance passed. */
    static Set<String> missedOf(String process) {
        var missed = new TreeSet<String>();
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(Models.read(process + ".bpmn")));
        model.getModelElementsByType(FlowNode.class).forEach(node -> missed.add(node.getId()));
        // The engine goes from an event-based gateway to an event without taking the flow.
        model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> !(flow.getSource() instanceof EventBasedGateway))
                .forEach(flow -> missed.add(flow.getId()));
        missed.removeAll(PASSED.getOrDefault(process, Set.of()));
        return missed;
    }

    /** After our own configuration, whose listeners stay. */
    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                watch(process.getKey(), process);
            }
        });
    }

    private static void watch(String process, ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            activity.addListener(ExecutionListener.EVENTNAME_START, note(process, activity.getId()));
            activity.getOutgoingTransitions().forEach(flow -> ((TransitionImpl) flow)
                    .addListener(ExecutionListener.EVENTNAME_TAKE, note(process, flow.getId())));
            watch(process, activity);
        }
    }

    private static ExecutionListener note(String process, String element) {
        return execution -> PASSED.computeIfAbsent(process, key -> new ConcurrentSkipListSet<>())
                .add(element);
    }
}
