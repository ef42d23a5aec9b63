package org.namjai.platform.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** The steps of one process and what can come before what. */
final class ProcessGraph {
    private static final Set<String> STEPS = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "userTask",
            "serviceTask",
            "businessRuleTask",
            "receiveTask",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway");
    private static final Set<String> WAITING =
            Set.of("userTask", "receiveTask", "intermediateCatchEvent", "eventBasedGateway");

    private final Map<String, Element> steps = new LinkedHashMap<>();
    private final List<Element> flows;
    private final Map<String, List<String>> before = new HashMap<>();
    private final Map<String, List<String>> after = new HashMap<>();

    ProcessGraph(XmlModel model) {
        flows = model.all("sequenceFlow");
        for (Element element : model.all("*")) {
            if (STEPS.contains(element.getLocalName())) steps.put(element.getAttribute("id"), element);
        }
        for (Element flow : flows) connect(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef"));
        for (Element step : steps.values()) {
            if (step.getLocalName().equals("boundaryEvent")) {
                connect(step.getAttribute("attachedToRef"), step.getAttribute("id"));
            }
            parent(step).ifPresent(sub -> {
                if (step.getLocalName().equals("startEvent")) connect(sub, step.getAttribute("id"));
                if (step.getLocalName().equals("endEvent")) after(step, sub);
            });
        }
    }

    /** What follows a subprocess comes after its end. */
    private void after(Element end, String subprocess) {
        for (Element flow : flows) {
            if (flow.getAttribute("sourceRef").equals(subprocess)) {
                connect(end.getAttribute("id"), flow.getAttribute("targetRef"));
            }
        }
    }

    private static Optional<String> parent(Element step) {
        return step.getParentNode() instanceof Element parent && "subProcess".equals(parent.getLocalName())
                ? Optional.of(parent.getAttribute("id"))
                : Optional.empty();
    }

    private void connect(String from, String to) {
        before.computeIfAbsent(to, id -> new ArrayList<>()).add(from);
        after.computeIfAbsent(from, id -> new ArrayList<>()).add(to);
    }

    Iterable<Element> steps() {
        return steps.values();
    }

    List<Element> flows() {
        return flows;
    }

    Optional<Element> step(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    List<Element> out(Element step) {
        return flows.stream()
                .filter(flow -> flow.getAttribute("sourceRef").equals(step.getAttribute("id")))
                .toList();
    }

    /** Everything that can have happened when the process comes to this step; not the step itself, unless it repeats. */
    Set<Element> before(Element step) {
        Set<String> seen = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(before.getOrDefault(step.getAttribute("id"), List.of()));
        while (!left.isEmpty()) {
            String id = left.pop();
            if (seen.add(id)) left.addAll(before.getOrDefault(id, List.of()));
        }
        Set<Element> found = new HashSet<>();
        seen.forEach(id -> step(id).ifPresent(found::add));
        return found;
    }

    /** A step from which the process comes back to it without ever waiting for anybody. */
    Optional<Element> circle() {
        for (Element start : steps.values()) {
            if (isWaiting(start)) continue;
            Set<String> seen = new HashSet<>();
            Deque<String> left = new ArrayDeque<>(after.getOrDefault(start.getAttribute("id"), List.of()));
            while (!left.isEmpty()) {
                String id = left.pop();
                if (id.equals(start.getAttribute("id"))) return Optional.of(start);
                boolean goesOn = step(id).filter(step -> !isWaiting(step)).isPresent();
                if (goesOn && seen.add(id)) left.addAll(after.getOrDefault(id, List.of()));
            }
        }
        return Optional.empty();
    }

    private static boolean isWaiting(Element step) {
        return WAITING.contains(step.getLocalName());
    }
}
